using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>Finding people and reading what the register has of one, as far as the asker's posts reach.</summary>
internal static class PeopleEndpoints
{
    private const int LargestPage = 100;
    private const int MostWork = 50;

    private static readonly Sheet<PersonRow> sheet = new("人员")
    {
        { "姓名", 12, p => p.Name }, { "党组织", 30, p => p.UnitName }, { "发展阶段", 14, p => p.StageTitle },
        { "职务", 40, p => string.Join("、", p.Posts.Select(h => h.Unit == p.Unit ? h.RoleTitle : $"{h.UnitName}{h.RoleTitle}")) },
    };

    public static void MapPeople(this IEndpointRouteBuilder organisation)
    {
        organisation.MapGet("/people", Search).WithName("listPeople").WithSummary("按姓名、党组织查找可见的人员").OffersSheet();
        organisation.MapGet("/people/{id}", Get).WithName("getPerson").WithSummary("一个人的经历、职务");
    }

    private static async Task<Results<Ok<PeoplePage>, FileStreamHttpResult, ProblemResult>> Search(
        CurrentUser me, SheetDesk desk, string? q = null, string? unit = null, int page = 1, int size = 20)
    {
        if (page is < 1 or > 100_000)
            return Say.Field("page", "页码从 1 开始。");
        if (size is < 1 or > LargestPage)
            return Say.Field("size", $"每页 1 至 {LargestPage} 条。");

        var (register, today) = (me.Register, me.Today);
        var within = unit is null ? null : register.Subtree(unit, today).Select(u => u.Id).ToHashSet();
        var found =
            from person in register.People
            where string.IsNullOrWhiteSpace(q) || person.Name.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase)
            let units = UnitsOf(register, person.Id, today)
            where units.Any(u => (within is null || within.Contains(u)) && me.Scope.SeesMembers(u))
            select person;
        // Unit by unit, in each 按姓氏笔画.
        var all = found.OrderBy(p => register.MembershipOf(p.Id, today)?.UnitId, StringComparer.Ordinal).ThenBy(p => p.Name, NameOrder.ByStrokes).ThenBy(p => p.Id, StringComparer.Ordinal).ToList();
        if (desk.IsAsked)
            return await desk.Write(sheet, all.Select(p => Row(register, p, today)));
        return TypedResults.Ok(new PeoplePage(all.Count, [.. all.Skip((page - 1) * size).Take(size).Select(p => Row(register, p, today))]));
    }

    private static async Task<Results<Ok<PersonPage>, ProblemResult>> Get(
        string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Readings readings,
            CancellationToken cancellation)
    {
        var (register, today) = (me.Register, me.Today);
        var isSelf = id == me.Person.Id;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var voided = await RegisterVoids.OfPerson(db, id, cancellation);
        // Whose only row was wrong belongs nowhere now, and is still found by those who kept it.
        var kept = voided.Exists(v => me.Scope.Governs(v.UnitId)) || await IsAskedAbout(db, id, me, cancellation);
        if (register.Person(id) is not { } person || !(isSelf || kept || UnitsOf(register, id, today).Any(me.Scope.SeesMembers)))
            return Say.NotFound("没有这个人，或您不能查看。", "请从组织页查找。");

        var tells = isSelf || kept || UnitsOf(register, id, today).Any(me.Scope.Governs);
        // What is sensitive is shown to those whose work needs it, and only when it can be recorded that they read it.
        var open = isSelf || (tells && IsEntrusted(me, id) && await readings.Record(db, me, id, cancellation));
        return TypedResults.Ok(new PersonPage(
            person.Id,
            person.Name,
            person.Sex.Title(),
            open ? person.Born?.ToString() : null,
            person.Ethnicity,
            person.Education,
            person.Position,
            tells ? [.. register.MembershipsOf(id).Select(m => Period(register, m.Stage.Title(), m.UnitId, m, VoidScope.Offer(me, RowRef.Of(m))))] : [],
            [.. (tells ? register.PostsOf(id) : register.PostsOf(id, today)).Select(p => Period(register, register.RoleBook.TitleOf(p.Role), p.UnitId, p, VoidScope.Offer(me, RowRef.Of(p))))],
            open ? [.. register.DisciplinesOf(id, today).Select(d => d.Kind.Title())] : [],
            open ? [.. Measures(me, id)] : [],
            tells ? VoidEndpoints.Tell(register, voided) : [],
            tells ? await Work(db, id, me, library, cancellation) : []));
    }

    /// <summary>Does the reader's post need what is sensitive about this person, where they belong or serve, or last did?</summary>
    public static bool IsEntrusted(CurrentUser me, string id)
    {
        var now = UnitsOf(me.Register, id, me.Today).ToList();
        var units = now.Count > 0 ? now : [.. me.Register.MembershipsOf(id).Select(m => m.UnitId)];
        return units.Count > 0 ? units.Exists(me.Scope.SeesSensitive) : me.Scope.GovernedUnits.Any(me.Scope.SeesSensitive);
    }

    /// <summary>An applicant who is not received yet, or has left, belongs nowhere and is seen by those who govern the case.</summary>
    private static async Task<bool> IsAskedAbout(WorkflowDb db, string id, CurrentUser me, CancellationToken cancellation) =>
        !UnitsOf(me.Register, id, me.Today).Any() && await db.Governed(me, null).AnyAsync(c => c.Subject == id, cancellation);

    private static IEnumerable<PersonPeriod> Measures(CurrentUser me, string id) =>
        me.Register.DisciplinesOf(id).Select(d => Period(me.Register, d.Kind.Title(), "", d, VoidScope.Offer(me, RowRef.Of(d))))
            .Concat(me.Register.AbsencesOf(id).Select(a => Period(me.Register, a.Kind.Title(), "", a, VoidScope.Offer(me, RowRef.Of(a)))));

    private static async Task<List<InboxItem>> Work(WorkflowDb db, string id, CurrentUser me, Library library, CancellationToken cancellation)
    {
        var keys = Assignee.KeysOf(Actor.Of(me.Register, id, me.Today)).ToArray();
        var items = db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey));
        if (id != me.Person.Id)
            items = items.Where(i => db.Governed(me, null).Any(c => c.Id == i.CaseId));
        return await WorkLists.Read(db, me, library, items, 0, MostWork, cancellation);
    }

    /// <summary>Where somebody belongs and serves.</summary>
    public static IEnumerable<string> UnitsOf(Register register, string personId, DateOnly day)
    {
        if (register.MembershipOf(personId, day) is { } membership)
            yield return membership.UnitId;
        foreach (var post in register.PostsOf(personId, day))
            yield return post.UnitId;
    }

    private static PersonRow Row(Register register, Person person, DateOnly day)
    {
        var membership = register.MembershipOf(person.Id, day);
        return new(
            person.Id,
            register.NameOf(person.Id),
            membership?.UnitId,
            membership is null ? null : register.Unit(membership.UnitId, day)?.Name,
            membership?.Stage.Title(),
            UserEndpoints.Posts(register, person.Id, day));
    }

    private static PersonPeriod Period(Register register, string title, string unitId, IDated row, RowRef? offered) =>
        new(title, unitId, register.Unit(unitId, row.From)?.Name ?? unitId, row.From, row.Until, offered);
}
