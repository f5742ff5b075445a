using System.Diagnostics;
using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Clock;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Scenarios;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>Cases of 发展党员 of three years each, from application to 转正, by scripted people on a virtual clock through MediatR on SQLite; then everything is verified.</summary>
internal static class DevelopmentBench
{
    public static async Task<int> Run(int count, int workers)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var script = DevelopmentScript.Read(DefinitionsFolder(), count);
            var time = new SettableTime(script.Days[0].Day);
            await using var services = await Start(folder, script, time);
            var (cpu, pause) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
            var watch = Stopwatch.StartNew();
            var moves = await Drive(services, script, time, workers);
            var seconds = watch.Elapsed.TotalSeconds;
            var cpuPerMove = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / moves;
            var paused = (GC.GetTotalPauseDuration() - pause).TotalSeconds / seconds;
            watch.Restart();
            var (breaches, ended) = await Verify(services);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"development","cases":{{count}},"workers":{{workers}},"seconds":{{seconds:F0}},"moves":{{moves}},"movesPerSecond":{{moves / seconds:F0}},"cpuMillisecondsPerMove":{{cpuPerMove:F2}},"pausedShare":{{paused:F3}},"ended":{{ended}},"verifySeconds":{{watch.Elapsed.TotalSeconds:F0}},"breaches":{{breaches}},"megabytes":{{Size(folder) / 1e6:F0}}}"""));
            return breaches == 0 && ended == count ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static string DefinitionsFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "workflow-definitions")))
                return Path.Combine(at.FullName, "workflow-definitions");
        }

        throw new DirectoryNotFoundException("workflow-definitions");
    }

    internal static async Task<ServiceProvider> Start(string folder, DevelopmentScript script, SettableTime time)
    {
        var choice = DatabaseChoice.Parse(Path.Combine(folder, "workflows.db"));
        await new SchemaUpgrade(choice, [SchemaScripts.Workflows], time).Run();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkflows(choice).AddSingleton<ClockWork>().AddSingleton<Verifier>().BuildServiceProvider();
        await using (var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync())
        {
            await RegisterStore.Save(db, script.Register, new(default, "", RecordWays.Sample));
            foreach (var (key, value) in script.Settings)
                await SettingStore.Decide(db, new SettingDecision(key, time.GetUtcNow(), value, "measured so", Actor.Clock.Person), CancellationToken.None);
        }

        var library = services.GetRequiredService<Library>();
        await library.Load(DefinitionsFolder());
        return library.Mistakes.IsEmpty ? services : throw new InvalidOperationException(string.Join('\n', library.Mistakes));
    }

    internal static async Task<long> Drive(ServiceProvider services, DevelopmentScript script, SettableTime time, int workers)
    {
        var mediator = services.GetRequiredService<IMediator>();
        var clock = services.GetRequiredService<ClockWork>();
        var states = new Standing[script.Count];
        long moves = 0;
        await Each(script.Count, workers, async i => states[i] = Expect(await mediator.Send(script.Open(i)), i));
        moves += script.Count;
        foreach (var (day, acts) in script.Days)
        {
            for (; time.Today < day; time.Set(time.Today.AddDays(1)))
                moves += await clock.RunDeadlines();
            moves += await clock.RunDeadlines();
            await Each(script.Count, workers, async i =>
            {
                foreach (var act in acts)
                    states[i] = Expect(await mediator.Send((IRequest<MoveResult>)script.Move(act, i, states[i])), i);
            });
            moves += (long)acts.Length * script.Count;
        }

        return moves;
    }

    private static Task Each(int count, int workers, Func<int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(async () =>
        {
            for (var i = w; i < count; i += workers)
                await act(i);
        })));

    private static Standing Expect(MoveResult result, int number) => result is MoveResult.Done done
        ? new Standing(done.Case.Id, done.Case.Items)
        : throw new InvalidOperationException($"Case {number}: {((MoveResult.Refused)result).Problem.Says} {string.Join(' ', ((MoveResult.Refused)result).Problem.Errors.Values)}");

    private static async Task<(int Breaches, int Ended)> Verify(ServiceProvider services)
    {
        var verifier = services.GetRequiredService<Verifier>();
        var breaches = 0;
        foreach (var id in await verifier.Cases(null))
            breaches += (await verifier.Verify(id)).Count;
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        return (breaches, await db.Cases.CountAsync(c => c.EndState == "full-member"));
    }

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("workflows.db*").Sum(f => f.Length);
}
