using Workflows.Host.Problems;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.State;

/// <summary>
/// A little room that is kept for a disk that runs full: it is given back then, and only signing in may use it. So people still get in and
/// read, and whoever is to make room does too; what would be written is refused at once, in words.
/// </summary>
internal sealed class DiskReserve(StartOptions options, StorageState state, DatabaseChoice choice)
{
    /// <summary>Bytes: thousands of people signing in.</summary>
    private const int Size = 1024 * 1024;

    /// <summary>What writes nothing, or no more than that somebody came and went.</summary>
    private static readonly HashSet<string> goesOn = new(StringComparer.Ordinal)
    {
        "signIn", "signOut", "confirmPresence", "checkAnswer", "checkMove", "evaluateRule", "simulate", "startVerify",
    };

    private readonly Lock turn = new();
    private bool isReleased;

    private string File => Path.Combine(options.Data, "reserve");

    /// <summary>Takes the room at the start; a disk that has none left is told of by whoever is ready or not.</summary>
    public void Take()
    {
        lock (turn)
            isReleased = !(Exists() || Make());
    }

    /// <summary>Why this request can change nothing now; null when there is room.</summary>
    public ProblemResult? Refuse(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.GetEndpoint() is not { } endpoint)
            return null;
        if (HasRoom())
            return null;

        // The database of a server lies on another disk: only what goes into the folder is refused, by the disk itself.
        var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
        return choice.IsPostgres || goesOn.Contains(name) ? null : Say.DiskFull();
    }

    private bool HasRoom()
    {
        if (state.Room() is not { } room)
            return true;

        lock (turn)
        {
            if (!isReleased && room >= Size)
                return true;
            if (!isReleased)
                Release();
            else if (room >= 2 * Size && Make())
                isReleased = false;
            return !isReleased;
        }
    }

    private bool Exists() => new FileInfo(File) is { Exists: true, Length: Size };

    private bool Make()
    {
        try
        {
            using var file = new FileStream(File, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            // Zeros that are written, not a length that is only said.
            file.Write(new byte[Size]);
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            Release();
            return false;
        }
    }

    private void Release()
    {
        isReleased = true;
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception readOnly) when (readOnly is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be written to says so by itself.
        }
    }
}

/// <summary>Asks the reserve before anything is written.</summary>
internal static class UseDiskReserveExtension
{
    public static void UseDiskReserve(this WebApplication app)
    {
        var reserve = app.Services.GetRequiredService<DiskReserve>();
        app.Use((http, next) => reserve.Refuse(http) is { } full ? full.ExecuteAsync(http) : next(http));
    }
}
