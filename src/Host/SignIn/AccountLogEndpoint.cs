using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Audit;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

internal sealed record AccountLogPage(int Total, IReadOnlyList<AccountLogRow> Items);

/// <param name="Who">Who did it.</param>
/// <param name="What">What was done, Chinese.</param>
/// <param name="User">The account's name.</param>
/// <param name="Person">Whose account it is.</param>
/// <param name="Detail">The token's name, or the list that was exported, where it is about one.</param>
internal sealed record AccountLogRow(DateTimeOffset At, string Who, AccountAction Action, string What, string User, NamedPerson Person, string? Detail);

/// <summary>Who opened, reset or stopped whose account, and when: for administrators, and for auditors as far as they see people.</summary>
internal static class AccountLogEndpoint
{
    private const int PageSize = 50;

    private static readonly Sheet<AccountLogRow> sheet = new("账号管理记录")
    {
        { "时间", 17, r => r.At }, { "谁", 12, r => r.Who }, { "做了什么", 24, r => r.What }, { "用户名", 16, r => r.User },
        { "姓名", 12, r => r.Person.Name }, { "说明", 40, r => r.Detail },
    };

    public static void MapAccountLog(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit/accounts", List).WithTags("审计").WithName("listAccountLog").WithSummary("账号管理记录：谁在什么时候给谁开通、重置、停用账号，谁导出了名单，新的在前")
            .OffersSheet();

    private static async Task<Results<Ok<AccountLogPage>, FileStreamHttpResult, ProblemResult>> List(
        CurrentUser me, SheetDesk desk, HostDb db, CancellationToken cancellation, string? person = null, int page = 1)
    {
        if (!me.MaySeeManagement)
            return AuditEndpoints.NotAuditor();
        if (ListEndpoints.BadPage(page, PageSize) is { } bad)
            return bad;

        var entries = db.AccountLog.AsNoTracking();
        if (!string.IsNullOrEmpty(person))
            entries = entries.Where(e => e.PersonId == person || e.ByPerson == person);
        if (!me.IsAdministrator && !me.IsSecurityOfficer)
        {
            var seen = People(me);
            entries = entries.Where(e => seen.Contains(e.PersonId));
        }

        var sorted = entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        if (desk.IsAsked)
            return await desk.Write(sheet, sorted.AsAsyncEnumerable().Select(e => Row(me, e)));

        var total = await entries.CountAsync(cancellation);
        var rows = await sorted.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        return TypedResults.Ok(new AccountLogPage(total, rows.ConvertAll(e => Row(me, e))));
    }

    private static AccountLogRow Row(CurrentUser me, AccountLogEntry entry) => new(
        entry.At,
        entry.ByPerson is { } by ? me.Register.NameOf(by) : "系统（启动时）",
        entry.Action,
        AccountLog.Title(entry.Action),
        entry.UserName,
        new NamedPerson(entry.PersonId, me.Register.NameOf(entry.PersonId)),
        entry.Detail);

    /// <summary>Everybody who belongs to or serves in a unit that the auditor sees, now or at any time.</summary>
    private static string[] People(CurrentUser me) =>
    [
        .. me.Register.Rows.Memberships.Where(m => me.Scope.SeesCasesOf(m.UnitId)).Select(m => m.PersonId)
            .Concat(me.Register.Rows.Posts.Where(p => me.Scope.SeesCasesOf(p.UnitId)).Select(p => p.PersonId))
            .Distinct(),
    ];
}
