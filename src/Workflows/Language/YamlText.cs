using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workflows.Language;

/// <summary>YAML (or JSON, which is YAML) as JSON nodes, remembering the line of every node for mistakes.</summary>
public sealed class YamlText
{
    internal const string TooDeep = "嵌套过深";

    private const int DeepestNesting = 40;

    /// <summary>Ten thousand steps have two fifths of it; a few lines of aliases (&amp;, *) that name each other would have
    /// billions.</summary>
    private const int MostNodes = 500_000;

    /// <summary>Characters of all paths together: each node remembers where it stands, and long keys stand in every path below
    /// them.</summary>
    private const int MostPaths = 50_000_000;

    private const string TooMuch = "内容太多，或者别名（&、*）层层相套";

    private readonly Dictionary<string, int> lines;

    /// <summary>Paths of what was put in from another file.</summary>
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    private YamlText(JsonNode? root, Dictionary<string, int> lines) => (Root, this.lines) = (root, lines);

    public JsonNode? Root { get; private set; }

    private int Nodes { get; set; }

    private int Paths { get; set; }

    /// <summary>Reads a text; what cannot be read at all comes back as a mistake with its line.</summary>
    public static YamlText? Read(string text, string file, ICollection<Mistake> mistakes)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowParser(new Parser(new StringReader(text)), DeepestNesting + 1));
            if (stream.Documents.Count != 1)
            {
                mistakes.Add(new Mistake(file, 0, "", stream.Documents.Count == 0 ? "文件是空的。" : "一个文件只能有一个文档（---）。"));
                return null;
            }

            var read = new YamlText(null, new(StringComparer.Ordinal));
            read.Root = read.Convert(stream.Documents[0].RootNode, "$", 0);
            return read;
        }
        catch (YamlException trouble)
        {
            mistakes.Add(new Mistake(file, (int)trouble.Start.Line, "", $"不是有效的 YAML：{YamlTrouble.InChinese(trouble)}。请检查缩进、冒号和引号。"));
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
    public int LineOf(string path) => Around(path).Where(lines.ContainsKey).Select(at => lines[at]).FirstOrDefault();

    /// <summary>The file in which a node stands, when that is another one.</summary>
    public string? FileOf(string path) => Around(path).Where(files.ContainsKey).Select(at => files[at]).FirstOrDefault();

    /// <summary>What another file says stands here, too: its keys below a path.</summary>
    public void Put(string path, YamlText other, string file)
    {
        foreach (var (at, line) in other.lines.Where(l => l.Key.Length > 1))
            lines[path + at[1..]] = line;
        foreach (var (key, _) in other.Root as JsonObject ?? [])
            files[$"{path}.{key}"] = file;
    }

    /// <summary>What another file says at a path stands here, too.</summary>
    public void Take(string path, YamlText other, string file)
    {
        foreach (var (at, line) in other.lines.Where(l => IsAt(l.Key, path)))
            lines[at] = line;
        files[path] = file;
    }

    private static bool IsAt(string path, string outer) =>
        path.StartsWith(outer, StringComparison.Ordinal) && (path.Length == outer.Length || path[outer.Length] is '.' or '[');

    private static IEnumerable<string> Around(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
            yield return at;
    }

    /// <summary>The same lines under another root: what was put in place has the line of what asked for it.</summary>
    public YamlText With(JsonNode root)
    {
        var other = new YamlText(root, lines);
        foreach (var (path, file) in files)
            other.files[path] = file;
        return other;
    }

    /// <summary>What stands at a path is known by another one, too.</summary>
    public void Name(string path, string other)
    {
        foreach (var (at, line) in lines.Where(l => IsAt(l.Key, path)).ToArray())
            lines[other + at[path.Length..]] = line;
        if (FileOf(path) is { } file)
            files[other] = file;
    }

    private JsonNode? Convert(YamlNode node, string path, int depth)
    {
        lines[path] = (int)node.Start.Line;
        if (depth > DeepestNesting)
            throw new YamlException(node.Start, node.End, TooDeep);
        if (++Nodes > MostNodes || (Paths += path.Length) > MostPaths)
            throw new YamlException(node.Start, node.End, TooMuch);

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

    /// <summary>Is a text without quotes read as this text, and not as a number, a yes or no, or nothing?</summary>
    public static bool IsBare(string text) => Plain(text)?.GetValueKind() == System.Text.Json.JsonValueKind.String;

    private static JsonValue? Scalar(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value ?? "") : JsonValue.Create(scalar.Value ?? "");

    private static JsonValue? Plain(string text) =>
        text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            // 007 is no number: its figures would not come back.
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number.ToString(CultureInfo.InvariantCulture) == text => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
}
