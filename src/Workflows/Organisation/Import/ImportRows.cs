using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>A row with the place it was read from.</summary>
internal sealed record Placed<T>(T Row, Place Place);

/// <summary>A line of the people file: the person and one of their memberships; none for somebody outside the party's units, such as a technician.</summary>
internal sealed record PersonLine(Person Person, Membership? Membership);

/// <summary>A line of the terms file: the term and, perhaps, a decision that moved its end.</summary>
internal sealed record TermLine(Term Term, TermShift? Shift);

/// <summary>The rows of an import that still stand, with their places; checks take away what does not.</summary>
internal sealed class ImportRows
{
    public List<Placed<Unit>> Units { get; } = [];

    public List<Placed<PersonLine>> People { get; } = [];

    public List<Placed<Post>> Posts { get; } = [];

    public List<Placed<TermLine>> Terms { get; } = [];

    public List<Placed<Discipline>> Disciplines { get; } = [];

    public List<Placed<Absence>> Absences { get; } = [];

    public int Count => Units.Count + People.Count + Posts.Count + Terms.Count + Disciplines.Count + Absences.Count;

    public RegisterRows ToRegisterRows() => new()
    {
        Units = [.. Units.Select(u => u.Row)],
        People = [.. People.Select(p => p.Row.Person).DistinctBy(p => p.Id)],
        Memberships = [.. People.Select(p => p.Row.Membership).OfType<Membership>()],
        Posts = [.. Posts.Select(p => p.Row)],
        Terms = [.. Terms.Select(t => t.Row.Term).DistinctBy(t => (t.UnitId, t.ElectedOn))],
        Shifts = [.. Terms.Select(t => t.Row.Shift).OfType<TermShift>()],
        Disciplines = [.. Disciplines.Select(d => d.Row)],
        Absences = [.. Absences.Select(a => a.Row)],
    };

    /// <summary>Reads one record of a table; a record with a mistake is not added.</summary>
    public void Add(RegisterTable table, CsvRow row, Place place)
    {
        if (table == RegisterTable.Units)
            Add(Units, ReadUnit(row), row, place);
        else if (table == RegisterTable.People)
            Add(People, ReadPerson(row), row, place);
        else if (table == RegisterTable.Posts)
            Add(Posts, ReadPost(row), row, place);
        else if (table == RegisterTable.Terms)
            Add(Terms, ReadTerm(row), row, place);
        else if (table == RegisterTable.Disciplines)
            Add(Disciplines, ReadDiscipline(row), row, place);
        else
            Add(Absences, ReadAbsence(row), row, place);
    }

    private static void Add<T>(List<Placed<T>> list, T value, CsvRow row, Place place)
    {
        if (row.IsGood)
            list.Add(new(value, place));
    }

    private static Unit ReadUnit(CsvRow row)
    {
        var from = row.Day("成立日期");
        return new(row.Id("单位编号"), row.Text("单位名称", 100, needed: true), row.Choice("单位类别", Titled<UnitKind>(Titles.Title)), row.IdOrNone("上级编号"), from, row.Until("撤销日期", from));
    }

    private static PersonLine ReadPerson(CsvRow row)
    {
        var person = new Person(row.Id("人员编号"), row.PersonName("姓名"), row.DayOrNone("出生日期"), row.Choice("性别", Titled<Sex>(Titles.Title)))
        {
            Ethnicity = row.Text("民族", 20),
            Education = row.Text("学历", 50),
            Position = row.Text("现任职务", 100),
        };
        if (row.AreEmpty("单位编号", "发展阶段", "起始日期", "终止日期"))
            return new(person, null);

        var from = row.Day("起始日期");
        return new(person, new Membership(person.Id, row.Id("单位编号"), row.Choice("发展阶段", Titled<MembershipStage>(Titles.Title)), from, row.Until("终止日期", from)));
    }

    private static Post ReadPost(CsvRow row)
    {
        var from = row.Day("任职日期");
        var role = row.Choice("职务", Roles.All.Where(r => r.Nature != RoleNature.Derived).Select(r => (r.Key, r.Title)));
        return new(row.Id("人员编号"), row.Id("单位编号"), role, from, row.Until("免职日期", from));
    }

    private static TermLine ReadTerm(CsvRow row)
    {
        var term = new Term(row.Id("单位编号"), row.Day("选举日期"), row.Number("届期", 1, 10, standard: 0));
        var months = row.Number("调整月数", -12, 12, standard: 0);
        var decided = row.DayOrNone("调整决定日期");
        if (term.Years == 0 && row.IsGood)
            row.Wrong("届期", "不能为空");
        if (months != 0 && decided is null)
            row.Wrong("调整决定日期", "写了调整月数，就要写批准调整的日期");
        if (row.IsGood && row.DayOrNone("届满日期") is { } expires && expires != (term with { ShiftedMonths = months }).ExpiresOn)
            row.Wrong("届满日期", $"应为 {(term with { ShiftedMonths = months }).ExpiresOn:yyyy-MM-dd}（选举日期加届期和调整月数）；留空即可");
        return new(term, months == 0 || decided is null ? null : new(term.UnitId, term.ElectedOn, decided.Value, months));
    }

    private static Discipline ReadDiscipline(CsvRow row)
    {
        var from = row.Day("生效日期");
        return new(row.Id("人员编号"), row.Choice("处分", Titled<DisciplineKind>(Titles.Title)), from, row.Until("解除日期", from));
    }

    private static Absence ReadAbsence(CsvRow row)
    {
        var from = row.Day("开始日期");
        return new(row.Id("人员编号"), row.Choice("不能参会原因", Titled<AbsenceKind>(Titles.Title)), from, row.Until("结束日期", from));
    }

    private static IEnumerable<(T, string)> Titled<T>(Func<T, string> title)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(v => (v, title(v)));
}
