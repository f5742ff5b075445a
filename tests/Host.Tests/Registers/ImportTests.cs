using System.IO.Compression;
using System.Net;
using System.Text;
using Workflows.Organisation;

namespace Workflows.Host.Tests.Registers;

public sealed class ImportTests : IAsyncLifetime
{
    private const string People = "人员编号,姓名,性别,单位编号,发展阶段,起始日期\r\n";
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        // An organisation section below the top, for branch-1 and branch-2.
        await town.Host.Save(new RegisterRows { Posts = [new Post("p-guest", "agency", Roles.OrganisationSection, new DateOnly(2020, 1, 1))] });
        await town.Host.AddAccount("section", "p-guest", Town.Password);
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Checked_first_and_imported_then()
    {
        using var visitor = await town.SignedIn("organiser");
        const string file = People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n";

        var check = await Import(visitor, file, "?check=true");
        Assert.Equal((1, 1, 0), Counts(check));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get("/api/organisation/people/n1")).Status);

        Assert.Equal((1, 1, 1), Counts(await Import(visitor, file)));
        Assert.Equal("新辛", (string?)(await visitor.Get("/api/organisation/people/n1")).Json!["name"]);
    }

    [Fact]
    public async Task What_will_change_is_shown_field_by_field_and_exactly_that_is_written()
    {
        using var visitor = await town.SignedIn("organiser");
        const string file = People + "p-member,员戊·乙,女,branch-1,正式党员,2020-01-01\r\n" + "p-other,他己,女,branch-2,正式党员,2020-01-01\r\n"
            + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n";

        var shown = (await Import(visitor, file, "?check=true")).Json!;

        var people = shown["tables"]!.AsArray()[0]!;
        Assert.Equal(("人员", 1, 1, 0, 1),
            ((string)people["title"]!, (int)people["added"]!, (int)people["changed"]!, (int)people["ended"]!, (int)people["same"]!));
        var changed = people["rows"]!.AsArray().Single(r => (string)r!["kindTitle"]! == "变更")!;
        Assert.Equal(("姓名", "员戊·甲", "员戊·乙"),
            ((string)changed["fields"]![0]!["field"]!, (string)changed["fields"]![0]!["before"]!,
            (string)changed["fields"]![0]!["after"]!));
        Assert.Equal(1, (int)shown["conflicts"]!);

        Counts(await Import(visitor, file, $"?shown={shown["fingerprint"]}"));

        var again = (await Import(visitor, file, "?check=true")).Json!;
        Assert.All(again["tables"]!.AsArray(), t => Assert.Equal(0, (int)t!["added"]! + (int)t["changed"]! + (int)t["ended"]!));
        Assert.Equal("1980-02-29", (string?)(await visitor.Get("/api/organisation/people/p-member")).Json!["born"]);
    }

    [Fact]
    public async Task What_is_confirmed_after_the_register_has_changed_is_shown_anew_and_not_written()
    {
        using var visitor = await town.SignedIn("organiser");
        const string file = People + "p-member,员戊·乙,女,branch-1,正式党员,2020-01-01\r\n";
        var shown = (string)(await Import(visitor, file, "?check=true")).Json!["fingerprint"]!;
        await town.Host.Save(new RegisterRows { People = [new Person("p-member", "员戊·丙", new DateOnly(1980, 2, 29), Sex.Female)] });

        var refused = await Import(visitor, file, $"?shown={shown}");

        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile", "名册在您核对之后有了变化，这次没有导入。"), (refused.Status, refused.Code, refused.Title));
        Assert.Equal("员戊·丙", (string?)(await visitor.Get("/api/organisation/people/p-member")).Json!["name"]);
        var anew = (string)(await Import(visitor, file, "?check=true")).Json!["fingerprint"]!;
        Assert.Equal(HttpStatusCode.OK, (await Import(visitor, file, $"?shown={anew}")).Status);
    }

    [Fact]
    public async Task What_does_not_touch_the_import_does_not_stop_it()
    {
        using var visitor = await town.SignedIn("organiser");
        const string file = People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n";
        var shown = (string)(await Import(visitor, file, "?check=true")).Json!["fingerprint"]!;
        await town.Host.Save(new RegisterRows { People = [new Person("p-other", "他己", new DateOnly(1981, 1, 1), Sex.Female)] });

        Assert.Equal((1, 1, 1), Counts(await Import(visitor, file, $"?shown={shown}")));
    }

    [Fact]
    public async Task One_bad_row_stops_all_unless_the_good_ones_are_asked_for()
    {
        using var visitor = await town.SignedIn("organiser");
        const string file = People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\nn2,新壬,不详,branch-1,正式党员,2021-02-30\r\n";

        var refused = await Import(visitor, file);

        Assert.Equal((2, 1, 0), Counts(refused));
        Assert.Equal([("性别", 3), ("起始日期", 3)], refused.Json!["bad"]!.AsArray().Select(b => ((string)b!["column"]!, (int)b["line"]!)));
        Assert.Equal((2, 1, 1), Counts(await Import(visitor, file, "?skipBadRows=true")));
    }

    [Fact]
    public async Task Gb18030_is_read_like_utf8()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var visitor = await town.SignedIn("organiser");
        var bytes = Encoding.GetEncoding("GB18030").GetBytes(People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n");

        Assert.Equal((1, 1, 1), Counts(await visitor.Upload("人员.csv", bytes, "/api/organisation/import")));
    }

    [Fact]
    public async Task Several_sheets_of_a_workbook_are_imported_at_once_and_a_birth_month_is_told_as_such()
    {
        using var visitor = await town.SignedIn("organiser");
        var book = Book(
            ("党员名册", [["序号", "姓 名", "性别", "出生年月", "党员类别", "入党时间", "转正时间", "所在支部"], ["1", "新辛", "女", "1985.03", "中共党员", "2015-06-30", "2016-06-30", "branch-1"]]),
            ("职务", [["姓名", "所在支部", "党内职务", "任职时间"], ["新辛", "branch-1", "宣传委员", "2026-02-30"]]));

        var check = await visitor.Upload("花名册.xlsx", book, "/api/organisation/import?check=true");
        Assert.Equal(("职务", 2, "任职时间"), check.Json!["bad"]![0] is { } bad ? ((string)bad["sheet"]!, (int)bad["line"]!, (string)bad["column"]!) : default);

        Assert.Equal((2, 1, 1), Counts(await visitor.Upload("花名册.xlsx", book, "/api/organisation/import?skipBadRows=true")));
        var found = (await visitor.Get("/api/organisation/people?q=新辛")).Json!["items"]!.AsArray();
        Assert.Equal("1985-03", (string?)(await visitor.Get($"/api/organisation/people/{Assert.Single(found)!["id"]}")).Json!["born"]);
    }

    [Theory]
    [InlineData("secretary")]
    [InlineData("member")]
    [InlineData("auditor")]
    public async Task Whoever_does_not_keep_the_register_imports_nothing(string user)
    {
        using var visitor = await town.SignedIn(user);

        var refused = await Import(visitor, People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("只有管理员和组织科（部）可以导入名册。", refused.Title);
    }

    [Fact]
    public async Task A_section_imports_what_is_below_it_and_nothing_else()
    {
        using var section = await town.SignedIn("section");

        Assert.Equal((1, 1, 1), Counts(await Import(section, People + "n1,新辛,女,branch-1,正式党员,2021-07-01\r\n")));
        Assert.Equal("“示例市直工委”不在您负责的范围内，没有导入。", (await Import(section, People + "n2,新壬,女,top,正式党员,2021-07-01\r\n")).Title);
        Assert.Equal("“示例市直工委”不在您负责的范围内，没有导入。", (await Import(section, People + "p-admin,冒名,女,branch-1,正式党员,2021-07-01\r\n")).Title);
        Assert.Equal("管甲", (await town.SignedIn("admin").ContinueWith(async v => (string?)(await (await v).Get("/api/me")).Json!["person"]!["name"], TaskScheduler.Default).Unwrap()));
    }

    [Fact]
    public async Task Nobody_makes_themselves_administrator_by_import()
    {
        using var organiser = await town.SignedIn("organiser");

        var refused = await Import(organiser, "人员编号,单位编号,职务,任职日期\r\np-organiser,top,管理员,2026-01-01\r\n");

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("“系统管理员”只能由系统管理员任免，没有导入。", refused.Title);
        Assert.False((bool)(await organiser.Get("/api/me")).Json!["may"]!["administer"]!);
    }

    [Fact]
    public async Task Without_a_file_the_field_is_named()
    {
        using var organiser = await town.SignedIn("organiser");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };

        Assert.Equal("请选择 1 至 10 个表格文件（xlsx 或 CSV）。", (await organiser.Send(HttpMethod.Post, "/api/organisation/import", form)).Error("file"));
    }

    /// <summary>A workbook as a spreadsheet writes it, all cells text.</summary>
    private static byte[] Book(params (string Name, string[][] Rows)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("xl/workbook.xml", $"<workbook xmlns:r=\"r\"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" r:id=\"s{i}\"/>"))}</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", $"<r>{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"s{i}\" Type=\"x/worksheet\" Target=\"s{i}.xml\"/>"))}</r>");
            for (var i = 0; i < sheets.Length; i++)
                Part($"xl/s{i}.xml", $"<worksheet><sheetData>{string.Concat(sheets[i].Rows.Select(r => $"<row>{string.Concat(r.Select(Cell))}</row>"))}</sheetData></worksheet>");

            void Part(string name, string text)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open());
                part.Write(text);
            }
        }

        return bytes.ToArray();

        static string Cell(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";
    }

    private static Task<Answer> Import(Visitor visitor, string csv, string query = "") =>
        visitor.Upload("人员.csv", Encoding.UTF8.GetBytes(csv), "/api/organisation/import" + query);

    private static (int Rows, int Good, int Imported) Counts(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return ((int)answer.Json!["rows"]!, (int)answer.Json!["good"]!, (int)answer.Json!["imported"]!);
    }
}
