namespace Workflows.Organisation.Import;

/// <summary>Turns the lines of all tables into rows, in the order in which they speak of each other: units, people, and what is said of people.</summary>
internal sealed class LineReader
{
    private readonly ImportRows rows = new();
    private readonly ImportLog log;
    private readonly UnitBook units;
    private readonly PeopleNames people;
    private readonly RoleBook roles;

    private LineReader(ILookup<RegisterTable, TableLine> lines, Register existing, DateOnly today, ImportLog log)
    {
        this.log = log;
        roles = existing.RoleBook;
        foreach (var row in Of(RegisterTable.Units, lines))
            Add(rows.Units, [ReadUnit(row)], row);
        units = new UnitBook(existing.Rows.Over(new RegisterRows { Units = [.. rows.Units.Select(u => u.Row)] }).Units);
        for (var i = 0; i < rows.Units.Count; i++)
            rows.Units[i] = rows.Units[i] with { Row = units.Placed(rows.Units[i].Row) };

        people = new PeopleNames(existing);
        var reader = new PersonReader(existing, units, people, today, log);
        foreach (var row in Of(RegisterTable.People, lines))
            Add(rows.People, reader.Read(row), row);
    }

    public static ImportRows Read(IReadOnlyList<TableLine> lines, Register existing, DateOnly today, ImportLog log)
    {
        var byTable = lines.ToLookup(l => l.Table);
        var reader = new LineReader(byTable, existing, today, log);
        reader.Read(byTable);
        return reader.rows;
    }

    private void Read(ILookup<RegisterTable, TableLine> lines)
    {
        foreach (var row in Of(RegisterTable.Posts, lines))
            Add(rows.Posts, ReadPosts(row), row);
        foreach (var row in Of(RegisterTable.Terms, lines))
            Add(rows.Terms, [ReadTerm(row)], row);
        foreach (var row in Of(RegisterTable.Disciplines, lines))
            Add(rows.Disciplines, [ReadDiscipline(row)], row);
        foreach (var row in Of(RegisterTable.Absences, lines))
            Add(rows.Absences, [ReadAbsence(row)], row);
    }

    private IEnumerable<RowValues> Of(RegisterTable table, ILookup<RegisterTable, TableLine> lines) => lines[table].Select(l => new RowValues(l, log));

    private static void Add<T>(List<Placed<T>> list, IEnumerable<T> values, RowValues row)
    {
        if (row.IsGood)
            list.AddRange(values.Select(v => new Placed<T>(v, row.Place)));
    }

    private static Unit ReadUnit(RowValues row)
    {
        var from = row.Day("成立日期");
        var kind = row.Choice("单位类别", Titles.All<UnitKind>(), (UnitKind.Branch, "支部"), (UnitKind.GeneralBranch, "总支"), (UnitKind.GeneralBranch, "党总支部"));
        var parent = row.IsEmpty("上级编号") ? null : row.TextOf("上级编号");
        return new(row.Id("单位编号"), row.Text("单位名称", 100, needed: true), kind, parent, from, row.Until("撤销日期", from));
    }

    private IReadOnlyList<Post> ReadPosts(RowValues row)
    {
        var (from, unit, text) = (row.Day("任职日期"), units.Of(row), row.TextOf("职务"));
        var (held, asMember, unknown) = PostTitles.Read(text, roles);
        if (text.Length == 0)
            row.Wrong("职务", "不能为空");
        else if (unknown is not null)
            row.Wrong("职务", $"“{RowValues.Short(unknown)}”不认识，可写：{string.Join("、", PostTitles.Known(roles))}");
        foreach (var title in asMember)
            log.Remark(row.Place, $"“{title}”按委员登记");

        var (person, until) = (PersonOf(row, unit), row.Until("免职日期", from));
        return [.. held.Select(r => new Post(person, unit, r, from, until))];
    }

    private TermLine ReadTerm(RowValues row)
    {
        var term = new Term(units.Of(row), row.Day("选举日期"), row.Number("届期", 1, 10, standard: 0));
        var months = row.Number("调整月数", -12, 12, standard: 0);
        var decided = row.DayOrNone("调整决定日期");
        if (term.Years == 0 && row.IsGood)
            row.Wrong("届期", "不能为空");
        if (months != 0 && decided is null)
            row.Wrong("调整决定日期", "写了调整月数，就要写批准调整的日期");
        var shifted = term with { ShiftedMonths = months };
        if (row.IsGood && row.DayOrNone("届满日期") is { } expires && expires != shifted.ExpiresOn)
            row.Wrong("届满日期", $"应为 {Rules.Words.Day(shifted.ExpiresOn)}（选举日期加届期和调整月数）；留空即可");
        return new(term, months == 0 || decided is null ? null : new(term.UnitId, term.ElectedOn, decided.Value, months));
    }

    private Discipline ReadDiscipline(RowValues row)
    {
        var from = row.Day("生效日期");
        var kind = row.Choice(
            "处分", Titles.All<DisciplineKind>(), (DisciplineKind.Warning, "党内警告"), (DisciplineKind.SeriousWarning, "党内严重警告"), (DisciplineKind.RemovedFromPost, "撤销党内职务处分"));
        return new(PersonOf(row), kind, from, row.Until("解除日期", from));
    }

    private Absence ReadAbsence(RowValues row)
    {
        var from = row.Day("开始日期");
        return new(PersonOf(row), row.Choice("不能参会原因", Titles.All<AbsenceKind>()), from, row.Until("结束日期", from));
    }

    /// <summary>Whom the line is about: by number, and then a name beside it must be theirs; or by name, where only one person is meant.</summary>
    private string PersonOf(RowValues row, string unit = "")
    {
        var name = row.IsEmpty("姓名") ? "" : row.PersonName("姓名");
        if (!row.IsEmpty("人员编号") || name.Length == 0)
        {
            var id = people.Spelt(row.Id("人员编号"));
            if (name.Length > 0 && people.Find(id) is { } known && PersonNames.Standard(known.Name) != name)
                row.Wrong("姓名", $"编号“{id}”在名册里是“{known.Name}”，不是“{name}”，请核对编号和姓名");
            return id;
        }

        if (unit.Length == 0 && !row.IsEmpty("所在党组织"))
            unit = units.Of(row);
        var (found, trouble) = people.ByName(name, unit.Length == 0 ? new HashSet<string>() : units.Within(unit));
        if (trouble is not null)
            row.Wrong("姓名", trouble);
        return found ?? "";
    }
}
