using System.Runtime.CompilerServices;

namespace Workflows.Tests;

/// <summary>Where the sources lie, found from this file.</summary>
public static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static string Definitions => Path.Combine(Root, "workflow-definitions");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
