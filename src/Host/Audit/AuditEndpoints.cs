using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Cases;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Reporting;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Moves;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Audit;

internal sealed record AuditPage(int Total, IReadOnlyList<AuditRow> Items);

/// <param name="Kind">As rows tell it and <c>move</c> asks for it.</param>
internal sealed record MoveKind(string Kind, string Title);

internal sealed record AuditRow(string Case, string Number, string CaseTitle, string UnitName, int Seq, DateTimeOffset At, string Who, string Kind, string What);

/// <param name="Case">Only this case; absent: all that the asker sees.</param>
internal sealed record VerifyRequest(string? Case = null);

internal sealed record VerifyStarted(string Job);

/// <summary>审计: search every move, export a case whole, verify that nothing was changed. Reads everything in scope, changes nothing.</summary>
internal static class AuditEndpoints
{
    private const int PageSize = 50;

    private static readonly Sheet<AuditRow> sheet = new("审计记录")
    {
        { "时间", 17, r => r.At }, { "办理人", 12, r => r.Who }, { "内容", 60, r => r.What }, { "事项编号", 20, r => r.Number },
        { "事项", 40, r => r.CaseTitle }, { "党组织", 30, r => r.UnitName }, { "第几条", 8, r => r.Seq },
    };

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("审计");
        audit.MapGet("/search", Search).WithName("searchAudit").WithSummary("按党组织、人员、流程、规则、时间、操作查找记录").OffersSheet();
        audit.MapGet("/moves", Moves).WithName("listMoveKinds").WithSummary("有哪些操作，供按操作查找");
        audit.MapGet("/cases/{id}/export", Export).Produces<CaseExport>().WithName("exportCase").WithSummary("导出一个事项的全部记录（JSON，含校验值）");
        audit.MapPost("/verify", Verify).WithName("startVerify").WithSummary("核验一个或全部可见事项");
        audit.MapGet("/verify/{job}", Progress).WithName("getVerify").WithSummary("核验进度和结果");
    }

    /// <summary>Every kind of move says what it is called itself.</summary>
    private static Ok<MoveKind[]> Moves() => TypedResults.Ok(MoveTypes.All.Select(t => new MoveKind(t.Name, t.About.Title)).ToArray());

    private static async Task<Results<Ok<AuditPage>, FileStreamHttpResult, ProblemResult>> Search(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
        string? unit = null, string? person = null, string? procedure = null, string? rule = null, DateOnly? from = null, DateOnly? to = null, string? move = null, int page = 1)
    {
        if (!me.MayAudit)
            return NotAuditor();
        if (ListEndpoints.BadPage(page, PageSize) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var cases = db.Governed(me, string.IsNullOrEmpty(unit) ? null : unit);
        if (!string.IsNullOrEmpty(procedure))
            cases = cases.Where(c => c.Procedure == procedure);
        var rows = db.History.AsNoTracking().Join(cases, h => h.CaseId, c => c.Id, (h, c) => new { History = h, Case = c });
        if (!string.IsNullOrEmpty(person))
            rows = rows.Where(r => r.History.Person == person);
        if (!string.IsNullOrEmpty(move))
            rows = rows.Where(r => r.History.Move == move);
        if (!string.IsNullOrEmpty(rule))
            rows = rows.Where(r => db.HistoryRules.Any(s => s.Rule == rule && s.CaseId == r.History.CaseId && s.Seq == r.History.Seq));
        if (from is { } first && first > Beijing.FirstDay)
            rows = rows.Where(r => r.History.At >= Beijing.Midnight(first));
        if (to is { } last && last < Beijing.LastDay)
            rows = rows.Where(r => r.History.At < Beijing.Midnight(last.AddDays(1)));

        var sorted = rows.OrderByDescending(r => r.History.At).ThenBy(r => r.History.CaseId).ThenByDescending(r => r.History.Seq);
        if (desk.IsAsked)
            return await desk.Write(sheet, sorted.AsAsyncEnumerable().Select(r => Row(me, library, r.History, r.Case)));

        var total = await rows.CountAsync(cancellation);
        var found = await sorted
            .Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        return TypedResults.Ok(new AuditPage(total, [.. found.Select(r => Row(me, library, r.History, r.Case))]));
    }

    private static AuditRow Row(CurrentUser me, Library library, HistoryRow history, CaseRow row)
    {
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        var narrator = procedure is null ? null : new Narrator(procedure, me.Register);
        return new AuditRow(
            row.Id, row.Number, row.Title, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, history.Seq, history.At,
            narrator?.Name(history.Person) ?? history.Person, history.Move,
            narrator is null ? history.Move : new HistoryTeller(procedure!, narrator).Tell(history).What);
    }

    private static async Task<IResult> Export(string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return NotAuditor();

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindFor(me, id, cancellation) is not { } found)
            return Door.NoSuchCase();

        var row = found.Row;
        var export = CaseExport.Of(row, await CaseStore.History(db, id, cancellation), library.Procedures.Find(row.Procedure, row.Version), me.Register);
        return Results.File(export.ToJson(), "application/json", $"{row.Number}.json");
    }

    private static async Task<Results<Ok<VerifyStarted>, ProblemResult>> Verify(VerifyRequest request, CurrentUser me, VerifyJobs jobs, CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return NotAuditor();

        return await jobs.Start(me, request.Case, cancellation) is { } job ? TypedResults.Ok(new VerifyStarted(job)) : Door.NoSuchCase();
    }

    private static async Task<Results<Ok<VerifyState>, ProblemResult>> Progress(
        string job, CurrentUser me, VerifyJobs jobs, CancellationToken cancellation) =>
        await jobs.Find(me, job, cancellation) is { } state ? TypedResults.Ok(state) : Say.NotFound("没有这次核验，或者它已经过期。", "请重新开始核验。");

    public static ProblemResult NotAuditor() => Say.Forbidden("只有安全审计员可以使用审计。", "请联系本级安全审计员。");
}
