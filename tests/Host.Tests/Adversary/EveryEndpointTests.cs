using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workflows.Host.Tests.Attachments;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>The wrong person at every operation that <c>docs/openapi.json</c> describes, about a case, people and files of branch-1.</summary>
public sealed class EveryEndpointTests : IAsyncLifetime
{
    /// <summary>What may be written by whoever reads: their own sessions, tokens, read marks and uploads; and by auditors checkpoints and
    /// the news of them.</summary>
    private static readonly string[] OnesOwn =
    [
        "sessions", "accounts_mark", "sign_in_limits", "program_tokens", "account_log", "message_reads", "attachments", "records",
        "record_head",
        "log_leaves", "checkpoints", "messages", "verify_jobs",
    ];

    private readonly CaseTown town = new();
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
    private string[] secrets = [];

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        var secretary = await town.As("secretary");
        var hash = (string)(await secretary.Upload("方案.pdf", Files.Pdf)).Json!["hash"]!;
        var view = await secretary.Open();
        await secretary.Put($"/api/cases/{Id(view)}/items/{Item(view)}/draft", Json("""{"data":{"topic":"机密的稿子"}}"""));
        var token = (await secretary.Post("/api/me/tokens", new JsonObject { ["name"] = "程序" })).Json!;
        var job = (await (await town.As("auditor")).Post("/api/audit/verify", new JsonObject())).Json!["job"]!;
        places.Add("case", Id(view));
        places.Add("item", Item(view));
        places.Add("hash", hash);
        places.Add("token", (string)token["id"]!);
        places.Add("session", (string)(await secretary.Get("/api/me/sessions")).Json![0]!["id"]!);
        places.Add("job", (string)job!);
        secrets = [Id(view), hash, "机密的稿子", "示例一局第一支部", "书辛", "p-secretary"];
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public void Whom_each_operation_serves_is_written_down()
    {
        var operations = Operation.All.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(operations.Except(Access.Of.Keys));
        Assert.Empty(Access.Of.Keys.Except(operations));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wf-this-is-no-token")]
    [InlineData("")]
    public async Task Whoever_is_not_signed_in_is_told_so_at_every_operation(string? token)
    {
        using var visitor = town.Host.Visit();
        visitor.Token = token;
        foreach (var operation in Operation.All.Where(o => Access.To(o).For != Serves.Anybody))
        {
            var answer = await Ask(visitor, operation);
            Assert.True((answer.Status, answer.Code) == (HttpStatusCode.Unauthorized, "not-signed-in"), $"{operation}: {answer.Status} {answer.Text}");
            Assert.Equal("尚未登录，或登录已过期。", answer.Title);
        }
    }

    [Theory]
    [InlineData("far")]
    [InlineData("nobody")]
    [InlineData("section-2")]
    public async Task Somebody_of_another_unit_is_refused_or_learns_nothing(string user)
    {
        var before = Everything();
        foreach (var operation in Operation.All.Where(o => o.Id != "signIn"))
        {
            using var visitor = await SignIn(user);
            var answer = await Ask(visitor, operation);

            if (Access.To(operation).For == Serves.Entitled && !(operation.Id == "importRegister" && user == "section-2"))
                Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{operation}: {answer.Status} {answer.Text}");
            if ((int)answer.Status >= 400)
                Speech.IsRefusal(answer, operation.ToString());
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal));
        }

        Assert.Equal(before, Everything());
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("auditor-1")]
    public async Task An_auditor_changes_nothing_by_any_operation(string user)
    {
        var before = Everything();
        foreach (var operation in Operation.All.Where(o => o.IsUnsafe && o.Id != "signIn"))
        {
            using var visitor = await SignIn(user);
            var answer = await Ask(visitor, operation);

            if (Access.To(operation).Changes)
                Speech.IsRefusal(answer, operation.ToString());
            Assert.True((int)answer.Status < 500, $"{operation}: {answer.Text}");
        }

        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing_by_any_operation()
    {
        var before = Everything();
        using var visitor = await SignIn("admin");
        visitor.Csrf = null;
        foreach (var operation in Operation.All.Where(o => o.IsUnsafe && Access.To(o).For != Serves.Anybody))
        {
            var answer = await Ask(visitor, operation);
            Assert.True((answer.Status, answer.Code) == (HttpStatusCode.Forbidden, "antiforgery"), $"{operation}: {answer.Status} {answer.Text}");
        }

        Assert.Equal(before, Everything());
    }

    private async Task<Visitor> SignIn(string user)
    {
        var visitor = town.Host.Visit();
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn(user, Town.Password)).Status);
        return visitor;
    }

    private Task<Answer> Ask(Visitor visitor, Operation operation) =>
        visitor.Send(operation.Method, operation.At(place => Place(operation, place)) + Access.To(operation).Query, operation.Content(Access.To(operation).Body));

    /// <summary>Something that is there, in branch-1: what is refused is refused because of who asks.</summary>
    private string Place(Operation operation, string place) => (place, operation.Path.Split('/')[2]) switch
    {
        ("id", "cases" or "audit") => places["case"],
        ("id", "me" or "users") => operation.Path.Contains("/sessions/", StringComparison.Ordinal) ? places["session"] : places["token"],
        ("id", "rules") => "CV-04",
        ("id", "organisation") => operation.Path.Contains("/people/", StringComparison.Ordinal) ? "p-secretary" : "branch-1",
        ("id", "people") => "p-secretary",
        ("key", "settings") => "roll-to-next-workday",
        ("key", "procedures" or "definitions") => "theme-day",
        ("user", _) => "organiser",
        ("kind", _) => "note",
        ("name", "cases") => "record",
        ("year", _) => "2026",
        ("number", "audit") => "1",
        _ => places.GetValueOrDefault(place) ?? throw new InvalidOperationException($"Say in {nameof(Place)} what {{{place}}} of {operation} may be."),
    };

    /// <summary>The whole database as text, but for <see cref="OnesOwn"/> and when somebody last signed in.</summary>
    private string Everything()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(town.Host.Data, "workflows.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var lines = new List<string>();
        foreach (var table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Select(r => (string)r[0]).Except(OnesOwn))
        {
            var columns = Read(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('LastSignedInAt', 'last_signed_in_at')").Select(r => $"quote(\"{r[0]}\")");
            lines.AddRange(Read(connection, $"SELECT {string.Join(" || ' ' || ", columns)} FROM \"{table}\" ORDER BY 1").Select(r => $"{table} {r[0]}"));
        }

        return string.Join('\n', lines);
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns from the database's own catalogue.
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
}
