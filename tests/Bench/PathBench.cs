using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Host;
using Workflows.Host.Start;
using Workflows.Scenarios;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>A person's path near its end, over HTTP on the real host: cases of 发展党员 are played as far as today lets them come.</summary>
internal static partial class PathBench
{
    private const int Cases = 50;
    private const string Password = "correct horse 1";

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await Play(folder);
            var console = new StringWriter();
            var options = StartOptions.Read(["--data", folder, "--urls", "http://127.0.0.1:0", "--definitions", DevelopmentBench.DefinitionsFolder()]);
            await using var host = HostApp.Build(options, builder => builder.Logging.ClearProviders());
            await Preparation.Run(host, options, console);
            await host.StartAsync();

            using var client = await SetUp(host.Urls.First(), Token().Matches(console.ToString())[^1].Groups["token"].Value);
            var people = await People(host.Services);
            var next = 0;
            var taken = await InboxBench.Sample(async () => await client.GetStringAsync(new Uri($"/api/organisation/people/{people[next++ % people.Length]}/path", UriKind.Relative)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"path","people":{{people.Length}},"requests":{{taken.Length}},"medianMilliseconds":{{InboxBench.At(taken, 0.5):F2}},"p99Milliseconds":{{InboxBench.At(taken, 0.99):F2}}}"""));
            await host.StopAsync();
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Play(string folder)
    {
        var script = DevelopmentScript.Read(DevelopmentBench.DefinitionsFolder(), Cases);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        var time = new SettableTime(script.Days[0].Day);
        await using var services = await DevelopmentBench.Start(folder, script, time);
        await DevelopmentBench.Drive(services, script.Until(today), time, workers: 2);
    }

    /// <summary>The first auditor, who sees everybody.</summary>
    private static async Task<HttpClient> SetUp(string address, string token)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        using var made = await client.PostAsJsonAsync("/api/setup",
            new { token, user = "shenji", password = Password, personName = "审·示例", sex = "male" });
        made.EnsureSuccessStatusCode();
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { user = "shenji", password = Password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<string[]> People(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        return await db.Cases.Where(c => c.Subject != null).Select(c => c.Subject!).ToArrayAsync();
    }

    [GeneratedRegex(@"/setup\?token=(?<token>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
