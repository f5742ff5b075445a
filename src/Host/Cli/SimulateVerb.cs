using System.Globalization;
using Workflows.Host.Start;
using Workflows.Procedures;
using Workflows.Scenarios;

namespace Workflows.Host.Cli;

/// <summary><c>simulate PROCEDURE [--from DAY] [--story NAME] [--definitions DIR]</c>: plays a written story on a clock of its own and prints its timeline; without a story's name, the ordinary one. Exit code 1 when it does not come true.</summary>
internal static class SimulateVerb
{
    public static async Task<int> Run(string[] args, TextWriter output)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (args[i] is not ("--from" or "--story" or "--definitions") || i + 1 >= args.Length)
                return await Wrong(output, $"不认识“{args[i]}”，或者它后面缺少内容。");
            options[args[i]] = args[i + 1];
        }

        if (args.Length == 0 || args[0].StartsWith('-'))
            return await Wrong(output, "请写流程的键名。");
        var folder = Path.GetFullPath(options.GetValueOrDefault("--definitions", Places.DefaultDefinitions));
        if (!Directory.Exists(folder))
            return await Wrong(output, $"没有目录 {folder}。");
        DateOnly? from = null;
        if (options.TryGetValue("--from", out var day))
        {
            if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
                return await Wrong(output, $"“{day}”不是日期，应如 2026-11-21。");
            from = parsed;
        }

        return await Play(folder, args[0], options.GetValueOrDefault("--story"), from, output);
    }

    private static async Task<int> Play(string folder, string procedure, string? name, DateOnly? from, TextWriter output)
    {
        var mistakes = new List<Mistake>();
        var stories = ScenarioFile.ReadFolder(folder, mistakes).Where(s => s.Procedure == procedure).ToArray();
        foreach (var mistake in mistakes)
            await output.WriteLineAsync(mistake.ToString());
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

    private static async Task<int> Wrong(TextWriter output, string says)
    {
        await output.WriteLineAsync($"{says}\n用法：simulate 流程 [--from 2026-11-21] [--story 情景名] [--definitions 目录]");
        return 1;
    }
}
