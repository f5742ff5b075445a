namespace Workflows.Host.Start;

/// <summary>Finds the product's folders, started from a clone as well as from a published copy.</summary>
internal static class Places
{
    private const string DefinitionsName = "workflow-definitions";

    /// <summary>The nearest <c>workflow-definitions</c> upward from here, or from the program.</summary>
    public static string DefaultDefinitions { get; } =
        Upward(Environment.CurrentDirectory, DefinitionsName)
        ?? Upward(AppContext.BaseDirectory, DefinitionsName)
        ?? Path.Combine(Environment.CurrentDirectory, DefinitionsName);

    /// <summary>Beside the definitions, so that it does not matter from which folder of the clone one starts.</summary>
    public static string DefaultData { get; } = Path.Combine(Path.GetDirectoryName(DefaultDefinitions)!, "data");

    /// <summary>The built pages: beside a published program, in the project's folder of a clone; null when they were not built.</summary>
    public static string? FindPages()
    {
        string?[] candidates = [Path.Combine(AppContext.BaseDirectory, "wwwroot"), Upward(AppContext.BaseDirectory, Path.Combine("src", "Host", "wwwroot"))];
        return candidates.FirstOrDefault(folder => folder is not null && File.Exists(Path.Combine(folder, "index.html")));
    }

    private static string? Upward(string from, string name)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
