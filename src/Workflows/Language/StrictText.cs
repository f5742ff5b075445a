using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Workflows.Language;

/// <summary>Reads a node into a type and reports every unknown key below it, not only the first.</summary>
/// <param name="keys">Which keys types have; <paramref name="options"/> may read some that are written shorter.</param>
public sealed partial class StrictText(YamlText yaml, string file, ICollection<Mistake> mistakes, JsonSerializerOptions keys, JsonSerializerOptions options)
{
    public StrictText(YamlText yaml, string file, ICollection<Mistake> mistakes)
        : this(yaml, file, mistakes, TextJson.Options, TextJson.Options)
    {
    }

    /// <summary>Mistakes that are told of one text: whoever has more of them begins with these.</summary>
    private const int MostTold = 500;

    private int told;

    public void Report(string path, string step, string says)
    {
        if (told++ < MostTold)
            mistakes.Add(new Mistake(yaml.FileOf(path) ?? file, yaml.LineOf(path), step, says));
    }

    /// <summary>The node as a value of the type; null (and mistakes) when it does not fit.</summary>
    public object? Read(JsonNode? node, Type type, string path, string step)
    {
        var before = mistakes.Count;
        UnknownKeys(node, type, path, step);
        if (node is null)
            Empty(path, step);
        if (mistakes.Count > before)
            return null;

        try
        {
            return node.Deserialize(type, options);
        }
        catch (JsonException trouble)
        {
            Report(trouble.Path is { Length: > 1 } inner ? path + inner[1..] : path, step, Explain(trouble));
            return null;
        }
    }

    public static string Explain(JsonException trouble)
    {
        if (Missing().Match(trouble.Message) is { Success: true } missing)
            return $"缺少必须写的键：{missing.Groups["names"].Value.Replace("'", "", StringComparison.Ordinal).Replace(", ", "、", StringComparison.Ordinal)}";
        if (NoNull().IsMatch(trouble.Message))
            return "没有内容";
        if (Unmapped().Match(trouble.Message) is { Success: true } unmapped)
            return $"未知的键“{unmapped.Groups["name"].Value}”";
        if (trouble.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "值的类型不对，或不在允许的取值之中";
        // What a converter of ours says is in Chinese; nothing else reaches a person.
        return trouble.Message.Split(" Path:")[0] is var says && says.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? says : "值的写法不对";
    }

    /// <summary>Reports keys that the type does not have, with the nearest one that it has.</summary>
    public void UnknownKeys(JsonNode? node, Type type, string path, string step)
    {
        if (node is JsonArray list && ElementOf(type) is { } element)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is null)
                    Empty($"{path}[{i}]", step);
                UnknownKeys(list[i], element, $"{path}[{i}]", step);
            }

            return;
        }

        if (node is not JsonObject map)
            return;

        if ((ValueOf(type) ?? NamedOf(type)) is { } each)
        {
            foreach (var (key, value) in map)
            {
                if (value is null && !each.IsDefined(typeof(NothingTakesAwayAttribute), inherit: false) && Nullable.GetUnderlyingType(each) is null)
                    Empty($"{path}.{key}", step);
                UnknownKeys(value, each, $"{path}.{key}", step);
            }

            return;
        }

        var info = keys.GetTypeInfo(type);
        if (info.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var (key, value) in map)
        {
            if (told > MostTold)
                return;
            var property = info.Properties.FirstOrDefault(p => p.Name == key && p.Set is not null);
            if (property is null)
                Report($"{path}.{key}", step, $"未知的键“{key}”；{Spelling.Nearest(key, info.Properties.Where(p => p.Set is not null).Select(p => p.Name))}");
            else
                UnknownKeys(value, property.PropertyType, $"{path}.{key}", step);
        }
    }

    private void Empty(string path, string step)
    {
        if (options.RespectNullableAnnotations)
            Report(path, step, "没有内容");
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    private static Type? NamedOf(Type type) => ElementOf(type) is { } element && element.IsDefined(typeof(ByNameAttribute), inherit: false) ? element : null;

    private static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) && value != typeof(JsonNode) ? value : null;

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("doesn't allow (getting|setting )?null values", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoNull();

    [GeneratedRegex("JSON property '(?<name>[^']+)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unmapped();
}
