using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Workflows.Host;
using Workflows.Host.Cases;
using Workflows.Host.Start;

namespace Workflows.Bench;

/// <summary>One person's inbox among 100,000 open cases, over HTTP on the real host; the baseline asks SQLite for the same page of rows directly.</summary>
internal static class InboxBench
{
    private const int OpenCases = 100_000;
    private const int Requests = 1_000;
    private const string User = "zuzhike-s";

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            var console = new StringWriter();
            var options = StartOptions.Read(["--data", folder, "--urls", "http://127.0.0.1:0", "--demo"]);
            await using var host = HostApp.Build(options, builder => builder.Logging.ClearProviders());
            await Preparation.Run(host, options, console);
            Fill(Path.Combine(folder, "workflows.db"));
            await host.StartAsync();

            using var client = await SignIn(host.Urls.First(), Password(console.ToString()));
            foreach (var address in new[] { "/api/watch", "/api/cases" })
                Tell(address, await Sample(async () => await client.GetStringAsync(new Uri(address, UriKind.Relative))));
            var http = await Sample(async () => await client.GetStringAsync(new Uri("/api/inbox", UriKind.Relative)));
            var page = await client.GetFromJsonAsync<JsonObject>("/api/inbox");
            var plain = PlainPage(Path.Combine(folder, "workflows.db"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"inbox","openCases":{{OpenCases}},"itemsOfThePerson":{{page!["total"]!.GetValue<int>()}},"medianMilliseconds":{{At(http, 0.5):F2}},"p99Milliseconds":{{At(http, 0.99):F2}},"plainSqlMedianMilliseconds":{{At(plain, 0.5):F2}},"plainSqlP99Milliseconds":{{At(plain, 0.99):F2}},"residentMebibytes":{{Environment.WorkingSet / 1048576}}}"""));
            await host.StopAsync();
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(string address, double[] taken) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"{{address}}","openCases":{{OpenCases}},"medianMilliseconds":{{At(taken, 0.5):F2}},"p99Milliseconds":{{At(taken, 0.99):F2}}}"""));

    /// <summary>Open cases with one item each, spread over two hundred posts; one in a hundred is the person's. They are rows for lists and nothing behind them, so no clock looks at them.</summary>
    private static void Fill(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OpenCases})
            INSERT INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, due, seq, head)
            SELECT printf('b%015d', i), '换届选举〔2025〕' || i || '号', 'branch-election', 1, 'jg01-01', '示例支部 · 换届选举', 'clock', '2025-01-01', '届满提醒', NULL, 1, zeroblob(32) FROM n;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OpenCases})
            INSERT INTO work_items (case_id, id, to_key, path, part, title, since, due, provisional)
            SELECT printf('b%015d', i), 'i4', CASE WHEN i % 100 = 0 THEN 'section@jg01' ELSE 'section@x' || (i % 199) END, 'remind', '', '届满提醒',
                   printf('2025-%02d-%02d', 1 + i % 12, 1 + i % 28), printf('2027-%02d-%02d', 1 + i % 12, 1 + i % 28), 0 FROM n;
            ANALYZE;
            """;
        command.ExecuteNonQuery();
    }

    private static string Password(string printed) =>
        printed.Split('\n').First(l => l.Contains(User + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static async Task<HttpClient> SignIn(string address, string password)
    {
        var client = new HttpClient { BaseAddress = new Uri(address) };
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { user = User, password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    internal static async Task<double[]> Sample(Func<Task> one)
    {
        var taken = new List<double>();
        for (var i = 0; i < Requests + 100; i++)
        {
            var watch = Stopwatch.StartNew();
            await one();
            if (i >= 100)
                taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        return [.. taken.Order()];
    }

    private static double[] PlainPage(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT i.*, c.title FROM work_items i JOIN cases c ON c.id = i.case_id WHERE i.to_key IN ('section@jg01', 'organisation-section@jg01', 'person:p0145') ORDER BY i.due, i.since, i.case_id LIMIT 20";
        return Sample(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
                reader.GetString(0);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    internal static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}
