using System.Diagnostics;
using Workflows.Language;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>Two megabytes, as much as a request may hold, that would grow without end: the answer comes soon and takes little
/// memory.</summary>
public sealed class YamlBombTests
{
    private const int RequestSize = 2 * 1024 * 1024;
    private const long MostBytes = 600L * 1024 * 1024;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> bombs = new(StringComparer.Ordinal)
    {
        ["aliases of aliases"] = Layers(""),
        ["aliases of aliases as a key"] = Layers("? *i\n: 1\n"),
        ["aliases of aliases as keys of one map"] = Layers("j: { ? *h : 1, ? *i : 2 }\n"),
        ["a list as a key"] = "? [a, b]\n: 1\n",
        ["a hundred thousand aliases of one list"] = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: [" + string.Concat(Enumerable.Repeat("*a, ", 100_000)) + "]\n",
        ["long keys over many nodes"] = $"? \"{new string('k', 1_000_000)}\"\n: [{string.Concat(Enumerable.Repeat("1, ", 300_000))}]\n",
        ["long keys within long keys"] = string.Concat(Enumerable.Range(0, 30).Select(i => $"{new string(' ', i)}{new string('k', 1000)}:\n")) + new string(' ', 30) + $"[{string.Concat(Enumerable.Repeat("1, ", 300_000))}]\n",
        ["one text"] = $"a: \"{new string('t', RequestSize - 10)}\"\n",
        ["one list"] = $"a: [{string.Concat(Enumerable.Repeat("1,", RequestSize / 2 - 10))}1]\n",
        ["brackets"] = new string('[', RequestSize),
        ["braces"] = new string('{', RequestSize),
        ["dashes"] = string.Concat(Enumerable.Repeat("- ", RequestSize / 2)),
        ["questions"] = string.Concat(Enumerable.Repeat("? ", RequestSize / 2)),
        ["anchors"] = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}: &a{i} 1\n")),
        ["tags"] = "a: " + string.Concat(Enumerable.Repeat("!!x ", 300_000)),
        ["documents"] = string.Concat(Enumerable.Repeat("---\n", 400_000)),
        ["quotes"] = "a: " + new string('\'', RequestSize - 4),
        ["a map that holds itself"] = "a: &a { b: *a }\n",
        ["a key that holds itself"] = "&a { ? *a : 1 }\n",
    };

    public static TheoryData<string> Bombs => new(bombs.Keys);

    [Theory]
    [MemberData(nameof(Bombs))]
    public void It_is_refused_soon_and_in_little_memory(string bomb)
    {
        var mistakes = new List<Mistake>();
        var (began, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());

        Assert.Null(ProcedureFile.Read(bombs[bomb], "f.yaml", mistakes, Shared.None));

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotEmpty(mistakes);
        Assert.All(mistakes.Take(20), m => Assert.Contains(m.Says, c => c is >= '\u4E00' and <= '\u9FFF'));
        Assert.True(bytes < MostBytes && began.Elapsed < patience, $"{bytes / 1024 / 1024} MiB, {began.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public void Whatever_is_mistyped_in_a_definition_no_word_of_english_is_told()
    {
        const int Seed = 20261130;
        const string Wrong = "[]{}:,-?&*!|>'\"%@`#\\\t\n \u0001~=.<+";
        var random = new Random(Seed);
        var sound = Flow.Of("s: { title: 填报, activity: form, with: { by: officers, fields: { f: { label: \"事\\u7531\" } } }, next: { submitted: end:done } }");
        for (var n = 0; n < 3000; n++)
        {
            var text = sound.ToCharArray().ToList();
            for (var i = random.Next(1, 4); i > 0; i--)
                text.Insert(random.Next(text.Count), Wrong[random.Next(Wrong.Length)]);
            var mistakes = new List<Mistake>();
            var written = string.Concat(text);
            YamlText.Read(written, "f.yaml", mistakes);
            Assert.All(mistakes, m => Assert.False(
                System.Text.RegularExpressions.Regex.IsMatch(m.Says.Replace("YAML", "", StringComparison.Ordinal)
                    .Replace("Tab", "", StringComparison.Ordinal), "[A-Za-z]{3,}", System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)),
                $"{m.Says} of {written}"));
        }
    }

    private static string Layers(string end) => "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + string.Concat(Enumerable.Range('b', 9)
            .Select(c => $"{(char)c}: &{(char)c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n")) + end;
}
