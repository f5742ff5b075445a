using System.Net;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Host.Tests.Registers;

/// <summary>更正: a wrong row of the register, as it is taken out over HTTP and told on the pages.</summary>
public sealed class VoidTests(Town town) : IClassFixture<Town>
{
    private static readonly DateOnly since = new(2021, 3, 1);

    [Fact]
    public async Task A_mistyped_post_is_taken_out_and_the_auditor_reads_who_did_it_and_why()
    {
        await Mistake("publicity");
        using var organiser = await town.SignedIn("organiser");
        var offered = (await organiser.Get("/api/organisation/people/p-member")).Json!["posts"]!.AsArray().Single(p => (string?)p!["title"] == "宣传委员")!["row"]!;

        var answer = await organiser.Post("/api/organisation/void", new JsonObject { ["row"] = offered.DeepClone(), ["reason"] = "应为第二支部", ["ground"] = "示例党〔2026〕3号" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        using var auditor = await town.SignedIn("auditor");
        var person = (await auditor.Get("/api/organisation/people/p-member")).Json!;
        Assert.DoesNotContain(person["posts"]!.AsArray(), p => (string?)p!["title"] == "宣传委员");
        var voided = Assert.Single(person["voided"]!.AsArray(), v => (string?)v!["title"] == "宣传委员")!;
        Assert.Equal(
            ("示例局第一支部", "2021-03-01", "组乙", "应为第二支部", "示例党〔2026〕3号"),
            ((string?)voided["unitName"], (string?)voided["from"], (string?)voided["who"], (string?)voided["reason"], (string?)voided["ground"]));
        var unit = (await auditor.Get("/api/organisation/units/branch-1")).Json!;
        Assert.Contains(unit["voided"]!.AsArray(), v => (string?)v!["name"] == "员戊·甲" && (string?)v["title"] == "宣传委员");
        Assert.DoesNotContain(unit["posts"]!.AsArray(), p => (string?)p!["role"] == "publicity");
    }

    [Fact]
    public async Task A_second_time_and_a_row_that_never_was_change_nothing_and_say_so()
    {
        await Mistake("group-leader");
        using var organiser = await town.SignedIn("organiser");
        Assert.Equal(HttpStatusCode.OK, (await Void(organiser, "group-leader")).Status);

        var again = await Void(organiser, "group-leader");
        var never = await Void(organiser, "instructor");

        Assert.Equal((HttpStatusCode.Conflict, "changed-meanwhile"), (again.Status, (string?)again.Json!["code"]));
        Assert.Equal(HttpStatusCode.NotFound, never.Status);
    }

    [Theory]
    [InlineData("member")]
    [InlineData("secretary")]
    [InlineData("other")]
    [InlineData("auditor")]
    public async Task Whoever_may_not_keep_the_register_may_not_take_a_row_out_of_it_and_is_offered_nothing(string user)
    {
        await Mistake("organiser");
        using var visitor = await town.SignedIn(user);

        Assert.Equal(HttpStatusCode.Forbidden, (await Void(visitor, "organiser")).Status);

        var unit = await visitor.Get("/api/organisation/units/branch-1");
        Assert.True(unit.Status == HttpStatusCode.NotFound || unit.Json!["posts"]!.AsArray().All(p => p!["row"] is null));
        using var admin = await town.SignedIn("admin");
        Assert.Contains((await admin.Get("/api/organisation/units/branch-1")).Json!["posts"]!.AsArray(), p => (string?)p!["role"] == "organiser" && p["row"] is not null);
    }

    [Theory]
    [InlineData("organiser", "auditor", "p-auditor", "只能由系统管理员任免")]
    [InlineData("admin", "administrator", "p-admin", "不能更正关于自己的登记")]
    [InlineData("admin", "auditor", "p-auditor", "最后一位安全审计员")]
    public async Task Nobody_takes_out_a_power_that_is_not_theirs_to_give(string user, string role, string person, string says)
    {
        using var visitor = await town.SignedIn(user);
        var answer = await visitor.Post("/api/organisation/void", Body(role, person, "top", new DateOnly(2020, 1, 1)));
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains(says, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_reason_nothing_is_taken_out(string reason)
    {
        await Mistake("deputy-secretary");
        using var organiser = await town.SignedIn("organiser");
        var body = Body("deputy-secretary", "p-member", "branch-1", since);
        body["reason"] = reason;
        var answer = await organiser.Post("/api/organisation/void", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Json!["errors"]!["reason"]);
    }

    [Fact]
    public async Task An_old_file_is_told_row_by_row_what_was_taken_out_and_brings_it_back_only_when_asked()
    {
        await Mistake("inspector");
        using var organiser = await town.SignedIn("organiser");
        Assert.Equal(HttpStatusCode.OK, (await Void(organiser, "inspector")).Status);
        var file = System.Text.Encoding.UTF8.GetBytes("人员编号,单位编号,职务,任职日期\np-member,branch-1,督导员,2021-03-01\n");

        var refused = (await organiser.Upload("职务.csv", file, "/api/organisation/import")).Json!;

        Assert.Equal((0, 1), ((int)refused["imported"]!, (int)refused["voided"]!));
        var bad = Assert.Single(refused["bad"]!.AsArray())!;
        Assert.Equal((2, "任职日期"), ((int)bad["line"]!, (string?)bad["column"]));
        Assert.Contains("更正作废（理由：录入有误）", (string?)bad["reason"], StringComparison.Ordinal);
        var back = (await organiser.Upload("职务.csv", file, "/api/organisation/import?bringBack=true")).Json!;
        Assert.Equal((1, 0), ((int)back["imported"]!, (int)back["voided"]!));
    }

    private Task Mistake(string role) => town.Host.Save(new RegisterRows { Posts = [new Post("p-member", "branch-1", role, since)] });

    private static Task<Answer> Void(Visitor visitor, string role) => visitor.Post("/api/organisation/void", Body(role, "p-member", "branch-1", since));

    private static JsonObject Body(string role, string person, string unit, DateOnly from) => new()
    {
        ["row"] = new JsonObject { ["kind"] = "post", ["person"] = person, ["unit"] = unit, ["what"] = role, ["from"] = $"{from:yyyy-MM-dd}" },
        ["reason"] = "录入有误",
    };
}
