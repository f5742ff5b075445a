using System.Globalization;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>A row of a chain as the database holds it now.</summary>
/// <param name="At">Microseconds since 1970 UTC.</param>
internal readonly record struct ChainRow(long Seq, long At, byte[] Hash);

/// <summary>One chain against what checkpoints have seen of it: cut, rewritten, or filled with rows that say they are older than they
/// are.</summary>
/// <param name="log">What was seen.</param>
/// <param name="seen">This chain's leaves, oldest first; none when no checkpoint knows it.</param>
internal sealed class ChainComparison(SealedLog log, IReadOnlyList<(LogLeaf Leaf, int Position)> seen)
{
    /// <summary>A row is dated before it is durable, and hosts' clocks differ: so much earlier a row may say it is. Microseconds.</summary>
    private const long Grace = 120_000_000;

    private static readonly TimeSpan beijing = TimeSpan.FromHours(8);

    private readonly List<(long Seq, string Says)> found = [];
    private int next;
    private long matched;
    private long newest;
    private bool isRewritten;

    /// <summary>Takes the chain's next row.</summary>
    public void Take(ChainRow row)
    {
        newest = row.Seq;
        LookAtMoment(row);
        for (; next < seen.Count && seen[next].Leaf.Seq <= row.Seq; next++)
        {
            var leaf = seen[next].Leaf;
            if (isRewritten)
                continue;

            if (leaf.Seq < row.Seq)
                Say(leaf.Seq, $"第 {leaf.Seq} 条记录已被删除。");
            else if (leaf.Head.AsSpan().SequenceEqual(row.Hash))
                matched = leaf.Seq;
            else
                Rewritten(leaf.Seq);
        }
    }

    /// <summary>What is wrong once all rows were taken, by row.</summary>
    public IReadOnlyList<(long Seq, string Says)> Found()
    {
        if (next < seen.Count && newest > 0)
        {
            var last = seen[^1].Leaf.Seq;
            Say(newest + 1, last == newest + 1 ? $"最后的第 {last} 条记录已被删除。" : $"最后的第 {newest + 1} 至 {last} 条记录已被删除。");
        }

        return found;
    }

    /// <summary>Everything after the last row that still fits may be another one; what lies before it is as it was.</summary>
    private void Rewritten(long seq)
    {
        isRewritten = true;
        Say(matched + 1, matched + 1 == seq ? $"第 {seq} 条记录被改写过，校验值与检查点不符。" : $"第 {matched + 1} 至 {seq} 条记录中有被改写的，校验值与检查点不符。");
    }

    /// <summary>A row that was not there at a checkpoint cannot be older than that.</summary>
    private void LookAtMoment(ChainRow row)
    {
        var at = next;
        while (at < seen.Count && seen[at].Leaf.Seq < row.Seq)
            at++;
        if (log.LastMomentBefore(at < seen.Count ? seen[at].Position : log.Leaves.Count) is not { } absent
            || row.At >= Ledger.Microseconds(absent) - Grace)
            return;

        Say(row.Seq, $"第 {row.Seq} 条记录写的时间是 {Clock(DateTimeOffset.UnixEpoch.AddMicroseconds(row.At))}，但 {Clock(absent)} 的检查点里还没有它：是事后补进的。");
    }

    private void Say(long seq, string says) => found.Add((seq, says));

    private static string Clock(DateTimeOffset moment) =>
        moment.ToOffset(beijing).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
