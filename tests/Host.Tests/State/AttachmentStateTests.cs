using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Cli;
using Workflows.Host.State;
using Workflows.Host.Tests.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.State;

/// <summary>Files behind the host's back: changed, gone, or never wanted.</summary>
public sealed class AttachmentStateTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_changed_file_is_never_sent_and_a_true_upload_mends_it()
    {
        var secretary = await town.As("secretary");
        var (view, hash) = await HandedIn(secretary);
        var address = $"/api/attachments/{hash}?case={Id(view)}";
        await File.WriteAllBytesAsync(PathOf(hash), [.. Files.Pdf, .. "改"u8]);

        var refused = await (await town.As("organiser")).Get(address);
        var ready = await secretary.Get("/health/ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "attachment-damaged", "附件“方案.pdf”的文件在服务器上缺失或者被改动过，没有发给您。"),
            (refused.Status, refused.Code, refused.Title));
        Assert.Equal((HttpStatusCode.OK, "degraded"), (ready.Status, (string)ready.Json!["status"]!));
        Assert.Contains($"The file of attachment {hash} is changed", town.Host.Log.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("方案.pdf", Files.Pdf)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await town.As("organiser")).Get(address)).Status);
        Assert.Equal("ready", (string)(await secretary.Get("/health/ready")).Json!["status"]!);
    }

    [Theory]
    [InlineData("changed", "附件“方案.pdf”的文件内容与提交时不符，被改动过或已损坏。")]
    [InlineData("missing", "附件“方案.pdf”的文件已不在服务器上。")]
    public async Task Both_verifications_find_it_with_the_case(string what, string says)
    {
        var secretary = await town.As("secretary");
        var (view, hash) = await HandedIn(secretary);
        if (what == "missing")
            File.Delete(PathOf(hash));
        else
            await File.WriteAllBytesAsync(PathOf(hash), [.. Files.Pdf.Reverse()]);

        var (code, told) = await Verb();
        var broken = await Job("auditor");

        Assert.Equal(1, code);
        Assert.Contains($"{view["number"]}：{says}", told, StringComparison.Ordinal);
        Assert.Equal((Id(view), says), Assert.Single(broken.Select(b => ((string)b!["case"]!, (string)b["what"]!))));
    }

    [Fact]
    public async Task A_file_that_nobody_knows_is_found_and_a_use_without_a_history_too()
    {
        var secretary = await town.As("secretary");
        await HandedIn(secretary);
        var other = await secretary.Open();
        var loose = (string)(await secretary.Upload("另一份.pdf", [.. Files.Pdf, 1])).Json!["hash"]!;
        Assert.Equal((0, 0), ((await Verb()).Code, (await Job("auditor")).Count));

        var planted = new string('a', 64);
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(planted))!);
        await File.WriteAllTextAsync(PathOf(planted), "x");
        File.SetLastWriteTimeUtc(PathOf(planted), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(town.Host.Data, "workflows.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            using var forge = connection.CreateCommand();
            forge.CommandText = "INSERT INTO attachment_uses (hash, case_id) VALUES ($hash, $case)";
            forge.Parameters.AddWithValue("$hash", loose);
            forge.Parameters.AddWithValue("$case", Id(other));
            forge.ExecuteNonQuery();
        }

        var (code, told) = await Verb();

        Assert.Equal(1, code);
        Assert.Contains($"附件目录里多出一个没有登记的文件（{planted}）。", told, StringComparison.Ordinal);
        Assert.Contains($"{other["number"]}：事项登记了历程中没有的附件。", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_handed_in_is_gone_after_a_day_but_not_what_a_draft_names()
    {
        var secretary = await town.As("secretary");
        var (_, used) = await HandedIn(secretary);
        var view = await secretary.Open();
        var drafted = (string)(await secretary.Upload("草稿.pdf", [.. Files.Pdf, 1])).Json!["hash"]!;
        var unused = (string)(await secretary.Upload("多余.pdf", [.. Files.Pdf, 2])).Json!["hash"]!;
        Assert.Equal(HttpStatusCode.NoContent,
            (await secretary.Put($"/api/cases/{Id(view)}/items/{Item(view)}/draft",
            new JsonObject { ["data"] = new JsonObject { ["paper"] = new JsonArray(
            new JsonObject { ["hash"] = drafted, ["name"] = "草稿.pdf" }) } })).Status);

        await Tidied();
        Assert.True(File.Exists(PathOf(unused)));
        town.Host.Clock.Pass(TimeSpan.FromHours(25));
        await Tidied();

        Assert.Equal((true, true, false), (File.Exists(PathOf(used)), File.Exists(PathOf(drafted)), File.Exists(PathOf(unused))));
        await secretary.SignIn("secretary", Town.Password);
        Assert.Equal(HttpStatusCode.NotFound, (await secretary.Get("/api/attachments/" + unused)).Status);
        Assert.Equal(0, (await Verb()).Code);
    }

    [Fact]
    public async Task One_person_may_hand_in_so_much_a_day_and_more_the_next_day()
    {
        using var folder = new TempFolder();
        await using var host = await RunningHost.Start(folder.Path, o => o with { DailyUpload = 1 });
        await Town.Populate(host);
        using var secretary = host.Visit();
        using var other = host.Visit();
        await secretary.SignIn("secretary", Town.Password);
        await other.SignIn("other", Town.Password);
        byte[] Large(byte n) => [.. Files.Pdf, n, .. new byte[600_000]];

        Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("一.pdf", Large(1))).Status);
        Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("一.pdf", Large(1))).Status);
        var refused = await secretary.Upload("二.pdf", Large(2));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "upload-quota", "您今天已上传 0.6 MB，加上“二.pdf”的 0.6 MB，超过每人每天 1 MB 的限额，没有保存。"),
            (refused.Status, refused.Code, refused.Title));
        Assert.Equal(HttpStatusCode.Created, (await other.Upload("二.pdf", Large(2))).Status);

        host.Clock.Pass(TimeSpan.FromDays(1));
        await secretary.SignIn("secretary", Town.Password);
        Assert.Equal(HttpStatusCode.Created, (await secretary.Upload("三.pdf", Large(3))).Status);
    }

    private string PathOf(string hash) => Path.Combine(town.Host.Data, "attachments", hash[..2], hash);

    private Task Tidied() => town.Host.Services.GetServices<IHostedService>().OfType<StorageWatch>().Single().Look(CancellationToken.None);

    private static async Task<(JsonNode View, string Hash)> HandedIn(Visitor secretary)
    {
        var hash = (string)(await secretary.Upload("方案.pdf", Files.Pdf)).Json!["hash"]!;
        var view = await secretary.Open();
        var plan = Plan();
        plan["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = "方案.pdf" });
        await secretary.Done(view, "submitted", plan);
        return (view, hash);
    }

    private async Task<(int Code, string Told)> Verb()
    {
        using var output = new StringWriter();
        return (await Verbs.Find(["verify"])!(["--data", town.Host.Data], output), output.ToString());
    }

    private async Task<JsonArray> Job(string user)
    {
        var auditor = await town.As(user);
        var job = (string)(await auditor.Post("/api/audit/verify", new JsonObject())).Json!["job"]!;
        return (await DamagedDatabaseTests.Finished(auditor, job))["broken"]!.AsArray();
    }
}
