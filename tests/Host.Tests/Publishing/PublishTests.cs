using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Cli;
using Workflows.Host.Publishing;
using Workflows.Host.Start;
using Workflows.Host.Tests.Sheets;
using Workflows.Storage;

namespace Workflows.Host.Tests.Publishing;

/// <summary>Definitions that an administrator sends: taken whole or refused whole, on record, and in force whatever the folder says.</summary>
public sealed class PublishTests : IAsyncLifetime
{
    private const string Simple = """
        procedure: tea
        version: 1
        title: 谈心谈话
        open-by: secretary
        start: talk
        ends: { done: 办结 }
        steps:
          talk: { title: 谈话, activity: form, with: { by: secretary, fields: { what: { label: 内容, type: long-text } } }, next: { submitted: end:done } }
        """;

    private static readonly string second = Simple.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("内容", "谈话内容", StringComparison.Ordinal);

    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_text_that_an_administrator_sends_is_in_force_at_once_and_stays_so_when_the_folder_is_read_again()
    {
        var admin = await town.As("admin");
        var secretary = await town.As("secretary");

        var answer = await Publish(admin, "支部需要", Simple);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("""[{"key":"tea","version":1,"title":"谈心谈话","isPart":false,"isNew":true}]""", Plain(answer.Json!["texts"]));
        var view = await secretary.Open("tea");

        await Reread();
        await secretary.Open("tea", "branch-1");
        Assert.Empty(Library.Mistakes);

        // A case goes on with the text that it began with.
        Assert.Equal(HttpStatusCode.OK, (await Publish(admin, "写明是谈话内容", second)).Status);
        Assert.Equal("内容", (string?)(await secretary.See(view))["items"]![0]!["form"]!["fields"]![0]!["label"]);
        Assert.Equal(2, (int)(await secretary.Get("/api/procedures/tea")).Json!["version"]!);
    }

    [Fact]
    public async Task One_mistake_keeps_all_of_them_out_and_says_where_it_stands()
    {
        var admin = await town.As("admin");
        var torn = Simple.Replace("procedure: tea", "procedure: torn", StringComparison.Ordinal).Replace("submitted:", "sent:", StringComparison.Ordinal);

        var answer = await Publish(admin, "试", Simple, torn);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "definition-mistakes"), (answer.Status, answer.Code));
        Assert.All(answer.Json!["mistakes"]!.AsArray(), m => Assert.Equal(("1.yaml", 8, "talk"), ((string)m!["file"]!, (int)m["line"]!, (string)m["step"]!)));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get("/api/procedures/tea")).Status);

        // The same text again is nothing new; another text under a published version is refused.
        Assert.Equal(HttpStatusCode.OK, (await Publish(admin, "先", Simple)).Status);
        Assert.False((bool)(await Publish(admin, "再", Simple)).Json!["texts"]![0]!["isNew"]!);
        var changed = await Publish(admin, "改", Simple.Replace("谈心谈话", "谈话", StringComparison.Ordinal));
        Assert.Contains("请把 version 改为 2", (string?)changed.Json!["mistakes"]![0]!["says"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_would_end_the_program_or_name_nothing_are_refused_with_a_sentence()
    {
        var admin = await town.As("admin");
        string[] hostile = [new('[', 100_000), "a: &a [*a, *a]", Simple.Replace("tea", "../tea", StringComparison.Ordinal), Simple.Replace("version: 1", "version: 0", StringComparison.Ordinal)];
        foreach (var text in hostile)
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "definition-mistakes"), ((await Publish(admin, "试", text)) is var answer ? (answer.Status, answer.Code) : default));
        var nothing = await admin.Post("/api/definitions", new JsonObject { ["files"] = new JsonArray([null]), ["reason"] = "试" });
        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (nothing.Status, nothing.Code));
    }

    [Fact]
    public async Task A_procedure_for_every_member_is_offered_to_whoever_holds_no_post()
    {
        var member = await town.As("member");
        Assert.False((bool)(await member.Get("/api/me")).Json!["may"]!["open"]!);
        await Publish(await town.As("admin"), "党员自己办", Simple.Replace("open-by: secretary", "open-by: member", StringComparison.Ordinal).Replace("by: secretary", "by: starter", StringComparison.Ordinal));
        Assert.True((bool)(await member.Get("/api/me")).Json!["may"]!["open"]!);
        Assert.NotEmpty((await member.Get("/api/procedures")).Json!.AsArray().First(p => (string)p!["key"]! == "tea")!["mayOpenFor"]!.AsArray());
        var view = await member.Open("tea");
        await member.Done(view, "submitted", new JsonObject { ["what"] = "内容" });
    }

    [Fact]
    public async Task A_case_whose_text_was_changed_in_the_database_says_so_and_every_list_goes_on()
    {
        var secretary = await town.As("secretary");
        await Publish(await town.As("admin"), "支部需要", Simple);
        var view = await secretary.Open("tea");

        var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        await using (db)
            await db.Database.ExecuteSqlAsync($"UPDATE definitions SET text = replace(text, '谈话', '闲谈') WHERE key = 'tea'");
        await Reread();

        var lost = await secretary.Get($"/api/cases/{view["id"]}");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "definition-lost"), (lost.Status, lost.Code));
        Assert.Equal($"{view["number"]}所用的流程定义（tea 第 1 版）在数据库中缺失或者被改动过，现在不能打开。", lost.Title);
        Assert.Contains(Library.Mistakes, m => m.Says.Contains("与发布时的校验值不符", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await secretary.Get("/api/inbox")).Status);
        Assert.Equal(HttpStatusCode.OK, (await secretary.Get("/api/cases")).Status);
    }

    [Fact]
    public async Task A_check_publishes_nothing()
    {
        var admin = await town.As("admin");
        var answer = await Publish(admin, "", check: true, Simple);
        Assert.Equal((HttpStatusCode.OK, false), (answer.Status, (bool)answer.Json!["published"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get("/api/procedures/tea")).Status);
        Assert.Equal(0, await Records("发布"));
    }

    [Fact]
    public async Task What_is_retired_begins_no_more_and_what_runs_goes_on_until_it_is_resumed()
    {
        var admin = await town.As("admin");
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        Assert.Equal(HttpStatusCode.NoContent, (await Retire(admin, true, "改用新办法")).Status);
        Assert.Contains("已停用", (await secretary.AskToOpen("theme-day", "branch-1")).Title, StringComparison.Ordinal);
        await Reread();
        Assert.Contains("已停用", (await secretary.AskToOpen("theme-day", "branch-1")).Title, StringComparison.Ordinal);
        await secretary.Done(await secretary.See(view), "submitted", Doing.Plan());

        Assert.Equal(HttpStatusCode.NoContent, (await Retire(admin, false, "恢复使用")).Status);
        await secretary.Open();
        Assert.Equal((1, 1), (await Records("停用"), await Records("恢复")));
    }

    [Theory]
    [InlineData("secretary")]
    [InlineData("auditor")]
    [InlineData("work")]
    public async Task Only_an_administrator_publishes_and_retires(string user)
    {
        var visitor = await town.As(user);
        Assert.Equal(HttpStatusCode.Forbidden, (await Publish(visitor, "试", Simple)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Retire(visitor, true, "试")).Status);
    }

    [Fact]
    public async Task An_auditor_reads_who_published_what_and_why_and_a_secretary_does_not()
    {
        await Publish(await town.As("admin"), "支部需要", Simple);

        var auditor = await town.As("auditor");
        var first = (await Rows(auditor)).First(r => (string)r!["key"]! == "tea")!;
        Assert.Equal(("谈心谈话", "发布", "管甲", "支部需要"), ((string)first["title"]!, (string)first["what"]!, (string)first["who"]!, (string)first["reason"]!));
        Assert.Contains((await Rows(auditor)), r => (string)r!["key"]! == "theme-day" && (string)r["who"]! == "随定义目录");
        Assert.Contains("谈心谈话", Spreadsheet.Of(await auditor.Get("/api/definitions/publications?format=xlsx"))["流程"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await town.As("secretary")).Get("/api/definitions/publications")).Status);
    }

    [Theory]
    [InlineData("没有 nowhere.yaml", "nowhere.yaml")]
    [InlineData("请写文件或目录")]
    [InlineData("不是网址", "tea.yaml", "--server", "localhost")]
    [InlineData("不认识“--sever”", "tea.yaml", "--sever", "http://localhost")]
    public async Task The_verb_says_what_it_cannot_do(string says, params string[] args) => Assert.Contains(says, (await Verb(1, args)), StringComparison.Ordinal);

    [Fact]
    public async Task The_verb_publishes_a_folder_as_whoever_the_token_belongs_to()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "tea.yaml"), Simple.Replace("sub", "sb", StringComparison.Ordinal));
        var token = (string)(await (await town.As("admin"))
            .Post("/api/me/tokens", new JsonObject { ["name"] = "发布", ["scopes"] = new JsonArray("publish") })).Json!["token"]!;
        Environment.SetEnvironmentVariable(PublishVerb.TokenVariable, token);
        string[] args = [folder.Path, "--server", town.Host.Address.ToString(), "--reason", "按程序"];

        Assert.Contains("tea.yaml:8 步骤 talk：", await Verb(1, args), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "tea.yaml"), Simple);
        Assert.Contains("谈心谈话（tea）第 1 版：没有错误", await Verb(0, [.. args, "--check"]), StringComparison.Ordinal);
        Assert.Contains("谈心谈话（tea）第 1 版：已发布", await Verb(0, args), StringComparison.Ordinal);
        Assert.Contains("第 1 版：已经发布过", await Verb(0, args), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(PublishVerb.TokenVariable, "wf-no-such");
        Assert.Contains("尚未登录", await Verb(1, args), StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(PublishVerb.TokenVariable, null);
        Assert.Contains(PublishVerb.TokenVariable, await Verb(1, args), StringComparison.Ordinal);
    }

    private Library Library => town.Host.Services.GetRequiredService<Library>();

    /// <summary>A file of the folder changes, so that the watch reads all of it again.</summary>
    private async Task Reread()
    {
        var definitions = town.Host.Services.GetRequiredService<StartOptions>().Definitions;
        await File.AppendAllTextAsync(Path.Combine(definitions, "theme-day.yaml"), "\n# read again\n");
        await town.Host.Services.GetServices<IHostedService>().OfType<DefinitionWatch>().Single().Look(default);
    }

    private async Task<int> Records(string what) =>
        (await Rows(await town.As("auditor"))).Count(r => (string)r!["what"]! == what && (string)r["who"]! != "随定义目录");

    private static async Task<JsonArray> Rows(Visitor visitor) => (await visitor.Get("/api/definitions/publications")).Json!["items"]!.AsArray();

    private static Task<Answer> Publish(Visitor visitor, string reason, params string[] texts) => Publish(visitor, reason, false, texts);

    private static Task<Answer> Publish(Visitor visitor, string reason, bool check, params string[] texts)
    {
        return visitor.Post("/api/definitions", new JsonObject
        {
            ["files"] = new JsonArray([.. texts.Select((t, i) => new JsonObject { ["name"] = $"{i}.yaml", ["text"] = t })]),
            ["reason"] = reason,
            ["check"] = check,
        });
    }

    private static Task<Answer> Retire(Visitor visitor, bool retired, string reason)
    {
        return visitor.Put("/api/definitions/theme-day/retired", new JsonObject { ["retired"] = retired, ["reason"] = reason });
    }

    private static string Plain(JsonNode? node) => node!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static async Task<string> Verb(int code, params string[] args)
    {
        using var output = new StringWriter();
        var came = await Verbs.Find(["publish"])!(args, output);
        Assert.True(code == came, output.ToString());
        return output.ToString();
    }
}
