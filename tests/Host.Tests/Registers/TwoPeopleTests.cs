using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Organisation;
using Workflows.Storage;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Registers;

/// <summary>名册变更由两个人办: what carries power is proposed by one and approved by another, and until then nothing is changed.</summary>
public sealed class TwoPeopleTests : IAsyncLifetime
{
    private const string Posts = "人员编号,单位编号,职务,任职日期,免职日期\n";
    private static readonly DateOnly since = new(2020, 1, 1);
    private readonly Town town = new();

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        await town.Appoint(
            ("guard", "密辛", Roles.SecurityOfficer), ("head", "长壬", Roles.SectionHead), ("chief", "书癸", Roles.Secretary),
            ("clerk", "办子", "general-office"));
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_post_is_entered_when_somebody_else_has_said_yes_and_not_before()
    {
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");

        var sent = await Import(organiser, "p-member,branch-1,宣传委员,2026-01-01,");

        Assert.Equal((0, "组织科（部）负责人或书记、副书记"), ((int)sent["imported"]!, (string?)sent["approver"]));
        Assert.Empty(await PostsOf("p-member"));
        var view = await head.See(sent["submitted"]!);
        var row = Assert.Single(Assert.Single(view["change"]!.AsArray())!["rows"]!.AsArray())!;
        Assert.Equal(("新增", "员戊·甲（示例局第一支部） · 宣传委员"), ((string?)row["kindTitle"], (string?)row["subject"]));
        Assert.Contains(view["items"]![0]!["facts"]!.AsArray(), f => (string?)f!["text"] == "换届后补录");
        Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), Said(await organiser.Reply(await organiser.See(view), "approved")));

        var done = await head.Done(view, "approved");

        Assert.Equal("entered", (string?)done["endState"]);
        Assert.Equal("publicity", Assert.Single(await PostsOf("p-member")).Role);
        using var auditor = await town.SignedIn("auditor");
        var record = (await auditor.Get("/api/audit/records?about=p-member&table=posts")).Json!["items"]![0]!;
        Assert.Equal(("长壬", "办理事项"), ((string?)record["who"], (string?)record["way"]));
    }

    [Fact]
    public async Task A_no_changes_nothing_and_says_why()
    {
        using var organiser = await town.SignedIn("organiser");
        using var chief = await town.SignedIn("chief");
        var sent = await Import(organiser, "p-member,branch-1,宣传委员,2026-01-01,");

        var done = await chief.Done(await chief.See(sent["submitted"]!), "rejected", reason: "选举结果尚未批复");

        Assert.Equal("refused", (string?)done["endState"]);
        Assert.Empty(await PostsOf("p-member"));
    }

    [Fact]
    public async Task What_has_changed_since_it_was_proposed_is_not_entered()
    {
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");
        var first = await Import(organiser, "p-secretary,branch-1,书记,2020-01-01,2026-06-01");
        var second = await Import(organiser, "p-secretary,branch-1,书记,2020-01-01,2026-07-01");

        var answers = await Task.WhenAll(head.Done(first["submitted"]!, "approved"), head.Done(second["submitted"]!, "approved"));

        Assert.Equal(["entered", "outdated"], answers.Select(a => (string)a["endState"]!).Order());
        var entered = answers[0]["endState"]!.GetValue<string>() == "entered" ? new DateOnly(2026, 6, 1) : new DateOnly(2026, 7, 1);
        Assert.Equal(entered, Assert.Single(await PostsOf("p-secretary")).Until);
    }

    [Fact]
    public async Task Whom_it_is_about_does_not_approve_it_and_another_does()
    {
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");
        using var chief = await town.SignedIn("chief");
        var sent = await Import(organiser, "p-head,top,组织科（部）负责人,2020-01-01,2026-06-01");

        Assert.Equal(HttpStatusCode.Forbidden, (await head.Reply(await head.See(sent["submitted"]!), "approved")).Status);
        Assert.Equal("entered", (string?)(await chief.Done(sent["submitted"]!, "approved"))["endState"]);
    }

    [Fact]
    public async Task Where_all_who_could_approve_are_among_those_concerned_nothing_is_proposed()
    {
        using var organiser = await town.SignedIn("organiser");

        var refused = await Upload(organiser, "p-head,top,组织科（部）负责人,2020-01-01,2026-06-01\np-chief,top,书记,2020-01-01,2026-06-01");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "nobody-to-approve"), Said(refused));
    }

    [Fact]
    public async Task What_an_administrator_proposes_is_for_whoever_guards_the_system_and_read_only_by_those_trusted_with_it()
    {
        using var admin = await town.SignedIn("admin");
        using var guard = await town.SignedIn("guard");
        var sent = (await Import(admin, "p-member,branch-1,宣传委员,2026-01-01,"))["submitted"]!;

        foreach (var (user, sees) in new[] { ("admin", true), ("guard", true), ("auditor", true), ("organiser", true), ("clerk", false), ("secretary", false) })
        {
            using var visitor = await town.SignedIn(user);
            Assert.Equal((user, sees ? HttpStatusCode.OK : HttpStatusCode.NotFound), (user, (await visitor.Get($"/api/cases/{Id(sent)}")).Status));
            Assert.Equal((user, sees), (user, (await visitor.Get("/api/cases")).Json!["items"]!.AsArray().Any(c => Id(c!) == Id(sent))));
        }

        using var head = await town.SignedIn("head");
        Assert.Equal(HttpStatusCode.Forbidden, (await head.Reply(await head.See(sent), "approved")).Status);
        Assert.Equal("entered", (string?)(await guard.Done(sent, "approved"))["endState"]);
    }

    [Fact]
    public async Task A_wrong_row_stays_until_its_correction_is_approved_and_names_who_found_it()
    {
        await town.Host.Save(new() { Posts = [new("p-member", "branch-1", Roles.Organiser, since)] });
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");
        var body = Json("""{"row":{"kind":"post","person":"p-member","unit":"branch-1","what":"organiser","from":"2020-01-01"},"reason":"应为第二支部"}""");

        var sent = (await organiser.Post("/api/organisation/void", body)).Json!["submitted"]!;

        Assert.Single(await PostsOf("p-member"));
        var view = await head.See(sent);
        Assert.Equal("作废", (string?)view["change"]![0]!["rows"]![0]!["kindTitle"]);
        await head.Done(sent, "approved");
        Assert.Empty(await PostsOf("p-member"));
        var voided = Assert.Single((await head.Get("/api/organisation/people/p-member")).Json!["voided"]!.AsArray())!;
        Assert.Equal(("组乙", "应为第二支部", (string?)sent["number"]), ((string?)voided["who"], (string?)voided["reason"], (string?)voided["ground"]));
    }

    [Fact]
    public async Task It_cannot_be_opened_without_a_change_and_the_same_request_twice_begins_one_case()
    {
        using var organiser = await town.SignedIn("organiser");
        var move = Guid.NewGuid();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "not-opened-alone"), Said(await organiser.AskToOpen("register-change", "top")));
        var first = await Import(organiser, "p-member,branch-1,宣传委员,2026-01-01,", $"&move={move}");
        var again = await Import(organiser, "p-member,branch-1,宣传委员,2026-01-01,", $"&move={move}");

        Assert.Equal(Id(first["submitted"]!), Id(again["submitted"]!));
        Assert.Equal("请写明理由。", (await Upload(organiser, "p-member,branch-1,宣传委员,2026-01-01,", "")).Error("reason"));
    }

    /// <summary>A row that is named only nearly right is none: it is never taken out behind the other's back.</summary>
    [Theory]
    [InlineData("""{"kind":"term","person":"","unit":"branch-1","what":"x","from":"2023-11-20"}""", true)]
    [InlineData("""{"kind":"term","person":"p-member","unit":"branch-1","what":"","from":"2023-11-20"}""", true)]
    [InlineData("""{"kind":"discipline","person":"p-member","unit":"branch-2","what":"party-probation","from":"2026-01-01"}""", true)]
    [InlineData("""{"kind":"post","person":"p-secretary","unit":"branch-1","what":"Secretary","from":"2020-01-01"}""", false)]
    [InlineData("""{"kind":"term-shift","person":"","unit":"branch-1","what":"never","from":"2023-11-20"}""", false)]
    public async Task A_row_that_is_named_otherwise_than_it_stands_is_proposed_or_not_there(string row, bool isThere)
    {
        using var organiser = await town.SignedIn("organiser");
        var before = (await Known()).Rows.Count;

        var answer = await organiser.Post("/api/organisation/void", new JsonObject { ["row"] = JsonNode.Parse(row), ["reason"] = "录错" });

        Assert.Equal(isThere ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
        Assert.True(!isThere || answer.Json!["submitted"] is not null);
        Assert.Equal(before, (await Known()).Rows.Count);
    }

    [Fact]
    public async Task An_administrator_does_not_correct_a_punishment()
    {
        using var admin = await town.SignedIn("admin");

        var answer = await admin.Post("/api/organisation/void", Json(
            """{"row":{"kind":"discipline","person":"p-member","unit":"top","what":"party-probation","from":"2026-01-01"},"reason":"录错"}"""));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("branch-1,示例局第一支部,党支部,top,2020-01-01,", true)]
    [InlineData("branch-1,示例局第一支部,党总支,agency,2020-01-01,", true)]
    [InlineData("branch-1,示例局机关第一支部,党支部,agency,2020-01-01,", false)]
    [InlineData("branch-3,示例局第三支部,党支部,agency,2026-01-01,", false)]
    public async Task Where_a_unit_belongs_is_changed_by_two_and_its_name_by_one(string line, bool byTwo)
    {
        using var organiser = await town.SignedIn("organiser");
        var file = Encoding.UTF8.GetBytes("单位编号,单位名称,单位类别,上级编号,成立日期,撤销日期\n" + line + "\n");

        var shown = (await organiser.Upload("单位.csv", file, "/api/organisation/import?check=true")).Json!;

        Assert.Equal(byTwo, shown["approver"] is not null);
    }

    [Theory]
    [InlineData("p-secretary,书丁改,女,1980-02-29", true)]
    [InlineData("p-secretary,书丁,女,1970-02-28", true)]
    [InlineData("p-secretary,书丁,男,1980-02-29", true)]
    [InlineData("p-secretary,书丁,女,", false)]
    public async Task Who_somebody_is_is_changed_by_two(string line, bool byTwo)
    {
        using var organiser = await town.SignedIn("organiser");
        var file = Encoding.UTF8.GetBytes("人员编号,姓名,性别,出生日期,单位编号,发展阶段,起始日期,现任职务\n" + line + ",branch-1,正式党员,2020-01-01,处长\n");

        var shown = (await organiser.Upload("人员.csv", file, "/api/organisation/import?check=true")).Json!;

        Assert.Equal(byTwo, shown["approver"] is not null);
    }

    [Fact]
    public async Task Two_that_contradict_each_other_are_not_both_entered()
    {
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");
        var first = await Import(organiser, "p-guest,agency,书记,2026-01-01,");
        var second = await Import(organiser, "p-member,agency,书记,2026-02-01,");

        Assert.Equal("entered", (string?)(await head.Done(first["submitted"]!, "approved"))["endState"]);
        Assert.Equal("outdated", (string?)(await head.Done(second["submitted"]!, "approved"))["endState"]);
    }

    [Fact]
    public async Task They_are_not_answered_several_at_once()
    {
        using var organiser = await town.SignedIn("organiser");
        using var head = await town.SignedIn("head");
        await Import(organiser, "p-member,branch-1,宣传委员,2026-01-01,");
        await Import(organiser, "p-member,branch-1,纪检委员,2026-01-01,");

        Assert.Empty((await head.Get("/api/inbox/together")).Json!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get("/api/inbox/together/items?step=register-change@1/approve-by-leader")).Status);
    }

    private async Task<Register> Known() => await town.Host.Services.GetRequiredService<RegisterStore>().Current();

    private async Task<Post[]> PostsOf(string person) => [.. (await Known()).PostsOf(person)];

    private static async Task<JsonNode> Import(Visitor visitor, string lines, string besides = "")
    {
        var answer = await Upload(visitor, lines, "?reason=换届后补录" + besides);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json!;
    }

    private static Task<Answer> Upload(Visitor visitor, string lines, string query = "?reason=换届后补录") =>
        visitor.Upload("职务.csv", Encoding.UTF8.GetBytes(Posts + lines + "\n"), "/api/organisation/import" + query);

    private static (HttpStatusCode Status, string? Code) Said(Answer answer) => (answer.Status, answer.Code);
}
