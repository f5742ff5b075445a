using Workflows.Documents;
using Workflows.Host.Start;
using Workflows.Procedures;

namespace Workflows.Host.Cli;

/// <summary><c>lint DIR</c>: prints every mistake in a folder of definitions, one a line; exit code 1 when there is any.</summary>
internal static class LintVerb
{
    public static async Task<int> Run(string[] args, TextWriter output)
    {
        var folder = args.Length > 0 ? Path.GetFullPath(args[0]) : Places.DefaultDefinitions;
        var mistakes = Mistakes(folder);
        foreach (var mistake in mistakes)
            await output.WriteLineAsync(mistake);
        await output.WriteLineAsync(mistakes.Count == 0 ? $"{folder} 没有错误。" : $"共 {mistakes.Count} 处错误。");
        return mistakes.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<string> Mistakes(string folder) =>
        Directory.Exists(folder)
            ? [.. ProcedureBook.LintFolder(folder).Concat(DocumentFile.Lint(folder)).Select(m => m.ToString())]
            : [$"没有目录 {folder}。"];
}
