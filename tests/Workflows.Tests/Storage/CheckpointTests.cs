using Microsoft.EntityFrameworkCore;
using Workflows.Moves;
using Workflows.Proofs;
using Workflows.Storage.Checkpoints;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Storage;

/// <summary>核验 against a checkpoint: what the chains alone cannot show. Everything is done with plain SQL, by somebody who can also compute
/// hashes.</summary>
public sealed class CheckpointTests
{
    private const string Key = "workflows/test";

    private static readonly NoteSigner signer = NoteSigner.Of(Key, NoteAlgorithm.Ed25519,
        [.. Enumerable.Repeat((byte)7, NoteSigner.SecretLength)])!;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_untouched_database_agrees_with_its_checkpoints_also_after_many_further_moves(Database on)
    {
        await using var town = await Sealed.Begin(on);
        Assert.Empty(await town.Found(1));

        for (var day = 4; day < 9; day++)
        {
            town.Bench.On($"2026-11-0{day}");
            await town.Note(town.Cases[day % 3]);
            await town.OpenOne();
            await town.Checkpoint();
        }

        for (var number = 1; number <= 6; number++)
            Assert.Empty(await town.Found(number));
        Assert.Equal(5 + 5 * 2, (await town.Log.List())[0].Size);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_chains_that_moved_on_are_added_and_every_later_root_continues_the_earlier_ones(Database on)
    {
        await using var town = await Sealed.Begin(on);
        await town.Note(town.Cases[1]);
        var made = await town.Checkpoint();
        Assert.Equal((2, 6, 1), (made.Row!.Number, made.Row.Size, made.Leaves.Count));
        Assert.Empty((await town.Checkpoint()).Leaves);

        var kept = town.Kept().Select(k => k.SignedBy([signer.Key])!).ToArray();
        var leaves = (await town.Log.Leaves(0, long.MaxValue)).Select(l => LogLeaf.Parse(l)!.Hash()).ToArray();
        Assert.True(MerkleTree.Continues(kept[0].Root, kept[0].Size, kept[1].Root, kept[1].Size, MerkleTree.Consistency(leaves, (int)kept[0].Size)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_that_was_deleted_whole_is_named(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var number = await town.NumberOf(town.Cases[1]);
        await town.Delete(town.Cases[1]);

        Assert.Equal([$"{number} 0 整个事项已被删除：检查点里有它的 3 条记录。"], await town.Found(1));
        Assert.DoesNotContain(town.Cases[1], await town.Bench.Verifier.Cases(null));
    }

    [Theory]
    [OnSqlite(1, "最后的第 3 条记录已被删除。"), OnSqlite(2, "最后的第 2 至 3 条记录已被删除。")]
    [OnPostgres(1, "最后的第 3 条记录已被删除。"), OnPostgres(2, "最后的第 2 至 3 条记录已被删除。")]
    public async Task Last_rows_that_were_deleted_are_named(Database on, int rows, string says)
    {
        await using var town = await Sealed.Begin(on);
        await town.Bench.Sql($"DELETE FROM history WHERE case_id = '{town.Cases[1]}' AND seq > {3 - rows}");
        await town.Rechain(town.Cases[1]);

        Assert.Equal([$"{await town.NumberOf(town.Cases[1])} {4 - rows} {says}"], await town.Found(1));
        Assert.Empty(await town.Bench.Verifier.Verify(town.Cases[1]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_was_rewritten_with_hashes_that_fit_is_named(Database on)
    {
        await using var town = await Sealed.Begin(on);
        await town.Note(town.Cases[1]);
        await town.Checkpoint();
        Assert.Equal(1, await town.Rewrite(town.Cases[1], 4));
        await town.Rechain(town.Cases[1]);
        Assert.Equal([$"{await town.NumberOf(town.Cases[1])} 4 第 4 条记录被改写过，校验值与检查点不符。"], await town.Found(1));

        Assert.Equal(1, await town.Rewrite(town.Cases[2], 2));
        await town.Rechain(town.Cases[2]);
        Assert.Contains($"{await town.NumberOf(town.Cases[2])} 1 第 1 至 3 条记录中有被改写的，校验值与检查点不符。", await town.Found(1));
        Assert.Empty(await town.Bench.Verifier.Verify(town.Cases[1]));
        Assert.Empty(await town.Bench.Verifier.Verify(town.Cases[2]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_and_a_case_that_were_slipped_in_with_an_earlier_moment_are_named(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var late = await town.SlipIn("2026-10-12", town.Cases[1]);
        town.Bench.On("2026-11-06");
        await town.Checkpoint();

        string[] expected =
        [
            $"{await town.NumberOf(town.Cases[1])} 4 第 4 条记录写的时间是 2026-10-12 12:00，但 2026-11-03 12:00 的检查点里还没有它：是事后补进的。",
            $"{await town.NumberOf(late)} 1 第 1 条记录写的时间是 2026-10-12 12:00，但 2026-11-03 12:00 的检查点里还没有它：是事后补进的。",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await town.Found(1)).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_number_that_was_changed_is_named(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var number = await town.NumberOf(town.Cases[1]);
        await town.Bench.Sql($"UPDATE cases SET number = '示例〔2026〕99号' WHERE id = '{town.Cases[1]}'");

        Assert.Equal([$"示例〔2026〕99号 0 编号被改动过，检查点里是 {number}。"], await town.Found(1));
    }

    [Theory]
    [OnSqlite("DELETE FROM records WHERE seq > 2", "最后的第 3 至"), OnSqlite("UPDATE records SET hash = move_on WHERE seq = last", "记录中有被改写的"), OnSqlite("DELETE FROM records", "全部记录已被删除")]
    [OnPostgres("DELETE FROM records WHERE seq > 2", "最后的第 3 至"), OnPostgres("UPDATE records SET hash = move_on WHERE seq = last", "记录中有被改写的"), OnPostgres("DELETE FROM records", "全部记录已被删除")]
    public async Task Records_of_changes_that_were_cut_or_rewritten_are_named(Database on, string sql, string says)
    {
        await using var town = await Sealed.Begin(on);
        await town.Bench.Sql(sql.Replace("move_on", "(SELECT hash FROM records WHERE seq = 1)", StringComparison.Ordinal)
            .Replace("last", "(SELECT MAX(seq) FROM records)", StringComparison.Ordinal));

        var found = Assert.Single(await town.Found(1));
        Assert.StartsWith("变更记录 ", found, StringComparison.Ordinal);
        Assert.Contains(says, found, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Leaves_that_were_rewritten_with_the_case_are_named_from_what_lies_beside_the_checkpoint(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var number = await town.NumberOf(town.Cases[1]);
        await town.Delete(town.Cases[1]);
        await town.Bench.Sql($"DELETE FROM log_leaves WHERE id = '{town.Cases[1]}'");

        Assert.Contains($"{number} 0 整个事项已被删除：检查点里有它的 3 条记录。", await town.Found(1));
        Assert.StartsWith("检查点清单", (await town.Checkpoint()).Trouble, StringComparison.Ordinal);

        await town.Bench.Sql("DELETE FROM log_leaves");
        await town.Bench.Sql("DELETE FROM checkpoints");
        Assert.Contains(await town.Found(1), f => f.StartsWith(" 0 数据库里的检查点清单只有 0 行，第 1 号检查点有 5 行", StringComparison.Ordinal));
        Assert.Contains($"{number} 0 整个事项已被删除：检查点里有它的 3 条记录。", await town.Found(1));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_leaf_that_was_rewritten_is_named_and_nothing_is_signed_over_it(Database on)
    {
        await using var town = await Sealed.Begin(on);
        await town.Bench.Sql($"UPDATE log_leaves SET seq = 2 WHERE id = '{town.Cases[1]}'");

        var found = Assert.Single(await town.Found(1));
        Assert.Matches($@"^ 0 数据库里的检查点清单第 [1-5] 行被改写过（{await town.NumberOf(town.Cases[1])}，第 3 条）。$", found);
        Assert.Contains("与第 1 号检查点签署的不符", (await town.Checkpoint()).Trouble, StringComparison.Ordinal);
        Assert.Single(await town.Log.List());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checkpoint_that_another_key_signed_or_that_was_changed_is_none_of_ours(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var (kept, other) = (town.Kept()[0], NoteSigner.Of(Key, NoteAlgorithm.Ed25519, new byte[NoteSigner.SecretLength])!);

        var changed = await town.Verifier.Compare(kept with { Note = kept.Note.Replace("number 1", "number 2", StringComparison.Ordinal) },
            [], [signer.Key]);
        Assert.StartsWith("000001.checkpoint 不是本系统签署的检查点", Assert.Single(changed.Breaches).Says, StringComparison.Ordinal);
        Assert.Single((await town.Verifier.Compare(kept, [], [other.Key])).Breaches);
        Assert.Contains("不是用本机认识的钥匙签署的", (await town.Log.Make(other, [other.Key], "auditor", _ => true)).Trouble, StringComparison.Ordinal);

        // Whoever got hold of the key signs another past: two checkpoints of one number.
        var forged = signer.Sign((kept.SignedBy([signer.Key])! with { Root = MerkleTree.Empty }).ToString());
        Assert.Contains((await town.Verifier.Compare(kept with { Name = "纸上的", Note = forged.ToString() }, town.Kept(), [signer.Key])).Breaches, b => b.Says.Contains("编号相同，内容却不同", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checkpoint_that_is_missing_and_one_that_does_not_continue_are_named(Database on)
    {
        await using var town = await Sealed.Begin(on);
        await town.Note(town.Cases[0]);
        await town.Checkpoint();
        await town.Note(town.Cases[0]);
        await town.Checkpoint();
        var kept = town.Kept();

        Assert.Equal(["第 2 号检查点的文件不在目录里。"],
            (await town.Verifier.Compare(kept[2], [kept[0], kept[2]], [signer.Key])).Breaches.Select(b => b.Says));

        var other = kept[1] with { Note = signer.Sign((kept[1].SignedBy([signer.Key])! with { Root = MerkleTree.Empty }).ToString())
            .ToString() };
        Assert.Contains("第 2 号检查点与第 3 号检查点接不上：两者之间检查点清单被改写过。",
            (await town.Verifier.Compare(kept[2], [kept[0], other], [signer.Key])).Breaches.Select(b => b.Says));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_who_want_a_checkpoint_at_once_get_one_after_the_other(Database on)
    {
        await using var town = await Sealed.Begin(on);
        var made = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(_ => Task.Run(() => town.Log.Make(signer, [signer.Key], "auditor", _ => true))));
        Assert.Equal([2, 3, 4, 5, 6, 7], made.Select(m => m.Row!.Number).Order());

        var daily = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => town.Log.Make(signer, [signer.Key], "clock", last => last!.Number == 7))));
        Assert.Single(daily, d => d.Row is not null);
    }

    /// <summary>Four cases of three rows each, and the first checkpoint over them.</summary>
    private sealed class Sealed(Bench bench, string folder) : IAsyncDisposable
    {
        private readonly CheckpointFolder kept = new(folder);

        public Bench Bench => bench;

        public List<string> Cases { get; } = [];

        public CheckpointLog Log { get; } = new(bench.Database.Contexts, bench.Time);

        public CheckpointVerifier Verifier { get; } = new(bench.Database.Contexts);

        public static async Task<Sealed> Begin(Database on)
        {
            var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
            await bench.Define(Definitions.Countersigning);
            var town = new Sealed(bench, Directory.CreateTempSubdirectory("checkpoints-").FullName);
            for (var i = 0; i < 4; i++)
            {
                var id = await town.OpenOne();
                town.Cases.Add(id);
                await town.Note(id);
                await town.Note(id);
            }

            bench.On("2026-11-03");
            await town.Checkpoint();
            return town;
        }

        public async Task<string> OpenOne()
        {
            Bench.Done(await bench.Open("chair", "countersigning", "b"));
            return bench.Case;
        }

        public async Task Note(string id) =>
            Bench.Done(await bench.Make(new Note { Id = Guid.NewGuid(), Case = id, By = "chair", Text = "已经电话告知" }));

        /// <summary>A note and a case from a program by an earlier clock, which has not seen the records that are there.</summary>
        /// <returns>Id of the case.</returns>
        public async Task<string> SlipIn(string day, string noted)
        {
            var other = Bench.Continue(bench.Database, day);
            await other.Define(Definitions.Countersigning);
            Bench.Done(await other.Make(new Note { Id = Guid.NewGuid(), Case = noted, By = "chair", Text = "已经电话告知" }));
            Bench.Done(await other.Open("chair", "countersigning", "b"));
            return other.Case;
        }

        public async Task<CheckpointMade> Checkpoint()
        {
            var made = await Log.Make(signer, [signer.Key], "auditor", _ => true);
            if (made.Row is { } row)
                await kept.Keep(row, made.Leaves);
            return made;
        }

        public IReadOnlyList<KeptCheckpoint> Kept() => kept.Read();

        /// <summary>What a comparison with that checkpoint finds: number, row and sentence.</summary>
        public async Task<IReadOnlyList<string>> Found(int number) =>
            [.. (await Verifier.Compare(Kept()[number - 1], Kept(), [signer.Key])).Breaches.Select(b => $"{b.Number} {b.Seq} {b.Says}")];

        public async Task<string> NumberOf(string id)
        {
            var db = await bench.Database.Contexts.CreateDbContextAsync();
            await using (db)
                return await db.Cases.Where(c => c.Id == id).Select(c => c.Number).SingleAsync();
        }

        public async Task Delete(string id)
        {
            foreach (var table in new[] { "history", "history_rules", "work_items", "deadlines", "messages", "milestones", "drafts" })
                await bench.Sql($"DELETE FROM {table} WHERE case_id = '{id}'");
            await bench.Sql($"DELETE FROM cases WHERE id = '{id}'");
        }

        public Task<int> Rewrite(string id, int seq) =>
            Forger.Rewrite(bench.Database.Choice.Connection(), id, seq, text => text.Replace("已经电话告知", "没有告知", StringComparison.Ordinal));

        public Task Rechain(string id) => Forger.Rechain(bench.Database.Choice.Connection(), id);

        public async ValueTask DisposeAsync()
        {
            await bench.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
