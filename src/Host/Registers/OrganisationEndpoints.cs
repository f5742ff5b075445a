using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Cases;
using Workflows.Host.Desk;
using Workflows.Host.Development;
using Workflows.Host.Laws;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>The tree of units and one unit on a day, as far as the asker's posts reach.</summary>
internal static class OrganisationEndpoints
{
    private const int MostListed = 50;

    private static readonly Sheet<UnitRow> unitSheet = new("党组织", namesPeople: false)
    {
        { "党组织", 36, u => u.Name }, { "类别", 12, u => u.KindTitle }, { "党员", 8, u => u.Members }, { "正式党员", 10, u => u.Full },
        { "任期届满", 12, u => u.TermExpires }, { "任期", 14, u => Terms.Title(u.TermState) },
    };

    private static readonly Sheet<UnitMember> memberSheet = new("名册")
    {
        { "姓名", 12, m => m.Name }, { "党组织", 30, m => m.UnitName }, { "发展阶段", 14, m => m.StageTitle },
        { "有表决权", 10, m => m.Vote }, { "没有表决权的原因", 24, m => m.WhyNot }, { "长期不能参会", 30, m => m.Away },
    };

    private static readonly Sheet<TermRow> termSheet = new("换届日历", namesPeople: false)
    {
        { "党组织", 36, t => t.UnitName }, { "类别", 12, t => t.KindTitle }, { "选举日期", 12, t => t.ElectedOn }, { "届满日期", 12, t => t.Expires },
        { "开始提醒", 12, t => t.Reminder }, { "状态", 12, t => t.StateTitle }, { "在办的换届", 20, t => t.Case?.Number },
        { "现在办到", 24, t => t.Case?.Place },
    };

    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        var organisation = api.MapGroup("/organisation").WithTags("组织");
        organisation.MapGet("/tree", Tree).WithName("getTree").WithSummary("可见的组织树，含党员人数和任期状态")
            .OffersSheet((List<UnitRow> units) => units, unitSheet);
        organisation.MapGet("/units/{id}", Unit).WithName("getUnit").WithSummary("一个党组织在某日的职务、名册、任期；作为电子表格的是名册")
            .OffersSheet((UnitPage unit) => unit.Members, memberSheet);
        organisation.MapGet("/terms", TermCalendar).WithName("listTerms").WithSummary("换届日历：已经逾期的和今后一年届满的党组织；指定年份的，该年届满的（本年含已经逾期的）")
            .OffersSheet((List<TermRow> terms) => terms, termSheet);
        organisation.MapPeople();
        organisation.MapPaths();
        organisation.MapRegisterExport();
        organisation.MapImport();
        organisation.MapVoids();
    }

    private static async Task<Ok<List<UnitRow>>> Tree(CurrentUser me, InForce inForce, CancellationToken cancellation)
    {
        var (register, today) = (me.Register, me.Today);
        var terms = await inForce.Terms(register, cancellation);
        return TypedResults.Ok(Visible(me).Select(unit =>
        {
            var roll = me.Scope.SeesMembers(unit.Id) ? register.Roll(unit.Id, today) : null;
            var term = terms.Of(register, unit.Id, today);
            return new UnitRow(unit.Id, unit.Name, unit.Kind, unit.Kind.Title(), unit.ParentId, roll?.PartyMembers, roll?.FullMembers, term?.Expires, term?.State ?? TermState.None);
        }).ToList());
    }

    private static async Task<Results<Ok<UnitPage>, ProblemResult>> Unit(
        string id, CurrentUser me, InForce inForce, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation, DateOnly? on = null)
    {
        var (register, day) = (me.Register, on ?? me.Today);
        if (!me.Scope.Sees(id))
            return Say.NotFound("没有这个党组织，或您不能查看它。", "请从组织页进入。");
        if (register.Unit(id, day) is not { } unit)
            return Say.NotFound($"{register.Unit(id)!.Name}在 {day:yyyy年M月d日}尚未成立或已经撤销。", "请换一个日期。");

        var seesMembers = me.Scope.SeesMembers(id);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var cases = (await db.Visible(me, null, cancellation)).Where(c => c.UnitId == id);
        return TypedResults.Ok(new UnitPage(
            Link(unit),
            register.Superior(id, day) is { } superior ? Link(superior) : null,
            [.. register.Units.Children(id, day).Where(u => me.Scope.Sees(u.Id)).Select(Link)],
            day,
            [.. register.PostsIn(id, day).OrderBy(p => RoleOrder(register.RoleBook, p.Role)).Select(p => new UnitPost(p.Role, register.RoleBook.TitleOf(p.Role), new(p.PersonId, register.NameOf(p.PersonId)), p.From, p.Until, VoidScope.Offer(me, RowRef.Of(p))))],
            seesMembers,
            seesMembers ? Members(me, id, day) : [],
            seesMembers ? Counts(register, id, day) : null,
            (await inForce.Terms(register, cancellation)).Of(register, id, day),
            me.Scope.MayKeepRegister(id),
            register.CurrentTerm(id, day) is { } term ? VoidScope.Offer(me, RowRef.Of(term)) : null,
            me.Scope.Governs(id) ? VoidEndpoints.Tell(register, await RegisterVoids.OfUnit(db, id, cancellation)) : [],
            await WorkLists.Read(me, library, cases, MostListed, cancellation)));
    }

    private static async Task<Results<Ok<List<TermRow>>, ProblemResult>> TermCalendar(
        CurrentUser me, InForce inForce, OpenCases open, Library library, CancellationToken cancellation, int? year = null)
    {
        if (year is < 1990 or > 2199)
            return Say.Field("year", "年份须在 1990 至 2199 之间。");

        var terms = await inForce.Terms(me.Register, cancellation);
        var elections = await open.OfTerms(library, cancellation);
        var rows =
            from unit in Visible(me)
            let term = terms.Of(me.Register, unit.Id, me.Today)
            where term is not null && (year is null || term.Expires.Year == year || (year == me.Today.Year && term.State == TermState.Overdue))
            orderby term.Expires, unit.Id
            select new TermRow(unit.Id, unit.Name, unit.Kind.Title(), term.ElectedOn, term.Expires, term.Reminder, term.State, term.StateTitle,
                me.Scope.SeesCasesOf(unit.Id) ? elections.GetValueOrDefault(unit.Id) : null);
        return TypedResults.Ok(year is null ? Next([.. rows], me.Today) : rows.ToList());
    }

    /// <summary>What is late and what ends within a year; where nothing does, what ends next, however far ahead.</summary>
    private static List<TermRow> Next(List<TermRow> rows, DateOnly today)
    {
        var until = today.AddYears(1);
        if (rows.Find(r => r.State != TermState.Overdue) is { } next && next.Expires > until)
            until = next.Expires;
        return rows.FindAll(r => r.Expires <= until);
    }

    private static IEnumerable<Unit> Visible(CurrentUser me) =>
        me.Register.Units.Children(null, me.Today)
            .SelectMany(top => me.Register.Subtree(top.Id, me.Today))
            .Where(u => me.Scope.Sees(u.Id));

    private static List<UnitMember> Members(CurrentUser me, string unitId, DateOnly day) =>
        [.. me.Register.Roll(unitId, day).Members.OrderBy(m => m.UnitId, StringComparer.Ordinal).ThenBy(m => m.Person.Name, NameOrder.ByStrokes).Select(m =>
        {
            var tells = me.Scope.SeesSensitive(m.UnitId) || m.Person.Id == me.Person.Id;
            return new UnitMember(
                m.Person.Id, me.Register.NameOf(m.Person.Id), m.UnitId, me.Register.Unit(m.UnitId, day)?.Name ?? m.UnitId, m.Stage, m.Stage.Title(), m.HasVote, tells ? m.WhyNot : null, tells ? m.Away?.Title() : null);
        })];

    private static UnitCounts Counts(Register register, string id, DateOnly day)
    {
        var roll = register.Roll(id, day);
        int In(MembershipStage stage) => register.InStage(id, stage, day).Count();
        return new(roll.FullMembers, roll.Entitled, roll.Probationary, In(MembershipStage.Prospect), In(MembershipStage.Activist), In(MembershipStage.Applicant));
    }

    private static int RoleOrder(RoleBook roles, string role) => roles.Find(role) is { } known ? roles.All.IndexOf(known) : roles.All.Length;

    private static UnitLink Link(Unit unit) => new(unit.Id, unit.Name, unit.Kind, unit.Kind.Title());
}
