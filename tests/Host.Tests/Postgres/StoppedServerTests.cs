using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.Tests.Adversary;
using Workflows.Tests.Storage;

namespace Workflows.Host.Tests.Postgres;

/// <summary>PostgreSQL stops and starts under a running host.</summary>
public sealed class StoppedServerTests
{
    private const int MostTries = 100;

    [PostgresFact]
    public async Task A_server_that_stops_is_told_at_every_address_and_when_it_is_back_all_goes_on_by_itself()
    {
        using var server = new OwnPostgres();
        await using var host = await RunningHost.Start(change: o => o with { Database = server.ConnectionString });
        await Town.Populate(host);
        using var admin = host.Visit();
        Assert.Equal(HttpStatusCode.OK, (await admin.SignIn("admin", Town.Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/api/cases")).Status);

        // People are at work while it goes down: whoever is in the middle of something is told as well.
        using var stopped = new CancellationTokenSource();
        var atWork = Enumerable.Range(0, 4).Select(_ => AtWork(admin, stopped.Token)).ToArray();
        server.Stop();
        await stopped.CancelAsync();
        foreach (var answer in (await Task.WhenAll(atWork)).SelectMany(a => a))
            Assert.True(answer.Status is HttpStatusCode.OK || IsTold(answer), answer.Text);

        var told = 0;
        foreach (var operation in Operation.All.Where(o => o.Id is not "signOut"))
        {
            var answer = await admin.Send(operation.Method, operation.At(p => p == "year" ? "2026" : p == "kind" ? "note" : "x"),
                operation.Content(Access.To(operation).Body));
            Assert.True((int)answer.Status < 500 || IsTold(answer), $"{operation}: {(int)answer.Status} {answer.Text}");
            told += IsTold(answer) ? 1 : 0;
        }

        Assert.True(told > 20, $"{told} operations told it.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await admin.Get("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/health/live")).Status);

        server.Start();
        var tries = 0;
        while ((await admin.Get("/api/cases")).Status != HttpStatusCode.OK)
            Assert.True(++tries < MostTries, "It does not recover.");
        Assert.Equal(HttpStatusCode.OK, (await admin.Get("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.NoContent,
            (await admin.Put("/api/settings/roll-to-next-workday", new JsonObject { ["value"] = "true", ["reason"] = "恢复之后" })).Status);
        Assert.DoesNotContain("Failure ", host.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<List<Answer>> AtWork(Visitor visitor, CancellationToken stop)
    {
        var answers = new List<Answer>();
        while (!stop.IsCancellationRequested)
            answers.Add(await visitor.Get("/api/cases"));
        return answers;
    }

    private static bool IsTold(Answer answer) =>
        answer is { Status: HttpStatusCode.ServiceUnavailable, Code: "storage-unavailable" or "busy" } && Speech.IsChinese(answer.Title);
}
