namespace Workflows.Procedures;

/// <summary>
/// What lies where in a folder of definitions. A procedure has a folder of its own: <c>procedure.yaml</c>, <c>parts/</c>,
/// <c>papers.yaml</c>, <c>stories/</c>; files that lie beside each other, as <c>KEY.yaml</c>, <c>KEY.scenarios.yaml</c> and
/// <c>documents/KEY.yaml</c>, are read as well.
/// </summary>
public static class DefinitionLayout
{
    private const string OldStories = ".scenarios.yaml";

    /// <summary>The file of stories that comes first: whole roads through the procedure.</summary>
    private const string Whole = "whole";

    /// <summary>What the stories of a folder share.</summary>
    private const string SharedStories = "shared.yaml";

    /// <summary>Every file that holds a procedure or a part of one, in a fixed order.</summary>
    public static IEnumerable<string> Definitions(string folder) => Files(folder, "*.*")
        .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal))
        .Where(f => !IsStories(f) && !IsPapers(f) && !f.EndsWith(".schema.json", StringComparison.Ordinal) && FolderOf(f) != "calendar" && !IsBeside(f))
        .Order(StringComparer.Ordinal);

    /// <summary>Every file that definitions need besides: what they share by name (roles first, because facts may ask for them), begin with, go on with.</summary>
    public static IEnumerable<string> Beside(string folder) => Files(folder, "*.yaml").Where(IsBeside)
        .OrderBy(f => Path.GetFileName(f) != "roles.yaml").ThenBy(f => f, StringComparer.Ordinal);

    /// <summary>Is it what definitions need besides themselves?</summary>
    public static bool IsBeside(string file) => Shared.IsFile(file) || IsTemplate(file) || IsSteps(file);

    /// <summary>Does it hold further steps of a definition?</summary>
    public static bool IsSteps(string file) => FolderOf(file) == "steps";

    /// <summary>Every definition that others begin with.</summary>
    public static IEnumerable<string> Templates(string folder) => Files(folder, "*.yaml").Where(IsTemplate).Order(StringComparer.Ordinal);

    /// <summary>Is it a definition that others begin with?</summary>
    public static bool IsTemplate(string file) => FolderOf(file) == "templates";

    /// <summary>Every file of stories, by procedure; whole roads before those of its parts.</summary>
    public static IEnumerable<string> Stories(string folder) =>
        Files(folder, "*.yaml").Where(f => IsStories(f) && !IsSharedByStories(f)).OrderBy(SortName, StringComparer.Ordinal);

    /// <summary>Every file of what stories share.</summary>
    public static IEnumerable<string> SharedByStories(string folder) =>
        Files(folder, "*.yaml").Where(IsSharedByStories).Order(StringComparer.Ordinal);

    /// <summary>What the stories beside a file of stories share; null when nothing is.</summary>
    public static string? SharedBeside(string stories) =>
        Path.Combine(Path.GetDirectoryName(stories) ?? "", SharedStories) is var file && IsSharedByStories(file) && File.Exists(file) ? file : null;

    /// <summary>Every file of papers that cases can be printed as.</summary>
    public static IEnumerable<string> Papers(string folder) => Files(folder, "*.yaml").Where(IsPapers).Order(StringComparer.Ordinal);

    /// <summary>Where the calendars lie, one file a year.</summary>
    public static string Calendar(string folder) => Path.Combine(folder, "calendar");

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories);

    /// <summary>Does it hold stories, or what they share?</summary>
    public static bool IsStories(string file) => file.EndsWith(OldStories, StringComparison.Ordinal) || FolderOf(file) == "stories";

    private static bool IsSharedByStories(string file) => Path.GetFileName(file) == SharedStories && FolderOf(file) == "stories";

    /// <summary>Does it hold papers?</summary>
    public static bool IsPapers(string file) => Path.GetFileName(file) == "papers.yaml" || FolderOf(file) == "documents";

    private static string? FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file));

    private static string SortName(string file) => file.EndsWith(OldStories, StringComparison.Ordinal)
        ? file[..^OldStories.Length]
        : Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file) is var name and not Whole ? name : "");
}
