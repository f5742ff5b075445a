using System.Diagnostics;
using System.IO.Compression;

namespace Workflows.Host.Tests.Evidence;

/// <summary>An evidence package as a file, and what somebody does to it.</summary>
internal sealed class PackedEvidence(string path)
{
    public string Path => path;

    public IReadOnlyList<string> Names()
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    public byte[] Read(string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var entry = zip.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>A copy in which files are other ones, are gone (null), or are there besides.</summary>
    public PackedEvidence With(string name, byte[]? content)
    {
        var copy = path + ".changed.zip";
        File.Delete(copy);
        using (var to = ZipFile.Open(copy, ZipArchiveMode.Create))
        {
            foreach (var one in Names().Append(name).Distinct())
            {
                if ((one == name ? content : Read(one)) is not { } bytes)
                    continue;
                using var entry = to.CreateEntry(one).Open();
                entry.Write(bytes);
            }
        }

        return new(copy);
    }

    /// <summary>A copy in which one byte in the middle of a file is another one.</summary>
    public PackedEvidence Bent(string name)
    {
        var content = Read(name);
        content[content.Length / 2] ^= 1;
        return With(name, content);
    }

    /// <summary>Runs the program that lies in the package, and answers with its exit code and what it said.</summary>
    /// <param name="program">Another copy of the program; null: the package's own.</param>
    public async Task<(int Code, string Says)> Verify(string? program = null, params string[] args)
    {
        var script = program ?? path + ".verify.py";
        if (program is null)
            await File.WriteAllBytesAsync(script, Read("verify.py"));
        var start = new ProcessStartInfo("python3") { UseShellExecute = false, RedirectStandardOutput = true,
            RedirectStandardError = true };
        foreach (var argument in new[] { script, path }.Concat(args))
            start.ArgumentList.Add(argument);
        start.Environment["PYTHONUTF8"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var says = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, says + await error);
    }
}
