using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Workflows.Tests.Storage;

/// <summary>The PostgreSQL server of a test run: the one that WORKFLOWS_TEST_POSTGRES names, else a private one on loopback that ends with the run.</summary>
internal static class PostgresServer
{
    private const string Variable = "WORKFLOWS_TEST_POSTGRES";

    private static readonly string? binaries = FindBinaries();
    private static readonly Lazy<string> server = new(() => Given ?? Start());

    /// <summary>Held for the whole run: when it is collected, its input closes and the server ends.</summary>
    private static Process? process;

    /// <summary>Why PostgreSQL tests are skipped; null when they run. In CI a missing server is a failure, never a skip.</summary>
    public static string? Missing { get; } =
        Given is null && binaries is null && Environment.GetEnvironmentVariable("CI") != "true"
            ? $"没有 PostgreSQL：请运行 apt-get install postgresql，或用 {Variable} 指定服务器的连接字符串"
            : null;

    /// <summary>What the private server is told about the disk: tests do not wait for it, whoever measures does.</summary>
    public static string Durability { get; set; } = "-c fsync=off";

    /// <summary>Connection string to the server, database <c>postgres</c>.</summary>
    public static string ConnectionString => server.Value;

    /// <summary>The folder of the server's programs; null when there is none.</summary>
    public static string? Programs => binaries;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    private static string? FindBinaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return versions.OrderDescending().Select(v => Path.Combine(v, "bin")).Append("/usr/local/bin").FirstOrDefault(b => IsThere(Path.Combine(b, "initdb")) && IsThere(Path.Combine(b, "postgres")));
    }

    private static bool IsThere(string program) =>
        File.Exists(program) && (File.ResolveLinkTarget(program, returnFinalTarget: true)?.Exists ?? true);

    /// <summary>The server runs under a shell that waits for its input to close: when the test process ends, in whatever way, so does the server, and its files go.</summary>
    private static string Start()
    {
        if (binaries is null)
            throw new InvalidOperationException("没有 PostgreSQL：请运行 apt-get install postgresql。");

        var port = FreePort();
        var script = $$"""
            dir=$(mktemp -d /tmp/workflows-pg.XXXXXX)
            trap 'rm -rf "$dir"' EXIT
            '{{binaries}}/initdb' -D "$dir/data" -U postgres --auth=trust --no-sync -E UTF8 --locale=C >"$dir/log" 2>&1 || { echo failed; cat "$dir/log"; exit 1; }
            '{{binaries}}/postgres' -D "$dir/data" -c listen_addresses=127.0.0.1 -c port={{port}} {{Durability}} -c max_connections=200 -c unix_socket_directories="$dir" >"$dir/log" 2>&1 &
            server=$!
            until '{{binaries}}/psql' -h 127.0.0.1 -p {{port}} -U postgres -qc '' >/dev/null 2>&1; do
                kill -0 $server 2>/dev/null || { echo failed; cat "$dir/log"; exit 1; }
                sleep 0.1
            done
            echo ready
            cat >/dev/null
            kill -QUIT $server
            wait $server
            """;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/tmp" };
        string[] command = Environment.UserName == "root"
            ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", "-c", script]
            : ["sh", "-c", script];
        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);

        process = Process.Start(start)!;
        return process.StandardOutput.ReadLine() == "ready"
            ? new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" }.ToString()
            : throw new InvalidOperationException($"PostgreSQL 没有启动：{process.StandardOutput.ReadToEnd()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
