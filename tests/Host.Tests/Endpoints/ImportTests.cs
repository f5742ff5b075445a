using System.Net;
using System.Text;
using Workflows.Organisation;

namespace Workflows.Host.Tests.Endpoints;

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
        Assert.Equal("“管理员”只能由管理员任免，没有导入。", refused.Title);
        Assert.False((bool)(await organiser.Get("/api/me")).Json!["may"]!["administer"]!);
    }

    [Fact]
    public async Task Without_a_file_the_field_is_named()
    {
        using var organiser = await town.SignedIn("organiser");
        using var form = new MultipartFormDataContent { { new StringContent("x"), "other" } };

        Assert.Equal("请选择 1 至 10 个 CSV 文件。", (await organiser.Send(HttpMethod.Post, "/api/organisation/import", form)).Error("file"));
    }

    private static Task<Answer> Import(Visitor visitor, string csv, string query = "") =>
        visitor.Upload("人员.csv", Encoding.UTF8.GetBytes(csv), "/api/organisation/import" + query);

    private static (int Rows, int Good, int Imported) Counts(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return ((int)answer.Json!["rows"]!, (int)answer.Json!["good"]!, (int)answer.Json!["imported"]!);
    }
}
