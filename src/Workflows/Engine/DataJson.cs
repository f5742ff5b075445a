using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>
/// The data of a case as its kept state holds them: step → name → value. A step sets several values, so its path stands there
/// once; a third of the text is spared, and every move reads and writes it.
/// </summary>
internal sealed class DataJson : JsonConverter<ImmutableSortedDictionary<string, Datum>>
{
    public override ImmutableSortedDictionary<string, Datum> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = (JsonConverter<JsonNode>)options.GetConverter(typeof(JsonNode));
        var data = Case.None.Data.ToBuilder();
        Expect(ref reader, JsonTokenType.StartObject);
        while (Next(ref reader) != JsonTokenType.EndObject)
        {
            var path = reader.GetString()!;
            Next(ref reader);
            Expect(ref reader, JsonTokenType.StartObject);
            while (Next(ref reader) != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                var isNothing = Next(ref reader) == JsonTokenType.Null;
                data.Add(name, new Datum(isNothing ? null : values.Read(ref reader, typeof(JsonNode), options), path));
            }
        }

        return data.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, Datum> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var step in value.GroupBy(d => d.Value.Path, StringComparer.Ordinal))
        {
            writer.WriteStartObject(step.Key);
            foreach (var (name, datum) in step)
            {
                writer.WritePropertyName(name);
                if (datum.Value is { } known)
                    known.WriteTo(writer, options);
                else
                    writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new JsonException();
        return reader.TokenType;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new JsonException();
    }
}
