using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workflows.Host.Registers;
using Workflows.Organisation;
using Workflows.Storage;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>
/// A data folder for hosts that run as processes and so by the real day: a town, a token for each of its people, and errands that
/// were given twenty days ago and have become overdue since. The clock of such a process has work from its first second.
/// </summary>
internal sealed class PreparedData : IDisposable
{
    public const string Errand = """
        procedure: errand
        version: 1
        title: 交办事项
        open-by: officers
        start: order
        ends: { done: 已经办结 }
        steps:
          order:
            title: 交办
            activity: form
            with: { by: officers, fields: { text: { label: 内容 }, since: { label: 交办日期, type: date } } }
            next: { submitted: do }
          do:
            title: 办理
            activity: form
            with: { by: officers, fields: { result: { label: 结果 } } }
            deadlines:
              - { name: do, title: 办结, from: since, within: P5D, article: 本支部约定, then: escalate }
            next: { submitted: "end:done" }
        """;

    /// <summary>Begins by itself for a unit whose term has run out or will within ten years.</summary>
    public const string Talk = """
        procedure: term-talk
        version: 1
        title: 届满谈话
        unit-kinds: [branch]
        recurs: { fact: term-expires-on, within: P-10Y }
        open-by: officers
        start: talk
        ends: { held: 已经谈话 }
        steps:
          talk: { title: 谈话, activity: form, with: { by: officers, fields: { result: { label: 情况 } } }, next: { submitted: "end:held" } }
        """;

    private static readonly string[] Users = ["secretary", "organiser", "other", "far", "auditor", "admin"];

    private readonly string folder = Directory.CreateTempSubdirectory("host-tests-").FullName;

    public string Path => System.IO.Path.Combine(folder, "data");

    public string Definitions => System.IO.Path.Combine(folder, "definitions");

    /// <summary>User → bearer token.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>The day by which an errand that is given now is overdue at once.</summary>
    public static DateOnly LongAgo => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-12);

    /// <param name="overdue">How many errands of branch-1 are overdue by now, without the clock having looked at them.</param>
    public static async Task<PreparedData> Make(int overdue)
    {
        var made = new PreparedData();
        Directory.CreateDirectory(made.Definitions);
        await File.WriteAllTextAsync(System.IO.Path.Combine(made.Definitions, "errand.yaml"), Errand);
        await made.Seed(overdue);
        // Only now: nothing may have begun by itself twenty days ago.
        await File.WriteAllTextAsync(System.IO.Path.Combine(made.Definitions, "term-talk.yaml"), Talk);
        return made;
    }

    private async Task Seed(int overdue)
    {
        await using var host = await Open(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(20));
        await CaseTown.Populate(host);
        await host.Save(new() { Terms = [new Term("branch-2", new DateOnly(2023, 3, 1), 3), new Term("branch-9", new DateOnly(2024, 3, 1), 3)] });
        foreach (var user in Users)
        {
            using var visitor = host.Visit();
            await visitor.SignIn(user, Town.Password);
            Tokens.Add(user, (string)(await visitor.Post("/api/me/tokens", new JsonObject { ["name"] = "程序", ["scopes"] = new JsonArray("act", "audit", "settings", "register") })).Json!["token"]!);
        }

        using var secretary = Visit(host.Address, "secretary");
        for (var i = 0; i < overdue; i++)
            await secretary.Done(await secretary.Open("errand"), "submitted", Order($"旧事{i}"));
    }

    public static JsonObject Order(string text) => new() { ["text"] = text, ["since"] = $"{LongAgo:yyyy-MM-dd}" };

    public Visitor Visit(Uri address, string user) => new(address) { Token = Tokens[user] };

    public string[] Options => ["--data", Path, "--definitions", Definitions, "--urls", "http://127.0.0.1:0", "--confirm-time"];

    /// <summary>The same data under a host of the test's own.</summary>
    public Task<RunningHost> Open(DateTimeOffset now) => RunningHost.Start(Path, o => o with { Definitions = Definitions }, now: now);

    /// <summary>How many deadlines are there that the clock has not looked at though their day has come.</summary>
    public long Due() => Count($"SELECT count(*) FROM deadlines WHERE wake <= '{TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}'");

    public long Count(string sql) => (long)Rows(sql)[0][0];

    public List<object[]> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, "workflows.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own queries.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>What the clock owes and what it must not do: every overdue errand was told once, every term has its one talk.</summary>
    public void ExpectEverythingDueOnce()
    {
        Assert.Equal(0, Due());
        var passed = Rows("SELECT case_id, packed FROM history WHERE move = 'expire'").Where(r => PackedText.Unpack((byte[])r[1]).Contains("\"kind\":\"deadline-passed\"", StringComparison.Ordinal)).Select(r => (string)r[0]).ToList();
        Assert.Equal(passed.Count, passed.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(Rows("SELECT id FROM cases WHERE procedure = 'errand' AND end_state IS NULL AND place LIKE '%办理%'").Select(r => (string)r[0]).Except(passed, StringComparer.Ordinal));
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT case_id FROM work_items WHERE part = 'overdue' GROUP BY case_id HAVING count(*) > 1)"));
        Assert.Equal(0, Count("SELECT count(*) FROM (SELECT case_id, to_key, text FROM messages GROUP BY case_id, to_key, text HAVING count(*) > 1)"));
        Assert.Equal(["branch-1", "branch-2", "branch-9"], Rows("SELECT unit_id FROM cases WHERE procedure = 'term-talk' ORDER BY unit_id").Select(r => (string)r[0]));
        Assert.Equal(Count("SELECT count(*) FROM cases"), Count("SELECT count(DISTINCT number) FROM cases"));
        Assert.Equal(Count("SELECT count(*) FROM cases"), Count("SELECT sum(last) FROM case_numbers"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
