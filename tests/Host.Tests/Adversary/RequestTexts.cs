using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Adversary;

/// <summary>A text somewhere in the body of a request.</summary>
/// <param name="Place">As a refusal names it: <c>departures[0].reason</c>.</param>
/// <param name="Format">As in <c>docs/openapi.json</c>, such as <c>date</c>; null: any text.</param>
/// <param name="Body">A body that can be read, with this JSON in the place.</param>
internal sealed record RequestText(Operation Operation, string Place, string? Format, Func<string, string> Body)
{
    public void Deconstruct(out Operation operation, out string place, out Func<string, string> body) =>
        (operation, place, body) = (Operation, Place, Body);
}

/// <summary>Finds every text in the requests of <c>docs/openapi.json</c>, so that a new one is attacked by itself.</summary>
internal static class RequestTexts
{
    private const string Here = "\"--here--\"";

    private static readonly JsonNode api = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi.json")))!;

    public static IReadOnlyList<RequestText> All { get; } =
    [
        .. from operation in Operation.All
           where operation.TakesJson
           let schema = SchemaOf(operation)
           from found in Find(schema, "", 0)
           where !found.IsFree
           select new RequestText(operation, found.Place, found.Format, json =>
               Example(schema, "", found.Place)!.ToJsonString().Replace(Here, json, StringComparison.Ordinal)),
    ];

    /// <summary>Operation and place of what no schema describes.</summary>
    public static IEnumerable<string> FreeMaps => from operation in Operation.All
                                                  where operation.TakesJson
                                                  from found in Find(SchemaOf(operation), "", 0)
                                                  where found.IsFree
                                                  select $"{operation.Id} {found.Place}";

    private static JsonObject SchemaOf(Operation operation) =>
        Resolve(api["paths"]![operation.Path]![operation.Method.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["schema"]!);

    private static JsonObject Resolve(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Resolve(api["components"]!["schemas"]![reference.Split('/')[^1]]!);
        return (schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices ? Resolve(choices.First(c => (string?)c!["type"] != "null")!)
            : schema.AsObject();
    }

    private static string Type(JsonObject schema) =>
        schema["type"] is JsonArray several ? several.Select(t => (string)t!).First(t => t != "null") : (string?)schema["type"]
            ?? (schema["properties"] is null ? schema["enum"] is null ? "any" : "string" : "object");

    private static IEnumerable<(string Place, string? Format, bool IsFree)> Find(JsonObject schema, string place, int depth)
    {
        if (depth > 6)
            yield break;
        switch (Type(schema))
        {
            case "object" when schema["properties"] is JsonObject members:
                foreach (var found in members.SelectMany(m => Find(Resolve(m.Value!), place.Length == 0 ? m.Key : $"{place}.{m.Key}", depth + 1)))
                    yield return found;
                break;
            case "array" when schema["items"] is { } items:
                foreach (var found in Find(Resolve(items), place + "[0]", depth + 1))
                    yield return found;
                break;
            case "object" or "any" or "array":
                yield return (place, null, true);
                break;
            case "string" when schema["enum"] is null:
                yield return (place, (string?)schema["format"], false);
                break;
        }
    }

    /// <summary>Something that can be read, with a mark in one place.</summary>
    private static JsonNode? Example(JsonObject schema, string place, string marked) =>
        place == marked && place.Length > 0 ? JsonValue.Create("--here--") : Type(schema) switch
    {
        "object" => new JsonObject(from member in schema["properties"]?.AsObject() ?? []
                                   let inner = place.Length == 0 ? member.Key : $"{place}.{member.Key}"
                                   where marked.StartsWith(inner, StringComparison.Ordinal)
                                       || (schema["required"]?.AsArray().Any(r => (string)r! == member.Key) ?? false)
                                   select KeyValuePair.Create(member.Key, Example(Resolve(member.Value!), inner, marked))),
        "array" => marked.StartsWith(place + "[0]", StringComparison.Ordinal)
            ? new JsonArray(Example(Resolve(schema["items"]!), place + "[0]", marked)) : new JsonArray(),
        "string" when schema["enum"] is JsonArray choices => JsonValue.Create((string)choices[0]!),
        "string" => JsonValue.Create((string?)schema["format"] switch { "date" => "2026-11-01", "uuid" => "6a1f3f0e-8a53-4c1e-9d8e-0242ac120002", _ => "试" }),
        "integer" or "number" => JsonValue.Create(1),
        "boolean" => JsonValue.Create(false),
        _ => new JsonObject(),
    };
}
