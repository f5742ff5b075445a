namespace Workflows.Host.Start;

/// <summary>Folders that only the account running the host may look into.</summary>
internal static class PrivateFolder
{
    /// <summary>Creates the folder when it is missing; an existing one keeps the permissions its owner chose.</summary>
    public static DirectoryInfo Create(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
