using System.Diagnostics;
using Workflows.Host.Tests.Start;

namespace Workflows.Host.Tests.Adversary;

/// <summary>The small disk of a host that runs in a file system of its own, seen from outside.</summary>
internal sealed class Disk(HostProcess host, string data)
{
    private string Root => $"/proc/{host.Id}/root{data}";

    private string Filler => Path.Combine(Root, "filler");

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[256 * 1024];
        for (var size = block.Length; size > 0;)
        {
            try
            {
                filler.Write(block, 0, size);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <summary>Takes the right to write, from the folder and everything in it.</summary>
    /// <param name="file">This file alone.</param>
    public void MakeReadOnly(string file = ".") => Change("a-w", file);

    public void MakeWritable() => Change("u+w", ".");

    private void Change(string rights, string file)
    {
        using var change = Process.Start("chmod", ["-R", rights, $"{Root}/{file}"]);
        change.WaitForExit();
        Assert.Equal(0, change.ExitCode);
    }
}
