using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workflows.Procedures;

/// <summary>YAML (or JSON, which is YAML) as JSON nodes, remembering the line of every node for mistakes.</summary>
public sealed class YamlText
{
    private const int DeepestNesting = 40;

    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    private YamlText(JsonNode? root) => Root = root;

    public JsonNode? Root { get; private set; }

    /// <summary>Reads a text; what cannot be read at all comes back as a mistake with its line.</summary>
    public static YamlText? Read(string text, string file, ICollection<Mistake> mistakes)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count != 1)
            {
                mistakes.Add(new Mistake(file, 0, "", stream.Documents.Count == 0 ? "文件是空的。" : "一个文件只能有一个文档（---）。"));
                return null;
            }

            var read = new YamlText(null);
            read.Root = read.Convert(stream.Documents[0].RootNode, "$", 0);
            return read;
        }
        catch (YamlException trouble)
        {
            mistakes.Add(new Mistake(file, (int)trouble.Start.Line, "", $"不是有效的 YAML：{Translate(trouble)}。请检查缩进、冒号和引号。"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner throws this, without a place, on a text that ends inside a bracket or a quote.
            mistakes.Add(new Mistake(file, 0, "", "不是有效的 YAML：括号或引号没有配对，文件可能不完整。"));
            return null;
        }
    }

    /// <summary>The line of a node, or of the nearest one around it.</summary>
    public int LineOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (lines.TryGetValue(at, out var line))
                return line;
        }

        return 0;
    }

    private JsonNode? Convert(YamlNode node, string path, int depth)
    {
        lines[path] = (int)node.Start.Line;
        if (depth > DeepestNesting)
            throw new YamlException(node.Start, node.End, "嵌套过深");

        switch (node)
        {
            case YamlMappingNode map:
                var result = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    var name = (key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "键必须是文字");
                    result[name] = Convert(value, $"{path}.{name}", depth + 1);
                    lines[$"{path}.{name}"] = (int)key.Start.Line;
                }

                return result;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select((c, i) => Convert(c, $"{path}[{i}]", depth + 1))]);
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new YamlException(node.Start, node.End, "不支持别名（&、*）");
        }
    }

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    private static string Translate(YamlException trouble) =>
        trouble.Message.Contains("Duplicate key", StringComparison.OrdinalIgnoreCase) ? "同一个键写了两次" : trouble.Message.Split(':')[^1].Trim();
}
