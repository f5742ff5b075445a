using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Sample;
using Workflows.Storage;
using Workflows.Tests.Organisation;

namespace Workflows.Tests.Storage;

public sealed class RegisterImporterTests
{
    private static readonly DateOnly today = ImportFiles.Today;
    private static readonly ImportFile[] oneBad = [ImportFiles.Units, ImportFiles.People("p1,示例甲,男,,,,,b1,正式党员,2010-06-01,\np2,示例乙,男,,,,,b1,群众,2010-06-01,\n")];

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_imported_when_a_row_is_bad(Database on)
    {
        using var database = TestDatabase.Fresh(on);

        var report = await new RegisterImporter(database.Contexts)
            .Import(oneBad, today, skipBadRows: false, new(default, "", RecordWays.Import));

        Assert.Equal((0, 5, 4), (report.Imported, report.Read.RowsRead, report.Read.GoodRows));
        Assert.Equal(("人员.csv", 3, "发展阶段"), (report.Read.Mistakes[0].File, report.Read.Mistakes[0].Line, report.Read.Mistakes[0].Column));
        Assert.Equal(0, (await new RegisterStore(database.Contexts).Current()).Rows.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_good_rows_are_imported_when_that_is_asked_for(Database on)
    {
        using var database = TestDatabase.Fresh(on);

        var report = await new RegisterImporter(database.Contexts)
            .Import(oneBad, today, skipBadRows: true, new(default, "", RecordWays.Import));

        Assert.Equal((4, 1), (report.Imported, report.Read.Mistakes.Length));
        Assert.Equal("示例甲", Assert.Single((await new RegisterStore(database.Contexts).Current()).People).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Importing_twice_leaves_the_same_register_as_importing_once(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        var store = new RegisterStore(database.Contexts);
        var files = RegisterExport.Write(SampleCity.Of(today).Rows);

        var first = await new RegisterImporter(database.Contexts)
            .Import(files, today, skipBadRows: false, new(default, "", RecordWays.Import));
        var once = Content((await store.Current()).Rows);
        var second = await new RegisterImporter(database.Contexts)
            .Import(files, today, skipBadRows: false, new(default, "", RecordWays.Import));
        var twice = Content((await store.Current()).Rows);

        Assert.Empty(first.Read.Mistakes);
        Assert.Empty(second.Read.Mistakes);
        Assert.Equal(first.Imported, second.Imported);
        Assert.Equal(once, twice);
        Assert.Equal(Content(SampleCity.Of(today).Rows), once);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_imports_at_once_do_not_both_appoint_a_secretary(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        var importer = new RegisterImporter(database.Contexts);
        await importer.Import([ImportFiles.Units, ImportFiles.People("p1,示例甲,男,,,,,b1,正式党员,2010-06-01,\np2,示例乙,男,,,,,b1,正式党员,2010-06-01,\n")], today, skipBadRows: false, new(default, "", RecordWays.Import));

        var reports = await Task.WhenAll(Enumerable.Range(1, 2).Select(i => Task.Run(() =>
            importer.Import([ImportFiles.File($"{ImportFiles.PostHeader}p{i},b1,书记,2026-01-01,\n")], today, skipBadRows: false,
                new(default, "", RecordWays.Import)))));

        Assert.Equal([0, 1], reports.Select(r => r.Imported).Order());
        Assert.Single((await new RegisterStore(database.Contexts).Current()).Holders(Roles.Secretary, "b1", today));
    }

    /// <summary>Every row as text, in a fixed order.</summary>
    private static List<string> Content(RegisterRows rows) =>
    [
        .. new IEnumerable<object>[] { rows.Units, rows.People, rows.Memberships, rows.Posts, rows.Terms, rows.Shifts, rows.Disciplines, rows.Absences }
            .SelectMany(r => r).Select(r => r.ToString()!).Order(StringComparer.Ordinal),
    ];
}
