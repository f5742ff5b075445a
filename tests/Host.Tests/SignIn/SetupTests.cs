using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.Host.Tests.SignIn;

public sealed partial class SetupTests
{
    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once()
    {
        await using var host = await RunningHost.Start();
        using var visitor = host.Visit();
        Assert.Equal("""{"needed":true,"askUnitName":true,"duty":null}""", (await visitor.Get("/api/setup")).Text);
        Assert.Equal("""{"needed":true,"askUnitName":true,"duty":"系统管理员"}""", (await visitor.Get("/api/setup?token=" + LinkOf(host))).Text);

        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Post("/api/setup", Form(LinkOf(host)))).Status);

        Assert.Equal("""{"needed":true,"askUnitName":false,"duty":null}""", (await visitor.Get("/api/setup?token=" + LinkOf(host))).Text);
        var again = await visitor.Post("/api/setup", Form(LinkOf(host), user: "second"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Equal("这个设置链接无效、已经用过或已过期。", again.Title);

        var me = (await visitor.SignIn("first", "chosen by me 2")).Json!;
        Assert.True((bool)me["may"]!["administer"]!);
        Assert.Equal("示例市直工委", (string?)me["posts"]![0]!["unitName"]);
    }

    [Fact]
    public async Task Until_another_person_has_become_auditor_the_administrator_changes_nothing()
    {
        await using var host = await RunningHost.Start();
        using var admin = host.Visit();
        await admin.Post("/api/setup", Form(LinkOf(host)));
        await admin.SignIn("first", "chosen by me 2");
        var file = System.Text.Encoding.UTF8.GetBytes("人员编号,姓名,性别\np9,示例甲,男\n");

        var early = await admin.Upload("人员.csv", file, "/api/organisation/import?check=true");
        Assert.Equal(("not-founded", true), (early.Code, early.Title!.Contains("还没有安全审计员", StringComparison.Ordinal)));
        var second = Links(host)[1];
        Assert.Contains("须是两个人", (await admin.Post("/api/setup", Form(second, user: "second")))
            .Error("personName")!, StringComparison.Ordinal);
        var form = Form(second, user: "second");
        form["personName"] = "示例乙";
        using var auditor = host.Visit();
        Assert.Equal(HttpStatusCode.NoContent, (await auditor.Post("/api/setup", form)).Status);

        Assert.NotEqual("not-founded", (await admin.Upload("人员.csv", file, "/api/organisation/import?check=true")).Code);
        var me = (await auditor.SignIn("second", "chosen by me 2")).Json!;
        Assert.Equal((true, false), ((bool)me["may"]!["auditAll"]!, (bool)me["may"]!["administer"]!));
        Assert.Equal("""{"needed":false,"askUnitName":false,"duty":null}""", (await auditor.Get("/api/setup?token=" + second)).Text);
    }

    [Fact]
    public async Task Of_two_people_with_the_same_link_one_becomes_administrator()
    {
        await using var host = await RunningHost.Start();
        var link = LinkOf(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            using var visitor = host.Visit();
            return (await visitor.Post("/api/setup", Form(link, user: $"user-{i}"))).Status;
        }));

        Assert.Single(answers, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_link_lasts_a_day()
    {
        await using var host = await RunningHost.Start();
        using var visitor = host.Visit();

        host.Clock.Pass(TimeSpan.FromHours(24));

        Assert.Equal("setup-link", (await visitor.Post("/api/setup", Form(LinkOf(host)))).Code);
    }

    [Fact]
    public async Task Every_start_prints_a_new_link_and_the_old_one_is_dead()
    {
        using var data = new TempFolder();
        string old;
        await using (var first = await RunningHost.Start(data.Path))
            old = LinkOf(first);
        await using var second = await RunningHost.Start(data.Path);
        using var visitor = second.Visit();

        Assert.NotEqual(old, LinkOf(second));
        Assert.Equal("setup-link", (await visitor.Post("/api/setup", Form(old))).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Post("/api/setup", Form(LinkOf(second)))).Status);
    }

    [Fact]
    public async Task No_link_is_printed_where_there_is_an_administrator()
    {
        using var data = new TempFolder();
        await using (var first = await RunningHost.Start(data.Path))
            await Town.Populate(first);
        await using var second = await RunningHost.Start(data.Path);

        Assert.DoesNotContain("setup", second.Console.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "short", "密码至少 10 个字符。")]
    [InlineData("user", "a b", "用户名只能用汉字、字母、数字和 - _ .。")]
    [InlineData("personName", " ", "请填写姓名，不超过 50 个字。")]
    [InlineData("unitName", "", "请填写工委的名称，不超过 80 个字。")]
    public async Task A_form_with_a_mistake_does_not_use_the_link_up(string field, string value, string sentence)
    {
        await using var host = await RunningHost.Start();
        using var visitor = host.Visit();
        var form = Form(LinkOf(host));
        form[field] = value;

        var refused = await visitor.Post("/api/setup", form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(sentence, refused.Error(field));
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.Post("/api/setup", Form(LinkOf(host)))).Status);
    }

    [Fact]
    public async Task The_link_is_not_logged()
    {
        await using var host = await RunningHost.Start();
        using var visitor = host.Visit();
        await visitor.Post("/api/setup", Form(LinkOf(host)));

        Assert.DoesNotContain(LinkOf(host), host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("chosen by me 2", host.Log.Text, StringComparison.Ordinal);
    }

    private static JsonObject Form(string token, string user = "first") => new()
    {
        ["token"] = token,
        ["user"] = user,
        ["password"] = "chosen by me 2",
        ["personName"] = "阿依古丽·买买提",
        ["sex"] = "female",
        ["unitName"] = "示例市直工委",
    };

    private static string LinkOf(RunningHost host) => Links(host)[0];

    private static string[] Links(RunningHost host) => [.. Link().Matches(host.Console.ToString()).Select(m => m.Groups["secret"].Value)];

    [GeneratedRegex("""/setup\?token=(?<secret>[\w-]{43})""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
