using Workflows.Storage;
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
        Assert.Equal("p.yaml:1：流程 p 第 1 版已经发布，内容不能再改；请把 version 改为 2。已发布的文本继续有效。", Assert.Single(await bench.Reload()));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal("填报", (await bench.Row()).Place);
    }

    [Fact]
    public async Task Remarks_and_lines_may_change_under_a_version_what_it_says_may_not()
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("p.yaml", $"# 说明\n\n{One("填报")}\n# 完\n");
        Assert.Empty(await bench.Reload());
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_changes_in_the_folder_takes_effect_on_every_host_without_a_restart(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var one = new Folder();
        using var other = new Folder();
        var (first, second) = (new Library(database.Contexts, TimeProvider.System), new Library(database.Contexts, TimeProvider.System));
        one.Write("p.yaml", One("填报"));
        Assert.True(await first.Refresh(one.Path));
        Assert.False(await first.Refresh(one.Path));
        Assert.True(await second.Refresh(other.Path));
        Assert.NotNull(second.Procedures.Find("p", 1));

        one.Write("p.yaml", One("新填报", version: 2));
        Assert.True(await first.Refresh(one.Path));
        Assert.True(await second.Refresh(other.Path));
        Assert.Equal("新填报", second.Procedures.Find("p")!.Procedure.Find("s")!.Title);

        one.Write("p.yaml", "procedure: p\nversion: 3\ntitle: 只写了一半\nst");
        Assert.True(await first.Refresh(one.Path));
        Assert.Equal(2, first.Procedures.Find("p")!.Procedure.Version);
        Assert.False(first.Procedures.IsRetired("p"));
        Assert.NotEmpty(first.Mistakes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_one_host_has_just_retired_another_resumes_though_it_has_not_looked_since(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var folder = new Folder();
        var (first, second) = (new Library(database.Contexts, TimeProvider.System), new Library(database.Contexts, TimeProvider.System));
        folder.Write("p.yaml", One("填报"));
        await first.Load(folder.Path);
        await second.Load(folder.Path);

        Assert.True(await new Publisher(database.Contexts, first, TimeProvider.System).SetRetired("p", true, "admin", "改用新办法"));
        Assert.True(await new Publisher(database.Contexts, second, TimeProvider.System).SetRetired("p", false, "admin", "恢复"));
        await first.Refresh(folder.Path);
        Assert.False(first.Procedures.IsRetired("p"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_that_began_elsewhere_under_a_newer_version_is_known_at_once(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var folder = new Folder();
        var (first, second) = (new Library(database.Contexts, TimeProvider.System), new Library(database.Contexts, TimeProvider.System));
        folder.Write("p.yaml", One("填报"));
        await first.Load(folder.Path);
        await second.Load(folder.Path);
        folder.Write("p.yaml", One("新填报", version: 2));
        await first.Load(folder.Path);

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Equal("新填报", (await second.Of(db, Began(version: 2)))!.Find("s")!.Title);
        Assert.Null(await second.Of(db, Began(version: 3)));

        static CaseRow Began(int version) => new()
        {
            Id = "c", Number = "1", Procedure = "p", Version = version, UnitId = "b", Title = "示例", StartedBy = "chair", OpenedOn = Bench.Day("2026-09-01"),
        };
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_version_published_by_several_hosts_at_once_is_published_once(Database on)
    {
        using var database = TestDatabase.Fresh(on);
        using var folder = new Folder();
        folder.Write("p.yaml", One("填报"));
        var hosts = Enumerable.Range(0, 6).Select(_ => new Library(database.Contexts, TimeProvider.System)).ToArray();
        await Task.WhenAll(hosts.Select(h => Task.Run(() => h.Load(folder.Path))));
        Assert.All(hosts, h => Assert.Empty(h.Mistakes));
        Assert.All(hosts, h => Assert.NotNull(h.Procedures.Find("p", 1)));
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
    public async Task What_left_the_folder_is_retired_until_it_comes_back()
    {
        await using var bench = await Published(Database.Sqlite);
        bench.Remove("p.yaml");
        Assert.Empty(await bench.Reload());
        var refused = Bench.Refusal(await bench.Open("chair", "p", "b"));
        Assert.Equal(("retired", "“示例流程”已停用，不再发起新的事项；在办的照常办完。"), (refused.Code, refused.Says));
        Assert.Empty(bench.Library.Procedures.InForce);

        await bench.Write("p.yaml", One("填报"));
        Assert.Empty(await bench.Reload());
        Bench.Done(await bench.Open("chair", "p", "b"));
    }

    [Fact]
    public async Task What_left_the_folder_is_not_begun_by_the_clock()
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-11-02", Town.Rows);
        var yearly = One("填报").Replace("open-by: officers", "open-by: officers\nrecurs: { yearly: 11-01 }", StringComparison.Ordinal);
        await bench.Write("p.yaml", yearly);
        Assert.Empty(await bench.Reload());
        bench.Remove("p.yaml");
        Assert.Empty(await bench.Reload());
        Assert.Equal(0, await bench.Clock.OpenRecurring());
    }

    [Theory]
    [InlineData("procedure: p\n  version: [")]
    [InlineData("procedure: p\nversion: two")]
    public async Task A_file_that_cannot_be_read_retires_nothing(string torn)
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("p.yaml", torn);
        Assert.NotEmpty(await bench.Reload());
        Bench.Done(await bench.Open("chair", "p", "b"));
    }

    [Theory]
    [InlineData("填报")]
    [InlineData("改写的旧版")]
    public async Task A_lowered_version_is_a_mistake_and_the_newest_stays_in_force(string title)
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("p.yaml", One("第三版", version: 3));
        Assert.Empty(await bench.Reload());
        await bench.Write("p.yaml", One(title, version: title == "填报" ? 1 : 2));
        Assert.Equal(
            $"p.yaml:2：流程 p 已发布到第 3 版，version 不能退回 {(title == "填报" ? 1 : 2)}；要改动，请把 version 写为 4。第 3 版继续有效。",
            Assert.Single(await bench.Reload()));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal((3, "第三版"), ((await bench.Row()).Version, (await bench.Row()).Place));
        Assert.Equal([1, 3], bench.Library.Procedures.VersionsOf("p"));
    }

    [Fact]
    public async Task An_older_version_beside_the_newest_is_no_mistake()
    {
        await using var bench = await Published(Database.Sqlite);
        await bench.Write("p2.yaml", One("第二版", version: 2));
        Assert.Empty(await bench.Reload());
        Assert.Empty(await bench.Reload());
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

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("published-").FullName;

        public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
