using System.Collections.Frozen;
using System.Reflection;

namespace Workflows.Rules;

/// <summary>The Chinese name of an enum's value, shown wherever a person chooses or reads it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LabelAttribute(string label) : Attribute
{
    public string Label { get; } = label;
}

/// <summary>One value a person may choose: its name in data and its name in Chinese.</summary>
public sealed record Choice(string Value, string Label)
{
    /// <summary>The values of an enum in the order they are declared.</summary>
    public static IEnumerable<Choice> Of(Type enumType) =>
        from field in enumType.GetFields(BindingFlags.Static | BindingFlags.Public)
        select new Choice(RuleBook.KebabCase(field.Name), field.GetCustomAttribute<LabelAttribute>()?.Label ?? RuleBook.KebabCase(field.Name));

    /// <summary>The Chinese name of an enum's value.</summary>
    public static string LabelOf<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Labels<TEnum>.Of.GetValueOrDefault(value) ?? value.ToString();

    /// <summary>Looked up once: rules speak at every move.</summary>
    private static class Labels<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Of =
            Enum.GetValues<TEnum>().ToFrozenDictionary(v => v, v => typeof(TEnum).GetField(v.ToString())!.GetCustomAttribute<LabelAttribute>()?.Label ?? v.ToString());
    }
}
