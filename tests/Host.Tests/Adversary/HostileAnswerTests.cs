using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Well-formed requests with values that no form ever sends.</summary>
public sealed class HostileAnswerTests : IAsyncLifetime
{
    private const string Table = """
        procedure: guest-list
        version: 1
        title: 来宾名单
        open-by: officers
        start: list
        ends: { done: 已经完成 }
        steps:
          list:
            title: 填名单
            activity: form
            with:
              by: officers
              fields:
                guests: { label: 来宾, type: rows, min: 1, columns: { name: { label: 姓名 }, seats: { label: 座位, type: number, min: 1, max: 9 } } }
                days: { label: 日期, type: date }
                sure: { label: 是否确定, type: yes-no }
                papers: { label: 材料, type: files, required: false }
            next: { submitted: "end:done" }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("host-tests-").FullName;
    private RunningHost? host;
    private Visitor? visitor;

    private Visitor Secretary => visitor!;

    /// <summary>A member's value in place of the good one; everything here must be refused.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "guests", "{}" }, { "guests", "\"甲\"" }, { "guests", "7" }, { "guests", "true" }, { "guests", "[]" }, { "guests", "[null]" }, { "guests", "[[]]" }, { "guests", "[7]" },
        { "guests", """[{"name":"甲","seats":1,"colour":"红"}]""" }, { "guests", """[{"name":{"a":1},"seats":1}]""" }, { "guests", """[{"name":["甲"],"seats":1}]""" },
        { "guests", """[{"name":"\ud800","seats":1}]""" }, { "guests", """[{"name":"甲\u0000乙","seats":1}]""" }, { "guests", """[{"name":"甲","name":"乙","seats":1}]""" }, { "guests", """[{"\udc00":"甲","seats":1}]""" },
        { "guests", """[{"name":"甲","seats":1e400}]""" }, { "guests", """[{"name":"甲","seats":-0.5}]""" }, { "guests", """[{"name":"甲","seats":99999999999999999999999}]""" }, { "guests", """[{"name":"甲","seats":"1"}]""" },
        { "days", "\"2026-02-30\"" }, { "days", "\"2026-13-01\"" }, { "days", "\"2026-2-3\"" }, { "days", "\"２０２６-０１-０１\"" }, { "days", "\"2026-01-01T00:00:00Z\"" }, { "days", "20260101" }, { "days", "[\"2026-01-01\"]" }, { "days", "{}" }, { "days", "\"\\ud800\"" },
        { "sure", "\"true\"" }, { "sure", "1" }, { "sure", "[true]" }, { "sure", "{}" },
        { "papers", "\"x\"" }, { "papers", "[7]" }, { "papers", "[null]" }, { "papers", "[{}]" }, { "papers", """[{"hash":7,"name":8}]""" }, { "papers", """[{"hash":"../../keys","name":"a.pdf"}]""" }, { "papers", """{"hash":"x","name":"a.pdf"}""" }, { "papers", """[{"hash":"\ud800","name":"\ud800.pdf"}]""" },
        { "unknown", "1" }, { "\\ud800", "1" }, { "\\u0000", "1" }, { "__proto__", "{}" }, { "", "1" }, { "guests.0.name", "\"甲\"" },
    };

    public async Task InitializeAsync()
    {
        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "guest-list.yaml"), Table);
        host = await RunningHost.Start(Path.Combine(folder, "data"), o => o with { Definitions = definitions });
        await CaseTown.Populate(host);
        visitor = host.Visit();
        await visitor.SignIn("secretary", Town.Password);
    }

    public async Task DisposeAsync()
    {
        await Verification.IsClean(host!.Data);
        Secretary.Dispose();
        await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_no_form_sends_is_refused_at_the_reply_and_told_by_the_dry_run()
    {
        var view = await Secretary.Open("guest-list");
        foreach (var (name, value) in Values.Select(v => ((string)v[0], (string)v[1])))
        {
            var data = Good(name, value);
            var reply = await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{data}}}""");
            var check = await Secretary.PostText(Address(view, "check"), $$"""{"outcome":"submitted","data":{{data}}}""");

            Speech.IsRefusal(reply, $"{name}: {value}");
            if (check.Status == HttpStatusCode.OK)
                Assert.True(Speech.IsChinese((string?)check.Json!["problem"]?["title"]), check.Text);
            else
                Speech.IsRefusal(check, $"check of {name}: {value}");
            var saved = await Secretary.Send(HttpMethod.Put, Address(view, "draft"), new StringContent($$"""{"data":{{data}}}""", System.Text.Encoding.UTF8, "application/json"));
            if (saved.Status != HttpStatusCode.NoContent)
                Speech.IsRefusal(saved, $"draft of {name}: {value}");
            Assert.Equal(HttpStatusCode.OK, (await Secretary.Get(Address(view, "draft"))).Status);
            Speech.IsRefusal(await Secretary.PostText($"/api/cases/{Id(view)}/moves/correct", $$"""{"move":"{{Guid.NewGuid()}}","name":"guests","value":{{value}},"reason":"试"}"""), $"correction to {value}");
            Speech.IsRefusal(await Secretary.PostText("/api/rules/CV-04/evaluate", $$$"""{"given":{"anchor":{{{value}}},"months":{{{value}}} }}"""), $"rule given {value}");
        }

        Assert.Equal(Seq(view), Seq(await Secretary.See(view)));
        Assert.Equal(HttpStatusCode.OK, (await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{Good("days", "\"2026-02-28\"")}}}""")).Status);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_answered_and_a_text_of_five_megabytes_is_refused()
    {
        var view = await Secretary.Open("guest-list");
        var rows = string.Join(',', Enumerable.Repeat("""{"seats":1}""", 100_000));

        var many = await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{Good("guests", $"[{rows}]")}}}""");
        var large = await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{Good("guests", $$"""[{"name":"{{new string('长', 1_700_000)}}","seats":1}]""")}}}""");

        Speech.IsRefusal(many, "rows");
        Speech.IsRefusal(large, "text");
        Assert.True(many.Text.Length < 200_000, $"The refusal itself is {many.Text.Length} characters long.");
        Assert.Equal(Seq(view), Seq(await Secretary.See(view)));
    }

    [Fact]
    public async Task A_hundred_thousand_unknown_fields_are_refused_in_few_words()
    {
        var view = await Secretary.Open("guest-list");
        var fields = "{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"x{i}\":1")) + "}";

        var unknown = await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{fields}}}""");
        var column = await Secretary.PostText(Address(view, "reply"), $$"""{"move":"{{Guid.NewGuid()}}","outcome":"submitted","data":{{Good("guests", "[" + fields + "]")}}}""");

        Speech.IsRefusal(unknown);
        Speech.IsRefusal(column);
        Assert.True(unknown.Text.Length + column.Text.Length < 20_000, $"The refusals are {unknown.Text.Length} and {column.Text.Length} characters long.");
    }

    [Theory]
    [InlineData("""{"move":"00000000-0000-0000-0000-000000000000","outcome":"submitted","data":{}}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"seq":-1}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"seq":2147483647}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"seq":2147483648}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"\ud800","data":{}}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"\u0000","data":{}}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"departures":[null]}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"departures":[{"rule":null,"reason":null,"approver":null}]}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"reason":"甲\u0000乙"}""")]
    [InlineData("""{"move":"ffffffff-ffff-ffff-ffff-ffffffffffff","outcome":"submitted","data":{},"reason":"\ud800"}""")]
    [InlineData("""{"move":"ffffffffffffffffffffffffffffffff","outcome":"submitted","data":{}}""")]
    public async Task What_frames_the_answer_is_read_strictly(string body)
    {
        var view = await Secretary.Open("guest-list");

        Speech.IsRefusal(await Secretary.PostText(Address(view, "reply"), body), body);

        Assert.Equal(Seq(view), Seq(await Secretary.See(view)));
    }

    private static string Address(JsonNode view, string what) => $"/api/cases/{Id(view)}/items/{Item(view)}/{what}";

    /// <summary>A good answer with one member replaced or added.</summary>
    private static string Good(string name, string value)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal) { ["guests"] = """[{"name":"甲","seats":1}]""", ["days"] = "\"2026-02-28\"", ["sure"] = "true", [name] = value };
        return $"{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}";
    }
}
