using System.ComponentModel;
using System.Diagnostics;

namespace Workflows.Host.Tests.Start;

/// <summary>A test that mounts a small disk of its own; skipped by name where an ordinary account may not do that.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> canMount = new(CanMount);

    public OwnDiskFactAttribute()
    {
        if (!canMount.Value)
            Skip = "Needs Linux with user namespaces, to mount a small disk.";
    }

    private static bool CanMount()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var process = Process.Start("unshare", ["-Urm", "sh", "-c", "mount -t tmpfs none /tmp"]);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
