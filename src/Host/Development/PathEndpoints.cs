using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Reporting;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Development;

/// <param name="State">reached, next, ahead, overdue, or skipped (passed over, or the case has ended).</param>
/// <param name="Reached">The day it was reached; null: it lies ahead.</param>
/// <param name="Earliest">The first day on which it may be.</param>
/// <param name="EarliestWhy">From where that is counted, with its rule.</param>
/// <param name="Latest">The last day in time.</param>
/// <param name="LatestWhy">From where that is counted, with its rule; told even when the day is not known yet.</param>
internal sealed record StationView(
    string Name, string Title, string State, DateOnly? Reached, DateOnly? Earliest, LimitView? EarliestWhy, DateOnly? Latest, LimitView? LatestWhy);

/// <param name="Text">自“确定为入党积极分子”起 1 年.</param>
internal sealed record LimitView(string Text, string Rule, string RuleTitle, string Article);

/// <param name="Place">Where the case stands now, or how it ended.</param>
/// <param name="Deadlines">What runs now, also what is done again and again and so has no station: reviews, 思想汇报.</param>
internal sealed record PathView(
    string Case, string Number, string Title, string Unit, string UnitName, bool Open, string Place, IReadOnlyList<StationView> Stations, IReadOnlyList<DeadlineView> Deadlines);

/// <summary>发展路径: a person's whole way, with the days done, due, and possible.</summary>
internal static class PathEndpoints
{
    public static void MapPaths(this IEndpointRouteBuilder organisation) =>
        organisation.MapGet("/people/{id}/path", Get).WithName("getPath").WithSummary("一个人的发展路径：各阶段的日期、最早和最迟日期及依据");

    private static async Task<Results<Ok<List<PathView>>, ProblemResult>> Get(
        string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = library.Procedures.Newest.Select(p => p.Procedure).Where(p => !p.Milestones.IsEmpty).Select(p => p.Key).ToArray();
        var cases = await db.Cases.AsNoTracking().Where(c => c.Subject == id && keys.Contains(c.Procedure)).OrderByDescending(c => c.OpenedOn).ThenByDescending(c => c.Id).ToListAsync(cancellation);
        var mine = id == me.Person.Id;
        var visible = cases.Where(c => mine || me.Scope.SeesCasesOf(c.UnitId)).ToArray();
        if (!mine && visible.Length == 0 && !(me.Register.MembershipOf(id, me.Today) is { } now && me.Scope.SeesMembers(now.UnitId)))
            return Say.NotFound("没有这个人，或您不能查看。", "请从组织页查找。");

        var paths = new List<PathView>();
        foreach (var row in visible)
        {
            var procedure = (await library.Of(db, row, cancellation))!;
            var run = await surroundings.Start(db, me.Person.Id, (await CaseStore.Find(db, row.Id))?.Case, procedure, cancellation);
            // Only the reason of one that does not run has to be looked up.
            var history = run.Case.Running.Count() == run.Case.Deadlines.Count ? [] : await CaseStore.History(db, row.Id, cancellation);
            paths.Add(new PathView(
                row.Id, row.Number, procedure.Title, row.UnitId, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, run.Case.IsOpen, row.Place,
                [.. Stations(run)], [.. DeadlineViews.Of(run, history)]));
        }

        return TypedResults.Ok(paths);
    }

    private static IEnumerable<StationView> Stations(Run run)
    {
        var way = Way.Of(run, run.Now);
        var last = way.ToList().FindLastIndex(s => !s.IsAhead);
        foreach (var (station, i) in way.Select((s, i) => (s, i)))
        {
            var milestone = station.Milestone;
            var state = !station.IsAhead ? "reached" : i < last || !run.Case.IsOpen ? "skipped" : station.Latest < run.Now ? "overdue" : i == last + 1 ? "next" : "ahead";
            var earliest = state is "skipped" ? null : station.Earliest;
            yield return new StationView(
                milestone.Name, milestone.Title, state, station.Reached, earliest, Why(run, milestone.Earliest), station.Latest, Why(run, station.LatestBy));
        }
    }

    private static LimitView? Why(Run run, MilestoneLimit? limit)
    {
        if (limit is null || run.World.Rules.Find(limit.Rule, run.Now) is not { } rule)
            return null;

        var from = From(run.Procedure, limit.From);
        var period = limit.Within.Of(run.World.Settings);
        return new LimitView(
            period.Count == 0 ? $"与{from}同日" : period.Count < 0 ? $"{from}前 {period.InWords()}" : $"自{from}起 {period.InWords()}",
            rule.Id, rule.About.Title, rule.About.Article);
    }

    private static string From(Procedure procedure, Source source)
    {
        var name = source.ToString();
        if (procedure.Milestones.FirstOrDefault(m => m.Name == name || m.Day.Contains(source)) is { } station)
            return $"“{station.Title}”";

        var label = Labels.Of(procedure, source);
        return Labels.StepOf(procedure, name) is { } step ? $"“{step}”的{label}" : $"“{label}”";
    }
}
