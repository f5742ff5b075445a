using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Reads a node into a type and reports every unknown key below it, not only the first.</summary>
internal sealed partial class StrictText(YamlText yaml, string file, ICollection<Mistake> mistakes)
{
    public void Report(string path, string step, string says) => mistakes.Add(new Mistake(file, yaml.LineOf(path), step, says));

    /// <summary>The node as a value of the type; null (and mistakes) when it does not fit.</summary>
    public object? Read(JsonNode? node, Type type, string path, string step)
    {
        var before = mistakes.Count;
        UnknownKeys(node, type, path, step);
        if (mistakes.Count > before)
            return null;

        try
        {
            return node.Deserialize(type, DefinitionJson.Options);
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
        if (Unmapped().Match(trouble.Message) is { Success: true } unmapped)
            return $"未知的键“{unmapped.Groups["name"].Value}”";
        if (trouble.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return "值的类型不对，或不在允许的取值之中";
        return trouble.Message.Split(" Path:")[0];
    }

    /// <summary>Reports keys that the type does not have, with the nearest one that it has.</summary>
    public void UnknownKeys(JsonNode? node, Type type, string path, string step)
    {
        if (node is JsonArray list && ElementOf(type) is { } element)
        {
            for (var i = 0; i < list.Count; i++)
                UnknownKeys(list[i], element, $"{path}[{i}]", step);
            return;
        }

        if (node is not JsonObject map)
            return;

        if (type == typeof(System.Collections.Immutable.ImmutableArray<Field>) || ValueOf(type) is not null)
        {
            foreach (var (key, value) in map)
                UnknownKeys(value, ValueOf(type) ?? typeof(Field), $"{path}.{key}", step);
            return;
        }

        var info = DefinitionJson.Options.GetTypeInfo(type);
        if (info.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var (key, value) in map)
        {
            var property = info.Properties.FirstOrDefault(p => p.Name == key && p.Set is not null);
            if (property is null)
                Report($"{path}.{key}", step, $"未知的键“{key}”；{Nearest(key, info.Properties.Where(p => p.Set is not null).Select(p => p.Name))}");
            else
                UnknownKeys(value, property.PropertyType, $"{path}.{key}", step);
        }
    }

    /// <summary>您是不是要写 …: the closest allowed name, or all of them.</summary>
    public static string Nearest(string name, IEnumerable<string> allowed)
    {
        var all = allowed.Order(StringComparer.Ordinal).ToArray();
        var best = all.MinBy(a => Distance(name, a));
        return best is not null && IsNear(name, best) ? $"是否要写“{best}”？" : $"可用的有：{string.Join("、", all)}";
    }

    /// <summary>Is the one probably the other, misspelt?</summary>
    public static bool IsNear(string name, string other) => Distance(name, other) <= 2;

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>) ? type.GetGenericArguments()[0] : null;

    private static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) && value != typeof(JsonNode) ? value : null;

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("JSON property '(?<name>[^']+)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unmapped();
}
