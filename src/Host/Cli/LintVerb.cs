using System.CommandLine;
using Workflows.Documents;
using Workflows.Host.Start;
using Workflows.Procedures;

namespace Workflows.Host.Cli;

/// <summary><c>lint [DIR]</c>: prints every mistake in a folder of definitions, one a line; exit code 1 when there is any.</summary>
internal static class LintVerb
{
    private static readonly Argument<string?> folder = new("目录") { Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> flat = new("--flat");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = new Command("lint", "用法：lint [目录] [--flat 键名]\n检查流程定义，列出每一处错误；--flat 打印一个流程展开后的全文，发布和保存的就是它。") { folder, flat };
        verb.SetAction((read, stop) =>
        {
            var where = Path.GetFullPath(read.GetValue(folder) ?? Places.DefaultDefinitions);
            var output = read.InvocationConfiguration.Output;
            return read.GetValue(flat) is { } key ? Flat(where, key, output) : Run(where, output);
        });
        return verb;
    }

    /// <summary>Prints a definition as it is published: templates and what is shared put in place.</summary>
    private static async Task<int> Flat(string folder, string key, TextWriter output)
    {
        var mistakes = new List<Mistake>();
        if (Directory.Exists(folder) && ProcedureBook.ReadFolder(folder, mistakes).Where(d => d.Procedure.Key == key).MaxBy(d => d.Procedure.Version) is { } found)
        {
            await output.WriteLineAsync(found.Text.TrimEnd());
            return 0;
        }

        foreach (var mistake in mistakes)
            await output.WriteLineAsync(mistake.ToString());
        await output.WriteLineAsync($"{folder} 中没有流程“{key}”{(mistakes.Count == 0 ? "。" : "，或者它有错误：请先改正。")}");
        return 1;
    }

    private static async Task<int> Run(string folder, TextWriter output)
    {
        var mistakes = Mistakes(folder);
        foreach (var mistake in mistakes)
            await output.WriteLineAsync(mistake);
        foreach (var hint in Directory.Exists(folder) ? ProcedureBook.HintsIn(folder).Concat(LintReplaced.Hints(folder, Places.DefaultDefinitions)) : [])
            await output.WriteLineAsync($"提示：{hint}");
        await output.WriteLineAsync(mistakes.Count == 0 ? $"{folder} 没有错误。" : $"共 {mistakes.Count} 处错误。");
        return mistakes.Count == 0 ? 0 : 1;
    }

    private static IReadOnlyList<string> Mistakes(string folder) =>
        Directory.Exists(folder)
            ? [.. ProcedureBook.LintFolder(folder).Concat(DocumentFile.Lint(folder)).Select(m => m.ToString())]
            : [$"没有目录 {folder}。"];
}
