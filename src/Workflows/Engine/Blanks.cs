using System.Text.RegularExpressions;

namespace Workflows.Engine;

/// <summary>Blanks in a text of a definition, such as <c>{talk-on}</c>: which sources they name, and the text with them filled in.</summary>
public static partial class Blanks
{
    public static IEnumerable<Source> SourcesOf(string text) => Blank().Matches(text).Select(SourceOf);

    /// <param name="text">A text with blanks.</param>
    /// <param name="word">What stands for a source.</param>
    public static string Fill(string text, Func<Source, string> word) => Blank().Replace(text, m => word(SourceOf(m)));

    private static Source SourceOf(Match blank) => Source.Read(blank.Groups["source"].Value);

    [GeneratedRegex(@"\{(?<source>[^{}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blank();
}
