using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Who is who in a file of stories, compactly: short ids, sensible defaults, members by the dozen.</summary>
internal sealed record ScenarioRegister
{
    private const int MostMembers = 2000;
    private static readonly DateOnly always = new(2000, 1, 1);

    // Plainly made up: a hundred surnames, and a given name that says so; one given name a unit, so that no two people are called the same.
    private const string Surnames = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁";
    private static readonly string[] givenNames = ["示例", "样本", "虚构", "假设", "试点", "模拟", "范例", "举例", "演示", "练习"];

    public IReadOnlyDictionary<string, ScenarioUnit> Units { get; init; } = ImmutableDictionary<string, ScenarioUnit>.Empty;

    public IReadOnlyDictionary<string, ScenarioPerson> People { get; init; } = ImmutableDictionary<string, ScenarioPerson>.Empty;

    /// <summary>Unit → how many further full members, with the ids unit1, unit2 …</summary>
    public IReadOnlyDictionary<string, int> Members { get; init; } = ImmutableDictionary<string, int>.Empty;

    public IReadOnlyDictionary<string, ScenarioTerm> Terms { get; init; } = ImmutableDictionary<string, ScenarioTerm>.Empty;

    /// <summary>This register with another laid over it, entry by entry.</summary>
    public ScenarioRegister Over(ScenarioRegister more) => new()
    {
        Units = Over(Units, more.Units),
        People = Over(People, more.People),
        Members = Over(Members, more.Members),
        Terms = Over(Terms, more.Terms),
    };

    /// <summary>Does it say anything of an entry such as <c>people.chair</c>?</summary>
    public bool Has(string entry) => entry.Split('.', 2) switch
    {
        ["units", var unit] => Units.ContainsKey(unit),
        ["people", var person] => People.ContainsKey(person),
        ["members", var unit] => Members.ContainsKey(unit),
        ["terms", var unit] => Terms.ContainsKey(unit),
        _ => false,
    };

    /// <summary>The rows; what cannot be is told with the entry that it concerns, such as <c>people.chair</c>.</summary>
    public RegisterRows Rows(RoleBook roles, Action<string, string> wrong)
    {
        Check(roles, wrong);
        var units = Units.OrderBy(u => u.Key, StringComparer.Ordinal).Select(u => u.Key).ToArray();
        var members = from m in Members from n in Enumerable.Range(1, Math.Clamp(m.Value, 0, MostMembers)) select (Id: $"{m.Key}{n}", Unit: m.Key, Name: NameOf(Array.IndexOf(units, m.Key), n));
        var known = members.Where(m => !People.ContainsKey(m.Id)).ToArray();
        return new RegisterRows
        {
            Units = [.. Units.Select(u => new Unit(u.Key, u.Value.Name, u.Value.Kind, u.Value.Parent, u.Value.Since))],
            People = [.. People.Select(p => new Person(p.Key, p.Value.Name, p.Value.Born, p.Value.Sex)), .. known.Select(m => new Person(m.Id, m.Name, new DateOnly(1985, 6, 1), Sex.Male))],
            Memberships = [.. People.Select(p => new Membership(p.Key, p.Value.Unit, p.Value.Stage, p.Value.Since, p.Value.Until)), .. known.Select(m => new Membership(m.Id, m.Unit, MembershipStage.Full, new DateOnly(2012, 1, 1)))],
            Posts = [.. People.SelectMany(p => p.Value.AllPosts.Select(post => new Post(p.Key, post.Unit ?? p.Value.Unit, post.Role, post.From ?? p.Value.Since, post.Until)))],
            Disciplines = [.. People.Where(p => p.Value.Discipline is not null).Select(p => new Discipline(p.Key, p.Value.Discipline!.Kind, p.Value.Discipline.From ?? always, p.Value.Discipline.Until))],
            Absences = [.. People.Where(p => p.Value.Absence is not null).Select(p => new Absence(p.Key, p.Value.Absence!.Kind, p.Value.Absence.From ?? always, p.Value.Absence.Until))],
            Terms = [.. Terms.Select(t => new Term(t.Key, t.Value.Elected, t.Value.Years))],
            Shifts = [.. Terms.SelectMany(t => t.Value.Shifts.Select(s => new TermShift(t.Key, t.Value.Elected, s.Day, s.Months)))],
        };
    }

    private void Check(RoleBook roles, Action<string, string> wrong)
    {
        foreach (var (id, unit) in Units.Where(u => u.Value.Parent is { } parent && !Units.ContainsKey(parent)))
            wrong($"units.{id}", $"上级“{unit.Parent}”不在 units 中。");
        foreach (var (id, person) in People)
        {
            foreach (var unit in person.AllPosts.Select(p => p.Unit).OfType<string>().Prepend(person.Unit).Where(u => !Units.ContainsKey(u)))
                wrong($"people.{id}", $"党组织“{unit}”不在 units 中。");
            foreach (var role in person.AllPosts.Select(p => p.Role).Where(r => roles.Find(r) is not { Nature: not RoleNature.Derived }))
                wrong($"people.{id}", $"没有“{role}”这一职务；{Spelling.Nearest(role, roles.All.Where(r => r.Nature != RoleNature.Derived).Select(r => r.Key))}");
        }

        foreach (var (unit, count) in Members)
        {
            if (!Units.ContainsKey(unit))
                wrong($"members.{unit}", $"党组织“{unit}”不在 units 中。");
            if (count is < 0 or > MostMembers)
                wrong($"members.{unit}", $"人数应在 0 至 {MostMembers} 之间。");
        }

        foreach (var (unit, term) in Terms)
        {
            if (!Units.ContainsKey(unit))
                wrong($"terms.{unit}", $"党组织“{unit}”不在 units 中。");
            if (term.Years is < 1 or > 10)
                wrong($"terms.{unit}", "任期应为 1 至 10 年。");
        }
    }

    private static string NameOf(int unit, int number)
    {
        var (round, surname) = Math.DivRem(number - 1, Surnames.Length);
        var (again, given) = Math.DivRem(Math.Max(unit, 0), givenNames.Length);
        return $"{Surnames[surname]}{givenNames[given]}{(round + again == 0 ? "" : $"{round + again + 1}号")}";
    }

    private static ImmutableDictionary<string, T> Over<T>(IReadOnlyDictionary<string, T> old, IReadOnlyDictionary<string, T> more) =>
        old.ToImmutableDictionary(StringComparer.Ordinal).SetItems(more);
}

internal sealed record ScenarioUnit
{
    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    public string? Parent { get; init; }

    public DateOnly Since { get; init; } = new(2000, 1, 1);
}

internal sealed record ScenarioPerson
{
    public required string Name { get; init; }

    public required string Unit { get; init; }

    public MembershipStage Stage { get; init; } = MembershipStage.Full;

    /// <summary>The day from which they are in that stage, and hold their posts unless a post says otherwise.</summary>
    public DateOnly Since { get; init; } = new(2012, 1, 1);

    public DateOnly? Until { get; init; }

    public DateOnly? Born { get; init; } = new(1980, 1, 1);

    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>A role held in their own unit.</summary>
    public string? Post { get; init; }

    public ImmutableArray<ScenarioPost> Posts { get; init; } = [];

    public ScenarioDiscipline? Discipline { get; init; }

    public ScenarioAbsence? Absence { get; init; }

    public IEnumerable<ScenarioPost> AllPosts => Post is null ? Posts : Posts.Prepend(new ScenarioPost { Role = Post });
}

internal sealed record ScenarioPost
{
    public required string Role { get; init; }

    public string? Unit { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }
}

internal sealed record ScenarioDiscipline
{
    public required DisciplineKind Kind { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }
}

internal sealed record ScenarioAbsence
{
    public required AbsenceKind Kind { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }
}

internal sealed record ScenarioTerm
{
    public required DateOnly Elected { get; init; }

    public required int Years { get; init; }

    public ImmutableArray<ScenarioShift> Shifts { get; init; } = [];
}

internal sealed record ScenarioShift
{
    public required DateOnly Day { get; init; }

    public required int Months { get; init; }
}
