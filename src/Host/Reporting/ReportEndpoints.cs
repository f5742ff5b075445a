using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Attachments;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Registers;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Reporting;

/// <summary>A report about a unit.</summary>
/// <param name="Procedure">Key of a procedure that takes reports, such as <c>lagging-interview</c>.</param>
/// <param name="Unit">The unit that it is about.</param>
/// <param name="Trigger">One of the triggers that the procedure accepts: <c>T1</c> … <c>T9</c>.</param>
/// <param name="Source">What it is known by, such as the number of a circular; the same source is taken once for a unit. At most 200 characters.</param>
/// <param name="On">The day on which it was found.</param>
/// <param name="Facts">What the trigger's rule is asked with, as in <c>POST /api/rules/{id}/evaluate</c>.</param>
/// <param name="Text">What there is to say besides; at most 1000 characters.</param>
/// <param name="Files">Evidence that was uploaded before; at most 20.</param>
internal sealed record ReportRequest(
    string Procedure, string Unit, string Trigger, string Source, DateOnly On, JsonObject? Facts = null, string? Text = null, IReadOnlyList<ReportFile>? Files = null);

internal sealed record ReportFile(string Hash, string Name);

/// <param name="Case">The case that has the report now.</param>
/// <param name="Again">True when the same source was taken before: nothing happened now.</param>
internal sealed record ReportAnswer(CaseLink Case, bool Again);

/// <summary>A report as lists show it.</summary>
/// <param name="State">taken: a case has it; waiting: it is yet to be delivered; dropped: it is so no longer.</param>
/// <param name="Text">What was reported, with its numbers and where it comes from; for one that was dropped, why.</param>
/// <param name="On">The day on which it was found.</param>
/// <param name="By">Who reported it.</param>
/// <param name="Case">The case that has it; null while no case has.</param>
/// <param name="FromCase">The case that reported it; null when a person or a program did.</param>
internal sealed record ReportView(
    string Procedure, string ProcedureTitle, string Unit, string UnitName, string Trigger, string TriggerTitle, string Source, string Text, DateOnly On, string By, string State, CaseLink? Case, string? FromCase);

/// <summary>线索: programs and pages report a unit to a procedure that takes reports, and see what was reported.</summary>
internal static class ReportEndpoints
{
    private const int Most = 200;

    private static readonly Sheet<ReportView> sheet = new("线索")
    {
        { "发现日期", 12, r => r.On }, { "党组织", 30, r => r.UnitName }, { "标准", 24, r => r.TriggerTitle }, { "内容", 60, r => r.Text },
        { "来源", 30, r => r.Source },
        { "提交人", 12, r => r.By }, { "办理", 12, r => StateTitle(r.State) }, { "事项编号", 20, r => r.Case?.Number },
        { "现在办到", 24, r => r.Case?.Place },
    };

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("线索");
        reports.MapPost("", Send).Produces<ReportAnswer>().WithName("sendReport").WithSummary("提交线索：党组织已有在办事项的并入，没有的发起；同一来源只受理一次");
        reports.MapGet("", List).WithName("listReports").WithSummary("某党组织（连同下级）的线索和来源，新的在前，最多 200 条")
            .OffersSheet((List<ReportView> reports) => reports, sheet);
    }

    private static async Task<IResult> Send(
        ReportRequest request, CurrentUser me, ReportDesk desk, HandedIn files, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(request.Unit))
            return Say.Field("unit", "请选择党组织。");
        if (!me.Scope.Sees(request.Unit))
            return NoSuchUnit();

        var draft = new ReportDraft(request.Procedure, request.Unit, request.Trigger, request.Source, request.On, me.Person.Id)
        {
            Facts = request.Facts ?? [],
            Text = request.Text,
            Files = [.. (request.Files ?? []).Select(f => new JsonObject { ["hash"] = f.Hash, ["name"] = f.Name })],
        };
        if (await files.Refuse(me, await desk.Addressed(draft, cancellation), cancellation) is { } missing)
            return Refusals.Result(missing);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var known = await db.ReportTakings.AnyAsync(t => t.Procedure == draft.Procedure && t.UnitId == draft.Unit && t.Source == draft.Source, cancellation);
        var receipt = await desk.Send(draft, cancellation);
        return receipt.Result is MoveResult.Refused refused
            ? Refusals.Result(refused.Problem)
            : TypedResults.Ok(new ReportAnswer(await db.Cases.Where(c => c.Id == receipt.Case).Select(c => new CaseLink(c.Id, c.Number, c.Place)).FirstAsync(cancellation), known));
    }

    private static async Task<Results<Ok<List<ReportView>>, ProblemResult>> List(
        CurrentUser me, Library library, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation, string? unit = null)
    {
        if (unit is not null && !me.Scope.SeesCasesOf(unit))
            return NoSuchUnit();

        var units = me.Scope.RecordedUnits.Where(u => unit is null || u == unit || me.Register.Units.IsWithin(u, unit, me.Today)).ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var taken = await db.ReportTakings.AsNoTracking().Where(t => units.Contains(t.UnitId)).OrderByDescending(t => t.TakenAt).ThenBy(t => t.Source).Take(Most).ToListAsync(cancellation);
        var sent = await db.Reports.AsNoTracking().Where(r => units.Contains(r.UnitId)).OrderByDescending(r => r.ReportedOn).Take(Most).ToListAsync(cancellation);
        var ids = taken.Select(t => t.CaseId).Distinct().ToArray();
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => new CaseLink(c.Id, c.Number, c.Place), cancellation);
        var waiting = sent.Where(r => !taken.Exists(t => (t.Procedure, t.UnitId, t.Source) == (r.Procedure, r.UnitId, r.Source)));
        return TypedResults.Ok(waiting.Select(r => View(r.Procedure, r.UnitId, r.TriggerKey, r.Source, r.Dropped ?? r.FromText, r.ReportedOn, Actor.Clock.Person, r.Dropped is null ? "waiting" : "dropped", null, r.FromCase))
            .Concat(taken.Select(t => View(
                t.Procedure, t.UnitId, t.TriggerKey, t.Source, t.Text, t.FoundOn, t.ByPerson, "taken", cases[t.CaseId],
                sent.Find(r => (t.Procedure, t.UnitId, t.Source) == (r.Procedure, r.UnitId, r.Source))?.FromCase)))
            .Take(Most).ToList());

        ReportView View(string procedure, string unitId, string trigger, string source, string text, DateOnly on, string by, string state, CaseLink? has, string? from) => new(
            procedure, library.Procedures.Find(procedure)?.Procedure.Title ?? procedure, unitId, me.Register.Unit(unitId)?.Name ?? unitId, trigger, TitleOf(procedure, trigger),
            source, text, on, by == Actor.Clock.Person ? Actor.Clock.Name : me.Register.NameOf(by), state, has, from);

        string TitleOf(string procedure, string trigger) =>
            library.Procedures.Find(procedure)?.Procedure.Accepts?.Rules.GetValueOrDefault(trigger) is { } rule && Rules.RuleBook.Standard.Find(rule, me.Today) is { } found ? found.About.Title : trigger;
    }

    private static string StateTitle(string state) => state switch
    {
        "taken" => "已受理",
        "waiting" => "等待受理",
        "dropped" => "不再成立",
        _ => throw new InvalidOperationException($"State {state}"),
    };

    private static ProblemResult NoSuchUnit() => Say.NotFound("没有这个党组织，或您不能查看它。", "请从组织页选择。");
}
