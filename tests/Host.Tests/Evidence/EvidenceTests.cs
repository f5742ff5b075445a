using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Host.Cli;
using Workflows.Host.Tests.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Evidence;

/// <summary>证据包: one file that proves itself; the Python program in it shares no code with anything else here.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private readonly CaseTown town = new();
    private readonly string folder = Directory.CreateTempSubdirectory("host-tests-").FullName;
    private JsonNode view = null!;

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        var secretary = await town.As("secretary");
        var hash = (string)(await secretary.Upload("方案.pdf", Files.Pdf)).Json!["hash"]!;
        var data = Plan();
        data["paper"] = new JsonArray(new JsonObject { ["hash"] = hash, ["name"] = "方案.pdf" });
        view = await secretary.Done(await secretary.Open(), "submitted", data);
        await secretary.Open();
    }

    public async Task DisposeAsync()
    {
        await town.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_package_proves_itself_to_a_program_that_shares_no_code()
    {
        var package = await Package("secretary");

        var (code, says) = await package.Verify();
        Assert.True(code == 0, says);
        Assert.EndsWith("全部相符。\n", says, StringComparison.Ordinal);
        var key = (string)(await (await town.As("auditor")).Get("/api/audit/checkpoints")).Json!["key"]!;
        Assert.Equal(0, (await package.Verify(null, "--key", key)).Code);
        Assert.Contains("不是给出的公钥", (await package.Verify(null, "--key", "workflows/other+00000000+AA==")).Says, StringComparison.Ordinal);

        var about = JsonNode.Parse(package.Read("manifest.json"))!["about"]!;
        Assert.Equal(((string)view["number"]!, "书辛"), ((string)about["number"]!, (string)about["madeBy"]!));
        Assert.Contains("参观旧址", Encoding.UTF8.GetString(package.Read("timeline.json")), StringComparison.Ordinal);
        Assert.Contains("procedure: theme-day", Encoding.UTF8.GetString(package.Read("definitions/theme-day-1.yaml")),
            StringComparison.Ordinal);
        Assert.DoesNotContain("1980-02-29", Encoding.UTF8.GetString(package.Read("register.json")), StringComparison.Ordinal);
        Assert.All(JsonNode.Parse(package.Read("report.json"))!.AsArray(), item => Assert.NotEqual("不合格", (string)item!["result"]!));
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_package_is_found_file_by_file()
    {
        var package = await Package("auditor");
        var program = Path.Combine(folder, "verify.py");
        await File.WriteAllBytesAsync(program, package.Read("verify.py"));

        foreach (var name in package.Names())
        {
            Assert.True((await package.Bent(name).Verify(program)).Code == 1, $"{name} was bent");
            Assert.True((await package.With(name, null).Verify(program)).Code == 1, $"{name} is gone");
        }

        Assert.Contains("多出清单没有的 papers/另一份.txt", (await package.With("papers/另一份.txt", "x"u8.ToArray()).Verify(program)).Says,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_was_rewritten_with_hashes_that_fit_is_found_by_the_checkpoint()
    {
        var package = await Package("auditor");
        var program = Path.Combine(folder, "verify.py");
        await File.WriteAllBytesAsync(program, package.Read("verify.py"));
        var history = JsonNode.Parse(package.Read("history.json"))!.AsArray();
        history.RemoveAt(history.Count - 1);

        var (code, says) = await package.With("history.json", Encoding.UTF8.GetBytes(history.ToJsonString())).Verify(program);

        Assert.Equal(1, code);
        Assert.Contains("相符　历程的校验链", says, StringComparison.Ordinal);
        Assert.Contains("不符　历程已列入检查点：检查点里的那一行与历程的末条不符。", says, StringComparison.Ordinal);
        Assert.Contains("不符　文件与清单一致：history.json 被改动过。", says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_is_made_for_those_who_may_see_the_whole_case_and_it_is_on_record_who_took_it()
    {
        foreach (var user in new[] { "secretary", "section", "auditor", "auditor-1" })
            Assert.Equal(HttpStatusCode.OK, (await (await town.As(user)).Get($"/api/cases/{Id(view)}/evidence")).Status);
        foreach (var user in new[] { "member", "other", "far", "section-2", "nobody" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await town.As(user)).Get($"/api/cases/{Id(view)}/evidence")).Status);

        var log = (await (await town.As("admin")).Get("/api/audit/accounts")).Text;
        Assert.Contains($"证据包，{view["number"]}", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_writes_a_package_and_says_what_is_wrong()
    {
        var file = Path.Combine(folder, "一件.zip");
        var (code, says) = await Verb((string)view["number"]!, "--out", file);
        Assert.True(code == 0, says);
        Assert.Equal(0, (await new PackedEvidence(file).Verify()).Code);

        Assert.Contains("已经存在", (await Verb((string)view["number"]!, "--out", file)).Says, StringComparison.Ordinal);
        Assert.Contains("没有编号为“无此号”的事项。", (await Verb("无此号", "--out", file + "2")).Says, StringComparison.Ordinal);
        Assert.Equal(1, (await Verb((string)view["number"]!)).Code);
    }

    [Fact]
    public async Task A_package_of_an_office_that_signs_with_sm2_proves_itself_too()
    {
        var file = Path.Combine(folder, "国密.zip");
        var (code, says) = await Verb((string)view["number"]!, "--out", file, "--checkpoint-signature", "sm2");
        Assert.True(code == 0, says);
        var package = new PackedEvidence(file);

        Assert.Equal(0, (await package.Verify()).Code);
        Assert.Equal(1, (await package.Bent("manifest.sig").Verify(file + ".verify.py")).Code);
    }

    private async Task<PackedEvidence> Package(string user)
    {
        var answer = await (await town.As(user)).Get($"/api/cases/{Id(view)}/evidence");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var path = Path.Combine(folder, "package.zip");
        await File.WriteAllBytesAsync(path, await answer.Response.Content.ReadAsByteArrayAsync());
        return new(path);
    }

    private async Task<(int Code, string Says)> Verb(params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (await Verbs.Find(["evidence"])!(["--data", town.Host.Data, .. args], output), output.ToString());
    }
}
