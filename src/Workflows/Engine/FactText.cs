using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>What a fact of a file asks the register for.</summary>
public enum FactSubject
{
    /// <summary>Whoever belongs to the unit, in some stages.</summary>
    People,

    /// <summary>Whoever holds some posts.</summary>
    Posts,
}

/// <summary>Whose posts a fact asks for.</summary>
public enum FactPlace
{
    Subject,
    Superior,
}

/// <summary>Which day of a term a fact asks for.</summary>
public enum TermDay
{
    ElectedOn,
    ExpiresOn,
}

/// <summary>A fact as a file declares it: one of a few questions that the register answers.</summary>
public sealed record FactText
{
    [Key("名称", "页面上的叫法。", Example = "工会主席")]
    public required string Title { get; init; }

    [Key("数人数", "people 处于某些阶段的人，posts 任某些职务的人；结果是人数。")]
    public FactSubject? Count { get; init; }

    [Key("列名单", "同上，结果是名单，可以作人员来源。")]
    public FactSubject? List { get; init; }

    [Key("任期的日子", "elected-on 选举日期、expires-on 届满日期。")]
    public TermDay? Term { get; init; }

    [Key("哪些阶段", "people 用：一个或几个发展阶段。", Example = "[activist, prospect]")]
    public ImmutableArray<string> Stage { get; init; } = [];

    [Key("哪些职务", "posts 用：一个或几个职务。", Example = "[secretary]")]
    public ImmutableArray<string> Roles { get; init; } = [];

    [Key("哪个党组织", "posts 用：subject 本党组织，superior 上级党组织。")]
    public FactPlace Of { get; init; } = FactPlace.Subject;

    [Key("相差", "term 用：这一天之前或之后多久，按日、月或年。", Example = "P-6M")]
    public string? Within { get; init; }

    /// <summary>What is wrong with it, in Chinese; null when nothing is.</summary>
    /// <param name="roles">Those that it may ask for.</param>
    public string? Mistake(RoleBook roles)
    {
        string[] stages = [.. Enum.GetNames<MembershipStage>().Select(Kebab)];
        if (new object?[] { Count, List, Term }.Count(q => q is not null) != 1)
            return "count、list、term 写一个，不能都写或者都不写。";
        if ((Count ?? List) == FactSubject.People != !Stage.IsEmpty)
            return "people 须写 stage；stage 只用于 people。";
        if ((Count ?? List) == FactSubject.Posts != !Roles.IsEmpty)
            return "posts 须写 roles；roles 只用于 posts。";
        if (Stage.FirstOrDefault(s => !stages.Contains(s)) is { } stage)
            return $"stage 中没有“{stage}”这一阶段；{Spelling.Nearest(stage, stages)}";
        if (Roles.FirstOrDefault(r => roles.Find(r) is not { Nature: not RoleNature.Derived }) is { } role)
            return $"roles 中没有“{role}”这一职务；{Spelling.Nearest(role, roles.All.Where(r => r.Nature != RoleNature.Derived).Select(r => r.Key))}";
        if (Of != FactPlace.Subject && Roles.IsEmpty)
            return "of 只用于 posts。";
        return Within is not null && (Term is null || !Period.TryParse(Within, out var period) || period.Unit == PeriodUnit.WorkingDay)
            ? "within 只用于 term，写作 P-6M、P30D 或 P1Y。"
            : null;
    }

    /// <summary>The fact that it declares.</summary>
    public Fact Named(string name) => (Count, List, Term) switch
    {
        ({ } what, _, _) => new Fact(name, Title, a => Ids(a, what).Count()),
        (_, { } what, _) => new Fact(name, Title, a => Json.List(Ids(a, what)), IsList: true, OfPosts: what == FactSubject.Posts),
        (_, _, TermDay.ElectedOn) => new Fact(name, Title, a => DayOf(a, t => t.ElectedOn)),
        (_, _, TermDay.ExpiresOn) => new Fact(name, Title, a => DayOf(a, t => t.ExpiresOn)),
        _ => throw new InvalidOperationException($"Fact {name} asks for nothing."),
    };

    private IEnumerable<string> Ids(About about, FactSubject what) => what switch
    {
        FactSubject.People => from m in about.Register.InUnit(about.Unit, about.Day) where Stage.Contains(Kebab(m.Stage.ToString())) select m.PersonId,
        FactSubject.Posts when (Of == FactPlace.Subject ? about.Unit : about.Register.Superior(about.Unit, about.Day)?.Id) is { } unit =>
            about.Register.PostsIn(unit, about.Day).Where(p => Roles.Contains(p.Role)).Select(p => p.PersonId).Distinct(),
        FactSubject.Posts => [],
        _ => throw new InvalidOperationException($"Subject {what}."),
    };

    private JsonNode? DayOf(About about, Func<Term, DateOnly> day)
    {
        if (about.Register.CurrentTerm(about.Unit, about.Day) is not { } term)
            return null;
        return Json.Of(Within is null ? day(term) : Period.Parse(Within).DueFrom(day(term), WorkCalendar.Empty, rollToNextWorkday: false).Due);
    }

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
