using System.Globalization;
using System.Text;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>
/// The folder that checkpoints lie in: <c>000012.checkpoint</c>, beside it <c>000012.leaves</c> with the lines that were new, and
/// <c>000012.tsr</c> where a time stamping authority has answered. What lies there is never written again.
/// </summary>
public sealed class CheckpointFolder(string path)
{
    private const string Ending = ".checkpoint";
    private const string LeavesEnding = ".leaves";
    private const string StampEnding = ".tsr";

    public string Path { get; } = path;

    public bool Has(long number) => File.Exists(FileOf(number, Ending));

    /// <summary>The number of the newest checkpoint that lies there; 0 when none does.</summary>
    public long Newest() => Directory.Exists(Path)
        ? Directory.EnumerateFiles(Path, "*" + Ending)
        .Select(f => long.TryParse(System.IO.Path.GetFileNameWithoutExtension(f), out var number) ? number : 0).DefaultIfEmpty().Max()
        : 0;

    public bool HasStamp(long number) => File.Exists(FileOf(number, StampEnding));

    /// <summary>Writes what is not there yet, the checkpoint itself last: whoever finds it finds its lines too.</summary>
    /// <exception cref="IOException">The folder is not there, or cannot be written.</exception>
    public async Task Keep(CheckpointRow row, IReadOnlyList<string> leaves, CancellationToken cancellation = default)
    {
        await Write(FileOf(row.Number, LeavesEnding), Encoding.UTF8.GetBytes(string.Concat(leaves.Select(l => l + "\n"))), cancellation);
        await Write(FileOf(row.Number, Ending), Encoding.UTF8.GetBytes(row.Note), cancellation);
    }

    public Task KeepStamp(long number, byte[] stamp, CancellationToken cancellation = default) =>
        Write(FileOf(number, StampEnding), stamp, cancellation);

    /// <summary>Everything that lies there, by name; nothing when there is no such folder.</summary>
    public IReadOnlyList<KeptCheckpoint> Read() =>
        Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, "*" + Ending).Order(StringComparer.Ordinal).Select(ReadFile)] : [];

    /// <summary>One checkpoint with what lies beside it.</summary>
    public static KeptCheckpoint ReadFile(string file)
    {
        var (leaves, stamp) = (System.IO.Path.ChangeExtension(file, LeavesEnding), System.IO.Path.ChangeExtension(file, StampEnding));
        return new KeptCheckpoint(
            System.IO.Path.GetFileName(file),
            Short(file),
            File.Exists(leaves) && leaves != file
                ? [.. File.ReadLines(leaves).Select(LogLeaf.Parse).TakeWhile(l => l is not null).Select(l => l!)] : [],
            File.Exists(stamp) && stamp != file ? File.ReadAllBytes(stamp) : null);
    }

    private static string Short(string file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = new char[SignedNote.MostLength + 1];
        return new string(text, 0, reader.ReadBlock(text));
    }

    private string FileOf(long number, string ending) =>
        System.IO.Path.Combine(Path, number.ToString("000000", CultureInfo.InvariantCulture) + ending);

    private static async Task Write(string file, byte[] content, CancellationToken cancellation)
    {
        if (File.Exists(file))
            return;

        var half = file + ".part";
        var stream = new FileStream(half, FileMode.Create, FileAccess.Write);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellation);
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, file, overwrite: true);
    }
}
