using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Laws;
using Workflows.Host.Problems;
using Workflows.Host.Registers;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Desk;

/// <summary>Inbox, workbench and case lists: queries over narrow tables that never open a case.</summary>
internal static class ListEndpoints
{
    private const int LargestPage = 100;

    private static readonly Sheet<InboxItem> inboxSheet = new("待办")
    {
        { "待办", 24, i => i.Title }, { "事项", 40, i => i.CaseTitle }, { "流程", 20, i => i.ProcedureTitle }, { "党组织", 30, i => i.UnitName },
        { "交办日期", 12, i => i.OfferedOn }, { "应于", 12, i => i.Due }, { "已逾期", 8, i => i.Overdue }, { "日期为暂定", 12, i => i.Provisional },
        { "说明", 40, i => i.Hint },
    };

    private static readonly Sheet<CaseRowView> caseSheet = new("事项")
    {
        { "编号", 20, c => c.Number }, { "事项", 40, c => c.Title }, { "流程", 20, c => c.ProcedureTitle }, { "党组织", 30, c => c.UnitName },
        { "现在办到", 24, c => c.Place },
        { "发起日期", 12, c => c.OpenedOn }, { "最近期限", 12, c => c.Due }, { "已逾期", 8, c => c.Overdue }, { "办结日期", 12, c => c.ClosedOn },
        { "结果", 16, c => c.EndTitle },
    };

    public static void MapCaseLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", Inbox).WithTags("工作台").WithName("getInbox").WithSummary("我的待办，先到期的在前，可按流程、党组织、文字查找").OffersSheet();
        api.MapGet("/watch", Watching).WithTags("工作台").WithName("getWatch").WithSummary("工作台概况");
        api.MapGet("/cases", Cases).WithTags("事项").WithName("listCases").WithSummary("可见的事项，可按党组织、流程、状态、文字查找").OffersSheet();
    }

    private static async Task<Results<Ok<InboxPage>, FileStreamHttpResult, ProblemResult>> Inbox(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
        string? procedure = null, string? unit = null, string? q = null, int page = 1, int size = 20)
    {
        if (BadPage(page, size) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var keys = me.Keys.ToArray();
        var today = Json.Text(me.Today);
        var mine = db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey));
        var found = Narrowed(db, me, mine, procedure, unit, q?.Trim());
        if (desk.IsAsked)
            return await desk.Write(inboxSheet, WorkLists.All(db, me, library, found));

        var items = await WorkLists.Read(db, me, library, found, (page - 1) * size, size, cancellation);
        // Most people have less to do than a page holds: nothing more is asked then.
        var isWhole = page == 1 && items.Count < size;
        var total = isWhole ? items.Count : await found.CountAsync(cancellation);
        var overdue = isWhole
            ? items.Where(i => i.Overdue).Select(i => i.Case).Distinct().Count()
            : await found.Where(i => i.Due.CompareTo(today) < 0 && (i.Kind != ItemKind.Urged || i.DueFor != null))
                .Select(i => i.CaseId).Distinct().CountAsync(cancellation);
        return TypedResults.Ok(new InboxPage(total, overdue, found == mine ? total : await mine.CountAsync(cancellation), items));
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

    private static string CalendarReminder(int year) =>
        $"{year} 年放假安排还没有录入。国务院办公厅一般在上一年 11 月发布通知；通知发布后，请按通知写好 {year} 年的放假安排文件，放入放假安排文件夹，重新启动系统。"
        + $"录入以前，数到 {year} 年的工作日期限都是暂定，公示不能办结；录入后系统自动重新计算。";

    private static async Task<Ok<Watch>> Watching(CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, InForce inForce, SignIns signIns, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var visible = await db.Visible(me, null, cancellation);
        var open = await visible.CountAsync(c => c.EndState == null, cancellation);
        var overdue = await visible.CountAsync(c => c.EndState == null && c.Due < me.Today, cancellation);
        var recent = await visible.OrderByDescending(c => c.OpenedOn).ThenByDescending(c => c.Number).Take(6).ToListAsync(cancellation);
        var terms = await inForce.Terms(me.Register, cancellation);
        var ending = me.Scope.GovernedUnits.Count(u => terms.StateOf(me.Register, u, me.Today) is TermState.Soon or TermState.Overdue);
        var reminders = new List<string>();
        if (me.IsAdministrator && inForce.Calendar.YearToLoad(me.Today) is { } year)
            reminders.Add(CalendarReminder(year));
        if (me.IsAdministrator && await signIns(cancellation) is { } accounts)
            reminders.AddRange(await StalledPosts.Told(db, me, accounts, cancellation));
        return TypedResults.Ok(new Watch(
            open, overdue, ending, await MessageEndpoints.Unread(db, me, cancellation), [.. recent.Select(r => WorkLists.Row(me, library, r))], reminders));
    }

    private static async Task<Results<Ok<CasePage>, FileStreamHttpResult, ProblemResult>> Cases(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
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
        var sorted = rows.OrderByDescending(c => c.OpenedOn).ThenBy(c => c.Id);
        if (desk.IsAsked)
            return await desk.Write(caseSheet, sorted.AsAsyncEnumerable().Select(r => WorkLists.Row(me, library, r)));

        var total = await rows.CountAsync(cancellation);
        var found = await sorted.Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return TypedResults.Ok(new CasePage(total, [.. found.Select(r => WorkLists.Row(me, library, r))]));
    }

    public static ProblemResult? BadPage(int page, int size) =>
        page is < 1 or > 100_000 ? Say.Field("page", "page 应在 1 至 100000 之间。")
        : size is < 1 or > LargestPage ? Say.Field("size", $"size 应在 1 至 {LargestPage} 之间。")
        : null;
}
