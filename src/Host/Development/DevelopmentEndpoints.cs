using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Reporting;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Development;

/// <param name="Committees">One row a unit directly below the asked one (or the unit itself), everything below it counted.</param>
/// <param name="May">How many may be discussed now.</param>
/// <param name="Late">How many are late.</param>
/// <param name="Soon">How many become possible or due next month.</param>
internal sealed record PoolView(IReadOnlyList<PoolRow> Committees, int May, int Late, int Soon);

internal sealed record PoolRow(string Unit, string UnitName, int Applicants, int Activists, int Prospects, int Probationary);

internal sealed record AheadPage(int Total, IReadOnlyList<AheadRow> Items);

/// <param name="Title">The station ahead: 确定为发展对象.</param>
internal sealed record AheadRow(
    string Case, string Number, string Person, string Name, string Unit, string UnitName, string Title, DateOnly? Earliest, DateOnly? Latest, bool Late);

/// <summary>发展党员 at a glance: the pool of every committee, and who is where on the way.</summary>
internal static class DevelopmentEndpoints
{
    private const int LargestPage = 100;

    private static readonly Sheet<PoolRow> poolSheet = new("发展党员队伍", namesPeople: false)
    {
        { "党组织", 30, r => r.UnitName }, { "入党申请人", 12, r => r.Applicants }, { "入党积极分子", 12, r => r.Activists },
        { "发展对象", 12, r => r.Prospects }, { "预备党员", 12, r => r.Probationary },
    };

    private static readonly Sheet<AheadRow> aheadSheet = new("发展党员下一步")
    {
        { "姓名", 12, r => r.Name }, { "党组织", 30, r => r.UnitName }, { "下一步", 24, r => r.Title }, { "最早", 12, r => r.Earliest },
        { "最迟", 12, r => r.Latest }, { "已逾期", 8, r => r.Late }, { "事项编号", 20, r => r.Number },
    };

    public static void MapDevelopment(this IEndpointRouteBuilder api)
    {
        var development = api.MapGroup("/development").WithTags("发展党员");
        development.MapGet("/pool", Pool).WithName("getPool").WithSummary("队伍情况：各党组织的申请人、积极分子、发展对象、预备党员")
            .OffersSheet((PoolView pool) => pool.Committees, poolSheet);
        development.MapGet("/ahead", Ahead).WithName("listAhead").WithSummary("下一步：现在可以研究或者办理的（may）、已逾期的（late）、下月到期或可办的（soon）、全部（all）")
            .OffersSheet();
    }

    private static async Task<Results<Ok<PoolView>, ProblemResult>> Pool(CurrentUser me, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation, string? unit = null)
    {
        if (unit is not null && !me.Scope.Governs(unit))
            return Say.NotFound("没有这个党组织，或您不能查看。", "请从组织页选择。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = Rows(db, me, unit);
        return TypedResults.Ok(new PoolView(
            [.. Tops(me, unit).Select(u => Row(me, u))],
            await Which(rows, "may", me.Today).CountAsync(cancellation),
            await Which(rows, "late", me.Today).CountAsync(cancellation),
            await Which(rows, "soon", me.Today).CountAsync(cancellation)));
    }

    private static async Task<Results<Ok<AheadPage>, FileStreamHttpResult, ProblemResult>> Ahead(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation, string which = "may",
        string? unit = null, int page = 1, int size = 20)
    {
        if (which is not ("may" or "late" or "soon" or "all"))
            return Say.Field("which", "which 只能是 may、late、soon 或 all。");
        if (page is < 1 or > 100_000 || size is < 1 or > LargestPage)
            return Say.Field("page", $"页码从 1 开始，每页 1 至 {LargestPage} 条。");
        if (unit is not null && !me.Scope.Governs(unit))
            return Say.NotFound("没有这个党组织，或您不能查看。", "请从组织页选择。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = Which(Rows(db, me, unit), which, me.Today);
        var sorted = rows.OrderBy(r => r.Ahead.Latest ?? r.Ahead.Earliest).ThenBy(r => r.Case.Id);
        if (desk.IsAsked)
            return await desk.Write(aheadSheet, sorted.AsAsyncEnumerable().Select(r => Row(me, r)));

        var shown = await sorted.Skip((page - 1) * size).Take(size).ToListAsync(cancellation);
        return TypedResults.Ok(new AheadPage(await rows.CountAsync(cancellation), shown.ConvertAll(r => Row(me, r))));
    }

    private static AheadRow Row(CurrentUser me, PersonAhead row) => new(
        row.Case.Id, row.Case.Number, row.Case.Subject!, me.Register.NameOf(row.Case.Subject!), row.Case.UnitId,
        me.Register.Unit(row.Case.UnitId)?.Name ?? row.Case.UnitId,
        row.Ahead.Title, row.Ahead.Earliest, row.Ahead.Latest, row.Ahead.Latest < me.Today);

    private static IQueryable<PersonAhead> Rows(WorkflowDb db, CurrentUser me, string? unit) =>
        from row in db.Governed(me, unit)
        where row.Subject != null
        join ahead in db.Milestones.AsNoTracking() on row.Id equals ahead.CaseId
        select new PersonAhead { Case = row, Ahead = ahead };

    private static IQueryable<PersonAhead> Which(IQueryable<PersonAhead> rows, string which, DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        var last = first.AddMonths(1).AddDays(-1);
        return which switch
        {
            "may" => rows.Where(r => r.Ahead.Earliest <= today),
            "late" => rows.Where(r => r.Ahead.Latest < today),
            "soon" => rows.Where(r => (r.Ahead.Latest >= first && r.Ahead.Latest <= last) || (r.Ahead.Earliest >= first && r.Ahead.Earliest <= last)),
            _ => rows,
        };
    }

    private static Unit[] Tops(CurrentUser me, string? unit)
    {
        var asked = unit ?? me.Scope.GovernedUnits.FirstOrDefault(u => !me.Register.Ancestors(u, me.Today).Any(a => me.Scope.Governs(a.Id)));
        if (asked is null || me.Register.Unit(asked, me.Today) is not { } self)
            return [];

        var below = me.Register.Units.Children(asked, me.Today).ToArray();
        return below.Length == 0 ? [self] : below;
    }

    private static PoolRow Row(CurrentUser me, Unit unit)
    {
        var stages = me.Register.InUnit(unit.Id, me.Today).CountBy(m => m.Stage).ToDictionary();
        return new PoolRow(
            unit.Id, unit.Name, stages.GetValueOrDefault(MembershipStage.Applicant), stages.GetValueOrDefault(MembershipStage.Activist),
            stages.GetValueOrDefault(MembershipStage.Prospect), stages.GetValueOrDefault(MembershipStage.Probationary));
    }

    private sealed class PersonAhead
    {
        public required CaseRow Case { get; init; }

        public required MilestoneRow Ahead { get; init; }
    }
}
