using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>The kinds of register rows that can turn out to be wrong.</summary>
public enum RowKind
{
    [Label("党员经历")]
    Membership,

    [Label("职务")]
    Post,

    [Label("处分")]
    Discipline,

    [Label("长期不能参会")]
    Absence,

    [Label("任期")]
    Term,

    [Label("任期调整")]
    TermShift,
}

/// <summary>Names one row of the register by what makes it the same row again.</summary>
/// <param name="Person">Person id; empty for a term and its shifts.</param>
/// <param name="Unit">Unit id; empty for a discipline and an absence.</param>
/// <param name="What">Stage, role, or kind of discipline or absence, as stored; the day of decision of a shift; empty for a term.</param>
/// <param name="From">Its first day; the election day of a term and its shifts.</param>
public sealed record RowRef(RowKind Kind, string Person, string Unit, string What, DateOnly From)
{
    public static RowRef Of(Membership row) => new(RowKind.Membership, row.PersonId, row.UnitId, Kebab(row.Stage), row.From);

    public static RowRef Of(Post row) => new(RowKind.Post, row.PersonId, row.UnitId, row.Role, row.From);

    public static RowRef Of(Discipline row) => new(RowKind.Discipline, row.PersonId, "", Kebab(row.Kind), row.From);

    public static RowRef Of(Absence row) => new(RowKind.Absence, row.PersonId, "", Kebab(row.Kind), row.From);

    public static RowRef Of(Term row) => new(RowKind.Term, "", row.UnitId, "", row.ElectedOn);

    public static RowRef Of(TermShift row) => new(RowKind.TermShift, "", row.UnitId, $"{row.DecidedOn:yyyy-MM-dd}", row.ElectedOn);

    /// <summary>The same row named by nothing but what makes it the same one: whatever else a request says of it is not its own.</summary>
    public RowRef Bare() => Kind switch
    {
        RowKind.Discipline or RowKind.Absence => this with { Unit = "" },
        RowKind.Term => this with { Person = "", What = "" },
        RowKind.TermShift => this with { Person = "" },
        _ => this,
    };

    /// <summary>What the row says, as read in a list: 书记, 预备党员, 留党察看.</summary>
    public string TitleIn(RoleBook roles) => Kind switch
    {
        RowKind.Membership => Value<MembershipStage>()?.Title() ?? What,
        RowKind.Post => roles.TitleOf(What),
        RowKind.Discipline => Value<DisciplineKind>()?.Title() ?? What,
        RowKind.Absence => Value<AbsenceKind>()?.Title() ?? What,
        RowKind.Term => "任期",
        RowKind.TermShift => "任期调整",
        _ => throw new InvalidOperationException($"Kind {Kind}"),
    };

    /// <summary>The stage or kind that <see cref="What"/> names; null when it names none.</summary>
    public T? Value<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => Kebab(v) == What).Select(v => (T?)v).FirstOrDefault();

    /// <summary>Every row of a register that can be named.</summary>
    public static IEnumerable<RowRef> AllOf(RegisterRows rows) =>
        rows.Memberships.Select(Of).Concat(rows.Posts.Select(Of)).Concat(rows.Disciplines.Select(Of))
            .Concat(rows.Absences.Select(Of)).Concat(rows.Terms.Select(Of)).Concat(rows.Shifts.Select(Of));

    private static string Kebab<T>(T value)
        where T : struct, Enum => RuleBook.KebabCase(value.ToString());
}
