using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>What came of the wish for a checkpoint.</summary>
/// <param name="Row">The checkpoint; null when none was made.</param>
/// <param name="Leaves">The lines of the chains that had moved on since the one before.</param>
/// <param name="Trouble">Why the log cannot be signed any more, in Chinese; null otherwise.</param>
public sealed record CheckpointMade(CheckpointRow? Row, IReadOnlyList<string> Leaves, string? Trouble);

/// <summary>That a line of the log is covered by a checkpoint.</summary>
/// <param name="Number">Of the checkpoint.</param>
/// <param name="Note">Its signed text.</param>
/// <param name="Leaf">The line.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Hashes">The hashes beside its way to the root, from the bottom.</param>
public sealed record LeafProof(long Number, string Note, string Leaf, int Index, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>What a time stamping authority said of it; null where none did.</summary>
    public byte[]? Stamp { get; init; }
}

/// <summary>Makes checkpoints: looks how far every chain has come, and signs the tree over all that was ever seen.</summary>
public sealed class CheckpointLog(IDbContextFactory<WorkflowDb> contexts, TimeProvider clock)
{
    /// <summary>Whoever else wants one at the same moment waits, on this host or another one.</summary>
    /// <param name="signer">Signs it.</param>
    /// <param name="known">The keys that earlier checkpoints were signed with; null: whatever they were signed with is taken.</param>
    /// <param name="by">A person's id, or <c>clock</c>.</param>
    /// <param name="isWanted">Asked once nobody else can make one: is it still wanted after this last one?</param>
    public async Task<CheckpointMade> Make(
        NoteSigner signer, IReadOnlyCollection<NoteKey>? known, string by, Func<CheckpointRow?, bool> isWanted,
            CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var transaction = await Begin(db, cancellation);
            await using (transaction.ConfigureAwait(false))
            {
                var last = await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellation);
                if (!isWanted(last))
                    return new(null, [], null);
                if (last is not null && known is not null && Trouble(last, known) is { } unknown)
                    return new(null, [], unknown);

                // Read before the chains are: whatever is in none of them now was recorded later.
                var at = ToMicrosecond(clock.GetUtcNow());
                await LeafRows.Append(db, cancellation);
                var (tree, added) = (new GrowingTree(), new List<string>());
                await foreach (var (position, leaf) in LeafRows.All(db, cancellation))
                {
                    if (last is not null && tree.Size == last.Size && !IsRootOf(last, tree))
                        return new(null, [], Rewritten(last.Number));
                    if (position != tree.Size)
                        return new(null, [], $"检查点清单缺少第 {tree.Size + 1} 行，没有签署新的检查点。请立即核验（verify --against）。");
                    tree.Add(leaf.Hash());
                    if (tree.Size > (last?.Size ?? 0))
                        added.Add(leaf.ToString());
                }

                if (last is not null && (tree.Size < last.Size || (tree.Size == last.Size && !IsRootOf(last, tree))))
                    return new(null, [], Rewritten(last.Number));

                var checkpoint = new Checkpoint(signer.Key.Name, tree.Size, tree.Root(), (last?.Number ?? 0) + 1, at);
                var row = new CheckpointRow(checkpoint.Number, at, checkpoint.Size, by, signer.Sign(checkpoint.ToString())
                    .ToString(), null);
                db.Checkpoints.Add(row);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return new(row, added, null);
            }
        }
    }

    /// <summary>All checkpoints, newest first.</summary>
    public async Task<IReadOnlyList<CheckpointRow>> List(CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).ToListAsync(cancellation);
    }

    /// <summary>What proves that the newest checkpoint covers this end of a case's history; null when it does not.</summary>
    public async Task<LeafProof?> Prove(CaseRow row, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            if (await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellation) is not { } newest)
                return null;

            await db.Database.OpenConnectionAsync(cancellation);
            var wanted = new LogLeaf(LogLeaf.Case, row.Id, row.Seq, row.Head, row.Number);
            var (hashes, index) = (new List<byte[]>(), -1);
            await foreach (var (_, leaf) in LeafRows.Between(db, 0, newest.Size, cancellation))
            {
                if (leaf.Id == wanted.Id && leaf == wanted)
                    index = hashes.Count;
                hashes.Add(leaf.Hash());
            }

            return index < 0 ? null : new LeafProof(newest.Number, newest.Note, wanted.ToString(), index, MerkleTree.Inclusion(hashes.ToArray(), index)) { Stamp = newest.Stamp };
        }
    }

    /// <summary>Is there anything to be sealed yet?</summary>
    public async Task<bool> HasCases(CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await db.Cases.AnyAsync(cancellation);
    }

    /// <summary>Null when there is none of that number.</summary>
    public async Task<CheckpointRow?> Find(long number, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await db.Checkpoints.AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancellation);
    }

    /// <summary>Keeps the time stamping authority's token over a checkpoint that has none yet.</summary>
    public async Task Stamp(long number, byte[] token, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            await db.Checkpoints.Where(c => c.Number == number && c.Stamp == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.Stamp, token), cancellation);
        }
    }

    /// <summary>The leaves of the log from one place to before another one, as their lines.</summary>
    public async Task<IReadOnlyList<string>> Leaves(long from, long until, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            await db.Database.OpenConnectionAsync(cancellation);
            return await LeafRows.Between(db, from, until, cancellation).Select(l => l.Leaf.ToString()).ToListAsync(cancellation);
        }
    }

    private static string? Trouble(CheckpointRow last, IReadOnlyCollection<NoteKey> known) =>
        SignedNote.Parse(last.Note)?.SignedWith(known) is not null ? null
            : $"第 {last.Number} 号检查点不是用本机认识的钥匙签署的，没有签署新的检查点。几台主机共用一个数据库时，请让它们使用同一个钥匙目录（checkpoint-key）；钥匙确已遗失的，用 checkpoint --new-key 换新。";

    private static string Rewritten(long number) => $"检查点清单与第 {number} 号检查点签署的不符，没有签署新的检查点。请立即核验（verify --against）。";

    private static bool IsRootOf(CheckpointRow last, GrowingTree tree) =>
        SignedNote.Parse(last.Note) is { } note && Checkpoint.Parse(note.Text) is { } checkpoint
            && checkpoint.Root.AsSpan().SequenceEqual(tree.Root());

    private static DateTimeOffset ToMicrosecond(DateTimeOffset moment) =>
        DateTimeOffset.UnixEpoch.AddTicks(Ledger.Microseconds(moment) * TimeSpan.TicksPerMicrosecond);

    private static async Task<IDbContextTransaction> Begin(WorkflowDb db, CancellationToken cancellation)
    {
        // On SQLite whoever begins is the only one who writes; a server is told so.
        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        if (db.Database.GetDbConnection() is not SqliteConnection)
            await db.Database.ExecuteSqlRawAsync("LOCK TABLE checkpoints IN EXCLUSIVE MODE", cancellation);
        return transaction;
    }
}
