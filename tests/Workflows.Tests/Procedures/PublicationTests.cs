using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Procedures;

/// <summary>What was published once never changes; a newer version stands beside it.</summary>
public sealed class PublicationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_text_changed_under_its_published_version_is_refused_and_the_published_one_stays_in_force(Database on)
    {
        await using var bench = await Published(on);
        await bench.Write("p.yaml", One("改名"));
        Assert.Equal("p.yaml:1：流程 p 第 1 版已经发布，文本不能再改；请把 version 改为 2。已发布的文本继续有效。", Assert.Single(await bench.Reload()));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal("填报", (await bench.Row()).Place);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_running_case_keeps_the_version_it_began_with_and_new_ones_take_the_newest(Database on)
    {
        await using var bench = await Published(on);
        Bench.Done(await bench.Open("chair", "p", "b"));
        var running = bench.Case;
        await bench.Write("p.yaml", One("新填报", version: 2, end: "stopped"));
        Assert.Empty(await bench.Reload());

        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal((2, "新填报"), ((await bench.Row()).Version, (await bench.Row()).Place));
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);

        bench.Case = running;
        Assert.Equal(1, (await bench.Row()).Version);
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);
        Assert.Empty(await bench.Verifier.Verify(running));
    }

    [Fact]
    public async Task A_definition_that_left_the_folder_stays_in_force_for_what_runs()
    {
        await using var bench = await Published(Database.Sqlite);
        Bench.Done(await bench.Open("chair", "p", "b"));
        await bench.Write("p.yaml", One("另一流程").Replace("procedure: p", "procedure: q", StringComparison.Ordinal));
        Assert.Empty(await bench.Reload());
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);
    }

    [Fact]
    public async Task A_caller_keeps_the_sub_procedure_that_it_was_published_with()
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-11-02", Town.Rows);
        const string Caller = """
            s:
              title: 调用
              activity: call
              with: { procedure: sub }
              next: { done: "end:done", stopped: "end:stopped" }
            """;
        string Sub(int version, string end) => Flow.Part("sub", $$"""
            s:
              title: 第{{version}}版
              activity: form
              with: { by: officers }
              next: { submitted: "end:{{end}}" }
            """).Replace("version: 1", $"version: {version}", StringComparison.Ordinal);
        await bench.Write("p.yaml", Flow.Of(Caller));
        await bench.Write("sub.yaml", Sub(1, "done"));
        Assert.Empty(await bench.Reload());
        await bench.Write("sub.yaml", Sub(2, "stopped"));
        Assert.Empty(await bench.Reload());

        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal("第1版", (await bench.Row()).Place);
        await bench.Write("p.yaml", Flow.Of(Caller, version: 2));
        Assert.Empty(await bench.Reload());
        Assert.Equal("done", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);

        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal("第2版", (await bench.Row()).Place);
        Assert.Equal("stopped", Bench.Done(await bench.Reply("chair", "s", "submitted")).End);
    }

    [Fact]
    public async Task A_mistaken_definition_keeps_out_itself_and_what_calls_it_and_nothing_else()
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("bad.yaml", Flow.Part("bad", "s:\n  title: 错\n  activity: form\n  with: { by: officers }\n  next: { submited: \"end:done\" }"));
        await bench.Write("caller.yaml", Flow.Of("s:\n  title: 调用\n  activity: call\n  with: { procedure: bad }\n  next: { done: \"end:done\", stopped: \"end:stopped\" }", key: "caller"));
        var mistakes = await bench.Reload();
        Assert.Equal(2, mistakes.Count);
        Assert.StartsWith("bad.yaml", mistakes[0], StringComparison.Ordinal);
        Assert.StartsWith("caller.yaml", mistakes[1], StringComparison.Ordinal);
        Assert.Equal(["p"], bench.Library.Procedures.Newest.Select(p => p.Procedure.Key));
    }

    [Fact]
    public async Task Two_files_of_one_version_are_a_mistake_and_JSON_files_are_read_like_YAML()
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("twin.yaml", One("双胞胎"));
        Assert.Contains((await bench.Reload()), m => m.Contains("已有定义", StringComparison.Ordinal) || m.Contains("已经发布", StringComparison.Ordinal));

        await bench.Write("twin.yaml", One("填报").Replace("procedure: p", "procedure: r", StringComparison.Ordinal));
        await bench.Write("json.json", """{"procedure":"j","version":1,"title":"示例","open-by":"officers","start":"s","ends":{"done":"办结"},"steps":{"s":{"title":"填报","activity":"form","with":{"by":"officers"},"next":{"submitted":"end:done"}}}}""");
        Assert.Empty(await bench.Reload());
        Bench.Done(await bench.Open("chair", "j", "b"));
    }

    private static string One(string title, int version = 1, string end = "done") => Flow.Of(
        $$"""
        s:
          title: {{title}}
          activity: form
          with: { by: officers }
          next: { submitted: "end:{{end}}" }
        """,
        version: version);

    private static async Task<Bench> Published(Database on)
    {
        var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Write("p.yaml", One("填报"));
        Assert.Empty(await bench.Reload());
        return bench;
    }
}
