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
    /// <summary>The keys of every type, for whoever asks which there are.</summary>
    public static JsonSerializerOptions Keys { get; } = new(TextJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ScenarioMoveText.AddActs } },
        Converters =
        {
            new FieldMap(), new OneOrMany<Source>(), new OneOrMany<StatedPeriod>(), new OneOrMany<Who>(), new OneOrMany<MilestoneLimit>(),
            new OneOrMany<Naming>(),
        },
    };

    /// <summary>The same for reading: some may be written shorter.</summary>
    public static JsonSerializerOptions Options { get; } = new(Keys) { Converters = { new BareName(), new BareTitle() } };

    /// <summary>The same for what is published already, whatever it leaves empty.</summary>
    private static readonly JsonSerializerOptions published = new(Options) { RespectNullableAnnotations = false };

    /// <param name="isPublished">Is it what somebody published once?</param>
    public static StrictText Strict(YamlText yaml, string file, ICollection<Mistake> mistakes, bool isPublished = false) =>
        new(yaml, file, mistakes, Keys, isPublished ? published : Options);

    /// <summary><c>into: expected</c> is the name alone, <c>into: { name: expected, label: … }</c> says more.</summary>
    private sealed class BareName : JsonConverter<Naming>
    {
        public override Naming? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String or JsonTokenType.Number
                ? new Naming { Name = JsonSerializer.Deserialize<string>(ref reader, Keys)! }
                : JsonSerializer.Deserialize<Naming>(ref reader, Keys);

        public override void Write(Utf8JsonWriter writer, Naming value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Keys);
    }

    /// <summary><c>submitted: 提交</c> is the title alone.</summary>
    private sealed class BareTitle : JsonConverter<OutcomeUse>
    {
        public override OutcomeUse? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType is JsonTokenType.String or JsonTokenType.Number
                ? new OutcomeUse { Title = JsonSerializer.Deserialize<string>(ref reader, Keys)! }
                : JsonSerializer.Deserialize<OutcomeUse>(ref reader, Keys);

        public override void Write(Utf8JsonWriter writer, OutcomeUse value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, Keys);
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
}
