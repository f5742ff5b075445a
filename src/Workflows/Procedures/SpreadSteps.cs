using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>
/// A long procedure's steps stand in several files: <c>steps-in: [meeting, report]</c> goes on with <c>steps/meeting.yaml</c> and
/// <c>steps/report.yaml</c> beside the definition. What is published is the whole.
/// </summary>
internal static partial class SpreadSteps
{
    public const string Key = "steps-in";

    /// <summary>The definition with all of its steps, and its whole text; null and mistakes when a file is missing or does not fit.</summary>
    public static (JsonObject Root, string Text)? Gather(
        JsonObject root, string text, YamlText yaml, string file, ICollection<Mistake> mistakes, Shared shared)
    {
        var before = mistakes.Count;
        var whole = new JsonObject(root.Where(r => r.Key != Key).Select(r => KeyValuePair.Create(r.Key, r.Value?.DeepClone())));
        if (whole["steps"] is not JsonObject steps)
            whole["steps"] = steps = [];
        var texts = new List<string>();
        foreach (var (name, at) in Json.Strings(root[Key]).Select((name, i) => (name, $"$.{Key}[{i}]")))
        {
            var path = Path.Combine(Path.GetDirectoryName(file) ?? "", "steps", $"{name}.yaml");
            if (shared.StepFiles.GetValueOrDefault(path) is not { } further)
            {
                mistakes.Add(new Mistake(file, yaml.LineOf(at), "", $"没有文件 {path}；{Spelling.Nearest(name, NamesBeside(path, shared))}"));
                continue;
            }

            texts.Add(further.Text);
            yaml.Put("$.steps", further.Yaml, path);
            foreach (var (step, node) in further.Steps)
            {
                if (!steps.TryAdd(step, node?.DeepClone()))
                    mistakes.Add(new Mistake(path, further.Yaml.LineOf($"$.{step}"), step, $"步骤“{step}”在另一个文件里已经写过。"));
            }
        }

        return mistakes.Count > before ? null : (whole, Compose(text, texts, whole, file));
    }

    /// <summary>The texts one after the other, with their remarks; written anew when that does not say the same.</summary>
    private static string Compose(string text, IEnumerable<string> further, JsonObject whole, string file)
    {
        var composed = KeyLine().Replace(text, "").TrimEnd() + "\n" + string.Concat(further.Select(t => LineStart().Replace(t.TrimEnd(), "  ") + "\n"));
        return YamlText.Read(composed, file, [])?.Root?.ToJsonString() == whole.ToJsonString() ? composed : YamlWriter.Write(whole);
    }

    private static IEnumerable<string> NamesBeside(string path, Shared shared) =>
        shared.StepFiles.Keys.Where(k => Path.GetDirectoryName(k) == Path.GetDirectoryName(path)).Select(k => Path.GetFileNameWithoutExtension(k));

    [GeneratedRegex(@"^steps-in:.*\n", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^(?=.)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LineStart();
}

/// <summary>A file of further steps, as read.</summary>
internal sealed record StepFile(string Text, YamlText Yaml, JsonObject Steps);
