using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Clock;
using Workflows.Scenarios;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>A morning on which many deadlines have passed: how many a second, beside opening the same cases one by one.</summary>
internal static class ClockBench
{
    private const int Cases = 1_000;

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var time = new SettableTime(new DateOnly(2026, 9, 1));
            await using var services = await Start(folder, time);
            var mediator = services.GetRequiredService<IMediator>();
            var clock = services.GetRequiredService<ClockWork>();
            await ReplyBench.Open(mediator, Cases / 4);
            time.Set(new DateOnly(2026, 9, 21));
            await clock.RunDeadlines();
            var watch = Stopwatch.StartNew();
            await ReplyBench.Open(mediator, Cases);
            var opening = watch.Elapsed;
            time.Set(new DateOnly(2026, 10, 21));
            var cpu = Environment.CpuUsage.TotalTime;
            watch.Restart();
            var looked = await clock.RunDeadlines();
            var taken = watch.Elapsed;
            cpu = Environment.CpuUsage.TotalTime - cpu;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"clock","deadlines":{{looked}},"deadlinesPerSecond":{{looked / taken.TotalSeconds:F0}},"cpuMillisecondsPerDeadline":{{cpu.TotalMilliseconds / looked:F2}},"openedPerSecondOneByOne":{{Cases / opening.TotalSeconds:F0}},"ratioToOneByOne":{{opening / Cases / (taken / looked):F2}}}"""));
            return looked >= Cases ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ServiceProvider> Start(string folder, SettableTime time)
    {
        var choice = DatabaseChoice.Parse(Path.Combine(folder, "workflows.db"));
        await new SchemaUpgrade(choice, [SchemaScripts.Workflows], time).Run();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkflows(choice).AddSingleton<ClockWork>().BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync())
            await RegisterStore.Save(db, Chain.Register, new(default, "", RecordWays.Sample));
        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "chain.yaml"), Chain.Definition.Replace(
            "with: { by: secretary }",
            "with: { by: secretary }, deadlines: [{ name: reply, title: 答复, within: P10D, article: 示例, then: urge }]",
            StringComparison.Ordinal));
        var library = services.GetRequiredService<Library>();
        await library.Load(definitions);
        return library.Mistakes.IsEmpty ? services : throw new InvalidOperationException(string.Join('\n', library.Mistakes));
    }
}
