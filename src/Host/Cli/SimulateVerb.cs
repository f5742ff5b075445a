using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workflows.Host.Start;
using Workflows.Procedures;
using Workflows.Scenarios;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>simulate PROCEDURE [--from DAY] [--story NAME] [--definitions DIR]</c>: plays a written story on a clock of its own and prints its
/// timeline; without a story's name, the ordinary one. Exit code 1 when it does not come true.
/// </summary>
internal static class SimulateVerb
{
    private const string Usage = "用法：simulate 流程 [--from 2026-11-21] [--story 情景名] [--definitions 目录]\n试运行一个写好的情景，打印历程，不留下任何数据。";

    private static readonly Argument<string> procedure = new("流程的键名");
    private static readonly Option<DateOnly?> from = new("--from") { CustomParser = Day };
    private static readonly Option<string?> story = new("--story");
    private static readonly Option<string?> definitions = CommandLine.Directory("--definitions");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = new Command("simulate", Usage) { procedure, from, story, definitions };
        verb.SetAction((read, stop) => Play(
            Path.GetFullPath(read.GetValue(definitions) ?? Places.DefaultDefinitions),
            read.GetRequiredValue(procedure), read.GetValue(story), read.GetValue(from), read.InvocationConfiguration.Output));
        return verb;
    }

    private static DateOnly? Day(ArgumentResult read)
    {
        var text = read.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        read.AddError($"“{text}”不是日期，应如 2026-11-21。");
        return null;
    }

    private static async Task<int> Play(string folder, string procedure, string? name, DateOnly? from, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            await output.WriteLineAsync($"没有目录 {folder}。");
            return 1;
        }

        // What is wrong elsewhere is told, and stands in nobody's way.
        foreach (var mistake in ProcedureBook.LintFolder(folder))
            await output.WriteLineAsync(mistake.ToString());
        var stories = ScenarioFile.ReadFolder(folder, []).Where(s => s.Procedure == procedure).ToArray();
        if ((name is null ? Ordinary(stories) : stories.FirstOrDefault(s => s.Name == name)) is not { } story)
        {
            await output.WriteLineAsync(stories.Length == 0 ? $"“{procedure}”没有写好的情景。" : $"没有这个情景。“{procedure}”的情景有：");
            foreach (var known in stories)
                await output.WriteLineAsync($"  {known.Name}");
            return 1;
        }

        var moved = from is { } on ? story.To(on) : story;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"情景：{story.Name}，{moved.On:yyyy-MM-dd} 开始"));
        var played = await Simulation.Play(folder, moved);
        await output.WriteAsync(played.Timeline);
        await output.WriteLineAsync(played.Failure ?? "情景如其所写地办完。");
        return played.Failure is null ? 0 : 1;
    }

    /// <summary>The first story that comes to an end; those of the main file come first.</summary>
    private static Scenario? Ordinary(Scenario[] stories) => stories.FirstOrDefault(s => s.Ends is not null) ?? stories.FirstOrDefault();
}
