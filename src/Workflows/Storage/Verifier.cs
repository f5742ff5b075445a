using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>One thing that is not as it was written.</summary>
/// <param name="Seq">The history row; 0 when it concerns the case as a whole.</param>
public sealed record Breach(string Case, string Number, int Seq, string Says);

/// <summary>核验: recomputes every hash and replays every case; what was changed behind the engine's back shows here.</summary>
public sealed class Verifier(IDbContextFactory<WorkflowDb> contexts, Library library)
{
    /// <summary>The cases to verify: one, or all of them, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Cases(string? only, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var known = await db.Cases.Where(c => only == null || c.Id == only).OrderBy(c => c.OpenedOn).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellation);
            var orphans = await db.History.Select(h => h.CaseId).Distinct().Where(id => (only == null || id == only) && !db.Cases.Any(c => c.Id == id)).ToListAsync(cancellation);
            return [.. known, .. orphans];
        }
    }

    /// <summary>Everything that is wrong with one case; empty when it is as it was written.</summary>
    public async Task<IReadOnlyList<Breach>> Verify(string id, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            // People go on working meanwhile: all tables are read as of one moment.
            return await Snapshot.Read(db, () => Verify(db, id, cancellation), cancellation);
        }
    }

    /// <summary>One hash over the last hashes of these cases, in the order of their ids: whoever keeps it elsewhere can tell later that none was rewritten. Hexadecimal.</summary>
    public async Task<string> HeadHash(IEnumerable<string> cases, CancellationToken cancellation = default)
    {
        var wanted = cases.ToHashSet();
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var head in (await db.Cases.Select(c => new { c.Id, c.Head }).ToListAsync(cancellation)).Where(c => wanted.Contains(c.Id)).OrderBy(c => c.Id, StringComparer.Ordinal))
            {
                sha.AppendData(Encoding.UTF8.GetBytes(head.Id));
                sha.AppendData(head.Head);
            }

            return Convert.ToHexStringLower(sha.GetHashAndReset());
        }
    }

    private async Task<IReadOnlyList<Breach>> Verify(WorkflowDb db, string id, CancellationToken cancellation)
    {
        var row = await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        var history = await CaseStore.History(db, id, cancellation);
        if (row is null)
            return [new Breach(id, "", 0, $"有 {history.Count} 条记录，但事项本身已被删除。")];

        var items = await db.WorkItems.AsNoTracking().Where(i => i.CaseId == id).ToListAsync(cancellation);
        var deadlines = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == id).ToListAsync(cancellation);
        var rules = await db.HistoryRules.AsNoTracking().Where(r => r.CaseId == id).ToListAsync(cancellation);
        var entries = history.Select(Read).ToList();
        var sent = await db.Reports.AsNoTracking().Where(r => r.FromCase == id).Select(r => r.Source).ToListAsync(cancellation);
        var taken = await db.ReportTakings.AsNoTracking().Where(t => t.CaseId == id).Select(t => t.Source).ToListAsync(cancellation);
        var files = await db.AttachmentUses.AsNoTracking().Where(a => a.CaseId == id).Select(a => a.Hash).ToListAsync(cancellation);
        return [.. Check(row, entries, items, deadlines), .. CheckFiles(row, entries, files), .. CheckRules(row, entries, rules),
            .. CheckReports(row, entries, sent, taken), .. CheckText(row, entries)];
    }

    private IEnumerable<Breach> Check(CaseRow row, List<Entry> history, List<ItemRow> items, List<DeadlineRow> deadlines)
    {
        var previous = Ledger.Genesis;
        var state = Case.None;
        for (var i = 0; i < history.Count; i++)
        {
            var entry = history[i].Row;
            if (entry.Seq != i + 1)
            {
                yield return new Breach(row.Id, row.Number, i + 1, $"第 {i + 1} 条记录缺失。");
                yield break;
            }

            if (!Ledger.HashOf(entry, previous).AsSpan().SequenceEqual(entry.Hash))
                yield return new Breach(row.Id, row.Number, entry.Seq, $"第 {entry.Seq} 条记录的内容与校验值不符，记录被改动过。");
            previous = entry.Hash;
            if (Replay(state, history[i]) is { } next)
            {
                state = next;
                continue;
            }

            yield return new Breach(row.Id, row.Number, entry.Seq, $"第 {entry.Seq} 条记录无法重放：{(history[i].IsTorn ? "内容不能读出" : "与前面的记录接不上")}。");
            yield break;
        }

        if (row.Seq != history.Count || !row.Head.AsSpan().SequenceEqual(previous))
            yield return new Breach(row.Id, row.Number, history.Count, $"事项登记的最后一条是第 {row.Seq} 条，实有 {history.Count} 条，末尾的记录被增删或改动过。");
        if (row.EndState != state.End || row.ClosedOn != (state.End is null ? null : Surroundings.DayOf(history[^1].Row.At)))
            yield return new Breach(row.Id, row.Number, 0, "事项的办结状态与重放结果不符。");
        if ((row.Procedure, row.Version, row.UnitId, row.Subject ?? "", row.Title, row.StartedBy, row.OpenedOn) != (state.Procedure, state.Version, state.Unit, state.Subject, state.Title, state.StartedBy, state.OpenedOn))
            yield return new Breach(row.Id, row.Number, 0, "事项登记的流程、版本、党组织、对象、标题、发起人或发起日期与历程不符。");
        if (library.Procedures.Find(row.Procedure, row.Version)?.Procedure is { } procedure
            && (row.Place != Projections.PlaceOf(procedure, state) || row.OnlyKey != (state.IsOpen ? CaseStore.OnlyKeyOf(procedure, state.Unit, state.Subject) : null)))
            yield return new Breach(row.Id, row.Number, 0, "事项登记的所处步骤或唯一性标记与重放结果不符。");
        if (row.Due != state.Running.MinBy(d => d.Due)?.Due)
            yield return new Breach(row.Id, row.Number, 0, "事项登记的最近时限与重放结果不符。");
        if (row.State() is { } cached && !cached.AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(state, Json.Options)))
            yield return new Breach(row.Id, row.Number, 0, "事项的当前状态与重放结果不符。");
        // Rows from before it was noted what is due do not say it; nothing else of them may differ.
        var silent = items.Where(i => i.DueFor is null).Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        var known = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        if (!items.ToHashSet().SetEquals(Projections.ItemsOf(known, state, row.Id).Select(i => silent.Contains(i.Id) ? i with { DueFor = null } : i)))
            yield return new Breach(row.Id, row.Number, 0, "待办与重放结果不符。");
        if (!deadlines.ToHashSet().SetEquals(Projections.DeadlinesOf(state, row.Id)))
            yield return new Breach(row.Id, row.Number, 0, "时限与重放结果不符。");
    }

    /// <summary>What auditors search by must be what the history says.</summary>
    private static IEnumerable<Breach> CheckRules(CaseRow row, List<Entry> history, List<HistoryRuleRow> rules)
    {
        var spoken = history.SelectMany(h => h.Events.OfType<RuleSpoke>().Select(e => new HistoryRuleRow(e.Answer.Rule, row.Id, h.Row.Seq))).ToHashSet();
        if (!rules.ToHashSet().SetEquals(spoken))
            yield return new Breach(row.Id, row.Number, 0, "供检索的规则登记与历程不符。");
    }

    /// <summary>What lists show as sent and taken must be what the history says.</summary>
    private static IEnumerable<Breach> CheckReports(CaseRow row, List<Entry> history, List<string> sent, List<string> taken)
    {
        var events = history.SelectMany(h => h.Events).ToArray();
        if (!sent.ToHashSet().SetEquals(events.OfType<Reported>().Select(e => e.Source))
            || !taken.ToHashSet().SetEquals(events.OfType<ReportTaken>().Select(e => Json.String(e.Row[Acceptance.Source]))!))
            yield return new Breach(row.Id, row.Number, 0, "报出或收到的线索登记与历程不符。");
    }

    /// <summary>A file opens to whoever sees the case: it must have come with the history.</summary>
    private static IEnumerable<Breach> CheckFiles(CaseRow row, List<Entry> history, List<string> files)
    {
        if (!files.ToHashSet().IsSubsetOf(Projections.RecordedFiles(history.SelectMany(h => h.Events))))
            yield return new Breach(row.Id, row.Number, 0, "事项登记了历程中没有的附件。");
    }

    /// <summary>The text that the case ran under must still be the one that it began with.</summary>
    private IEnumerable<Breach> CheckText(CaseRow row, List<Entry> history)
    {
        var opened = history.Take(1).SelectMany(h => h.Events).OfType<CaseOpened>().FirstOrDefault();
        if (opened is not null && library.Procedures.Find(opened.Procedure, opened.Version)?.Procedure.Digest != opened.Digest)
            yield return new Breach(row.Id, row.Number, 1, "事项所依据的流程文本（或其子流程）与发起时不符，被改动过或已缺失。");
    }

    private static Entry Read(HistoryRow row)
    {
        try
        {
            return new Entry(row, Ledger.Read(row.Events), IsTorn: false);
        }
        catch (Exception torn) when (torn is JsonException or InvalidOperationException or NotSupportedException)
        {
            return new Entry(row, [], IsTorn: true);
        }
    }

    /// <summary>The case after one more row; null when the row cannot be read or does not follow.</summary>
    private static Case? Replay(Case state, Entry entry)
    {
        if (entry.IsTorn)
            return null;

        try
        {
            return entry.Events.Aggregate(state, (s, e) => s.Apply(e));
        }
        catch (Exception unfit) when (unfit is KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Entry(HistoryRow Row, IReadOnlyList<CaseEvent> Events, bool IsTorn);
}
