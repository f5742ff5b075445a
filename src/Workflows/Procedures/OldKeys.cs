using System.Text.Json.Nodes;

namespace Workflows.Procedures;

/// <summary>
/// Keys that have another name now and are still read: <c>on</c> is "yes" to many YAML tools. A rule says <c>as-of</c>, a line of a story
/// <c>day</c>.
/// </summary>
internal static class OldKeys
{
    private const string Old = "on";

    /// <summary>What stands below these is the author's own: data, and names that they chose.</summary>
    private static readonly string[] own = ["given", "values", "data", "facts", "fields", "columns", "shared"];

    /// <summary>A definition with today's keys; what had an old one keeps its line.</summary>
    public static JsonObject InDefinition(JsonObject root, YamlText yaml) => (JsonObject)Renewed(root, yaml, "$", map => map.ContainsKey("rule") ? "as-of" : null)!;

    /// <summary>The same of a file of stories.</summary>
    public static JsonObject InStories(JsonObject root, YamlText yaml) => (JsonObject)Renewed(root, yaml, "$", _ => "day")!;

    /// <summary>Where a file still has an old key, with its new name.</summary>
    public static IEnumerable<Mistake> Hints(string text, string file, bool isStories)
    {
        if (YamlText.Read(text, file, []) is not { Root: JsonObject root } yaml)
            return [];
        var found = new List<(string At, string Now)>();
        Renewed(root, yaml, "$", map => isStories ? "day" : map.ContainsKey("rule") ? "as-of" : null, found);
        return found.Select(f => new Mistake(file, yaml.LineOf(f.At), "", $"键 on 现在写作 {f.Now}：不少工具把 on 读成“是”。仍然认得，改不改不影响办理。"));
    }

    private static JsonNode? Renewed(
        JsonNode? node, YamlText yaml, string at, Func<JsonObject, string?> nameIn, List<(string At, string Now)>? found = null)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Select((one, i) => Renewed(one, yaml, $"{at}[{i}]", nameIn, found))]);
            case JsonObject map:
                var now = map.ContainsKey(Old) ? nameIn(map) : null;
                if (now is not null)
                {
                    found?.Add(($"{at}.{Old}", now));
                    yaml.Name($"{at}.{Old}", $"{at}.{now}");
                }

                return new JsonObject(map.Select(one => KeyValuePair.Create(
                    one.Key == Old && now is not null ? now : one.Key,
                    own.Contains(one.Key) ? one.Value?.DeepClone() : Renewed(one.Value, yaml, $"{at}.{one.Key}", nameIn, found))));
            default:
                return node?.DeepClone();
        }
    }
}
