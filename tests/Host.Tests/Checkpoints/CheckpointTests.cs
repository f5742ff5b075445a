using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Host.Checkpoints;
using Workflows.Host.Cli;
using Workflows.Proofs;
using Workflows.Storage;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Checkpoints;

/// <summary>检查点 over HTTP and on the command line: made, kept, told, taken away and compared.</summary>
public sealed class CheckpointTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    private string Folder => Path.Combine(town.Host.Data, "checkpoints");

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_checkpoint_is_made_kept_told_to_the_auditors_and_taken_away()
    {
        await (await town.As("secretary")).Open();
        var auditor = await town.As("auditor");

        var first = await Make();
        var second = await Make();

        Assert.Equal((1, 2, "审丙", true), ((int)first["number"]!, (int)second["number"]!, (string)first["by"]!, (bool)first["kept"]!));
        var page = (await auditor.Get("/api/audit/checkpoints")).Json!;
        Assert.Equal([2, 1], page["items"]!.AsArray().Select(c => (int)c!["number"]!));
        var file = await auditor.Get("/api/audit/checkpoints/1/file");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Folder, "000001.checkpoint")), file.Text);
        var paper = (await auditor.Get("/api/audit/checkpoints/1")).Json!;
        Assert.Equal(file.Text, (string)paper["note"]!);
        Assert.NotNull(SignedNote.Parse(file.Text)!.SignedWith([NoteKey.Parse((string)page["key"]!)!]));
        Assert.Equal((string)page["key"]!, (string)paper["key"]!);
        Assert.NotEmpty((string)paper["code"]!["path"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.Get("/api/audit/checkpoints/3")).Status);

        var message = Assert.Single((await auditor.Get("/api/messages")).Json!["items"]!.AsArray())!;
        Assert.Equal($"第 2 号检查点已签署：根值 {second["root"]}。请在“审计 → 检查点”打印或下载，另行保管。", (string)message["text"]!);
        Assert.Equal(("", false), ((string)message["case"]!, (bool)message["mayOpen"]!));
        Assert.Equal(0, (int)(await (await town.As("auditor-1")).Get("/api/messages")).Json!["total"]!);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(town.Host.Data, "checkpoint-key", "signing.key")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(Path.Combine(town.Host.Data, "checkpoint-key")));
        }
    }

    [Fact]
    public async Task The_clock_makes_one_a_day_beginning_with_the_first_case()
    {
        var desk = town.Host.Services.GetRequiredService<CheckpointDesk>();
        Assert.Null((await desk.MakeDaily(default)).Row);
        await (await town.As("secretary")).Open();
        var days = new List<long?>();
        for (var i = 0; i < 6; i++)
        {
            days.Add((await desk.MakeDaily(default)).Row?.Number);
            town.Host.Clock.Pass(TimeSpan.FromHours(12));
        }

        Assert.Equal([1, null, 2, null, 3, null], days);
    }

    [Fact]
    public async Task A_pasted_checkpoint_finds_what_was_deleted_since_and_shows_everybody_what_is_theirs()
    {
        var secretary = await town.As("secretary");
        var (mine, gone) = (await secretary.Open(), await secretary.Open());
        var far = await (await town.As("far")).Open(unit: "branch-9");
        await Make();
        var text = (await (await town.As("auditor")).Get("/api/audit/checkpoints/1/file")).Text;
        await secretary.Done(mine, "submitted", Plan());
        Assert.Equal(((0, 1), 4), await Compared("auditor", text));

        await Tamper($"DELETE FROM history WHERE case_id = '{Id(gone)}'");
        await Tamper($"DELETE FROM cases WHERE id = '{Id(gone)}'");
        await Tamper($"UPDATE cases SET number = '改过的' WHERE id = '{Id(far)}'");

        Assert.Equal(((2, 1), 4), await Compared("auditor", text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(((2, 1), 4), await Compared("auditor-1", text));
        Assert.Contains("另有 1 处在您看不到的事项中",
            (await (await town.As("auditor-1")).Post("/api/audit/checkpoints/compare", new JsonObject { ["text"] = text })).Text,
            StringComparison.Ordinal);
        var answer = (await (await town.As("auditor"))
            .Post("/api/audit/checkpoints/compare", new JsonObject { ["text"] = text })).Json!["broken"]!.AsArray();
        Assert.Contains($" {gone["number"]} 整个事项已被删除：检查点里有它的 1 条记录。", answer.Select(b => $"{b!["case"]} {b["number"]} {b["what"]}"));
        Assert.Equal(((1, 0), 0), await Compared("auditor", text.Replace("number 1", "number 7", StringComparison.Ordinal)));
        var bad = await (await town.As("auditor")).Post("/api/audit/checkpoints/compare", new JsonObject { ["text"] = "这是别的文字" });
        Assert.Equal((HttpStatusCode.BadRequest, "这不是检查点的文本。请粘贴检查点文件的全部内容，从第一行到最后的签名行。"), (bad.Status, bad.Title));
    }

    [Fact]
    public async Task The_verb_makes_checkpoints_and_verify_compares_with_one_or_with_a_folder_that_lay_elsewhere()
    {
        var secretary = await town.As("secretary");
        var (view, other) = (await secretary.Open(), await secretary.Open());
        using var elsewhere = new TempFolder();

        var (code, made) = await Verb("checkpoint", "--checkpoints", elsewhere.Path);
        Assert.Equal(0, code);
        Assert.Contains($"第 1 号检查点已存入 {elsewhere.Path}，清单共 3 行，其中新的 3 行。", made, StringComparison.Ordinal);
        Assert.Equal(0, (await Verb("checkpoint", "--new-key", "--checkpoints", elsewhere.Path)).Code);
        Assert.NotEqual((await Verb("checkpoint", "--public-key")).Text, made.Split("公钥：")[1]);
        var (clean, told) = await Verb("verify", "--against", Path.Combine(elsewhere.Path, "000001.checkpoint"));
        Assert.True(clean == 0, told);
        Assert.Contains("与第 1 号检查点（2026-", told, StringComparison.Ordinal);
        Assert.Equal(0, (await Verb("verify", "--against", elsewhere.Path)).Code);
        var key = (await Verb("checkpoint", "--public-key")).Text.Trim();
        Assert.Contains("签名与已知的钥匙都不符",
            (await Verb("verify", "--against", Path.Combine(elsewhere.Path, "000001.checkpoint"), "--key", key)).Text,
            StringComparison.Ordinal);
        Assert.Contains("“不是”不是公钥。", (await Verb("verify", "--against", elsewhere.Path, "--key", "不是")).Text, StringComparison.Ordinal);

        await Tamper($"DELETE FROM history WHERE case_id = '{Id(view)}'");
        await Tamper($"DELETE FROM cases WHERE id = '{Id(view)}'");
        await Tamper($"DELETE FROM work_items WHERE case_id = '{Id(view)}'");

        Assert.Equal(0, (await Verb("verify")).Code);
        var (found, says) = await Verb("verify", "--against", elsewhere.Path);
        Assert.Equal(1, found);
        Assert.Contains($"{view["number"]}：整个事项已被删除：检查点里有它的 1 条记录。", says, StringComparison.Ordinal);
        Assert.EndsWith("共核验 1 个事项，发现 1 处与原始记录不符。\n", says, StringComparison.Ordinal);
        Assert.Equal(0, (await Verb("verify", "--against", elsewhere.Path, "--case", (string)other["number"]!)).Code);
        Assert.Contains("没有检查点 没有这个。", (await Verb("verify", "--against", "没有这个")).Text, StringComparison.Ordinal);
        Assert.Contains("里没有检查点。", (await Verb("verify", "--against", town.Host.Data)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_put_back_is_not_signed_over_and_a_lost_folder_is_written_again()
    {
        await (await town.As("secretary")).Open();
        await Make();
        var before = await File.ReadAllTextAsync(Path.Combine(Folder, "000001.leaves"));
        Directory.Delete(Folder, recursive: true);
        await Make();
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(Folder, "000001.leaves")));
        Assert.True(File.Exists(Path.Combine(Folder, "000002.checkpoint")));

        await Tamper("DELETE FROM checkpoints WHERE number = 2");
        var refused = await (await town.As("auditor")).Post("/api/audit/checkpoints");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "log-rewritten"), (refused.Status, refused.Code));
        Assert.Contains("里已有第 2 号检查点，数据库里却没有", refused.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_office_that_is_bound_to_sm2_signs_with_it_and_earlier_ones_still_count()
    {
        await (await town.As("secretary")).Open();
        Assert.Equal(0, (await Verb("checkpoint")).Code);
        Assert.Equal(0, (await Verb("checkpoint", "--checkpoint-signature", "sm2")).Code);
        Assert.Contains("可写 ed25519 或 sm2。", (await Verb("checkpoint", "--checkpoint-signature", "rsa")).Text, StringComparison.Ordinal);

        Assert.Equal(0, (await Verb("verify", "--against", Folder)).Code);
        Assert.Equal(0, (await Verb("verify", "--against", Path.Combine(Folder, "000001.checkpoint"))).Code);
        var known = await File.ReadAllLinesAsync(Path.Combine(town.Host.Data, "checkpoint-key", "known.keys"));
        Assert.Equal([NoteAlgorithm.Ed25519, NoteAlgorithm.Sm2], known.Select(k => NoteKey.Parse(k)!.Algorithm));
        Assert.Single(known.Select(k => NoteKey.Parse(k)!.Name).Distinct());
    }

    private async Task<JsonNode> Make()
    {
        var answer = await (await town.As("auditor")).Post("/api/audit/checkpoints");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json!;
    }

    /// <summary>How many things were found, which checkpoint it was, and how many chains it covers.</summary>
    private async Task<((int Broken, int Number), int Chains)> Compared(string user, string text)
    {
        var answer = await (await town.As(user)).Post("/api/audit/checkpoints/compare", new JsonObject { ["text"] = text });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return ((answer.Json!["broken"]!.AsArray().Count, (int)answer.Json["number"]!), (int)answer.Json["chains"]!);
    }

    private async Task<(int Code, string Text)> Verb(string verb, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await Verbs.Find([verb])!(["--data", town.Host.Data, .. args], output), output.ToString());
    }

    private async Task Tamper(string sql)
    {
        await using var db = await town.Host.Services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        Assert.True(await db.Database.ExecuteSqlRawAsync(sql) > 0);
    }
}
