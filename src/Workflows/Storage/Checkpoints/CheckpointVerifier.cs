using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Org.BouncyCastle.X509;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>What a comparison with a checkpoint came to.</summary>
/// <param name="Checkpoint">What was compared with; null when it could not be taken for one of ours.</param>
/// <param name="Chains">How many cases and ledgers it covers.</param>
/// <param name="Breaches">Everything that is not as it was; one without a number is about the checkpoints themselves.</param>
public sealed record Compared(Checkpoint? Checkpoint, int Chains, IReadOnlyList<Breach> Breaches);

/// <summary>Compares the database with checkpoints that lay outside of it: what was deleted, cut, rewritten or back-dated since shows here,
/// by case and row.</summary>
public sealed class CheckpointVerifier(IDbContextFactory<WorkflowDb> contexts)
{
    private const string HistorySql = "SELECT case_id, seq, at, hash FROM history ORDER BY case_id, seq";

    /// <summary>What the records are called where a case has its number.</summary>
    internal const string Ledger = "变更记录";

    private const string RecordsSql = "SELECT seq, at, hash FROM records ORDER BY seq";

    /// <param name="asked">The checkpoint that somebody has kept.</param>
    /// <param name="others">What else lies in the folder: earlier and later ones.</param>
    /// <param name="known">The keys whose signature counts.</param>
    /// <param name="authority">The certificate of the time stamping authority, or of its issuer; null: any authority's word is
    /// taken.</param>
    public async Task<Compared> Compare(
        KeptCheckpoint asked, IReadOnlyList<KeptCheckpoint> others, IReadOnlyCollection<NoteKey> known, X509Certificate? authority = null,
        CancellationToken cancellation = default)
    {
        var says = new List<string>();
        says.AddRange(others.Append(asked).Where(k => k.Stamp is { } stamp && TimeStamp.Read(k.Note, stamp, authority) is null)
            .Select(k => k.Name).Distinct()
            .Select(name => $"{name} 的时间戳与它不符，或不是所信任的时间戳机构签发的。"));
        if (asked.SignedBy(known) is not { } checkpoint)
            return new(null, 0, [General($"{asked.Name} 不是本系统签署的检查点，或者内容被改动过：签名与已知的钥匙都不符。")]);

        var kept = new SortedDictionary<long, (Checkpoint, KeptCheckpoint)>();
        foreach (var other in others)
        {
            if (other.SignedBy(known) is not { } read)
                says.Add($"目录里的 {other.Name} 不是本系统签署的检查点，或者内容被改动过。");
            else if (read.Number == checkpoint.Number && read != checkpoint)
                says.Add($"目录里的 {other.Name} 与所给的检查点编号相同，内容却不同：有人用钥匙另签过一份。");
            else
                kept.TryAdd(read.Number, (read, other));
        }

        if (!kept.TryAdd(checkpoint.Number, (checkpoint, asked)) && !asked.Leaves.IsEmpty)
            kept[checkpoint.Number] = (checkpoint, asked);
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await Snapshot.Read(db, () => Compare(db, checkpoint, [.. kept.Values], says, cancellation), cancellation);
    }

    private static async Task<Compared> Compare(
        WorkflowDb db, Checkpoint asked, IReadOnlyList<(Checkpoint, KeptCheckpoint)> kept, List<string> says,
            CancellationToken cancellation)
    {
        var stored = await LeafRows.All(db, cancellation).Select(l => l.Leaf).ToListAsync(cancellation);
        var log = new SealedLogReader(stored, kept).Read(asked, says);
        List<Breach> breaches = [.. says.Select(General)];
        if (log is null)
            return new(asked, 0, breaches);

        var numbers = await db.Cases.AsNoTracking().Select(c => new { c.Id, c.Number })
            .ToDictionaryAsync(c => c.Id, c => c.Number, StringComparer.Ordinal, cancellation);
        await CompareCases(db, log, numbers, breaches, cancellation);
        await CompareRecords(db, log, breaches, cancellation);
        return new(asked, log.ByChain.Count, breaches);
    }

    private static async Task CompareCases(
        WorkflowDb db, SealedLog log, Dictionary<string, string> numbers, List<Breach> breaches, CancellationToken cancellation)
    {
        var gone = log.ByChain.Where(c => c.Key.Kind == LogLeaf.Case).Select(c => c.Key.Id).ToHashSet(StringComparer.Ordinal);
        var (id, comparison) = ("", (ChainComparison?)null);
        await foreach (var (caseId, row) in db.Rows(HistorySql, r => (r.GetString(0), Row(r, 1)), cancellation))
        {
            if (caseId != id)
            {
                End();
                (id, comparison) = (caseId, new ChainComparison(log, [.. log.ByChain[(LogLeaf.Case, caseId)]]));
                gone.Remove(caseId);
            }

            comparison!.Take(row);
        }

        End();
        foreach (var deleted in gone)
        {
            var leaf = log.ByChain[(LogLeaf.Case, deleted)].Last().Leaf;
            breaches.Add(new Breach(deleted, leaf.Number, 0, $"整个事项已被删除：检查点里有它的 {leaf.Seq} 条记录。"));
        }

        void End()
        {
            if (comparison is null)
                return;

            var known = log.ByChain[(LogLeaf.Case, id)].Select(l => l.Leaf.Number).LastOrDefault();
            var number = numbers.GetValueOrDefault(id, known ?? "");
            if (known is not null && known != number)
                breaches.Add(new Breach(id, number, 0, $"编号被改动过，检查点里是 {known}。"));
            breaches.AddRange(comparison.Found().Select(f => new Breach(id, number, (int)f.Seq, f.Says)));
        }
    }

    private static async Task CompareRecords(WorkflowDb db, SealedLog log, List<Breach> breaches, CancellationToken cancellation)
    {
        var seen = log.ByChain[(LogLeaf.Records, LogLeaf.Records)].ToArray();
        var (comparison, any) = (new ChainComparison(log, seen), false);
        await foreach (var row in db.Rows(RecordsSql, r => Row(r, 0), cancellation))
        {
            comparison.Take(row);
            any = true;
        }

        if (!any && seen.Length > 0)
            breaches.Add(new Breach("", Ledger, 0, $"全部记录已被删除，检查点里有 {seen[^1].Leaf.Seq} 条。"));
        breaches.AddRange(comparison.Found().Select(f => new Breach("", Ledger, (int)f.Seq, f.Says)));
    }

    private static ChainRow Row(DbDataReader row, int from) => new(row.GetInt64(from), row.GetInt64(from + 1), (byte[])row[from + 2]);

    private static Breach General(string says) => new("", "", 0, says);
}
