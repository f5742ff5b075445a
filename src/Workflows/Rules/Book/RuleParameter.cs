using System.Collections.Immutable;
using System.Reflection;

namespace Workflows.Rules;

/// <summary>What a page offers for a parameter and what JSON it accepts.</summary>
public enum ParameterKind
{
    WholeNumber,

    /// <summary>Money or a score: a number with at most two decimals, given as a number or as text.</summary>
    Amount,
    YesNo,
    Text,
    Date,
    Share,
    Period,
    Choice,
    List,
    Record,

    /// <summary>The working-day calendar: supplied, never asked for.</summary>
    Calendar,
}

/// <summary>One parameter of a rule, or one field of a record that a parameter lists.</summary>
/// <param name="Name">The name it is bound by, in kebab case: <c>entitled</c>, <c>held-on</c>.</param>
/// <param name="Type">The parameter's .NET type.</param>
/// <param name="Given">Its Chinese name, unit and limits.</param>
/// <param name="Setting">The setting it comes from when it is not given.</param>
/// <param name="Default">Its value when it is neither given nor a setting and <paramref name="IsOptional"/>.</param>
/// <param name="IsOptional">True when the rule can be asked without it.</param>
public sealed record RuleParameter(string Name, Type Type, GivenAttribute? Given, SettingAttribute? Setting, object? Default, bool IsOptional)
{
    public string Label => Given?.Label ?? (Setting is { } setting ? SettingFile.BuiltIn[setting.Key].Label : Name);

    public ParameterKind Kind => KindOf(Type);

    /// <summary>A parameter called <c>on</c> is the day of the step unless another day is given.</summary>
    public bool IsDayOfStep => Name == "on" && Kind == ParameterKind.Date;

    /// <summary>The values to choose from, for one choice or a list of them; empty for what is typed.</summary>
    public IEnumerable<Choice> Choices => (ItemOf(Type) ?? Bare(Type)) is { IsEnum: true } choices ? Choice.Of(choices) : [];

    /// <summary>The fields of a record, or of the records of a list; empty for plain values.</summary>
    public ImmutableArray<RuleParameter> Fields => FieldsOf(ItemOf(Type) ?? Bare(Type));

    public static RuleParameter Of(ParameterInfo parameter) => new(
        RuleBook.KebabCase(parameter.Name!),
        parameter.ParameterType,
        parameter.GetCustomAttribute<GivenAttribute>(),
        parameter.GetCustomAttribute<SettingAttribute>(),
        parameter.HasDefaultValue ? parameter.DefaultValue : null,
        parameter.HasDefaultValue);

    internal static ParameterKind KindOf(Type type)
    {
        var bare = Bare(type);
        return bare switch
        {
            _ when bare == typeof(int) => ParameterKind.WholeNumber,
            _ when bare == typeof(decimal) => ParameterKind.Amount,
            _ when bare == typeof(bool) => ParameterKind.YesNo,
            _ when bare == typeof(string) => ParameterKind.Text,
            _ when bare == typeof(DateOnly) || bare == typeof(DayOrMonth) => ParameterKind.Date,
            _ when bare == typeof(Share) => ParameterKind.Share,
            _ when bare == typeof(Period) => ParameterKind.Period,
            _ when bare == typeof(WorkCalendar) => ParameterKind.Calendar,
            _ when bare.IsEnum => ParameterKind.Choice,
            _ when ItemOf(bare) is not null => ParameterKind.List,
            _ => ParameterKind.Record,
        };
    }

    internal static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    internal static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    internal static ImmutableArray<RuleParameter> FieldsOf(Type type) =>
        KindOf(type) == ParameterKind.Record ? [.. Constructor(type).GetParameters().Select(Of)] : [];

    internal static ConstructorInfo Constructor(Type record) => record.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
}
