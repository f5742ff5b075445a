using System.Net;
using MiniExcelLibs;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Host.Tests.Sheets;

public sealed class RegisterExportTests(Town town) : IClassFixture<Town>
{
    private const string Path = "/api/organisation/register";
    private static readonly string[] tables = ["单位", "人员", "职务", "任期", "处分", "长期不能参会"];

    [Fact]
    public async Task The_whole_register_comes_out_with_days_as_days()
    {
        using var organiser = await town.SignedIn("organiser");

        var book = (await organiser.Get(Path)).Response;

        var file = await book.Content.ReadAsStreamAsync();
        Assert.Equal(tables, MiniExcel.GetSheetNames(file));
        var people = Spreadsheet.Read(file, "人员");
        Assert.Contains("员戊·甲", people["姓名"]);
        Assert.Contains(new DateTime(1980, 2, 29), people["出生日期"]);
        Assert.Equal([new DateTime(2026, 1, 1)], Spreadsheet.Read(file, "处分")["生效日期"]);
        Assert.Equal("名册 2026-11-21.xlsx", book.Content.Headers.ContentDisposition!.FileNameStar);
    }

    [Fact]
    public async Task What_was_exported_and_is_imported_again_changes_nothing()
    {
        using var keeper = await town.SignedIn("organiser");
        var book = await (await keeper.Get(Path)).Response.Content.ReadAsByteArrayAsync();

        var check = await keeper.Upload("名册.xlsx", book, "/api/organisation/import?check=true");

        Assert.True(check.Status == HttpStatusCode.OK, check.Text);
        Assert.Empty(check.Json!["bad"]!.AsArray());
        Assert.All(check.Json["tables"]!.AsArray(), t => Assert.Equal(0, (int)t!["added"]! + (int)t["changed"]! + (int)t["ended"]!));
        Assert.Equal(18, (int)check.Json["good"]!);
    }

    [Fact]
    public async Task Who_runs_the_system_takes_nothing_of_what_is_known_of_people()
    {
        using var admin = await town.SignedIn("admin");

        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get(Path)).Status);
    }

    [Fact]
    public async Task A_birth_known_to_the_month_comes_back_as_that_month()
    {
        var own = new Town();
        await own.InitializeAsync();
        using var keeper = await own.SignedIn("organiser");
        await own.Host.Save(new()
        {
            People = [new("p-month", "月辛", DayOrMonth.OfMonth(1985, 10), Sex.Female)],
            Memberships = [new("p-month", "branch-1", MembershipStage.Full, new(2020, 1, 1))],
        });
        var book = await (await keeper.Get(Path)).Response.Content.ReadAsByteArrayAsync();

        var check = await keeper.Upload("名册.xlsx", book, "/api/organisation/import?check=true");

        await own.DisposeAsync();
        Assert.Contains("1985-10", Spreadsheet.Read(new MemoryStream(book), "人员")["出生日期"]);
        Assert.True(check.Status == HttpStatusCode.OK, check.Text);
        Assert.Empty(check.Json!["bad"]!.AsArray());
        Assert.All(check.Json["tables"]!.AsArray(), t => Assert.Equal(0, (int)t!["added"]! + (int)t["changed"]! + (int)t["ended"]!));
    }

    [Fact]
    public async Task A_secretary_takes_the_own_branch_away_and_no_other()
    {
        using var secretary = await town.SignedIn("secretary");

        var file = await (await secretary.Get(Path)).Response.Content.ReadAsStreamAsync();

        Assert.Equal(["branch-1"], Spreadsheet.Read(file, "单位")["单位编号"]);
        Assert.Equal(["p-member", "p-secretary"], Spreadsheet.Read(file, "人员")["人员编号"].Order());
        Assert.Equal(["书丁"], Spreadsheet.Read(file, "职务")["姓名"]);
        Assert.Equal(["branch-1"], Spreadsheet.Read(file, "任期")["单位编号"]);
    }

    [Fact]
    public async Task Whoever_holds_no_post_takes_nothing_away()
    {
        using var member = await town.SignedIn("member");

        Assert.Equal((HttpStatusCode.Forbidden, "只有在党组织或者党的机关任职的人可以导出名册。"), await member.Get(Path) is var refused
            ? (refused.Status, refused.Title) : default);
    }
}
