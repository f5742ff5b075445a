using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Clock;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Scenarios;

/// <summary>试运行: plays a story through the whole library on a database and a clock of its own, which are gone afterwards. Years whose holidays are not known yet are played with Saturdays and Sundays alone.</summary>
public static class Simulation
{
    private const int YearsAhead = 10;

    /// <param name="definitions">The folder of definitions.</param>
    /// <param name="story">What is played.</param>
    /// <returns>A story whose procedure is not in force fails with what is wrong; mistakes elsewhere do not matter.</returns>
    public static async Task<ScenarioResult> Play(string definitions, Scenario story, CancellationToken cancellation = default)
    {
        var folder = Directory.CreateTempSubdirectory("simulation-").FullName;
        var choice = DatabaseChoice.Parse(Path.Combine(folder, "workflows.db"));
        try
        {
            var time = new SettableTime(story.On);
            var upgrade = await new SchemaUpgrade(choice, [SchemaScripts.Workflows], time).Run(cancellation);
            if (upgrade.Trouble is { } trouble)
                throw new InvalidOperationException(trouble.Sentence);

            var services = new ServiceCollection()
                .AddSingleton(time)
                .AddSingleton<TimeProvider>(time)
                .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
                .AddWorkflows(choice)
                .AddSingleton<ClockWork>()
                .AddSingleton<ScenarioPlayer>()
                .BuildServiceProvider();
            await using (services.ConfigureAwait(false))
            {
                var library = services.GetRequiredService<Library>();
                await library.Load(definitions, cancellation);
                library.AssumeYears(story.On.Year + YearsAhead);
                return library.Procedures.Find(story.Procedure) is null
                    ? new ScenarioResult("", "", $"“{story.Procedure}”没有生效的定义，不能试运行。\n{string.Join('\n', library.Mistakes)}".TrimEnd())
                    : await services.GetRequiredService<ScenarioPlayer>().Play(story, cancellation);
            }
        }
        finally
        {
            using (var connection = new SqliteConnection(choice.ConnectionString))
                SqliteConnection.ClearPool(connection);
            Directory.Delete(folder, recursive: true);
        }
    }
}
