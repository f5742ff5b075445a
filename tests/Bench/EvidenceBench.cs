using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Clock;
using Workflows.Host.Attachments;
using Workflows.Host.Checkpoints;
using Workflows.Host.Evidence;
using Workflows.Host.Start;
using Workflows.Procedures;
using Workflows.Scenarios;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>The evidence package of an election that was carried through, as its longest story tells it: the first one, with everything
/// read for the first time, and the next.</summary>
internal static class EvidenceBench
{
    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var options = StartOptions.Read(["--data", folder]);
            var story = ScenarioFile.ReadFolder(options.Definitions, []).Where(s => s.Procedure == "branch-election")
                .MaxBy(s => s.Moves.Length)!;
            var choice = await BenchDatabase.Fresh(onPostgres: false, folder, "workflows");
            var time = new SettableTime(story.On);
            await using var services = new ServiceCollection().AddSingleton(time).AddSingleton<TimeProvider>(time)
                .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddWorkflows(choice).AddCheckpoints(options)
                .AddSingleton<ClockWork>().AddSingleton<ScenarioPlayer>().AddSingleton<Verifier>().AddSingleton<EvidenceMaker>()
                .AddSingleton(new AttachmentFiles(Path.Combine(folder, "attachments"))).BuildServiceProvider();
            await services.GetRequiredService<Library>().Load(options.Definitions);
            var played = await services.GetRequiredService<ScenarioPlayer>().Play(story);
            if (played.Failure is { } failure)
                throw new InvalidOperationException(failure);

            var maker = services.GetRequiredService<EvidenceMaker>();
            var (first, size, files) = await Make(maker, played.Case);
            var (next, _, _) = await Make(maker, played.Case);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"evidence","moves":{{story.Moves.Length}},"files":{{files}},"kibibytes":{{size / 1024}},"firstMilliseconds":{{first:F0}},"nextMilliseconds":{{next:F0}}}"""));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Milliseconds, long Bytes, int Files)> Make(EvidenceMaker maker, string id)
    {
        var watch = Stopwatch.StartNew();
        using var package = new MemoryStream();
        var made = await maker.Write(id, "clock", null, package, CancellationToken.None);
        if (made.Trouble is { } trouble)
            throw new InvalidOperationException(trouble);

        var milliseconds = watch.Elapsed.TotalMilliseconds;
        using var read = new System.IO.Compression.ZipArchive(package);
        return (milliseconds, package.Length, read.Entries.Count);
    }
}
