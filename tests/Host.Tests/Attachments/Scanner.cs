using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workflows.Host.Tests.Attachments;

/// <summary>A daemon that speaks as clamd does (PING, INSTREAM) and finds whatever has this text in it.</summary>
internal sealed class Scanner : IDisposable
{
    private readonly Socket listener;

    /// <param name="path">A socket file; null: a port on loopback.</param>
    public Scanner(string? path = null)
    {
        listener = path is null ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(path is null ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Address = path ?? $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";
        _ = Serve();
    }

    public string Address { get; }

    public const string Finds = "BAD-CONTENT";

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
                _ = Answer(await listener.AcceptAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task Answer(Socket client)
    {
        await using var line = new NetworkStream(client, ownsSocket: true);
        var command = new StringBuilder();
        for (var one = new byte[1]; await line.ReadAsync(one) == 1 && one[0] != 0;)
            command.Append((char)one[0]);
        var said = command.ToString() switch
        {
            "zPING" => "PONG",
            "zINSTREAM" => Encoding.Latin1.GetString(await Content(line)).Contains(Finds, StringComparison.Ordinal)
                ? "stream: Test.Signature FOUND" : "stream: OK",
            _ => "UNKNOWN COMMAND",
        };
        await line.WriteAsync(Encoding.ASCII.GetBytes(said + "\0"));
    }

    private static async Task<byte[]> Content(NetworkStream line)
    {
        var content = new List<byte>();
        for (var length = new byte[4]; ;)
        {
            await line.ReadExactlyAsync(length);
            var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            if (piece.Length == 0)
                return [.. content];
            await line.ReadExactlyAsync(piece);
            content.AddRange(piece);
        }
    }
}
