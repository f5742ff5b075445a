using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Workflows.Language;

/// <summary>JSON nodes as YAML that <see cref="YamlText"/> reads back as the same: a key a line, short lists in brackets.</summary>
public static class YamlWriter
{
    private const int Widest = 120;

    public static string Write(JsonObject root)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(2, Widest, false, 1024, false, true, "\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, [], isImplicit: true));
        Emit(emitter, root);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Emit(Emitter emitter, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map)
                {
                    emitter.Emit(Scalar(key, isText: true));
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                var isShort = list.All(one => one is not (JsonObject or JsonArray));
                emitter.Emit(new SequenceStart(null, null, true, isShort ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var one in list)
                    Emit(emitter, one);
                emitter.Emit(new SequenceEnd());
                break;
            case null:
                emitter.Emit(Scalar("null", isText: false));
                break;
            default:
                var isText = node.GetValueKind() == System.Text.Json.JsonValueKind.String;
                emitter.Emit(Scalar(isText ? node.GetValue<string>() : node.ToJsonString(), isText));
                break;
        }
    }

    /// <summary>A text that would be read as a number, a yes or no or nothing is quoted; so is what YAML cannot have bare.</summary>
    private static Scalar Scalar(string text, bool isText)
    {
        var style = !isText ? ScalarStyle.Plain
            : text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
            : YamlText.IsBare(text) ? ScalarStyle.Any
            : ScalarStyle.DoubleQuoted;
        return new Scalar(null, null, text, style, isPlainImplicit: true, isQuotedImplicit: true);
    }
}
