using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>
/// Replies a second through MediatR on SQLite (synchronous=FULL) or PostgreSQL (fsync=on); the baseline writes the same rows with plain
/// ADO.NET, one transaction a reply, turn about with the replies: a machine that is slow for a minute is slow for both.
/// </summary>
internal static class ReplyBench
{
    private const int Rounds = 8;
    private const int CasesOfOneRound = 75;
    private const int Replies = Rounds * CasesOfOneRound * Chain.Steps;

    public static async Task<int> Run(int workers, bool onPostgres = false)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var choice = await BenchDatabase.Fresh(onPostgres, folder, "workflows");
            await using var services = await Start(choice, folder);
            var mediator = services.GetRequiredService<IMediator>();
            await Drive(mediator, await Open(mediator, 300), workers);
            using var plain = new PlainWrites(choice, await BenchDatabase.Fresh(onPostgres, folder, "plain"), await States(mediator));
            plain.Write();
            var before = Size(choice);
            TimeSpan spent = default, cpu = default, plainly = default, plainCpu = default;
            for (var round = 0; round < Rounds; round++)
            {
                var cases = await Open(mediator, CasesOfOneRound);
                var cpuBefore = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                await Drive(mediator, cases, workers);
                spent += watch.Elapsed;
                cpu += Environment.CpuUsage.TotalTime - cpuBefore;
                var (taken, busy) = plain.Write();
                (plainly, plainCpu) = (plainly + taken, plainCpu + busy);
            }

            var bytes = (Size(choice) - before) / (double)(Rounds * CasesOfOneRound);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"replies","on":"{{(onPostgres ? "postgres" : "sqlite")}}","workers":{{workers}},"repliesPerSecond":{{Replies / spent.TotalSeconds:F0}},"cpuMillisecondsPerReply":{{cpu.TotalMilliseconds / Replies:F2}},"bytesPerFinishedCase":{{bytes:F0}},"plainAdoPerSecond":{{Replies / plainly.TotalSeconds:F0}},"plainAdoCpuMilliseconds":{{plainCpu.TotalMilliseconds / Replies:F2}},"ratioToPlainAdo":{{plainly / spent:F3}}}"""));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ServiceProvider> Start(DatabaseChoice choice, string folder)
    {
        var services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddWorkflows(choice).BuildServiceProvider();
        var contexts = services.GetRequiredService<IDbContextFactory<WorkflowDb>>();
        await using (var db = await contexts.CreateDbContextAsync())
            await RegisterStore.Save(db, Chain.Register, new(default, "", RecordWays.Sample));
        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "chain.yaml"), Chain.Definition);
        var library = services.GetRequiredService<Library>();
        await library.Load(definitions);
        return library.Mistakes.IsEmpty ? services : throw new InvalidOperationException(string.Join('\n', library.Mistakes));
    }

    internal static async Task<string[]> Open(IMediator mediator, int count)
    {
        var cases = new string[count];
        for (var i = 0; i < count; i++)
        {
            var id = Guid.NewGuid();
            cases[i] = CaseId.For(id);
            Expect(await mediator.Send(new Open { Id = id, Case = cases[i], By = "starter", Procedure = "chain", Unit = "u" }));
        }

        return cases;
    }

    internal static Task Drive(IMediator mediator, string[] cases, int workers) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(async () =>
        {
            for (var i = w; i < cases.Length; i += workers)
                await Through(mediator, cases[i], _ => { });
        })));

    private static async Task Through(IMediator mediator, string id, Action<Case> seen)
    {
        var item = "i2";
        for (var step = 0; step < Chain.Steps; step++)
        {
            var done = Expect(await mediator.Send(new Reply { Id = Guid.NewGuid(), Case = id, By = "approver", Item = item, Outcome = "approved" }));
            seen(done.Case);
            item = done.Case.Items.FirstOrDefault()?.Id ?? "";
        }
    }

    /// <summary>How a case is kept after each of its replies; one that is closed is not.</summary>
    private static async Task<List<byte[]?>> States(IMediator mediator)
    {
        var states = new List<byte[]?>();
        await Through(mediator, (await Open(mediator, 1))[0], state =>
            states.Add(state.IsOpen ? PackedText.PackState(JsonSerializer.SerializeToUtf8Bytes(state, Json.Options)) : null));
        return states;
    }

    private static MoveResult.Done Expect(MoveResult result) => result as MoveResult.Done ?? throw new InvalidOperationException(((MoveResult.Refused)result).Problem.Says);

    /// <summary>In bytes, with all that is written so far in its place.</summary>
    private static long Size(DatabaseChoice choice)
    {
        using var connection = BenchDatabase.Open(choice);
        using var command = connection.CreateCommand();
        if (!choice.IsPostgres)
        {
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        command.CommandText = choice.IsPostgres
            ? "SELECT pg_database_size(current_database())"
            : "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)";
        return (long)command.ExecuteScalar()!;
    }
}
