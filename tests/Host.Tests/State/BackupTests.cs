using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Checkpoints;
using Workflows.Host.Cli;
using Workflows.Host.Tests.Attachments;
using Workflows.Tests.Storage;
using Xunit.Abstractions;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.State;

/// <summary>The drill: backed up while people work, restored elsewhere, verified, and served from there.</summary>
public sealed class BackupTests(ITestOutputHelper told) : IDisposable
{
    private readonly TempFolder folder = new();

    private string Backup => Path.Combine(folder.Path, "one.backup");

    private string Key => Path.Combine(folder.Path, "key");

    private string Restored => Path.Combine(folder.Path, "restored");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_under_load_is_restored_verified_and_served()
    {
        await File.WriteAllTextAsync(Key, "a secret that is long enough");
        var town = new CaseTown();
        await town.InitializeAsync();
        var secretary = await town.As("secretary");
        var hash = await HandedIn(secretary);
        await town.Host.Services.GetRequiredService<CheckpointDesk>().Make("clock", CancellationToken.None);
        town.Host.Clock.Pass(TimeSpan.FromMinutes(5));
        using var enough = new CancellationTokenSource();
        var work = Enumerable.Range(0, 3).Select(n => AtWork(secretary, (byte)n, enough.Token)).ToArray();

        var (made, said) = await Verb("backup", Backup, "--key-file", Key, "--data", town.Host.Data);
        await enough.CancelAsync();
        var done = (await Task.WhenAll(work)).Sum();
        var definitions = Path.Combine(Path.GetDirectoryName(town.Host.Data)!, "definitions");
        Assert.True(made == 0, said);
        Assert.Empty(Directory.GetDirectories(town.Host.Data, "backup-*"));

        var (code, output) = await Verb("restore", Backup, "--key-file", Key, "--data", Restored);
        Assert.True(code == 0, output);
        Assert.Contains("没有发现改动", output, StringComparison.Ordinal);
        Assert.Contains("与第 1 号检查点", output, StringComparison.Ordinal);
        told.WriteLine($"{done} moves while it was backed up; {output.Split('\n').First(l => l.StartsWith("恢复用时", StringComparison.Ordinal))}");
        Assert.True(done > 0);

        var now = town.Host.Clock.GetUtcNow();
        await using (var host = await RunningHost.Start(Restored, o => o with { Definitions = definitions }, now: now))
        {
            using var visitor = host.Visit();
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("secretary", Town.Password)).Status);
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/api/attachments/" + hash)).Status);
            await visitor.Done(await visitor.Open(), "submitted", Plan());
        }

        await town.DisposeAsync();
    }

    [Fact]
    public async Task Files_that_lie_in_a_folder_of_their_own_are_backed_up_too()
    {
        await File.WriteAllTextAsync(Key, "a secret that is long enough");
        var (data, files) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "files"));
        await using (var host = await RunningHost.Start(data, o => o with { AttachmentFolder = files }))
        {
            await Town.Populate(host);
            using var visitor = host.Visit();
            await visitor.SignIn("secretary", Town.Password);
            Assert.Equal(HttpStatusCode.Created, (await visitor.Upload("通知.pdf", Files.Pdf)).Status);
        }

        var (made, said) = await Verb("backup", Backup, "--key-file", Key, "--data", data, "--attachments", files);
        var (restored, output) = await Verb("restore", Backup, "--key-file", Key, "--data", Restored);

        Assert.True(made == 0 && !said.Contains("注意", StringComparison.Ordinal), said);
        Assert.True(restored == 0, output);
    }

    [Fact]
    public async Task What_was_changed_cut_off_or_opened_with_another_key_is_refused_and_nothing_stays()
    {
        await File.WriteAllTextAsync(Key, "a secret that is long enough");
        await using (var host = await RunningHost.Start(Path.Combine(folder.Path, "data")))
            await Town.Populate(host);
        Assert.Equal(0, (await Verb("backup", Backup, "--key-file", Key, "--data", Path.Combine(folder.Path, "data"))).Code);
        var whole = await File.ReadAllBytesAsync(Backup);

        await Refused("密钥不对，或者备份文件已被改动。", whole, "another secret that is long enough");
        await Refused("密钥不对，或者备份文件已被改动。", [.. whole[..20], (byte)(whole[20] ^ 1), .. whole[21..]]);
        await Refused("密钥不对，或者备份文件已被改动。", [.. whole[..2000], (byte)(whole[2000] ^ 1), .. whole[2001..]]);
        await Refused("备份文件不完整，后面的部分缺失。", whole[..^1]);
        await Refused("备份文件的末尾多出了内容，已被改动。", [.. whole, 0]);
        await Refused("这不是本系统的备份文件。", [.. "x"u8, .. whole]);
        await Refused("这不是本系统的备份文件。", []);
    }

    [Fact]
    public async Task What_is_missing_or_in_the_way_is_told()
    {
        await File.WriteAllTextAsync(Key, "short");
        var data = Path.Combine(folder.Path, "data");
        await using (await RunningHost.Start(data))
        {
        }

        await Told("请用 --key-file 指明密钥文件。", "backup", Backup, "--data", data);
        await Told("里的内容太短", "backup", Backup, "--key-file", Key, "--data", data);
        await Told("没有密钥文件", "backup", Backup, "--key-file", Key + "2", "--data", data);
        await File.WriteAllTextAsync(Key, "a secret that is long enough");
        await Told("没有数据库文件", "backup", Backup, "--key-file", Key, "--data", Path.Combine(folder.Path, "none"));
        Assert.Equal(0, (await Verb("backup", Backup, "--key-file", Key, "--data", data)).Code);
        await Told("已经存在，没有备份。", "backup", Backup, "--key-file", Key, "--data", data);
        await Told("不是空的，没有恢复。", "restore", Backup, "--key-file", Key, "--data", data);
        await Told("没有文件", "restore", Backup + "2", "--key-file", Key, "--data", Restored);
        await Told("请写文件。", "restore", "--key-file", Key);
    }

    [PostgresFact]
    public async Task A_server_is_backed_up_and_restored_into_an_empty_one()
    {
        await File.WriteAllTextAsync(Key, "a secret that is long enough");
        using var from = TestDatabase.Empty(Database.Postgres);
        using var to = TestDatabase.Empty(Database.Postgres);
        var data = Path.Combine(folder.Path, "data");
        string hash;
        DateTimeOffset now;
        await using (var host = await RunningHost.Start(data, o => o with { Database = from.Choice.ConnectionString }))
        {
            await Town.Populate(host);
            using var secretary = host.Visit();
            await secretary.SignIn("secretary", Town.Password);
            hash = (string)(await secretary.Upload("方案.pdf", Files.Pdf)).Json!["hash"]!;
            now = host.Clock.GetUtcNow();
            var (made, said) = await Verb("backup", Backup, "--key-file", Key, "--data", data, "--database", from.Choice.ConnectionString);
            Assert.True(made == 0, said);
        }

        await Told("要有一个空的数据库", "restore", Backup, "--key-file", Key, "--data", Restored);
        await Told("不是空的，没有恢复。", "restore", Backup, "--key-file", Key, "--data", Restored, "--database", from.Choice.ConnectionString);
        var (code, output) = await Verb("restore", Backup, "--key-file", Key, "--data", Restored, "--database", to.Choice.ConnectionString);
        Assert.True(code == 0, output);

        await using var again = await RunningHost.Start(Restored, o => o with { Database = to.Choice.ConnectionString }, now: now);
        using var visitor = again.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("secretary", Town.Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Get("/api/attachments/" + hash)).Status);
    }

    private static async Task<string> HandedIn(Visitor secretary)
    {
        var hash = (string)(await secretary.Upload("方案.pdf", Files.Pdf)).Json!["hash"]!;
        var plan = Plan();
        plan["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = "方案.pdf" });
        await secretary.Done(await secretary.Open(), "submitted", plan);
        return hash;
    }

    private static async Task<int> AtWork(Visitor secretary, byte number, CancellationToken enough)
    {
        var done = 0;
        for (byte round = 0; !enough.IsCancellationRequested; done++)
        {
            Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("一份.pdf", [.. Files.Pdf, number, round++, (byte)done])).Status);
            await secretary.Done(await secretary.Open(), "submitted", Plan());
        }

        return done;
    }

    private async Task Refused(string sentence, byte[] content, string? secret = null)
    {
        var (file, key) = (Path.Combine(folder.Path, "other.backup"), Path.Combine(folder.Path, "other.key"));
        await File.WriteAllBytesAsync(file, content);
        await File.WriteAllTextAsync(key, secret ?? await File.ReadAllTextAsync(Key));
        await Told(sentence, "restore", file, "--key-file", key, "--data", Restored);
        Assert.False(Directory.Exists(Restored));
    }

    private static async Task Told(string sentence, string verb, params string[] args)
    {
        var (code, output) = await Verb(verb, args);
        Assert.Equal(1, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> Verb(string verb, params string[] args)
    {
        using var output = new StringWriter();
        return (await Verbs.Find([verb])!(args, output), output.ToString());
    }
}
