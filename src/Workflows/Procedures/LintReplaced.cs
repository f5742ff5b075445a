namespace Workflows.Procedures;

/// <summary>A key that is taken already: the higher version takes the place of the lower, which may be what nobody meant.</summary>
public static class LintReplaced
{
    /// <summary>Definitions of a folder that would replace another one of it, or one that is shipped; no mistakes.</summary>
    /// <param name="folder">Somebody's own definitions.</param>
    /// <param name="shipped">Those of the product.</param>
    public static IEnumerable<Mistake> Hints(string folder, string shipped)
    {
        var own = ProcedureBook.ReadFolder(folder, []);
        var others = IsSame(folder, shipped) || !Directory.Exists(shipped) ? [] : ProcedureBook.ReadFolder(shipped, []).Select(d => (d.Procedure, File: ""));
        return
            from definition in own
            let procedure = definition.Procedure
            let lower = own.Select(d => (d.Procedure, d.File)).Concat(others)
                .Where(o => o.Procedure.Key == procedure.Key && o.Procedure.Version < procedure.Version).OrderByDescending(o => o.Procedure.Version).FirstOrDefault()
            where lower.Procedure is not null
            select definition.MistakeAt("", ".procedure", Says(procedure.Key, procedure.Version, lower.Procedure.Title, lower.Procedure.Version, lower.File));
    }

    private static bool IsSame(string folder, string other) => Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) == Path.GetFullPath(other).TrimEnd(Path.DirectorySeparatorChar);

    private static string Says(string key, int version, string title, int lower, string file) =>
        $"键名 {key} 是{(file.Length > 0 ? $" {file} 中" : "内置流程")}“{title}”第 {lower} 版的；启用以后，第 {version} 版取代它。如果是另一个流程，请换一个键名。";
}
