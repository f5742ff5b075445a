using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Workflows.Moves;

namespace Workflows.Bench;

/// <summary>What a request costs the host: processor time and bytes, for a reply beside the same in process, and for what a page reads.</summary>
internal static class HttpBench
{
    private const int Rounds = 2;
    private const int CasesOfOneRound = 32;
    private const int Reads = 1_000;

    public static async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        using var host = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["http-host", folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var address = new Uri((await host.StandardOutput.ReadLineAsync())!);
            using var starter = await SignIn(address, "starter");
            var approvers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => SignIn(address, "approver")));
            // Until the compiler has seen enough of it.
            for (var round = 0; round < 4; round++)
            {
                await Replies(host, starter, approvers[..1], CasesOfOneRound);
                await Now(host, $"replies {CasesOfOneRound} 1");
            }

            foreach (var clients in new[] { 1, 8, 32 })
                await Compare(host, starter, approvers[..clients]);

            var open = await Open(starter, 15);
            foreach (var id in open)
                await Reply(approvers[0], id, Chain.Steps / 2);
            foreach (var path in new[] { "/health/live", "/api/me", "/api/inbox", $"/api/cases/{open[0]}" })
                await Read(host, approvers[0], path);
            Array.ForEach(approvers, a => a.Dispose());
            return 0;
        }
        finally
        {
            host.StandardInput.Close();
            await host.WaitForExitAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Compare(Process host, HttpClient starter, HttpClient[] clients)
    {
        Cost http = default, inProcess = default;
        for (var round = 0; round < Rounds; round++)
        {
            http += await Replies(host, starter, clients, CasesOfOneRound);
            // Opening is measured with it; one move in eleven.
            var before = await Now(host);
            inProcess += await Now(host, $"replies {CasesOfOneRound} {clients.Length}") - before;
        }

        const int Count = Rounds * CasesOfOneRound * Chain.Steps;
        var (over, within) = (http / Count, inProcess / (Count + (Rounds * CasesOfOneRound)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"http reply","clients":{{clients.Length}},"replies":{{Count}},"hostCpuMilliseconds":{{over.Cpu:F2}},"hostKilobytes":{{over.Bytes / 1024:F0}},"inProcessCpuMilliseconds":{{within.Cpu:F2}},"inProcessKilobytes":{{within.Bytes / 1024:F0}},"ratioOfCpu":{{over.Cpu / within.Cpu:F2}}}"""));
    }

    private static async Task<Cost> Replies(Process host, HttpClient starter, HttpClient[] clients, int count)
    {
        var cases = await Open(starter, count);
        var before = await Now(host);
        await Task.WhenAll(clients.Select((client, c) => Task.Run(async () =>
        {
            for (var i = c; i < cases.Length; i += clients.Length)
                await Reply(client, cases[i], Chain.Steps);
        })));
        return await Now(host) - before;
    }

    private static async Task Read(Process host, HttpClient client, string path)
    {
        var address = new Uri(path, UriKind.Relative);
        for (var i = 0; i < Reads / 2; i++)
            await client.GetByteArrayAsync(address);
        var before = await Now(host);
        for (var i = 0; i < Reads; i++)
            await client.GetByteArrayAsync(address);
        var each = (await Now(host) - before) / Reads;
        var name = path.StartsWith("/api/cases/", StringComparison.Ordinal) ? "/api/cases/{id}" : path;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"measure":"http {{name}}","requests":{{Reads}},"hostCpuMilliseconds":{{each.Cpu:F2}},"hostKilobytes":{{each.Bytes / 1024:F0}}}"""));
    }

    private static async Task<string[]> Open(HttpClient starter, int count)
    {
        var cases = new string[count];
        for (var i = 0; i < count; i++)
        {
            var move = Guid.NewGuid();
            cases[i] = CaseId.For(move);
            using var opened = await starter.PostAsJsonAsync("/api/cases", new { move, procedure = "chain", unit = "u" });
            opened.EnsureSuccessStatusCode();
        }

        return cases;
    }

    private static async Task Reply(HttpClient client, string id, int steps)
    {
        var item = "i2";
        for (var step = 0; step < steps; step++)
        {
            using var done = await client.PostAsJsonAsync($"/api/cases/{id}/items/{item}/reply", new { move = Guid.NewGuid(), outcome = "approved" });
            done.EnsureSuccessStatusCode();
            item = (await done.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray().FirstOrDefault()?["item"]!.GetValue<string>() ?? "";
        }
    }

    private static async Task<HttpClient> SignIn(Uri address, string user)
    {
        var client = new HttpClient { BaseAddress = address };
        using var answer = await client.PostAsJsonAsync("/api/sign-in", new { user, password = HttpHost.Password });
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Add("X-CSRF-TOKEN", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["csrf"]!.GetValue<string>());
        return client;
    }

    /// <summary>What the host has cost so far, after whatever it is asked to do.</summary>
    private static async Task<Cost> Now(Process host, string order = "cost")
    {
        await host.StandardInput.WriteLineAsync(order);
        var words = (await host.StandardOutput.ReadLineAsync())!.Split(' ');
        return new Cost(double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <param name="Cpu">Milliseconds of processor time.</param>
    /// <param name="Bytes">Bytes allocated.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Cost(double Cpu, double Bytes)
    {
        public static Cost operator +(Cost a, Cost b) => new(a.Cpu + b.Cpu, a.Bytes + b.Bytes);

        public static Cost operator -(Cost a, Cost b) => new(a.Cpu - b.Cpu, a.Bytes - b.Bytes);

        public static Cost operator /(Cost a, double n) => new(a.Cpu / n, a.Bytes / n);
    }
}
