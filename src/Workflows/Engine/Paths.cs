namespace Workflows.Engine;

/// <summary>Names of places: <c>step</c>, or <c>step/branch/step</c> for a step inside a branch, as deep as branches go.</summary>
public static class Paths
{
    /// <summary>The prefix of the block that a step lies in: empty for the procedure itself, <c>countersign/money/</c> inside a branch.</summary>
    public static string BlockOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The step and branch that a block prefix belongs to.</summary>
    public static (string Step, string Branch) OwnerOf(string prefix)
    {
        var trimmed = prefix.TrimEnd('/');
        var cut = trimmed.LastIndexOf('/');
        return (trimmed[..cut], trimmed[(cut + 1)..]);
    }

    public static bool IsWithin(string path, string outer) =>
        outer.Length == 0 || path == outer || path.StartsWith(outer + "/", StringComparison.Ordinal);

    /// <summary>The prefix of data names for a step: empty, or <c>call.</c> for every call it lies in, so that a sub-procedure's names do not clash.</summary>
    public static string ScopeOf(Procedure procedure, string path) => string.Concat(Scopes(procedure, path).Select(s => s + "."));

    private static IEnumerable<string> Scopes(Procedure procedure, string path)
    {
        var parts = path.Split('/');
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            if (procedure.Find(string.Join('/', parts[..i]))?.Activity.OpensScope == true)
                yield return parts[i - 1];
        }
    }
}
