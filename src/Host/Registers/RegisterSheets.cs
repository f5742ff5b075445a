using Workflows.Host.Sheets;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Host.Registers;

/// <summary>The tables of the register as an import reads them: what was corrected in the file can be handed in again.</summary>
internal static class RegisterSheets
{
    private static readonly Sheet<Unit> units = new("单位")
    {
        { "单位编号", 18, u => u.Id }, { "单位名称", 36, u => u.Name }, { "单位类别", 12, u => u.Kind.Title() },
        { "上级编号", 18, u => u.ParentId }, { "成立日期", 12, u => u.From }, { "撤销日期", 12, u => u.Until },
    };

    private static readonly Sheet<(Person Person, Membership? Membership)> people = new("人员")
    {
        { "人员编号", 18, r => r.Person.Id }, { "姓名", 12, r => r.Person.Name }, { "性别", 6, r => r.Person.Sex.Title() },
        { "出生日期", 12, r => Born(r.Person.Born) },
        { "民族", 10, r => r.Person.Ethnicity }, { "学历", 16, r => r.Person.Education }, { "现任职务", 30, r => r.Person.Position },
        { "单位编号", 18, r => r.Membership?.UnitId },
        { "发展阶段", 14, r => r.Membership?.Stage.Title() }, { "起始日期", 12, r => r.Membership?.From }, { "终止日期", 12, r => r.Membership?.Until },
    };

    private static readonly Sheet<(Term Term, TermShift? Shift)> terms = new("任期")
    {
        { "单位编号", 18, r => r.Term.UnitId }, { "选举日期", 12, r => r.Term.ElectedOn }, { "届期", 8, r => r.Term.Years },
        { "调整月数", 10, r => r.Shift?.Months }, { "调整决定日期", 14, r => r.Shift?.DecidedOn },
    };

    /// <summary>A day as a day; a month as text, so that no spreadsheet makes a day of it.</summary>
    private static object? Born(DayOrMonth? born) => born is not { } known ? null : known.IsMonth ? known.ToString() : known.Earliest;

    /// <summary>Writes all six tables.</summary>
    /// <returns>How many rows they have together.</returns>
    public static async Task<int> Write(Workbook workbook, RegisterRows rows, RoleBook roles, CancellationToken cancellation)
    {
        var names = rows.People.ToDictionary(p => p.Id, p => p.Name, StringComparer.Ordinal);
        string? NameOf(string person) => names.GetValueOrDefault(person);
        Sheet<Post> posts = new("职务")
        {
            { "人员编号", 18, p => p.PersonId }, { "姓名", 12, p => NameOf(p.PersonId) }, { "单位编号", 18, p => p.UnitId },
            { "职务", 20, p => roles.TitleOf(p.Role) }, { "任职日期", 12, p => p.From }, { "免职日期", 12, p => p.Until },
        };
        Sheet<Discipline> disciplines = new("处分")
        {
            { "人员编号", 18, d => d.PersonId }, { "姓名", 12, d => NameOf(d.PersonId) }, { "处分", 16, d => d.Kind.Title() },
            { "生效日期", 12, d => d.From }, { "解除日期", 12, d => d.Until },
        };
        Sheet<Absence> absences = new("长期不能参会")
        {
            { "人员编号", 18, a => a.PersonId }, { "姓名", 12, a => NameOf(a.PersonId) }, { "不能参会原因", 36, a => a.Kind.Title() },
            { "开始日期", 12, a => a.From }, { "结束日期", 12, a => a.Until },
        };
        var stages = rows.Memberships.ToLookup(m => m.PersonId);
        var shifts = rows.Shifts.ToLookup(s => (s.UnitId, s.ElectedOn));
        return await workbook.Add(units, rows.Units, cancellation)
            + await workbook.Add(people, rows.People.SelectMany(p => stages[p.Id].DefaultIfEmpty().Select(m => (p, m))), cancellation)
            + await workbook.Add(posts, rows.Posts, cancellation)
            + await workbook.Add(terms, rows.Terms.SelectMany(t => shifts[(t.UnitId, t.ElectedOn)].DefaultIfEmpty().Select(s => (t, s))),
                cancellation)
            + await workbook.Add(disciplines, rows.Disciplines, cancellation)
            + await workbook.Add(absences, rows.Absences, cancellation);
    }
}
