using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>
/// What a new text calls things: its key fits into addresses and file names, its titles into one line, its version is one that can be
/// followed by another, and no character is unseen.
/// </summary>
public static partial class WrittenNames
{
    private const int LongestKey = 60;
    private const int LongestTitle = 100;
    private const int HighestVersion = 9999;

    /// <summary>Says where a character stands that nobody sees, in remarks too; true when there is none. A mark of the encoding may stand
    /// in front.</summary>
    public static bool AreSeen(string text, string file, ICollection<Mistake> mistakes)
    {
        var before = mistakes.Count;
        foreach (var (i, line) in text.TrimStart('\uFEFF').Split('\n').Index())
        {
            if (UnseenText.Find(line) is { } unseen)
                mistakes.Add(new Mistake(file, i + 1, "", UnseenHere(unseen)));
        }

        return mistakes.Count == before;
    }

    /// <summary>Says everything that is unfit; true when nothing is.</summary>
    public static bool AreFit(Definition read, YamlText yaml, string file, ICollection<Mistake> mistakes)
    {
        var before = mistakes.Count;
        if (read.Procedure.Key is var key && (key.Length > LongestKey || !Keys().IsMatch(key)))
            Say("$.procedure", $"键名“{Shown(key)}”应为英文小写字母、数字和连字符，不超过 {LongestKey} 个字符，如 theme-day。");
        else if (IsDevice(key))
            Say("$.procedure", $"键名“{key}”是 Windows 的设备名，不能作目录名，请换一个。");
        if (read.Procedure.Version is < 1 or > HighestVersion)
            Say("$.version", $"version 应为 1 至 {HighestVersion} 的整数。");
        Walk("$", "", yaml.Root);
        return mistakes.Count == before;

        void Walk(string at, string name, JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    foreach (var (inner, value) in map)
                        Walk($"{at}.{inner}", inner, value);
                    break;
                case JsonArray list:
                    for (var i = 0; i < list.Count; i++)
                        Walk($"{at}[{i}]", "", list[i]);
                    break;
                default:
                    if (Json.String(node) is { } text && Wrong(name, text) is { } says)
                        Say(at, says);
                    break;
            }
        }

        void Say(string at, string says) => mistakes.Add(new Mistake(yaml.FileOf(at) ?? file, yaml.LineOf(at), "", says));
    }

    /// <summary>Does Windows take it for a device, so that no folder can be called so?</summary>
    public static bool IsDevice(string key) => Devices().IsMatch(key);

    private static string? Wrong(string name, string text) => name switch
    {
        _ when UnseenText.Find(text) is { } unseen => UnseenHere(unseen),
        "title" or "label" when string.IsNullOrWhiteSpace(text) => $"{name} 不能为空。",
        "title" or "label" when text.Contains('\n', StringComparison.Ordinal) => $"{name} 要写在一行里。",
        "title" or "label" when text.Length > LongestTitle => $"{name} 太长：{text.Length} 个字，不超过 {LongestTitle} 个。",
        _ => null,
    };

    private static string UnseenHere(string character) => $"文字中有看不见的字符（{character}），请删去后重新输入。";

    private static string Shown(string key) =>
        string.Concat((key.Length > LongestKey ? key[..LongestKey] + "…" : key).EnumerateRunes()
        .Select(r => UnseenText.Is(r) ? "？" : r.ToString()));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keys();

    [GeneratedRegex("^(con|prn|aux|nul|com[0-9]|lpt[0-9])$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Devices();
}
