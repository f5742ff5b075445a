using Workflows.Language;

namespace Workflows.Tests.Procedures;

/// <summary>A text that is cut or mistyped anywhere is told in Chinese alone.</summary>
public sealed class TornYamlTests
{
    private const string Whole = """
        # 示例
        procedure: p
        title: "示例，'一'"
        ends: { done: 办结, other: [一, "二"] }
        steps:
          - name: 'x'
            text: |
              两行
        """;

    [Fact]
    public void Cut_after_any_character_it_is_read_or_told_without_a_word_of_english() =>
        Assert.All(Enumerable.Range(0, Whole.Length), n => IsTold(Whole[..n]));

    [Theory]
    [InlineData("a: b: c"), InlineData("a: @b"), InlineData("a:\n\t- b"), InlineData("a: 1\na: 2"), InlineData("a: [1, 2"), InlineData("a: {b: 1"), InlineData("a: 'b"), InlineData("- a\nb: 1")]
    [InlineData("a: &x 1\nb: *x"), InlineData("a: *x"), InlineData("a\nb: 1"), InlineData("? [a]\n: b"), InlineData("%YAML 9"), InlineData("a: !!x {}"), InlineData("]"), InlineData("--- a\n--- b")]
    public void Mistyped_it_is_told_so_too(string text) => IsTold(text);

    private static void IsTold(string text)
    {
        var mistakes = new List<Mistake>();
        YamlText.Read(text, "f", mistakes);
        Assert.All(mistakes, m => Assert.DoesNotMatch("[A-Za-z]{3,}", m.Says.Replace("YAML", "", StringComparison.Ordinal).Replace("Tab", "", StringComparison.Ordinal)));
    }
}
