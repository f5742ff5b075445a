using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Workflows.Proofs;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Bench;

/// <summary>A checkpoint over 100,000 cases: the first one, one after a hundred have moved on, and the comparison with it. The baseline
/// hashes as many leaves in memory.</summary>
internal static class CheckpointBench
{
    private const int Cases = 100_000;

    public static async Task<int> Run(bool onPostgres)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var choice = await BenchDatabase.Fresh(onPostgres, folder, "checkpoints");
            Fill(choice);
            var options = new DbContextOptionsBuilder<WorkflowDb>();
            choice.Configure(options);
            var contexts = new PooledDbContextFactory<WorkflowDb>(options.Options);
            var (log, kept) = (new CheckpointLog(contexts, TimeProvider.System), new CheckpointFolder(folder));
            var signer = NoteSigner.Of("workflows/bench", NoteAlgorithm.Ed25519, new byte[NoteSigner.SecretLength])!;

            // A running host has read its tables' shape long before.
            await log.List();
            var processor = Environment.CpuUsage.TotalTime;
            var first = await Time(() => Make(log, kept, signer));
            processor = Environment.CpuUsage.TotalTime - processor;
            Sql(choice, "UPDATE cases SET seq = 2 WHERE id LIKE 'b%77'");
            Sql(choice, $"INSERT INTO history (case_id, seq, move_id, at, person, move, events, packed, hash) SELECT case_id, 2, {(onPostgres ? "'\\x01'" : "x'01'")}, at * 2, person, move, events, packed, hash FROM history WHERE case_id LIKE 'b%77'");
            var next = await Time(() => Make(log, kept, signer));
            var compared = await Time(async () =>
            {
                var all = kept.Read();
                var answer = await new CheckpointVerifier(contexts).Compare(all[0], all, [signer.Key]);
                if (answer.Breaches.Count > 0)
                    throw new InvalidOperationException(answer.Breaches[0].Says);
            });
            var plain = await Time(() =>
            {
                var tree = new GrowingTree();
                for (var i = 0; i < Cases; i++)
                    tree.Add(MerkleTree.LeafHash(new byte[120]));
                return Task.FromResult(tree.Root());
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"checkpoint","database":"{{(onPostgres ? "postgres" : "sqlite")}}","cases":{{Cases}},"firstMilliseconds":{{first:F0}},"firstProcessorMilliseconds":{{processor.TotalMilliseconds:F0}},"nextMilliseconds":{{next:F0}},"compareMilliseconds":{{compared:F0}},"hashingAloneMilliseconds":{{plain:F0}},"residentMebibytes":{{Environment.WorkingSet / 1048576}}}"""));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Make(CheckpointLog log, CheckpointFolder kept, NoteSigner signer)
    {
        var made = await log.Make(signer, [signer.Key], "clock", _ => true);
        await kept.Keep(made.Row!, made.Leaves);
    }

    private static async Task<double> Time(Func<Task> what)
    {
        var watch = Stopwatch.StartNew();
        await what();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Cases of one row each: what their events say does not matter here.</summary>
    private static void Fill(DatabaseChoice choice)
    {
        var (numbers, zeros, text) = choice.IsPostgres
            ? ($"generate_series(1, {Cases}) AS n(i)", "decode(repeat('00', 32), 'hex')", "'b' || lpad(i::text, 15, '0')")
            : ($"(WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < {Cases}) SELECT i FROM m) AS n", "zeroblob(32)",
                "printf('b%015d', i)");
        Sql(choice, $"INSERT INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, seq, head) SELECT {text}, '换届选举〔2025〕' || i || '号', 'branch-election', 1, 'jg01-01', '示例支部 · 换届选举', 'clock', '2025-01-01', '届满提醒', 1, {zeros} FROM {numbers}");
        Sql(choice, $"INSERT INTO history (case_id, seq, move_id, at, person, move, events, packed, hash) SELECT id, 1, head, 1735689600000000, 'clock', 'open', '', head, head FROM cases");
        Sql(choice, "ANALYZE");
    }

    private static void Sql(DatabaseChoice choice, string text)
    {
        using var connection = BenchDatabase.Open(choice);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this class's own.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        command.ExecuteNonQuery();
    }
}
