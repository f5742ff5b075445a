using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Adversary;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Sheets;

public sealed class ListSheetTests : IAsyncLifetime
{
    /// <summary>Lists that are no table of anybody's: they feed a page or a dialog.</summary>
    private static readonly string[] NoTables =
    [
        "getCase", "listTokens", "listDocuments", "listProcedures", "listReportKinds", "listStories", "listTogether",
        "getTogether", "getPath", "listSubjects", "listMoveKinds", "listRecordTables", "listSessions", "listNotices", "getAccountUse",
    ];

    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    public static IEnumerable<object[]> Offered =>
        Operation.All.Where(o => o.Queries.Contains("format")).Select(o => (object[])[o.Id, o.At(_ => o.Path.StartsWith("/api/people/", StringComparison.Ordinal) ? "p-member" : "branch-1")]);

    [Theory]
    [MemberData(nameof(Offered))]
    public async Task A_list_that_offers_a_spreadsheet_gives_one_with_a_chinese_header_and_name(string operation, string path)
    {
        await (await town.As("secretary")).Open();

        // Each list belongs to who runs the system or to who audits it.
        var answer = await (await town.As("admin")).Get(path + "?format=xlsx");
        var sheet = Spreadsheet.Of(answer.Status == HttpStatusCode.OK ? answer
            : await (await town.As("auditor")).Get(path + "?format=xlsx"));

        Assert.All(sheet.Header, title => Assert.Matches(@"^\p{IsCJKUnifiedIdeographs}+$", title));
        Assert.EndsWith(" 2026-11-21.xlsx", sheet.FileName, StringComparison.Ordinal);
        Assert.True(sheet.FileName[0] >= 0x4E00, $"{operation}: {sheet.FileName}");
    }

    [Fact]
    public void Every_list_of_the_api_offers_a_spreadsheet()
    {
        var api = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi.json")))!;
        var lists =
            from path in api["paths"]!.AsObject()
            let get = path.Value!["get"]
            let schema = get?["responses"]?["200"]?["content"]?["application/json"]?["schema"]
            where schema is not null && IsList(api, schema)
            select (string)get!["operationId"]!;

        Assert.Empty(lists.Except(Operation.All.Where(o => o.Queries.Contains("format")).Select(o => o.Id)).Except(NoTables));
    }

    [Fact]
    public async Task All_that_is_found_is_in_it_whatever_the_page_and_nothing_else()
    {
        var (secretary, other, section) = (await town.As("secretary"), await town.As("other"), await town.As("section"));
        var plan = await secretary.Open();
        await secretary.Open("diary");
        await other.Open(unit: "branch-2");

        var all = Spreadsheet.Of(await section.Get("/api/cases?format=xlsx&size=1&page=2"));
        var found = Spreadsheet.Of(await section.Get("/api/cases?format=xlsx&procedure=theme-day&unit=branch-1"));
        var own = Spreadsheet.Of(await other.Get("/api/cases?format=xlsx"));

        Assert.Equal(3, all.Rows.Count);
        Assert.Equal([(string)plan["number"]!], found["编号"]);
        Assert.Equal([new DateTime(2026, 11, 21)], found["发起日期"]);
        Assert.Equal(["示例一局第二支部"], own["党组织"]);
        Assert.Equal("事项 2026-11-21.xlsx", all.FileName);
    }

    [Fact]
    public async Task The_inbox_stands_in_the_order_of_its_days()
    {
        var secretary = await town.As("secretary");
        await secretary.Open("diary");
        await secretary.Open();

        var inbox = Spreadsheet.Of(await secretary.Get("/api/inbox?format=xlsx"));

        Assert.Equal([new DateTime(2026, 12, 1), null], inbox["应于"]);
        Assert.Equal(["否", "否"], inbox["已逾期"]);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_list_gets_no_file_either()
    {
        string[] paths = ["/api/users", "/api/audit/search", "/api/audit/accounts", "/api/development/pool?unit=branch-2",
            "/api/organisation/units/branch-9"];
        foreach (var path in paths)
        {
            var refused = await (await town.As("secretary"))
                .Get(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=xlsx");
            Assert.True(refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {refused.Status}");
            Assert.Equal("application/problem+json", refused.Response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Another_format_is_refused()
    {
        var refused = await (await town.As("secretary")).Get("/api/cases?format=pdf");

        Assert.Equal((HttpStatusCode.BadRequest, "format 只能是 json 或 xlsx。"), (refused.Status, refused.Title));
    }

    [Fact]
    public async Task Who_takes_a_list_of_people_away_is_remembered_and_who_takes_the_rules_is_not()
    {
        var (secretary, auditor) = (await town.As("secretary"), await town.As("auditor"));

        await secretary.Get("/api/organisation/people?format=xlsx");
        await secretary.Get("/api/organisation/people");
        await secretary.Get("/api/rules?format=xlsx");

        var log = (await auditor.Get("/api/audit/accounts?person=p-secretary")).Json!["items"]!.AsArray()
            .Where(e => (string)e!["what"]! == "导出名单").ToList();
        var entry = Assert.Single(log)!;
        Assert.Equal(("书辛", "人员，3 行"), ((string)entry["who"]!, (string)entry["detail"]!));
    }

    [Fact]
    public async Task Nothing_stays_on_the_disk()
    {
        await (await town.As("secretary")).Get("/api/cases?format=xlsx");

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(town.Host.Data, "sheets")));
    }

    private static bool IsList(JsonNode api, JsonNode schema)
    {
        var shape = (string?)schema["$ref"] is { } name ? api["components"]!["schemas"]![name.Split('/')[^1]]! : schema;
        return (string?)shape["type"] == "array" || (string?)shape["properties"]?["items"]?["type"] == "array";
    }
}
