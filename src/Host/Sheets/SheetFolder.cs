using Workflows.Host.Start;

namespace Workflows.Host.Sheets;

/// <summary>Where a spreadsheet lies while it is written and sent: readable by the host alone, gone when it is closed.</summary>
internal sealed class SheetFolder
{
    private readonly DirectoryInfo folder;

    /// <param name="path">The folder; made when missing. What a host that was ended left in it is removed.</param>
    /// <param name="clock">Tells what was left behind from what another host is writing now.</param>
    public SheetFolder(string path, TimeProvider clock)
    {
        folder = PrivateFolder.Create(path);
        var leftOver = clock.GetUtcNow().AddDays(-1).UtcDateTime;
        foreach (var file in folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < leftOver))
            file.Delete();
    }

    public FileStream New() => new(
        Path.Combine(folder.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
        FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
