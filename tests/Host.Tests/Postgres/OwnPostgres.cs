using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Workflows.Tests.Storage;

namespace Workflows.Host.Tests.Postgres;

/// <summary>A PostgreSQL server of one test's own, which stops and starts when the test says so.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("host-tests-pg-").FullName;
    private readonly int port = FreePort();

    public OwnPostgres()
    {
        if (IsRoot)
            Run("chown", "nobody", folder);
        Server("initdb", "-D", Data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C");
        Start();
    }

    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" }.ToString();

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(folder, "data");

    public void Start() => Server(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o",
        $"-c listen_addresses=127.0.0.1 -c port={port} -c fsync=off -c unix_socket_directories={folder}", "start");

    /// <summary>Ends every connection and stops, as an administrator does.</summary>
    public void Stop() => Server("pg_ctl", "-D", Data, "-w", "-m", "fast", "stop");

    public void Dispose()
    {
        Server("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private static void Server(string program, params string[] args)
    {
        var path = Path.Combine(PostgresServer.Programs!, program);
        if (IsRoot)
            Run("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. args]);
        else
            Run(path, args);
    }

    private static void Run(string program, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, args) { WorkingDirectory = "/tmp", RedirectStandardInput = true, UseShellExecute = false })!;
        process.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
