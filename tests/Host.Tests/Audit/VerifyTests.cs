using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Cli;
using Workflows.Storage;
using Workflows.Tests.Storage;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Audit;

public sealed class VerifyTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_verification_tells_how_far_it_is_and_finds_every_kind_of_tampering()
    {
        var secretary = await town.As("secretary");
        var cases = new List<JsonNode>();
        for (var i = 0; i < 6; i++)
            cases.Add(await secretary.Done(await secretary.Open(), "submitted", Plan()));
        var clean = await Verified(null);
        Assert.Equal((6, 6, true, 0), ((int)clean["done"]!, (int)clean["total"]!, (bool)clean["finished"]!, clean["broken"]!.AsArray().Count));
        Assert.Matches("^[0-9a-f]{64}$", (string)clean["headHash"]!);

        Assert.NotEqual(0, await Forger.Rewrite(new SqliteConnection($"Data Source={Path.Combine(town.Host.Data, "workflows.db")}"), Id(cases[0]), null, text => text.Replace("参观旧址", "参观新址", StringComparison.Ordinal)));
        await Tamper($"UPDATE history SET person = 'p-organiser' WHERE case_id = '{Id(cases[1])}' AND seq = 2");
        await Tamper($"DELETE FROM history WHERE case_id = '{Id(cases[2])}' AND seq = 2");
        await Tamper($"DELETE FROM work_items WHERE case_id = '{Id(cases[3])}'");
        await Tamper($"UPDATE cases SET end_state = 'held' WHERE id = '{Id(cases[4])}'");
        await Tamper($"DELETE FROM cases WHERE id = '{Id(cases[5])}'");
        var broken = (await Verified(null))["broken"]!.AsArray();

        Assert.Equal(cases.Select(Id).Order(StringComparer.Ordinal), broken.Select(b => (string)b!["case"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains($"{cases[1]["number"]} 2 第 2 条记录的内容与校验值不符，记录被改动过。", broken.Select(b => $"{b!["number"]} {b["seq"]} {b["what"]}"));
        Assert.Single((await Verified(Id(cases[3])))["broken"]!.AsArray(), b => (string)b!["what"]! == "待办与重放结果不符。");
        Assert.NotEqual((string)clean["headHash"]!, (string)(await Verified(null))["headHash"]!);
    }

    [Fact]
    public async Task A_verification_stays_in_scope_and_is_its_starters_own()
    {
        await (await town.As("secretary")).Open();
        var far = Id(await (await town.As("far")).Open(unit: "branch-9"));
        var (auditor, local) = (await town.As("auditor"), await town.As("auditor-1"));

        var started = await local.Post("/api/audit/verify", new JsonObject());

        Assert.Equal(HttpStatusCode.NotFound, (await auditor.Get("/api/audit/verify/" + started.Json!["job"])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await local.Get("/api/audit/verify/none")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await local.Post("/api/audit/verify", new JsonObject { ["case"] = far })).Status);
        Assert.Equal(2, (int)(await Verified(null))["total"]!);
    }

    [Fact]
    public async Task A_verification_while_people_work_finds_nothing()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open("diary");
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
                await secretary.Done(view, "more", Json("""{"text":"一笔"}"""));
        });

        while (!writing.IsCompleted)
            Assert.Empty((await Verified(null))["broken"]!.AsArray());
        await writing;
    }

    [Fact]
    public async Task The_verb_prints_progress_every_breach_and_a_last_line_with_counts()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        var other = await secretary.Open();
        var (code, clean) = await Verb();
        Assert.Equal(0, code);
        Assert.Contains("已核验 2/2 个事项", clean, StringComparison.Ordinal);
        Assert.EndsWith("共核验 2 个事项，没有发现改动。\n", clean, StringComparison.Ordinal);

        await Tamper($"UPDATE history SET at = at + 1 WHERE case_id = '{Id(view)}'");
        var (broken, told) = await Verb();

        Assert.Equal(1, broken);
        Assert.Contains($"{view["number"]}：第 1 条记录的内容与校验值不符，记录被改动过。", told, StringComparison.Ordinal);
        Assert.EndsWith("共核验 2 个事项，发现 1 处与原始记录不符。\n", told, StringComparison.Ordinal);
        Assert.Equal(0, (await Verb("--case", (string)other["number"]!)).Code);
        Assert.Equal(1, (await Verb("--case=" + view["number"])).Code);
        Assert.Contains("没有编号为“无此号”的事项。", (await Verb("--case", "无此号")).Text, StringComparison.Ordinal);
        Assert.Contains("选项 --case 缺少值。", (await Verb("--case")).Text, StringComparison.Ordinal);
        Assert.Contains("不认识“--cases”。", (await Verb("--cases")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_says_what_is_wrong_with_the_data_folder()
    {
        using var folder = new TempFolder();

        var missing = new StringWriter();
        Assert.Equal(1, await Verbs.Find(["verify"])!(["--data", folder.Path], missing));
        Assert.Contains("没有数据库文件", missing.ToString(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "workflows.db"), "这不是数据库，只是一段文字，长度超过文件头。");
        var foreign = new StringWriter();
        Assert.Equal(1, await Verbs.Find(["verify"])!(["--data", folder.Path], foreign));
        Assert.Contains("不是数据库文件", foreign.ToString(), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "workflows.db"), []);
        var old = new StringWriter();
        Assert.Equal(1, await Verbs.Find(["verify"])!(["--data", folder.Path], old));
        Assert.Contains("旧版本", old.ToString(), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Text)> Verb(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await Verbs.Find(["verify"])!(["--data", town.Host.Data, .. args], output), output.ToString());
    }

    private async Task<JsonNode> Verified(string? only)
    {
        var auditor = await town.As("auditor");
        var job = (await auditor.Post("/api/audit/verify", new JsonObject { ["case"] = only })).Json!["job"];
        while (true)
        {
            var state = (await auditor.Get("/api/audit/verify/" + job)).Json!;
            Assert.True((int)state["done"]! <= (int)state["total"]!);
            if ((bool)state["finished"]!)
                return state;
        }
    }

    private async Task Tamper(string sql)
    {
        await using var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        Assert.True(await db.Database.ExecuteSqlRawAsync(sql) > 0);
    }
}
