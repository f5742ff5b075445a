using System.Text;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Sample;

namespace Workflows.Tests.Organisation;

/// <summary>Whatever is done to the files, reading them ends, names its mistakes, and what it lets through fits together.</summary>
public sealed class ImportRandomTests
{
    private static readonly DateOnly today = ImportFiles.Today;
    private static readonly ImportFile[] files = [.. RegisterExport.Write(Agency())];

    [Fact]
    public void Spoilt_files_are_told_in_sentences_and_good_rows_still_fit_together()
    {
        var seed = Seed.First;
        for (var round = 0; round < 150; round++)
        {
            var random = new Random(seed + round);
            ImportFile[] spoilt = [.. files.Select(f => random.Next(2) == 0 ? f : f with { Content = Spoil(f.Content.ToArray(), random) })];

            var import = RegisterFiles.Read(spoilt, Register.Empty, today);

            var told = $"seed {seed + round}";
            Assert.True(import.Mistakes.All(m => m.Reason.Length > 0 && m.Line >= 0 && !m.Reason.Any(char.IsControl)), told);
            Assert.True(import.Remarks.All(r => r.Length > 0 && !r.Any(char.IsControl)), told);
            Assert.True(import.GoodRows <= import.RowsRead, told);
            Assert.True(FitsTogether(import.Rows), told);
            Assert.True(RegisterFiles.Read(RegisterExport.Write(import.Rows), Register.Empty, today).Mistakes.IsEmpty, told);
        }
    }

    [Fact]
    public void A_value_over_two_lines_is_quoted_on_one()
    {
        var terms = files.Single(f => f.Name == "任期.csv");
        var lines = Encoding.UTF8.GetString(terms.Content.Span).Split("\r\n");
        var place = lines[0].Split(',').IndexOf("届期");
        var cells = lines[1].Split(',');
        cells[place] = "\"五\r\n年\"";
        var spoilt = terms with { Content = Encoding.UTF8.GetBytes(string.Join("\r\n", [lines[0], string.Join(',', cells), .. lines[2..]])) };

        var import = RegisterFiles.Read([.. files.Where(f => f != terms), spoilt], Register.Empty, today);

        Assert.Equal("“五 年”应为 1 到 10 之间的整数", Assert.Single(import.Mistakes).Reason);
    }

    private static RegisterRows Agency()
    {
        var city = SampleCity.Of(today).Rows;
        var units = city.Units.Where(u => u.Id == "gw" || u.Id.StartsWith("jg01", StringComparison.Ordinal)).ToArray();
        var ids = units.Select(u => u.Id).ToHashSet();
        var people = city.Memberships.Where(m => ids.Contains(m.UnitId)).Select(m => m.PersonId).ToHashSet();
        return city with
        {
            Units = [.. units],
            People = [.. city.People.Where(p => people.Contains(p.Id))],
            Memberships = [.. city.Memberships.Where(m => people.Contains(m.PersonId))],
            Posts = [.. city.Posts.Where(p => people.Contains(p.PersonId))],
            Terms = [.. city.Terms.Where(t => ids.Contains(t.UnitId))],
            Shifts = [.. city.Shifts.Where(t => ids.Contains(t.UnitId))],
            Disciplines = [.. city.Disciplines.Where(d => people.Contains(d.PersonId))],
            Absences = [.. city.Absences.Where(a => people.Contains(a.PersonId))],
        };
    }

    private static byte[] Spoil(byte[] content, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                return content[..random.Next(content.Length)];
            case 1:
                for (var i = 0; i < 20; i++)
                    content[random.Next(content.Length)] = (byte)random.Next(256);
                return content;
            case 2:
                for (var i = 0; i < 5; i++)
                    content[random.Next(content.Length)] = "\",\n\r\0"u8[random.Next(5)];
                return content;
            case 3:
                var lines = Encoding.UTF8.GetString(content).Split("\r\n");
                random.Shuffle(lines.AsSpan(1));
                return Encoding.UTF8.GetBytes(string.Join("\r\n", [.. lines, .. lines.Skip(1).Take(5)]));
            default:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace("-0", random.Next(2) == 0 ? "-1" : "/"));
        }
    }

    private static bool FitsTogether(RegisterRows rows)
    {
        var register = new Register(rows);
        var people = rows.People.Select(p => p.Id).ToHashSet();
        return rows.Units.All(u => u.ParentId is null || register.Unit(u.ParentId, u.From) is { } parent && parent.Kind < u.Kind)
            && rows.Memberships.All(m => people.Contains(m.PersonId) && register.Unit(m.UnitId, m.From) is not null)
            && rows.Memberships.GroupBy(m => m.PersonId).All(g => g.All(m => g.All(n => ReferenceEquals(m, n) || !m.Overlaps(n))))
            && rows.Posts.All(p => people.Contains(p.PersonId) && register.Unit(p.UnitId, p.From) is not null && RoleBook.BuiltIn.Find(p.Role) is not null)
            && rows.Posts.Where(p => p.Role == Roles.Secretary).GroupBy(p => p.UnitId).All(g => g.All(p => g.All(q => ReferenceEquals(p, q) || !p.Overlaps(q))))
            && rows.Disciplines.All(d => people.Contains(d.PersonId))
            && rows.Absences.All(a => people.Contains(a.PersonId))
            && rows.Terms.All(t => register.Unit(t.UnitId, t.ElectedOn) is not null);
    }
}
