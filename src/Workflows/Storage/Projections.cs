using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Storage;

/// <summary>The narrow rows that follow from a case: what inboxes, lists and the clock read instead of opening it.</summary>
internal static class Projections
{
    private const string Never = "9999";

    /// <param name="procedure">The case's procedure; null when it is no longer known.</param>
    /// <param name="state">The case.</param>
    /// <param name="caseId">Its id.</param>
    public static IEnumerable<ItemRow> ItemsOf(Procedure? procedure, Case state, string caseId)
    {
        var besides = Beside.Of(procedure, state);
        foreach (var item in state.Items.Where(i => i.State == ItemState.Open))
        {
            var due = ItemDue.Of(state, item, besides);
            yield return new ItemRow(
                caseId, item.Id, item.To.Key, item.Path, item.Part, item.Kind, item.Title, item.Since,
                due is null ? Never : Json.Text(due.Due), due?.Provisional ?? false, due?.For ?? "");
        }

        // Once somebody has begun the aside its own item stands there.
        foreach (var beside in besides.Where(b => !state.Places.ContainsKey(b.Aside)))
        {
            foreach (var key in beside.To)
            {
                yield return new ItemRow(
                    caseId, beside.ItemFor(key), key, beside.Path, beside.Name, ItemKind.Asked, beside.Title, beside.Deadline.From,
                    Json.Text(beside.Deadline.Due), beside.Deadline.Provisional, "");
            }
        }
    }

    public static IEnumerable<DeadlineRow> DeadlinesOf(Case state, string caseId) =>
        state.Running.Where(d => d.Wake is not null).Select(d => new DeadlineRow(caseId, d.Key, d.Wake!.Value));

    /// <summary>The station ahead: the first one not reached after the last that was.</summary>
    public static MilestoneRow? AheadOf(Run run, string caseId)
    {
        var way = run.Case.IsOpen ? Way.Of(run) : [];
        var ahead = way.Skip(way.ToList().FindLastIndex(s => !s.IsAhead) + 1).FirstOrDefault();
        return ahead is null ? null : new MilestoneRow(caseId, ahead.Milestone.Name, ahead.Milestone.Title, ahead.Earliest, ahead.Latest);
    }

    public static string PlaceOf(Procedure procedure, Case state) => state.End is { } end
        ? Ends.TitleOf(procedure, end)
        : string.Join("、", state.Places.Keys
            .Where(p => !state.Places.Keys.Any(other => other != p && Paths.IsWithin(other, p)))
            .Select(p => procedure.Find(p)?.Title ?? p).Distinct());

    public static IEnumerable<MessageRow> MessagesOf(Run run, DateTimeOffset at) =>
        from told in run.Events.OfType<Noticed>()
        from to in told.To
        select new MessageRow(Guid.CreateVersion7(at).ToString("N"), to.Key, run.Case.Id, at, told.Text);

    /// <summary>Hashes of the files that came to the case: handed in with the move, and recorded. Of any other nothing is opened.</summary>
    public static IEnumerable<string> FilesOf(IEnumerable<CaseEvent> events, Move move)
    {
        var recorded = RecordedFiles(events);
        return recorded.Count == 0 ? [] : HandedFile.Of(move).Select(f => f.Hash).Where(recorded.Contains).Distinct();
    }

    /// <summary>Hashes of every file that the events name.</summary>
    public static HashSet<string> RecordedFiles(IEnumerable<CaseEvent> events) => events.SelectMany(happened => happened switch
    {
        Replied e => [.. FilesIn(e.Answer), .. FilesIn(e.Evidence)],
        ValueSet e => FilesIn(e.Value),
        Corrected e => FilesIn(e.New),
        ReportTaken e => FilesIn(e.Row),
        _ => [],
    }).ToHashSet();

    /// <summary>What has to be deleted and what added to bring the stored rows from one set to another; a changed row is both.</summary>
    public static (IReadOnlyList<T> Gone, IReadOnlyList<T> Come) Difference<T>(IEnumerable<T> before, IEnumerable<T> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        return (old.FindAll(o => !now.Contains(o)), now.FindAll(n => !old.Contains(n)));
    }

    private static IEnumerable<string> FilesIn(JsonNode? value) => value switch
    {
        JsonObject file when file.ContainsKey("hash") => Json.String(file["hash"]) is { Length: 64 } hash ? [hash] : [],
        JsonObject map => map.SelectMany(p => FilesIn(p.Value)),
        JsonArray list => list.SelectMany(FilesIn),
        _ => [],
    };
}
