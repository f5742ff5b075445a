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

    [Key("党组织", "编号: 党组织。", Example = "{ b: { name: 示例局第一支部, kind: branch } }")]
    public IReadOnlyDictionary<string, ScenarioUnit> Units { get; init; } = ImmutableDictionary<string, ScenarioUnit>.Empty;

    [Key("人员", "编号: 人员。", Example = "{ chair: { name: 书记甲, unit: b, post: secretary } }")]
    public IReadOnlyDictionary<string, ScenarioPerson> People { get; init; } = ImmutableDictionary<string, ScenarioPerson>.Empty;

    /// <summary>Unit → how many further full members, with the ids unit1, unit2 …</summary>
    [Key("其他正式党员", "党组织: 人数；编号是 b1、b2 ……。", Example = "{ b: 6 }")]
    public IReadOnlyDictionary<string, int> Members { get; init; } = ImmutableDictionary<string, int>.Empty;

    [Key("本届", "党组织: 届期。", Example = "{ b: { elected: 2023-11-20, years: 3 } }")]
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

    /// <summary>An entry that is nothing takes away the one that was there.</summary>
    private static ImmutableDictionary<string, T> Over<T>(IReadOnlyDictionary<string, T> old, IReadOnlyDictionary<string, T> more) =>
        old.ToImmutableDictionary(StringComparer.Ordinal).SetItems(more).Where(o => o.Value is not null).ToImmutableDictionary(StringComparer.Ordinal);
}

[NothingTakesAway]
internal sealed record ScenarioUnit
{
    [Key("名称", "全称。", Example = "示例局第一支部")]
    public required string Name { get; init; }

    [Key("类别", "哪一类党组织。", Example = "branch")]
    public required UnitKind Kind { get; init; }

    [Key("上级", "register 中的党组织。", Example = "p")]
    public string? Parent { get; init; }

    [Key("成立日期", "不写是 2000-01-01。")]
    public DateOnly Since { get; init; } = new(2000, 1, 1);
}

[NothingTakesAway]
internal sealed record ScenarioPerson
{
    [Key("姓名", "示例的姓名。", Example = "书记甲")]
    public required string Name { get; init; }

    [Key("党组织", "在哪个党组织。", Example = "b")]
    public required string Unit { get; init; }

    [Key("阶段", "不写是正式党员。", Example = "probationary")]
    public MembershipStage Stage { get; init; } = MembershipStage.Full;

    /// <summary>The day from which they are in that stage, and hold their posts unless a post says otherwise.</summary>
    [Key("从哪天起", "处于这个阶段、担任职务的第一天；不写是 2012-01-01。")]
    public DateOnly Since { get; init; } = new(2012, 1, 1);

    [Key("到哪天止", "最后一天。")]
    public DateOnly? Until { get; init; }

    [Key("出生日期", "不写是 1980-01-01。")]
    public DateOnly? Born { get; init; } = new(1980, 1, 1);

    [Key("性别", "male 男，female 女。")]
    public Sex Sex { get; init; } = Sex.Male;

    /// <summary>A role held in their own unit.</summary>
    [Key("职务", "在本党组织的职务。", Example = "secretary")]
    public string? Post { get; init; }

    [Key("几个职务", "不止一个职务，或者在别的党组织任职。", Example = "[{ role: organisation-section, unit: p }]")]
    public ImmutableArray<ScenarioPost> Posts { get; init; } = [];

    [Key("处分", "党纪处分。", Example = "{ kind: warning, from: 2026-03-01, until: 2027-03-01 }")]
    public ScenarioDiscipline? Discipline { get; init; }

    [Key("不计入的情形", "按规定可以不计入应到会人数的情形。", Example = "{ kind: bedridden }")]
    public ScenarioAbsence? Absence { get; init; }

    public IEnumerable<ScenarioPost> AllPosts => Post is null ? Posts : Posts.Prepend(new ScenarioPost { Role = Post });
}

internal sealed record ScenarioPost
{
    [Key("职务", "职务的键名。", Example = "organiser")]
    public required string Role { get; init; }

    [Key("党组织", "不写是本人所在的。")]
    public string? Unit { get; init; }

    [Key("从哪天起", "不写同 since。")]
    public DateOnly? From { get; init; }

    [Key("到哪天止", "最后一天。")]
    public DateOnly? Until { get; init; }
}

internal sealed record ScenarioDiscipline
{
    [Key("种类", "是哪一种。")]
    public required DisciplineKind Kind { get; init; }

    [Key("从哪天起", "不写是早就有。")]
    public DateOnly? From { get; init; }

    [Key("到哪天止", "最后一天。")]
    public DateOnly? Until { get; init; }
}

internal sealed record ScenarioAbsence
{
    [Key("种类", "是哪一种。")]
    public required AbsenceKind Kind { get; init; }

    [Key("从哪天起", "不写是早就有。")]
    public DateOnly? From { get; init; }

    [Key("到哪天止", "最后一天。")]
    public DateOnly? Until { get; init; }
}

[NothingTakesAway]
internal sealed record ScenarioTerm
{
    [Key("选举日期", "本届选举产生的日期。", Example = "2023-11-20")]
    public required DateOnly Elected { get; init; }

    [Key("任期", "几年。", Example = "3")]
    public required int Years { get; init; }

    [Key("提前或者延期", "已批准的。", Example = "[{ day: 2026-05-01, months: 6 }]")]
    public ImmutableArray<ScenarioShift> Shifts { get; init; } = [];
}

internal sealed record ScenarioShift
{
    [Key("批准日期", "哪天批准。")]
    public required DateOnly Day { get; init; }

    [Key("几个月", "延期写正数，提前写负数。", Example = "6")]
    public required int Months { get; init; }
}
