using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Workflows.Host.Problems;
using Workflows.Host.Start;

namespace Workflows.Host.Attachments;

/// <summary>Asks a ClamAV daemon about every file that comes in, where one is configured (<c>--clamav</c>). Without its answer nothing is
/// kept.</summary>
internal sealed partial class VirusScanner(StartOptions options, ILogger<VirusScanner> log)
{
    private const int Piece = 64 * 1024;

    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60), patienceOfAWatchdog = TimeSpan.FromSeconds(3);

    public bool IsConfigured => options.ClamAv is not null;

    /// <summary>Why the file may not be kept; null when nothing speaks against it, or nobody is to be asked.</summary>
    public async Task<ProblemResult?> Refuse(string name, Stream content, CancellationToken cancellation)
    {
        if (!IsConfigured)
            return null;

        try
        {
            var said = await Ask("zINSTREAM\0", content, patience, cancellation);
            if (said.EndsWith(" OK", StringComparison.Ordinal))
                return null;
            if (said.EndsWith(" FOUND", StringComparison.Ordinal))
                return Say.Refused("virus-found", $"“{name}”被查出病毒，没有保存。", "请在自己的电脑上查杀病毒，再上传干净的文件。");

            LogAnswer(said);
        }
        catch (Exception gone) when (IsAway(gone, cancellation))
        {
            LogAway(gone);
        }

        return new(new($"现在不能查毒，“{name}”没有保存。", 503, "scanner-unavailable") { Instead = "请稍后再传；仍不行时，请告诉管理员检查查毒服务。" });
    }

    /// <summary>Does it answer? True when nobody is to be asked.</summary>
    public async Task<bool> Answers(CancellationToken cancellation)
    {
        try
        {
            return !IsConfigured || await Ask("zPING\0", null, patienceOfAWatchdog, cancellation) == "PONG";
        }
        catch (Exception gone) when (IsAway(gone, cancellation))
        {
            return false;
        }
    }

    private static bool IsAway(Exception exception, CancellationToken cancellation) =>
        exception is SocketException or IOException or FormatException or ArgumentException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task<string> Ask(string command, Stream? content, TimeSpan wait, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(wait);
        using var socket = await Connect(options.ClamAv!, end.Token);
        await using var line = new NetworkStream(socket);
        await line.WriteAsync(Encoding.ASCII.GetBytes(command), end.Token);
        if (content is not null)
            await Send(line, content, end.Token);

        using var answer = new MemoryStream();
        await line.CopyToAsync(answer, end.Token);
        return Encoding.UTF8.GetString(answer.ToArray()).TrimEnd('\0', '\n');
    }

    /// <summary>Pieces with their length in front; an empty one is the end.</summary>
    private static async Task Send(NetworkStream line, Stream content, CancellationToken cancellation)
    {
        var piece = new byte[4 + Piece];
        int read;
        do
        {
            read = await content.ReadAsync(piece.AsMemory(4), cancellation);
            BinaryPrimitives.WriteInt32BigEndian(piece, read);
            await line.WriteAsync(piece.AsMemory(0, 4 + read), cancellation);
        }
        while (read > 0);
    }

    /// <param name="where"><c>host:port</c>, or the path of a socket.</param>
    private static async Task<Socket> Connect(string where, CancellationToken cancellation)
    {
        var isPath = where.StartsWith('/');
        var socket = isPath ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (isPath)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(where), cancellation);
            else
                await socket.ConnectAsync(where[..where.LastIndexOf(':')],
                    int.Parse(where[(where.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture), cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner gave an answer that is none: {Answer}")]
    private partial void LogAnswer(string answer);

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner cannot be asked; nothing is taken until it can")]
    private partial void LogAway(Exception gone);
}
