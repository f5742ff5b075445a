using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Endpoints;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Inbox, workbench and case lists: queries over narrow tables that never open a case.</summary>
internal static class ListEndpoints
{
    private const int LargestPage = 100;

    public static void MapCaseLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", Inbox).WithTags("工作台").WithName("getInbox").WithSummary("我的待办，先到期的在前，可按流程、党组织、文字查找");
        api.MapGet("/watch", Watching).WithTags("工作台").WithName("getWatch").WithSummary("工作台概况");
        api.MapGet("/cases", Cases).WithTags("事项").WithName("listCases").WithSummary("可见的事项，可按党组织、流程、状态、文字查找");
    }

    private static async Task<Results<Ok<InboxPage>, ProblemResult>> Inbox(
        CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
        string? procedure = null, string? unit = null, string? q = null, int page = 1, int size = 20)
    {
        if (BadPage(page, size) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = me.Keys.ToArray();
        var today = Json.Text(me.Today);
        var mine = db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey));
        var all = await mine.CountAsync(cancellation);
        var found = Narrowed(db, me, mine, procedure, unit, q?.Trim());
        var total = found == mine ? all : await found.CountAsync(cancellation);
        var overdue = await found.CountAsync(i => i.Due.CompareTo(today) < 0, cancellation);
        return TypedResults.Ok(new InboxPage(total, overdue, all, await WorkLists.Read(db, me, library, found, (page - 1) * size, size, cancellation)));
    }

    /// <summary>The items asked for; the same query when nothing narrows it.</summary>
    private static IQueryable<ItemRow> Narrowed(WorkflowDb db, CurrentUser me, IQueryable<ItemRow> items, string? procedure, string? unit, string? q)
    {
        if (!string.IsNullOrEmpty(procedure))
            items = items.Where(i => db.Cases.Any(c => c.Id == i.CaseId && c.Procedure == procedure));
        if (!string.IsNullOrEmpty(unit))
        {
            var within = me.Register.Subtree(unit, me.Today).Select(u => u.Id).Append(unit).ToArray();
            items = items.Where(i => db.Cases.Any(c => c.Id == i.CaseId && within.Contains(c.UnitId)));
        }

        return string.IsNullOrEmpty(q) ? items : items.Where(i => i.Title.Contains(q) || db.Cases.Any(c => c.Id == i.CaseId && (c.Title.Contains(q) || c.Number.Contains(q))));
    }

    private static async Task<Ok<Watch>> Watching(CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, InForce inForce, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await db.Visible(me, null, cancellation);
        var open = await visible.CountAsync(c => c.EndState == null, cancellation);
        var overdue = await visible.CountAsync(c => c.EndState == null && c.Due < me.Today, cancellation);
        var recent = await visible.OrderByDescending(c => c.OpenedOn).ThenByDescending(c => c.Number).Take(6).ToListAsync(cancellation);
        var terms = await inForce.Terms(me.Register, cancellation);
        var ending = me.Scope.GovernedUnits.Count(u => terms.StateOf(me.Register, u, me.Today) is TermState.Soon or TermState.Overdue);
        return TypedResults.Ok(new Watch(open, overdue, ending, await MessageEndpoints.Unread(db, me, cancellation), [.. recent.Select(r => WorkLists.Row(me, library, r))]));
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
        var rows = await db.Visible(me, string.IsNullOrEmpty(unit) ? null : unit, cancellation);
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
        return TypedResults.Ok(new CasePage(total, [.. found.Select(r => WorkLists.Row(me, library, r))]));
    }

    public static ProblemResult? BadPage(int page, int size) =>
        page is < 1 or > 100_000 ? Say.Field("page", "page 应在 1 至 100000 之间。")
        : size is < 1 or > LargestPage ? Say.Field("size", $"size 应在 1 至 {LargestPage} 之间。")
        : null;
}
