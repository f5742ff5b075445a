using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>Writes the register as the CSV files that <see cref="RegisterFiles"/> reads: for checking, for correcting in a spreadsheet, and, without rows, as templates.</summary>
public static class RegisterExport
{
    /// <summary>One file a table, UTF-8 with a mark (so that office programs show Chinese), named after the table.</summary>
    public static ImmutableArray<ImportFile> Write(RegisterRows rows, RoleBook? roles = null)
    {
        roles ??= RoleBook.BuiltIn;
        var people = rows.People.ToDictionary(p => p.Id);
        string NameOf(string personId) => people.TryGetValue(personId, out var person) ? person.Name : "";
        return
        [
            File(RegisterTable.Units, rows.Units.Select(u => Row(u.Id, u.Name, u.Kind.Title(), u.ParentId ?? "", Day(u.From), Day(u.Until)))),
            File(RegisterTable.People, People(rows)),
            File(RegisterTable.Posts, rows.Posts.Select(p => Row(p.PersonId, NameOf(p.PersonId), p.UnitId, roles.TitleOf(p.Role), Day(p.From), Day(p.Until)))),
            File(RegisterTable.Terms, Terms(rows)),
            File(RegisterTable.Disciplines, rows.Disciplines.Select(d => Row(d.PersonId, NameOf(d.PersonId), d.Kind.Title(), Day(d.From), Day(d.Until)))),
            File(RegisterTable.Absences, rows.Absences.Select(a => Row(a.PersonId, NameOf(a.PersonId), a.Kind.Title(), Day(a.From), Day(a.Until)))),
        ];
    }

    private static IEnumerable<string[]> People(RegisterRows rows) =>
        from person in rows.People
        join membership in rows.Memberships on person.Id equals membership.PersonId into memberships
        from m in memberships.DefaultIfEmpty()
        select Row(
            person.Id, person.Name, person.Sex.Title(), person.Born?.ToString() ?? "", person.Ethnicity, person.Education, person.Position,
            m?.UnitId ?? "", m?.Stage.Title() ?? "", Day(m?.From), Day(m?.Until));

    private static IEnumerable<string[]> Terms(RegisterRows rows) =>
        from term in rows.Terms
        join shift in rows.Shifts on (term.UnitId, term.ElectedOn) equals (shift.UnitId, shift.ElectedOn) into shifts
        from s in shifts.DefaultIfEmpty()
        select Row(term.UnitId, Day(term.ElectedOn), Number(term.Years), "", s is null ? "" : Number(s.Months), Day(s?.DecidedOn));

    private static ImportFile File(RegisterTable table, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder("\uFEFF").Append(Csv.Write(table.Ours.Select(c => c.Name)));
        foreach (var row in rows)
            text.Append(Csv.Write(row));
        return new($"{table.Title}.csv", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string[] Row(params string[] fields) => fields;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
