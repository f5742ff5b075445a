using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workflows.Language;

/// <summary>How a text is read into types: kebab-case names, nothing unknown, nothing empty, a single value for a list of one.</summary>
public static class TextJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new PlainText(), new OneOrMany<string>() },
    };

    /// <summary><c>quarterly: 1</c>, <c>default: false</c>: whoever writes a number or yes and no where a text stands means what is written.</summary>
    private sealed class PlainText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String or JsonTokenType.Null => reader.GetString(),
            _ => throw new JsonException("The JSON value could not be converted to a text."),
        };

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

/// <summary>A single value stands for a list of one.</summary>
public sealed class OneOrMany<T> : JsonConverter<ImmutableArray<T>>
{
    private const string Empty = "A list doesn't allow null values.";

    public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(ref reader);
        if (node is null && options.RespectNullableAnnotations)
            throw new JsonException(Empty);
        return node is System.Text.Json.Nodes.JsonArray list
            ? [.. list.Select(v => v.Deserialize<T>(options)!)]
            : [node.Deserialize<T>(options)!];
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.AsEnumerable(), options);
}

/// <summary>Where a map of it has nothing under a name, that takes away what would be there otherwise.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NothingTakesAwayAttribute : Attribute;

/// <summary>A list of it may be written as a map, name → the rest.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ByNameAttribute : Attribute;
