using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>How definitions are read into types: kebab-case names, nothing unknown, fields as a map of name → field.</summary>
internal static class DefinitionJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new WhoText(),
            new FieldMap(),
            new OneOrMany<string>(),
            new OneOrMany<Who>(),
            new OneOrMany<MilestoneLimit>(),
        },
    };

    /// <summary><c>by: secretary of superior</c>.</summary>
    private sealed class WhoText : JsonConverter<Who>
    {
        public override Who Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            return Who.Parse(text) ?? throw new JsonException($"“{text}”不是办理人，应写作“secretary”、“section of superior”、“person in 数据名”或“starter”");
        }

        public override void Write(Utf8JsonWriter writer, Who value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    /// <summary><c>fields: { held-on: { label: …, type: date } }</c>, in the order written.</summary>
    private sealed class FieldMap : JsonConverter<ImmutableArray<Field>>
    {
        public override ImmutableArray<Field> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (JsonNode.Parse(ref reader) is not JsonObject map)
                throw new JsonException("应为“名称: { label: …, type: … }”的表");
            return [.. map.Select(entry => ReadOne(entry.Key, entry.Value, options))];
        }

        public override void Write(Utf8JsonWriter writer, ImmutableArray<Field> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var field in value)
            {
                writer.WritePropertyName(field.Name);
                JsonSerializer.Serialize(writer, field, options);
            }

            writer.WriteEndObject();
        }

        private static Field ReadOne(string name, JsonNode? node, JsonSerializerOptions options)
        {
            try
            {
                return (node.Deserialize<Field>(options) ?? throw new JsonException("没有内容")) with { Name = name };
            }
            catch (JsonException trouble)
            {
                throw new JsonException($"项目 {name}：{StrictText.Explain(trouble)}", trouble);
            }
        }
    }

    /// <summary>A single value stands for a list of one.</summary>
    private sealed class OneOrMany<T> : JsonConverter<ImmutableArray<T>>
    {
        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var node = JsonNode.Parse(ref reader);
            return node is JsonArray list
                ? [.. list.Select(v => v.Deserialize<T>(options)!)]
                : [node.Deserialize<T>(options)!];
        }

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.AsEnumerable(), options);
    }
}
