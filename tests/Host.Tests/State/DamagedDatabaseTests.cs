using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflows.Host.Cli;
using Workflows.Host.State;
using Workflows.Host.Tests.Start;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.State;

/// <summary>A database with damaged pages is never ready, never starts, and is never verified as unchanged.</summary>
public sealed class DamagedDatabaseTests : IAsyncLifetime
{
    private const int Damaged = 6;

    private readonly CaseTown town = new();

    private string File => Path.Combine(town.Host.Data, "workflows.db");

    public async Task InitializeAsync()
    {
        await town.InitializeAsync();
        var secretary = await town.As("secretary");
        for (var i = 0; i < 5; i++)
            await secretary.Done(await secretary.Open(), "submitted", Plan());
    }

    public Task DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_copy_with_damaged_pages_does_not_start_and_is_not_verified_as_unchanged(int seed)
    {
        using var copy = new TempFolder();
        var file = Path.Combine(copy.Path, "workflows.db");
        await Copy(file);
        Damage(file, seed);

        using var output = new StringWriter();
        var code = await Verbs.Find(["verify"])!(["--data", copy.Path], output);
        using var host = await HostProcess.Start("--data", copy.Path, "--urls", "http://127.0.0.1:0").Ended();

        Assert.True(code == 1, output.ToString());
        Assert.DoesNotContain("没有发现改动", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("已经损坏", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("已经损坏", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_host_notices_by_itself_and_is_not_ready_until_it_is_whole_again()
    {
        Assert.Equal("ready", (string)(await (await town.As("admin")).Get("/health/ready")).Json!["status"]!);
        var sound = await Flushed();
        Damage(File, 1);
        var watch = town.Host.Services.GetServices<IHostedService>().OfType<StorageWatch>().Single();
        await watch.Look(CancellationToken.None);
        var ready = await (await town.As("admin")).Get("/health/ready");
        await System.IO.File.WriteAllBytesAsync(File, sound);
        await watch.Look(CancellationToken.None);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not-ready"), (ready.Status, (string)ready.Json!["status"]!));
        Assert.Contains("已经损坏", (string)ready.Json!["checks"]!["database"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await town.As("admin")).Get("/health/ready")).Status);
    }

    [Fact]
    public async Task A_verification_from_the_page_tells_it_first()
    {
        var auditor = await town.As("auditor");
        var sound = await Flushed();
        Damage(File, 2);
        var job = (await auditor.Post("/api/audit/verify", new JsonObject())).Json?["job"];
        var state = job is null ? null : await Finished(auditor, (string)job!);
        await System.IO.File.WriteAllBytesAsync(File, sound);

        Assert.True(state is null || state["broken"]!.AsArray().Any(b => (string)b!["number"]! == "数据库")
            || state["failed"] is not null, state?.ToJsonString());
    }

    internal static async Task<JsonNode> Finished(Visitor auditor, string job)
    {
        JsonNode state;
        do
            state = (await auditor.Get($"/api/audit/verify/{job}")).Json!;
        while (!(bool)state["finished"]!);
        return state;
    }

    private async Task<byte[]> Flushed()
    {
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var flush = connection.CreateCommand();
            flush.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            flush.ExecuteNonQuery();
        }

        return await System.IO.File.ReadAllBytesAsync(File);
    }

    private async Task Copy(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync();
        using var copy = connection.CreateCommand();
        copy.CommandText = "VACUUM INTO $file";
        copy.Parameters.AddWithValue("$file", file);
        copy.ExecuteNonQuery();
    }

    /// <summary>Overwrites whole pages, wherever they lie but for the first one, which says that it is a database.</summary>
    private static void Damage(string file, int seed)
    {
        const int Page = 4096;
        var random = new Random(seed);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var rubbish = new byte[Page];
        foreach (var page in Enumerable.Range(1, (int)(stream.Length / Page) - 1).OrderBy(_ => random.Next()).Take(Damaged))
        {
            random.NextBytes(rubbish);
            stream.Position = (long)page * Page;
            stream.Write(rubbish);
        }
    }
}
