using System.ComponentModel;
using System.Diagnostics;

namespace Workflows.Designer.Tests;

/// <summary>A test that needs Node.js; skipped by name without it, as the host is then built without pages.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = Node.Missing;
}

/// <summary>The Node.js of this machine.</summary>
internal static class Node
{
    /// <summary>On Windows npm is a script with a name of its own.</summary>
    public static string Npm { get; } = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    /// <summary>Why tests are skipped; null when they run.</summary>
    public static string? Missing { get; } = IsThere() ? null : "Needs Node.js 20.19 or newer.";

    private static bool IsThere()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Npm, ["--version"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
