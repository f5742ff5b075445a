using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Inbox, workbench and case lists: queries over narrow tables that never open a case.</summary>
internal static class ListEndpoints
{
    private const int LargestPage = 100;

    public static void MapCaseLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", Inbox).WithTags("工作台").WithName("getInbox").WithSummary("我的待办，先到期的在前");
        api.MapGet("/watch", Watching).WithTags("工作台").WithName("getWatch").WithSummary("工作台概况");
        api.MapGet("/cases", Cases).WithTags("事项").WithName("listCases").WithSummary("可见的事项，可按党组织、流程、状态、文字查找");
    }

    private static async Task<Results<Ok<InboxPage>, ProblemResult>> Inbox(
        CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation, int page = 1, int size = 20)
    {
        if (BadPage(page, size) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = me.Keys.ToArray();
        var today = Json.Text(me.Today);
        var mine = db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey));
        var total = await mine.CountAsync(cancellation);
        var overdue = await mine.CountAsync(i => i.Due.CompareTo(today) < 0, cancellation);
        var rows = await mine.OrderBy(i => i.Due).ThenBy(i => i.Since).ThenBy(i => i.CaseId).Skip((page - 1) * size).Take(size)
            .Join(db.Cases, i => i.CaseId, c => c.Id, (i, c) => new { Item = i, c.Title, c.Procedure, c.Version, c.UnitId })
            .ToListAsync(cancellation);
        return TypedResults.Ok(new InboxPage(total, overdue, [.. rows.Select(r =>
        {
            var procedure = library.Procedures.Find(r.Procedure, r.Version)?.Procedure;
            var step = r.Item.Path.Length == 0 ? null : procedure?.Find(r.Item.Path);
            var due = Json.Day(r.Item.Due);
            return new InboxItem(
                r.Item.CaseId, r.Title, procedure?.Title ?? r.Procedure, me.Register.Unit(r.UnitId)?.Name ?? r.UnitId, r.Item.Id, r.Item.Title,
                r.Item.Part == Attention.Part ? "下级事项逾期，请督办" : step?.Hint ?? "", step is null ? "attention" : ActivityTypes.NameOf(step.Activity),
                r.Item.Since, due, due < me.Today, r.Item.Provisional);
        })]));
    }

    private static async Task<Ok<Watch>> Watching(CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = db.Visible(me, null);
        var open = await visible.CountAsync(c => c.EndState == null, cancellation);
        var overdue = await visible.CountAsync(c => c.EndState == null && c.Due < me.Today, cancellation);
        var recent = await visible.OrderByDescending(c => c.OpenedOn).ThenByDescending(c => c.Number).Take(6).ToListAsync(cancellation);
        var ending = me.Scope.GovernedUnits.Count(u => me.Register.CurrentTerm(u, me.Today) is { } term && term.ExpiresOn <= me.Today.AddMonths(6));
        return TypedResults.Ok(new Watch(open, overdue, ending, [.. recent.Select(r => Row(me, library, r))]));
    }

    private static async Task<Results<Ok<CasePage>, ProblemResult>> Cases(
        CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
        string? unit = null, string? procedure = null, string? state = null, string? q = null, int page = 1, int size = 20)
    {
        if (BadPage(page, size) is { } bad)
            return bad;
        if (state is not (null or "" or "open" or "ended" or "overdue"))
            return Say.Field("state", "state 只能是 open、ended 或 overdue。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Visible(me, string.IsNullOrEmpty(unit) ? null : unit);
        if (!string.IsNullOrEmpty(procedure))
            rows = rows.Where(c => c.Procedure == procedure);
        rows = state switch
        {
            "open" => rows.Where(c => c.EndState == null),
            "ended" => rows.Where(c => c.EndState != null),
            "overdue" => rows.Where(c => c.EndState == null && c.Due < me.Today),
            _ => rows,
        };
        if (!string.IsNullOrWhiteSpace(q))
            rows = rows.Where(c => c.Title.Contains(q.Trim()) || c.Number.Contains(q.Trim()));
        var total = await rows.CountAsync(cancellation);
        var found = await rows.OrderByDescending(c => c.OpenedOn).ThenBy(c => c.Id).Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return TypedResults.Ok(new CasePage(total, [.. found.Select(r => Row(me, library, r))]));
    }

    public static CaseRowView Row(CurrentUser me, Library library, CaseRow row)
    {
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        return new CaseRowView(
            row.Id, row.Number, row.Title, procedure?.Title ?? row.Procedure, row.UnitId, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, row.Place,
            row.OpenedOn, row.ClosedOn, row.Due, row.EndState is null && row.Due < me.Today,
            row.EndState is { } end ? procedure is null ? Ends.TitleOf(end) : Ends.TitleOf(procedure, end) : null);
    }

    public static ProblemResult? BadPage(int page, int size) =>
        page is < 1 or > 100_000 ? Say.Field("page", "page 应在 1 至 100000 之间。")
        : size is < 1 or > LargestPage ? Say.Field("size", $"size 应在 1 至 {LargestPage} 之间。")
        : null;
}
