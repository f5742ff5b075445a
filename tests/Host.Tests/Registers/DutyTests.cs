using System.Net;
using System.Text;
using Workflows.Organisation;

namespace Workflows.Host.Tests.Registers;

/// <summary>What nobody does to the three duties by a file, the administrator himself included.</summary>
public sealed class DutyTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("admin", "p-admin,top,督导员,2020-01-01,", HttpStatusCode.Forbidden, "关于您本人（管甲）")]
    [InlineData("organiser", "p-organiser,agency,组织科（部）负责人,2020-01-01,", HttpStatusCode.Forbidden, "关于您本人（组乙）")]
    [InlineData("admin", "p-auditor,top,督导员,2026-01-01,", HttpStatusCode.UnprocessableEntity, "审丙任安全审计员，不能同时任督导员")]
    [InlineData("admin", "p-secretary,top,安全审计员,2026-01-01,", HttpStatusCode.UnprocessableEntity, "书丁任安全审计员，不能同时任书记")]
    [InlineData("admin", "p-auditor,top,安全审计员,2020-01-01,2026-11-01", HttpStatusCode.Forbidden, "这样就没有安全审计员了")]
    [InlineData("organiser", "p-guest,top,安全保密管理员,2026-01-01,", HttpStatusCode.Forbidden, "只能由系统管理员任免")]
    public async Task An_import_that_bends_a_duty_changes_nothing(string user, string line, HttpStatusCode status, string says)
    {
        using var visitor = await town.SignedIn(user);

        var refused = await Import(visitor, line);

        Assert.Equal(status, refused.Status);
        Assert.Contains(says, refused.Title, StringComparison.Ordinal);
        using var auditor = await town.SignedIn("auditor");
        Assert.True((bool)(await auditor.Get("/api/me")).Json!["may"]!["auditAll"]!);
    }

    [Fact]
    public async Task Whoever_holds_two_all_the_same_has_the_powers_of_neither_and_is_told()
    {
        var own = new Town();
        await own.InitializeAsync();
        await own.Host.Save(new() { Posts = [new("p-admin", "top", Roles.Auditor, new DateOnly(2020, 1, 1))] });
        using var both = await own.SignedIn("admin");

        var me = (await both.Get("/api/me")).Json!;

        Assert.Contains("管甲任系统管理员，不能同时任安全审计员", (string?)me["clash"], StringComparison.Ordinal);
        Assert.Equal((false, false), ((bool)me["may"]!["administer"]!, (bool)me["may"]!["audit"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await both.Get("/api/users")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await both.Get("/api/audit/search")).Status);
        await own.DisposeAsync();
    }

    private static Task<Answer> Import(Visitor visitor, string line) => visitor.Upload(
        "职务.csv", Encoding.UTF8.GetBytes($"人员编号,单位编号,职务,任职日期,免职日期\n{line}\n"), "/api/organisation/import");
}
