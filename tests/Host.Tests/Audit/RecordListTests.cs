using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Audit;

/// <summary>变更记录, as the auditor of the whole tree reads it.</summary>
public sealed class RecordListTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task A_correction_is_read_with_who_why_and_what_it_was_in_words()
    {
        var work = await town.As("work");
        var answer = await work.Post("/api/organisation/void", Json("""
            {"row":{"kind":"post","person":"p-organiser","unit":"branch-1","what":"organiser","from":"2020-01-01"},"reason":"把他人的任职录在了这里","ground":"示例函〔2026〕1号"}
            """));
        Assert.Equal(HttpStatusCode.OK, answer.Status);

        var rows = await Rows("?about=p-organiser&table=posts");

        var gone = rows[0];
        Assert.Equal(
            ("工乙", "更正作废", "示例函〔2026〕1号", "把他人的任职录在了这里", "职务", "组壬 示例一局第一支部 组织委员", "删去"),
            (Text(gone, "who"), Text(gone, "way"), Text(gone, "about"), Text(gone, "reason"), Text(gone, "table"), Text(gone, "what"),
                Text(gone, "act")));
        Assert.Contains(gone["columns"]!.AsArray(), c => Text(c!, "title") == "自" && Text(c!, "before") == "2020-01-01"
            && c!["after"] is null);
        var kept = (await Rows("?person=p-work")).Single(r => Text(r, "table") == "作废的登记" && Text(r, "act") == "登记");
        Assert.Contains(kept["columns"]!.AsArray(), c => Text(c!, "title") == "登记内容" && Text(c!, "after") == "组织委员");
        Assert.DoesNotContain("{", string.Concat(kept["columns"]!.AsArray().Select(c => Text(c!, "after"))), StringComparison.Ordinal);
        Assert.Empty(await Rows("?person=p-work&to=2026-11-20"));
    }

    [Fact]
    public async Task An_account_is_told_without_its_secrets()
    {
        var rows = await Rows("?table=accounts");

        Assert.Contains(rows, r => Text(r, "what") == "书辛 secretary" && Text(r, "act") == "登记");
        var told = rows.SelectMany(r => r["columns"]!.AsArray()).ToArray();
        Assert.Contains(told, c => Text(c!, "title") == "密码" && Text(c!, "after") == "已设置");
        Assert.DoesNotContain(told, c => c!.ToJsonString().Contains("sha256", StringComparison.Ordinal));
        Assert.Contains((await Rows("?table=account_log"))[0]["columns"]!.AsArray(), c => Text(c!, "title") == "做了什么"
            && Text(c!, "after") == "用一次性链接完成首次设置");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("work")]
    [InlineData("auditor-1")]
    [InlineData("secretary")]
    public async Task Only_the_auditor_of_the_whole_tree_reads_it(string user)
    {
        var answer = await (await town.As(user)).Get("/api/audit/records");

        Assert.Equal((HttpStatusCode.Forbidden, true), (answer.Status, answer.Title!.Contains("安全审计员", StringComparison.Ordinal)));
    }

    private async Task<List<JsonNode>> Rows(string query) =>
        [.. (await (await town.As("auditor")).Get("/api/audit/records" + query)).Json!["items"]!.AsArray().Select(r => r!)];

    private static string Text(JsonNode row, string name) => (string?)row[name] ?? "";
}
