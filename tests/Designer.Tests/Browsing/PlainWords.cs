using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>What a secretary never reads on a case's page: English, ids, JSON.</summary>
internal static partial class PlainWords
{
    /// <summary>Asserts it for all that is visible in the page's main part.</summary>
    public static async Task AreAllThatIsRead(IPage page)
    {
        var text = await page.GetByRole(AriaRole.Main).InnerTextAsync();
        Assert.Empty(Foreign().Matches(text).Select(m => $"{m.Value} … {Around(text, m.Index)}"));
    }

    /// <summary>The same, with the whole history and everything folded opened.</summary>
    public static async Task AreAllThatCanBeUnfolded(IPage page)
    {
        var whole = page.GetByRole(AriaRole.Button, new() { NameRegex = new(@"^显示全部 \d+ 条", RegexOptions.None, TimeSpan.FromSeconds(1)) });
        if (await whole.CountAsync() > 0)
            await whole.ClickAsync();
        await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(folded => folded.open = true)");
        await AreAllThatIsRead(page);
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 30)..Math.Min(text.Length, at + 40)].ReplaceLineEndings(" ");

    /// <summary>Two letters are a unit (MB); ids have a letter and digits or a hyphen; JSON has braces; PDF is a word of every office. 「党费 KB」, the ending of a file's name and
    /// what follows 「用户名」 are the person's own.</summary>
    [GeneratedRegex(@"(?<![.A-Za-z]|用户名 )(?!PDF(?![A-Za-z]))[A-Za-z]{3,}|\b[a-z]+[0-9]{2,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}|\w+-[0-9]{2}(-\w+)?\b(?<!\d{4}-\d{2}-\d{2}|\d{4}-\d{2})|[{}\[\]]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Foreign();
}
