using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.Host.Evidence;

/// <summary>The two programs that go into every package: a page for a browser, and one for Python that shares no code with it.</summary>
internal static partial class PackageProgram
{
    /// <summary>In the order in which they need each other; the page of this product that opens packages is built from the same
    /// files.</summary>
    private static readonly string[] modules = ["hashes.js", "sm2.js", "signatures.js", "zip.js", "verifier.js"];

    public static string Python { get; } = Text("verify.py");

    private static string Script { get; } = string.Concat(modules.Select(m => Scoped(Text(m))));

    /// <summary>The page, which needs nothing besides itself.</summary>
    public static string Page(string title, string number, string unit, string madeAt) => Text("page.html")
        .Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
        .Replace("{number}", WebUtility.HtmlEncode(number), StringComparison.Ordinal)
        .Replace("{unit}", WebUtility.HtmlEncode(unit), StringComparison.Ordinal)
        .Replace("{madeAt}", madeAt, StringComparison.Ordinal)
        .Replace("{script}", Script, StringComparison.Ordinal);

    /// <summary>A module as part of one script: what it keeps to itself stays its own, what it exports is known to those behind
    /// it.</summary>
    private static string Scoped(string module)
    {
        var names = string.Join(", ", Exported().Matches(module).Select(m => m.Groups["name"].Value));
        var body = string.Join('\n', module.Split('\n').Where(line => !line.StartsWith("import ", StringComparison.Ordinal)));
        return $"const {{ {names} }} = (() => {{\n{Exported().Replace(body, "${rest}")}\nreturn {{ {names} }}\n}})()\n";
    }

    [GeneratedRegex(@"^export (?<rest>(?:async )?(?:function|const) (?<name>\w+))", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Exported();

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"evidence/{name}")!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
