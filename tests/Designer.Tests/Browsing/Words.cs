using System.Text.RegularExpressions;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>What something on a page is called, as a pattern that the browser matches.</summary>
internal static class Words
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    /// <summary>What a page says when an answer was taken.</summary>
    public static Regex Taken { get; } = new("已办理|已写入历程|已提交，还须再办", RegexOptions.None, patience);

    /// <summary>The arrow of a calendar that leads to the next month.</summary>
    public static Regex NextMonth { get; } = new("下个月|Next Month", RegexOptions.IgnoreCase, patience);

    /// <summary>A field by its label, whether it must be filled in or not.</summary>
    public static Regex Label(string label) => new($"^{Regex.Escape(label)}(?:（[^（）]*必填）)?$", RegexOptions.None, patience);

    /// <summary>A person in a list, by name, whichever post is said behind it.</summary>
    public static Regex PersonCalled(string name) => new($"^{Regex.Escape(name)}(?:（.*）)?$", RegexOptions.None, patience);

    /// <summary>A cell of a table to fill in, by its heading.</summary>
    public static Regex Cell(string column) => new($@"^第 \d+ 行 {Regex.Escape(column)}$", RegexOptions.None, patience);

    /// <summary>A thing to do by its own title, whichever part of the procedure is said before it.</summary>
    public static Regex Task(string title) => new($"(?:^|：){Regex.Escape(title)}$", RegexOptions.None, patience);
}
