using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workflows.Host.Start;
using Workflows.Host.Tests.Attachments;

namespace Workflows.Host.Tests.Start;

public sealed class StartTests : IDisposable
{
    private readonly TempFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("不认识“--dmeo”。", "--dmeo")]
    [InlineData("选项 --data 缺少值。", "--data")]
    [InlineData("选项 --data 缺少值。", "--data", "--demo")]
    [InlineData("--log 的值“xml”不认识。", "--log", "xml")]
    [InlineData("--reset-passwords 只用于示例账号。", "--reset-passwords")]
    public void A_mistyped_option_is_told_and_nothing_starts(string sentence, params string[] args) =>
        Assert.Equal(sentence, Assert.Throws<StartTrouble>(() => StartOptions.Read(args)).Message);

    [Fact]
    public void Options_may_be_written_with_an_equals_sign()
    {
        var options = StartOptions.Read(["--data=/tmp/x", "--urls=http://localhost:1", "--demo"]);

        Assert.Equal(("/tmp/x", "http://localhost:1", true), (options.Data, options.Urls, options.Demo));
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_what_to_do()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        var said = await ExpectTrouble($"地址 {address} 已被占用。", "--data", data.Path, "--urls", address);
        Assert.DoesNotContain("crit", said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await using (await RunningHost.Start(data.Path))
        {
        }

        var file = Path.Combine(data.Path, "workflows.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version (component, number, name, applied_at) VALUES ('host', 99, '0099-later', 0)";
            command.ExecuteNonQuery();
        }

        await ExpectTrouble("已由更新的版本使用过（host 第 99 版", "--data", data.Path, "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var file = Path.Combine(data.Path, "workflows.db");
        await File.WriteAllTextAsync(file, "这不是数据库，只是一段文字，长度超过文件头。");

        await ExpectTrouble("不是数据库文件。", "--data", data.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal("这不是数据库，只是一段文字，长度超过文件头。", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_missing_definitions_folder_is_told() =>
        await ExpectTrouble($"没有流程定义目录 {data.Path}/none。", "--data", data.Path, "--definitions", data.Path + "/none");

    [Fact]
    public async Task Mistakes_in_definitions_are_told_and_the_host_starts_without_them()
    {
        var definitions = Directory.CreateDirectory(Path.Combine(data.Path, "definitions", "calendar"));
        await File.WriteAllTextAsync(Path.Combine(definitions.FullName, "2026.yaml"), "yaer: 2026\n");

        using var run = HostProcess.Start("--data", data.Path, "--definitions", definitions.Parent!.FullName, "--urls", "http://127.0.0.1:0");
        await run.Printed("已启动");
        Assert.Contains("2026.yaml:1", run.Output, StringComparison.Ordinal);
        Assert.Contains("未知的键“yaer”", run.Output, StringComparison.Ordinal);

        using var lint = await HostProcess.Start("lint", definitions.Parent.FullName).Ended();
        Assert.Equal(1, lint.ExitCode);
        Assert.Contains("未知的键“yaer”", lint.Output, StringComparison.Ordinal);
        Assert.Matches(@"共 \d+ 处错误。", lint.Output);
    }

    [Fact]
    public async Task A_postgres_server_that_is_not_there_is_told_without_its_password()
    {
        var run = await ExpectTrouble("连接不上", "--data", data.Path, "--database", "Host=127.0.0.1;Port=1;Username=u;Password=hidden;Database=d");

        Assert.DoesNotContain("hidden", run, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_told() =>
        await ExpectTrouble("监听地址“5080”写法不对。", "--data", data.Path, "--urls", "5080");

    [OwnDiskFact]
    public async Task A_full_disk_is_told()
    {
        using var run = HostProcess.StartOnDisk(data.Path, "64k");
        Expect("磁盘已满", await run.Ended());
    }

    [OwnDiskFact]
    public async Task A_read_only_folder_is_told()
    {
        using var run = HostProcess.StartOnDisk(data.Path, "8m", isReadOnly: true);
        Expect("只读", await run.Ended());
    }

    [OwnDiskFact]
    public async Task A_disk_that_fills_up_refuses_an_upload_and_goes_on_working()
    {
        using var run = HostProcess.StartOnDisk(data.Path, "8m");
        var secret = (await run.Printed("/setup?token=")).Split('=')[^1];
        using var admin = new Visitor(new Uri((await run.Printed("已启动")).Split('：')[^1]));
        await admin.Post("/api/setup", new JsonObject { ["token"] = secret, ["user"] = "first", ["password"] = "chosen by me 2", ["personName"] = "管甲", ["sex"] = "male", ["unitName"] = "示例市直工委" });
        await admin.SignIn("first", "chosen by me 2");
        byte[] large = [.. Files.Pdf, .. new byte[10_000_000]];

        var refused = await admin.Upload("大.pdf", large);

        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.Status);
        Assert.Equal("服务器磁盘已满，这次的内容没有保存。", refused.Title);
        Assert.Equal(HttpStatusCode.Created, (await admin.Upload("小.pdf", Files.Pdf)).Status);
    }

    [Fact]
    public async Task Help_is_in_chinese_and_lint_praises_what_is_right()
    {
        using var help = await HostProcess.Start("--help").Ended();
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--demo", help.Output, StringComparison.Ordinal);

        using var lint = await HostProcess.Start("lint", Path.Combine(Repository.Root, "workflow-definitions")).Ended();
        Assert.Equal((0, true), (lint.ExitCode, lint.Output.Contains("没有错误", StringComparison.Ordinal)));
    }

    private static async Task<string> ExpectTrouble(string sentence, params string[] args)
    {
        using var run = await HostProcess.Start(args).Ended();
        Expect(sentence, run);
        return run.Output + run.Error;
    }

    private static void Expect(string sentence, HostProcess run)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("启动失败：", run.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
