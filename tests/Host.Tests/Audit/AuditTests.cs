using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_move_can_be_asked_for_under_its_own_name()
    {
        var auditor = await town.As("auditor");
        var kinds = (await auditor.Get("/api/audit/moves")).Json!.AsArray().ToDictionary(k => (string)k!["kind"]!, k => (string)k!["title"]!);

        Assert.Equal(Moves.MoveTypes.All.Select(t => t.Name), kinds.Keys);
        Assert.Equal(("旁支", "线索", "办理"), (kinds["begin-aside"], kinds["report"], kinds["reply"]));
        foreach (var kind in kinds.Keys)
            Assert.Equal(HttpStatusCode.OK, (await auditor.Get("/api/audit/search?move=" + kind)).Status);
    }

    [Fact]
    public async Task Records_are_found_by_unit_person_procedure_rule_day_and_move()
    {
        var (secretary, other) = (await town.As("secretary"), await town.As("other"));
        var view = await secretary.Done(await secretary.Open(), "submitted", Plan());
        await other.Open("diary", "branch-2");
        await town.PassDays(2);
        await (await town.As("section")).Done(view, "approved");
        var auditor = await town.As("auditor");

        async Task<string[]> Found(string query) =>
            [.. (await auditor.Get("/api/audit/search?" + query)).Json!["items"]!.AsArray().Select(i => $"{(i!["case"]!.GetValue<string>() == Id(view) ? "" : "2:")}{i["seq"]}")];

        Assert.Equal(["3", "2:1", "2", "1"], (await Found("")).OrderByDescending(f => f == "3").ThenByDescending(f => f));
        Assert.Equal(["3", "2", "1"], await Found("unit=branch-1"));
        Assert.Equal(["2:1"], await Found("unit=branch-2"));
        Assert.Equal(4, (await Found("unit=agency-1")).Length);
        Assert.Equal(["2", "1"], await Found("person=p-secretary"));
        Assert.Equal(["2:1"], await Found("procedure=diary"));
        Assert.Equal(["2"], await Found("rule=OR-06"));
        Assert.Empty(await Found("rule=EL-04"));
        Assert.Equal(["3"], await Found("from=2026-11-22"));
        Assert.Equal(["3"], await Found("from=2026-11-23&to=2026-11-23"));
        Assert.Equal(3, (await Found("to=2026-11-22")).Length);
        Assert.Equal(["3", "2"], await Found("move=reply"));
        Assert.Equal(["2"], await Found("move=reply&person=p-secretary&rule=OR-01&unit=branch-1&procedure=theme-day&from=2026-11-21&to=2026-11-21"));
        Assert.Empty(await Found("from=9999-12-31"));
        Assert.Equal(4, (await Found("from=0001-01-01&to=9999-12-31")).Length);
        Assert.Equal(2, (await Found("unit=branch-1&to=2026-11-21")).Length);
        var row = (await auditor.Get("/api/audit/search?rule=OR-06")).Json!["items"]![0]!;
        Assert.Equal(("书辛", "书辛办理“填报计划”：报上级", "示例一局第一支部"), ((string)row["who"]!, (string)row["what"]!, (string)row["unitName"]!));
    }

    [Fact]
    public async Task A_search_is_paged_and_stays_in_scope()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open("diary");
        for (var i = 0; i < 55; i++)
            await secretary.Done(view, "more", Json("""{"text":"一笔"}"""));
        await (await town.As("far")).Open(unit: "branch-9");
        var (auditor, local) = (await town.As("auditor"), await town.As("auditor-1"));

        var first = (await auditor.Get("/api/audit/search?page=1")).Json!;
        var second = (await auditor.Get("/api/audit/search?page=2")).Json!;

        Assert.Equal((57, 50, 7), ((int)first["total"]!, first["items"]!.AsArray().Count, second["items"]!.AsArray().Count));
        Assert.Equal(57, first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(i => $"{i!["case"]} {i["seq"]}").Distinct().Count());
        Assert.Equal(56, (int)(await local.Get("/api/audit/search")).Json!["total"]!);
        Assert.Equal(0, (int)(await local.Get("/api/audit/search?unit=branch-9")).Json!["total"]!);
        Assert.Equal("page 应在 1 至 100000 之间。", (await auditor.Get("/api/audit/search?page=0")).Error("page"));
    }

    [Fact]
    public async Task Only_auditors_audit_and_who_runs_the_system_sees_no_case()
    {
        var view = await (await town.As("secretary")).Open();
        foreach (var user in new[] { "secretary", "section", "member" })
        {
            var visitor = await town.As(user);
            foreach (var refused in new[] { await visitor.Get("/api/audit/search"), await visitor.Get($"/api/audit/cases/{Id(view)}/export"), await visitor.Post("/api/audit/verify", new JsonObject()), await visitor.Get("/api/audit/accounts") })
                Assert.Equal((HttpStatusCode.Forbidden, "只有安全审计员可以使用审计。"), (refused.Status, refused.Title));
        }

        var admin = await town.As("admin");
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Get("/api/audit/search")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Post("/api/audit/verify", new JsonObject())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Get($"/api/cases/{Id(view)}")).Status);
        Assert.Equal(0, (int)(await admin.Get("/api/cases")).Json!["total"]!);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/api/audit/accounts")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await town.As("auditor")).Get("/api/audit/search")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await town.As("auditor-1")).Get($"/api/audit/cases/{Id(await (await town.As("far")).Open(unit: "branch-9"))}/export")).Status);
    }

    [Fact]
    public async Task An_exported_case_proves_itself_without_the_product()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        await secretary.Move(view, "note", """{"text":"名字里有生僻字：𠮷·〇，和 \" 引号"}""");
        await secretary.Done(view, "submitted", Plan());

        var exported = await (await town.As("auditor")).Get($"/api/audit/cases/{Id(view)}/export");

        var file = exported.Json!;
        Assert.Equal("application/json", exported.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(".json", exported.Response.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, file["history"]!.AsArray().Count);
        Assert.Equal(Texts(file["history"], "hash"), Recomputed(file));
        Assert.Equal((string)file["head"]!, Recomputed(file)[^1]);
        Assert.Equal((string)file["definitionHash"]!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((string)file["definition"]!))));
        Assert.Equal("书辛", (string)file["history"]![1]!["name"]!);

        file["history"]![1]!["events"] = ((string)file["history"]![1]!["events"]!).Replace("生僻", "常用", StringComparison.Ordinal);
        Assert.NotEqual((string)file["head"]!, Recomputed(file)[^1]);
    }

    /// <summary>The chain as the export itself says that it is computed: written here without the product's code.</summary>
    private static List<string> Recomputed(JsonNode file)
    {
        byte[] Number(long number)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            return bytes;
        }

        byte[] Text(JsonNode? text)
        {
            var bytes = Encoding.UTF8.GetBytes((string)text!);
            return [.. Number(bytes.Length), .. bytes];
        }

        var head = new byte[32];
        var hashes = new List<string>();
        foreach (var row in file["history"]!.AsArray())
        {
            var at = DateTimeOffset.Parse((string)row!["at"]!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            head = SHA256.HashData([
                .. head, .. Text(file["case"]), .. Number((int)row["seq"]!), .. Convert.FromHexString((string)row["moveId"]!),
                .. Number((at - DateTimeOffset.UnixEpoch).Ticks / 10), .. Text(row["person"]), .. Text(row["move"]), .. Text(row["events"]),
            ]);
            hashes.Add(Convert.ToHexStringLower(head));
        }

        return hashes;
    }
}
