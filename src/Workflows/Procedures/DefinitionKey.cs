using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>A key that may stand in a definition: for its schema, the manual and the designer.</summary>
/// <param name="Owner">Name of the type that it belongs to.</param>
/// <param name="Name">As written.</param>
/// <param name="Type">What it is read into.</param>
/// <param name="Default">What holds where it is not written; null where nothing does.</param>
public sealed record DefinitionKey(string Owner, string Name, Type Type, bool IsRequired, JsonNode? Default, KeyAttribute About)
{
    public string Title => About.Title;

    public string Help => About.Help;

    public string Example => About.Example;

    public int Min => About.Min;

    public int Max => About.Max;

    /// <summary>The keys of a type in the order in which they are declared, those that it inherits first.</summary>
    /// <exception cref="InvalidOperationException">A key says nothing of itself.</exception>
    public static ImmutableArray<DefinitionKey> Of(Type type)
    {
        var info = DefinitionJson.Keys.GetTypeInfo(type);
        var standard = type.GetConstructor(Type.EmptyTypes)?.Invoke(null);
        return
        [
            .. from property in info.Properties
               where property.Set is not null
               let member = property.AttributeProvider as PropertyInfo
               where !(type == typeof(Field) && member?.Name == nameof(Field.Name))
               let about = property.AttributeProvider!.GetCustomAttributes(typeof(KeyAttribute), inherit: true).OfType<KeyAttribute>().FirstOrDefault()
                   ?? throw new InvalidOperationException($"{type.Name}.{property.Name} has no [Key].")
               let needed = property.IsRequired || (member is not null && IsParameterWithoutDefault(type, member.Name))
               orderby Depth(member?.DeclaringType ?? type)
               select new DefinitionKey(
                   type.Name, property.Name, property.PropertyType, needed, needed || standard is null || member is null ? null : DefaultOf(member, standard), about),
        ];
    }

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);

    private static bool IsParameterWithoutDefault(Type type, string name) =>
        type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.Name == name && !p.HasDefaultValue);

    private static JsonNode? DefaultOf(PropertyInfo member, object standard) => member.GetValue(standard) switch
    {
        null or "" or ICollection { Count: 0 } or JsonObject => null,
        IEnumerable and not string => null,
        ScenarioRegister or ScenarioOpeningText => null,
        DateOnly day => Json.Of(day),
        Enum one => JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString()),
        bool yes => yes,
        int number => number,
        var other => JsonValue.Create(other.ToString()),
    };
}
