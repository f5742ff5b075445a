using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>JSON as the history and the case state hold it: compact, readable Chinese, stable.</summary>
public static class Json
{
    /// <summary>For history and state: nothing that is null or empty is written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static JsonNode? Of(DateOnly day) => JsonValue.Create(Text(day));

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The value as a day; null when it is none.</summary>
    public static DateOnly? Day(JsonNode? value) =>
        value is JsonValue v && v.TryGetValue<string>(out var text)
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Nothing, an empty text or an empty list: nobody has answered.</summary>
    public static bool IsEmpty(JsonNode? value) => value is null or JsonArray { Count: 0 } || String(value) is "";

    /// <summary>The value as a whole number; null when it is none.</summary>
    public static int? Number(JsonNode? value) =>
        value is JsonValue v && v.GetValueKind() == JsonValueKind.Number
        && int.TryParse(v.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value as text; null when it is none.</summary>
    public static string? String(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    /// <summary>
    /// Can everything in it be read? JSON may hold half a character, or one name twice, and tells only when asked; and nobody reads what
    /// cannot be seen (<see cref="UnseenText"/>).
    /// </summary>
    public static bool IsReadable(JsonNode? value)
    {
        try
        {
            return value switch
            {
                JsonObject map => map.All(p => UnseenText.Find(p.Key) is null && IsReadable(p.Value)),
                JsonArray list => list.All(IsReadable),
                JsonValue v => !v.TryGetValue<string>(out var text) || UnseenText.Find(text) is null,
                _ => true,
            };
        }
        catch (Exception torn) when (torn is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The rows of a list; empty when it is none.</summary>
    public static IEnumerable<JsonObject> Rows(JsonNode? value) => (value as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The texts of a list, or the <c>person</c> of its rows; a single text counts as a list of one.</summary>
    public static IEnumerable<string> Strings(JsonNode? value) => value switch
    {
        JsonArray list => list.Select(v => v is JsonObject row ? String(row["person"]) : String(v)).OfType<string>(),
        _ => String(value) is { } one ? [one] : [],
    };

    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)JsonValue.Create(t))];
}
