using System.Collections.Immutable;

namespace Workflows.Organisation;

/// <summary>Who is who on a day: an immutable snapshot of units, people, posts and terms, indexed for the questions that procedures ask.</summary>
public sealed class Register
{
    private readonly ImmutableDictionary<string, Person> people;
    private readonly Shelf<Person> byName;
    private readonly Shelf<Membership> byMemberUnit;
    private readonly Shelf<Membership> byMember;
    private readonly Shelf<Discipline> disciplines;
    private readonly Shelf<Absence> absences;
    private readonly Shelf<Post> postsByUnit;
    private readonly Shelf<Post> postsByPerson;
    private readonly Shelf<Term> terms;
    private readonly Shelf<TermShift> shifts;
    private readonly ImmutableArray<Unit> units;
    private RegisterRows? rows;

    /// <param name="roles">What posts are called; null: the built-in roles.</param>
    public Register(RegisterRows rows, RoleBook? roles = null)
    {
        RoleBook = roles ?? RoleBook.BuiltIn;
        units = rows.Units;
        Units = new UnitTree(rows.Units);
        people = rows.People.ToImmutableDictionary(p => p.Id, StringComparer.Ordinal);
        byName = new(rows.People, p => p.Name, p => p.Id);
        byMemberUnit = new(rows.Memberships, m => m.UnitId, RegisterRows.KeyOf);
        byMember = new(rows.Memberships, m => m.PersonId, RegisterRows.KeyOf);
        disciplines = new(rows.Disciplines, d => d.PersonId, RegisterRows.KeyOf);
        absences = new(rows.Absences, a => a.PersonId, RegisterRows.KeyOf);
        postsByUnit = new(rows.Posts, p => p.UnitId, RegisterRows.KeyOf);
        postsByPerson = new(rows.Posts, p => p.PersonId, RegisterRows.KeyOf);
        terms = new(rows.Terms, t => t.UnitId, RegisterRows.KeyOf);
        shifts = new(rows.Shifts, s => s.UnitId, RegisterRows.KeyOf);
    }

    /// <summary>A register with a few rows laid over it: what they do not touch is shared.</summary>
    private Register(Register old, RegisterRows more, RoleBook roles)
    {
        RoleBook = roles;
        units = more.Units.IsEmpty ? old.units : old.Rows.Over(more).Units;
        Units = more.Units.IsEmpty ? old.Units : new UnitTree(units);
        people = old.people.SetItems(more.People.Select(p => KeyValuePair.Create(p.Id, p)));
        byName = old.byName.With(more.People);
        byMemberUnit = old.byMemberUnit.With(more.Memberships);
        byMember = old.byMember.With(more.Memberships);
        disciplines = old.disciplines.With(more.Disciplines);
        absences = old.absences.With(more.Absences);
        postsByUnit = old.postsByUnit.With(more.Posts);
        postsByPerson = old.postsByPerson.With(more.Posts);
        terms = old.terms.With(more.Terms);
        shifts = old.shifts.With(more.Shifts);
    }

    /// <summary>Every role that somebody may hold here.</summary>
    public RoleBook RoleBook { get; }

    public static Register Empty { get; } = new(new RegisterRows());

    /// <summary>Everything that it holds, in a fixed order.</summary>
    public RegisterRows Rows => rows ??= new RegisterRows
    {
        Units = units,
        People = [.. people.Values.OrderBy(p => p.Id, StringComparer.Ordinal)],
        Memberships = [.. byMember.All.OrderBy(m => m.PersonId, StringComparer.Ordinal).ThenBy(m => m.From)],
        Disciplines = [.. disciplines.All.OrderBy(d => d.PersonId, StringComparer.Ordinal).ThenBy(d => d.From)],
        Absences = [.. absences.All.OrderBy(a => a.PersonId, StringComparer.Ordinal).ThenBy(a => a.From)],
        Posts = [.. postsByPerson.All.OrderBy(p => p.From).ThenBy(p => p.PersonId, StringComparer.Ordinal)],
        Terms = [.. terms.All.OrderBy(t => t.UnitId, StringComparer.Ordinal).ThenBy(t => t.ElectedOn)],
        Shifts = [.. shifts.All.OrderBy(s => s.UnitId, StringComparer.Ordinal).ThenBy(s => s.DecidedOn)],
    };

    public UnitTree Units { get; }

    public IReadOnlyCollection<Person> People => people.Values.ToImmutableArray();

    public Person? Person(string id) => people.GetValueOrDefault(id);

    /// <summary>Everybody known by this name who may be the same person, by sex and birth.</summary>
    public IEnumerable<Person> Alike(string name, Sex sex, DateOnly born) =>
        byName[name].Where(p => p.Sex == sex && p.Born?.MayBe(born) == true && Person(p.Id)?.Name == name);

    /// <summary>What a person is called, told apart from others of the name where needed; the id when the register does not know them.</summary>
    public string NameOf(string personId) => Person(personId) is not { } person ? personId
        : byName[person.Name] is { Length: > 1 } same ? Namesakes.Tell(this, person, same)
        : person.Name;

    /// <summary>The unit as it stood that day; without a day, as last known.</summary>
    public Unit? Unit(string id, DateOnly? on = null) => Units.Find(id, on);

    /// <summary>The unit's superiors, nearest first.</summary>
    public IEnumerable<Unit> Ancestors(string unitId, DateOnly? on = null) => Units.Ancestors(unitId, on);

    /// <summary>The unit and everything below it.</summary>
    public IEnumerable<Unit> Subtree(string unitId, DateOnly? on = null) => Units.Subtree(unitId, on);

    /// <summary>The unit directly above; null at the top.</summary>
    public Unit? Superior(string unitId, DateOnly? on = null) => Units.Ancestors(unitId, on).FirstOrDefault();

    /// <summary>The nearest 党委 (党工委) above: what a 党总支 between may only discuss, it decides; null when there is none.</summary>
    public Unit? PartyCommitteeOf(string unitId, DateOnly? on = null) =>
        Units.Ancestors(unitId, on).FirstOrDefault(u => u.Kind is UnitKind.AgencyCommittee or UnitKind.WorkCommittee);

    /// <summary>The topmost party organisation of the office that the unit belongs to: its 机关党委, or without one its 总支 or 支部; null for the 工委 itself.</summary>
    public Unit? AgencyOf(string unitId, DateOnly? on = null) =>
        Units.Ancestors(unitId, on).Prepend(Unit(unitId, on)).OfType<Unit>().LastOrDefault(u => u.Kind != UnitKind.WorkCommittee);

    /// <summary>Is a 党组（党委） of the unit's office on the register: does anybody hold its posts that day?</summary>
    public bool HasLeadingGroup(string unitId, DateOnly day) =>
        AgencyOf(unitId, day) is { } agency && RoleGroups.RolesOf(RoleGroups.LeadingGroup).Any(role => !Holders(role, agency.Id, day).IsEmpty);

    /// <summary>The unit itself, or the nearest one above it, where somebody holds the role that day; null when there is none.</summary>
    public Unit? NearestWith(string unitId, string role, DateOnly day)
    {
        if (Unit(unitId, day) is { } self && Holds(role, unitId, day))
            return self;

        return Units.Ancestors(unitId, day).FirstOrDefault(u => Holds(role, u.Id, day));
    }

    /// <summary>Who holds the role in the unit that day, each once, longest-serving first; derived roles come from roll and committee.</summary>
    public ImmutableArray<string> Holders(string role, string unitId, DateOnly day) => role switch
    {
        Roles.Member => MembersIn(unitId, MembershipStage.Full, day),
        Roles.Probationary => MembersIn(unitId, MembershipStage.Probationary, day),
        Roles.Committee => CommitteeOf(unitId, day),
        _ => [.. (from p in InOrder(postsByUnit[unitId]) where p.Role == role && p.IsInForce(day) select p.PersonId).Distinct()],
    };

    /// <summary>The posts of a person that day.</summary>
    public IEnumerable<Post> PostsOf(string personId, DateOnly day) => InOrder(postsByPerson[personId]).Where(p => p.IsInForce(day));

    /// <summary>Every post that a person has held, oldest first; rows without a day are void.</summary>
    public IEnumerable<Post> PostsOf(string personId) => InOrder(postsByPerson[personId]).Where(p => p.Until != p.From);

    /// <summary>The posts of a unit that day.</summary>
    public IEnumerable<Post> PostsIn(string unitId, DateOnly day) => InOrder(postsByUnit[unitId]).Where(p => p.IsInForce(day));

    /// <summary>The people on the unit's committee that day, each once.</summary>
    public ImmutableArray<string> CommitteeOf(string unitId, DateOnly day) =>
        [.. (from p in PostsIn(unitId, day) where Roles.IsCommittee(p.Role) select p.PersonId).Distinct()];

    /// <summary>Does the unit have a committee that day? A branch with only a 书记, or a 书记 and a 副书记, has none (OR-04).</summary>
    public bool HasCommittee(string unitId, DateOnly day) =>
        PostsIn(unitId, day).Any(p => Roles.IsCommittee(p.Role) && p.Role is not (Roles.Secretary or Roles.DeputySecretary));

    /// <summary>Where the person belongs, and in which stage, that day; null when nowhere.</summary>
    public Membership? MembershipOf(string personId, DateOnly day) => byMember[personId].FirstOrDefault(m => m.IsInForce(day));

    /// <summary>Everything the person has been, oldest first; rows without a day are void.</summary>
    public IEnumerable<Membership> MembershipsOf(string personId) => byMember[personId].Where(m => m.Until != m.From).OrderBy(m => m.From);

    /// <summary>Punishments and measures in effect that day.</summary>
    public IEnumerable<Discipline> DisciplinesOf(string personId, DateOnly day) => disciplines[personId].Where(d => d.IsInForce(day));

    /// <summary>Every punishment and measure that a person has been under, oldest first.</summary>
    public IEnumerable<Discipline> DisciplinesOf(string personId) => disciplines[personId].OrderBy(d => d.From);

    /// <summary>Every long absence of a person, oldest first.</summary>
    public IEnumerable<Absence> AbsencesOf(string personId) => absences[personId].OrderBy(a => a.From);

    /// <summary>People in one stage in the unit or below it that day: 入党积极分子, 发展对象 …</summary>
    public IEnumerable<Person> InStage(string unitId, MembershipStage stage, DateOnly day) =>
        from m in InUnit(unitId, day) where m.Stage == stage && people.ContainsKey(m.PersonId) select people[m.PersonId];

    /// <summary>The full and probationary members of the unit and everything below it that day, each with or without a vote.</summary>
    public Roll Roll(string unitId, DateOnly day)
    {
        var members =
            from m in InUnit(unitId, day)
            where m.Stage is MembershipStage.Full or MembershipStage.Probationary
            let person = Person(m.PersonId)
            where person is not null
            orderby person.Name, person.Id
            select new RollMember(person, m.UnitId, m.Stage, StandingOf(m, day), AwayOf(m.PersonId, day));
        return new Roll(unitId, day, [.. members]);
    }

    /// <summary>The term that runs on that day, its end moved by what had been decided by then; null before the first election.</summary>
    public Term? CurrentTerm(string unitId, DateOnly day) =>
        TermsOf(unitId).FirstOrDefault(t => t.ElectedOn <= day) is { } term
            ? term with { ShiftedMonths = ShiftsOf(term).Where(s => s.DecidedOn <= day).Sum(s => s.Months) }
            : null;

    /// <summary>All terms of a unit, newest first, as elected (before any shift).</summary>
    public IEnumerable<Term> TermsOf(string unitId) => terms[unitId].OrderByDescending(t => t.ElectedOn);

    /// <summary>The decisions that moved the end of a term, oldest first.</summary>
    public IEnumerable<TermShift> ShiftsOf(Term term) => shifts[term.UnitId].Where(s => s.ElectedOn == term.ElectedOn).OrderBy(s => s.DecidedOn);

    /// <summary>This register with more rows; a row with the same key replaces the old one.</summary>
    public Register With(RegisterRows more) => more.Count == 0 ? this : new(this, more, RoleBook);

    /// <summary>This register without some rows that were wrong.</summary>
    public Register Without(IReadOnlyCollection<RowRef> rows) => rows.Count == 0 ? this : new(Rows.Without(rows), RoleBook);

    /// <summary>The same register in which posts are called so.</summary>
    public Register With(RoleBook roles) => ReferenceEquals(roles, RoleBook) ? this : new(this, new RegisterRows(), roles);

    public Register WithPosts(params ImmutableArray<Post> posts) => With(new RegisterRows { Posts = posts });

    public Register WithTerm(Term term) => With(new RegisterRows { Terms = [term] });

    public Register WithShift(TermShift shift) => With(new RegisterRows { Shifts = [shift] });

    /// <summary>Longest-serving first.</summary>
    private static IEnumerable<Post> InOrder(ImmutableArray<Post> posts) => posts.OrderBy(p => p.From).ThenBy(p => p.PersonId, StringComparer.Ordinal);

    private bool Holds(string role, string unitId, DateOnly day) => RoleBook.Find(role)?.Nature == RoleNature.Derived
        ? !Holders(role, unitId, day).IsEmpty
        : postsByUnit[unitId].Any(p => p.Role == role && p.IsInForce(day));

    private ImmutableArray<string> MembersIn(string unitId, MembershipStage stage, DateOnly day) =>
        [.. from m in Roll(unitId, day).Members where m.Stage == stage && m.Standing != Standing.MembershipStopped select m.Person.Id];

    /// <summary>Everybody who belongs to the unit or one below it that day, in whatever stage.</summary>
    public IEnumerable<Membership> InUnit(string unitId, DateOnly day) =>
        from unit in Units.Subtree(unitId, day)
        from m in byMemberUnit[unit.Id]
        where m.IsInForce(day)
        select m;

    private AbsenceKind? AwayOf(string personId, DateOnly day) => absences[personId].FirstOrDefault(a => a.IsInForce(day))?.Kind;

    private Standing StandingOf(Membership membership, DateOnly day)
    {
        var kinds = DisciplinesOf(membership.PersonId, day).Select(d => d.Kind).ToHashSet();
        if (kinds.Contains(DisciplineKind.MembershipStopped))
            return Standing.MembershipStopped;
        if (kinds.Contains(DisciplineKind.RightsSuspended))
            return Standing.RightsSuspended;
        if (kinds.Contains(DisciplineKind.PartyProbation))
            return Standing.PartyProbation;
        return membership.Stage == MembershipStage.Full ? Standing.Entitled : Standing.Probationary;
    }
}
