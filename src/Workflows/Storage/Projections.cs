using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>The narrow rows that follow from a case: what inboxes, lists and the clock read instead of opening it.</summary>
internal static class Projections
{
    private const string Never = "9999";

    public static IEnumerable<ItemRow> ItemsOf(Case state, string caseId) =>
        state.Items.Select(item =>
        {
            var next = state.Deadlines.Values.Where(d => Paths.IsWithin(item.Path, d.Path)).MinBy(d => d.Due);
            return new ItemRow(
                caseId, item.Id, item.To.Key, item.Path, item.Part, item.Title, item.Since,
                next is null ? Never : Json.Text(next.Due), next?.Provisional ?? false);
        });

    public static IEnumerable<DeadlineRow> DeadlinesOf(Case state, string caseId) =>
        state.Deadlines.Values.Where(d => d.Wake is not null).Select(d => new DeadlineRow(caseId, d.Key, d.Wake!.Value));

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

    /// <summary>Hashes of every file that came to the case.</summary>
    public static HashSet<string> FilesOf(IEnumerable<CaseEvent> events) =>
    [
        .. events.SelectMany(happened => happened switch
        {
            Replied e => [.. FilesIn(e.Answer), .. FilesIn(e.Evidence)],
            ValueSet e => FilesIn(e.Value),
            Corrected e => FilesIn(e.New),
            ReportTaken e => FilesIn(e.Row),
            _ => [],
        }),
    ];

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
