using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Desk;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Reporting;

/// <summary>A procedure that takes reports, for whoever files one.</summary>
/// <param name="Units">The units that this person may report; empty: none.</param>
internal sealed record ReportKind(string Procedure, string Title, IReadOnlyList<UnitName> Units, IReadOnlyList<TriggerView> Triggers);

internal sealed record UnitName(string Unit, string Name);

/// <param name="Trigger">As <c>POST /api/reports</c> takes it.</param>
/// <param name="Rule">The rule that judges it; its parameters that are no settings are the facts.</param>
internal sealed record TriggerView(string Trigger, string Title, string Text, string Rule);

/// <summary>An open case of a procedure that takes reports: how far it has gone with the unit.</summary>
/// <param name="Level">1 to 4; null while it has not been decided.</param>
/// <param name="LevelTitle">提醒谈话, 约谈 …</param>
/// <param name="LevelSince">The last day on which a level was approved; null while none has been.</param>
/// <param name="Reports">How many reports the case has.</param>
internal sealed record LadderView(CaseRowView Case, int? Level, string? LevelTitle, DateOnly? LevelSince, int Reports);

/// <summary>约谈台账: which units are being talked to, at which level, and who may be reported for what.</summary>
internal static class LadderEndpoints
{
    private const int Most = 200;

    private static readonly Sheet<LadderView> sheet = new("约谈台账")
    {
        { "党组织", 30, l => l.Case.UnitName }, { "层级", 16, l => l.LevelTitle }, { "自", 12, l => l.LevelSince }, { "线索", 8, l => l.Reports },
        { "现在办到", 24, l => l.Case.Place },
        { "最近期限", 12, l => l.Case.Due }, { "已逾期", 8, l => l.Case.Overdue }, { "事项编号", 20, l => l.Case.Number },
        { "事项", 40, l => l.Case.Title },
    };

    public static void MapLadders(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("线索");
        reports.MapGet("/kinds", Kinds).WithName("listReportKinds").WithSummary("可以提交的线索：类别、标准，以及本人可以为哪些党组织提交");
        reports.MapGet("/ladders", Ladders).WithName("listLadders").WithSummary("接收线索的流程在办的事项：层级、自何日、下一期限，层级高的在前")
            .OffersSheet((List<LadderView> ladders) => ladders, sheet);
    }

    private static Ok<List<ReportKind>> Kinds(CurrentUser me, Library library)
    {
        var mine = me.Scope.GovernedUnits.Where(u => !me.IsAuditorOf(u) && me.Posts.AreAbove(RoleGroups.Section, me.Register, u, me.Today)).Select(u => me.Register.Unit(u, me.Today)).OfType<Unit>().ToArray();
        return TypedResults.Ok(Accepting(library.Procedures.InForce).Select(p => new ReportKind(
            p.Key, p.Title,
            [.. mine.Where(u => p.IsFor(u.Kind)).OrderBy(u => u.Id, StringComparer.Ordinal).Select(u => new UnitName(u.Id, u.Name))],
            [
                .. from trigger in p.Accepts!.Rules
                   let rule = RuleBook.Standard.Find(trigger.Value, me.Today)
                   where rule is not null
                   select new TriggerView(trigger.Key, rule.About.Title, rule.About.Text, rule.Id),
            ])).ToList());
    }

    private static async Task<Ok<List<LadderView>>> Ladders(CurrentUser me, Library library, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        var keys = Accepting(library.Procedures.Newest.Select(p => p.Procedure)).Select(p => p.Key).ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Governed(me, null).Where(c => keys.Contains(c.Procedure) && c.EndState == null).OrderBy(c => c.Due).ThenBy(c => c.Id).Take(Most).ToListAsync(cancellation);
        var ladders = new List<LadderView>();
        foreach (var row in rows)
        {
            var data = (await CaseStore.Of(db, row)).Case.Data;
            var accepts = library.Procedures.Find(row.Procedure, row.Version)?.Procedure.Accepts;
            // A version that did not say yet where it keeps its level kept it where the newest one does.
            var ladder = accepts?.Level is null ? library.Procedures.Find(row.Procedure)!.Procedure.Accepts : accepts;
            JsonNode? Datum(string? name) => name is null ? null : data.GetValueOrDefault(name)?.Value;
            var level = Json.Number(Datum(ladder?.Level?.ToString())) is >= 1 and <= LaggingLevels.Highest and var reached ? reached : (int?)null;
            ladders.Add(new LadderView(
                WorkLists.Row(me, library, row), level, level is { } known ? LaggingLevels.TitleOf(known) : null,
                Json.Day(Datum(ladder?.DecidedOn?.ToString())), Json.Rows(Datum(accepts?.Into)).Count()));
        }

        return TypedResults.Ok(ladders.OrderByDescending(l => l.Level ?? 0).ThenBy(l => l.Case.Due ?? DateOnly.MaxValue).ToList());
    }

    private static IEnumerable<Procedure> Accepting(IEnumerable<Procedure> procedures) =>
        procedures.Where(p => p is { IsPart: false, Accepts: not null });
}
