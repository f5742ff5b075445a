namespace Workflows.Host.Start;

/// <summary>Recognises a full or read-only disk in an <see cref="IOException"/>.</summary>
internal static class DiskTrouble
{
    public static bool IsFull(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) is 0x70 or 0x27 : exception.HResult is 28 or 122;

    public static bool IsReadOnly(IOException exception) =>
        OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) == 0x13 : exception.HResult == 30;
}
