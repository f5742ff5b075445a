using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Audit;

internal sealed record RecordPage(int Total, IReadOnlyList<RecordView> Items);

/// <summary>One row of the chained record, in words.</summary>
/// <param name="Way">What brought it: 导入名册, 办理事项 …</param>
/// <param name="About">The case with its row, the files, the setting; may be empty.</param>
/// <param name="Case">The case's id, where a case brought it.</param>
/// <param name="Table">What kind of row it is: 职务, 处分 …</param>
/// <param name="What">The row: whose and where.</param>
/// <param name="Act">登记, 变更 or 删去.</param>
internal sealed record RecordView(
    long Seq, DateTimeOffset At, string Who, string Way, string About, string? Case, string Reason, string Table, string What, string Act,
    IReadOnlyList<RecordColumn> Columns);

internal sealed record RecordColumn(string Title, string? Before, string? After);

/// <param name="Table">As rows ask for it.</param>
internal sealed record RecordTableView(string Table, string Title);

/// <summary>变更记录: what became different in what cases rest on, by whom, when, through what and why.</summary>
internal static class RecordEndpoints
{
    private const int PageSize = 50;

    private static readonly Sheet<RecordView> sheet = new("变更记录")
    {
        { "第几条", 8, r => r.Seq }, { "时间", 17, r => r.At }, { "谁", 12, r => r.Who }, { "方式", 12, r => r.Way }, { "说明", 24, r => r.About },
        { "理由", 30, r => r.Reason }, { "类别", 14, r => r.Table }, { "对象", 36, r => r.What }, { "变动", 8, r => r.Act },
        { "内容", 60, r => string.Join('；', r.Columns.Select(c => $"{c.Title}：{c.Before ?? "无"}→{c.After ?? "无"}")) },
    };

    public static void MapRecords(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit/records").WithTags("审计");
        audit.MapGet("", List).WithName("listRecords").WithSummary("变更记录：名册、设置、流程、账号的每一处变动，新的在前").OffersSheet();
        audit.MapGet("/tables", Tables).WithName("listRecordTables").WithSummary("变更记录有哪些类别，供按类别查找");
    }

    private static IEnumerable<RecordedTable> All => RecordedTable.OfLibrary.Concat(Storage.AccountRecords.Tables);

    /// <summary>Those that are about a person, a unit or whatever else has such an id: it names the row, or stands in it.</summary>
    public static IQueryable<RecordRow> About(IQueryable<RecordRow> rows, string id)
    {
        var quoted = $"\"{id}\"";
        return rows.Where(r => r.RowKey == id || r.RowKey.StartsWith(id + "|") || r.AfterText!.Contains(quoted) || r.BeforeText!.Contains(quoted));
    }

    private static Ok<RecordTableView[]> Tables() =>
        TypedResults.Ok(All.Select(t => new RecordTableView(t.Name, t.Title)).Append(new(Registers.Readings.Table, "敏感信息")).ToArray());

    private static async Task<Results<Ok<RecordPage>, FileStreamHttpResult, ProblemResult>> List(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation,
        string? table = null, string? person = null, string? about = null, DateOnly? from = null, DateOnly? to = null, int page = 1)
    {
        if (!me.AuditsAll)
            return Say.Forbidden("变更记录涉及全部党组织，只有最上级的安全审计员可以查看。", "需要查看的，请联系安全审计员。");
        if (ListEndpoints.BadPage(page, PageSize) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Records.AsNoTracking().Where(r => r.TableName != "");
        if (!string.IsNullOrEmpty(table))
            rows = rows.Where(r => r.TableName == table);
        if (!string.IsNullOrEmpty(person))
            rows = rows.Where(r => r.Person == person);
        if (!string.IsNullOrEmpty(about))
            rows = About(rows, about);
        if (from is { } first && first > Beijing.FirstDay)
            rows = rows.Where(r => r.At >= Beijing.Midnight(first));
        if (to is { } last && last < Beijing.LastDay)
            rows = rows.Where(r => r.At < Beijing.Midnight(last.AddDays(1)));

        var sorted = rows.OrderByDescending(r => r.Seq);
        var words = new RecordWords(me.Register, library, All);
        if (desk.IsAsked)
            return await desk.Write(sheet, sorted.AsAsyncEnumerable().Select(words.Of));

        var total = await rows.CountAsync(cancellation);
        var found = await sorted.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        return TypedResults.Ok(new RecordPage(total, found.ConvertAll(words.Of)));
    }
}
