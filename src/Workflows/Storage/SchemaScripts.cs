using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace Workflows.Storage;

/// <summary>One numbered step of a component's schema; never changed after it was published.</summary>
public sealed record SchemaScript(int Number, string Name, string Sql);

/// <summary>A component's schema scripts, in order; several components share one database.</summary>
/// <param name="Component">Name under which the database remembers what was applied, such as <c>workflows</c>.</param>
public sealed record SchemaScripts(string Component, ImmutableArray<SchemaScript> Scripts)
{
    /// <summary>The library's own tables: register, cases, history.</summary>
    public static SchemaScripts Workflows { get; } = Embedded("workflows", typeof(SchemaScripts).Assembly, "Workflows.Storage.Schema.");

    public int Newest => Scripts.Length == 0 ? 0 : Scripts[^1].Number;

    /// <summary>Reads embedded files named <c>0001-what.sql</c>.</summary>
    /// <param name="prefix">Resource names begin with this, the closing dot included.</param>
    /// <exception cref="InvalidOperationException">The numbers do not run 1, 2, 3 …</exception>
    public static SchemaScripts Embedded(string component, Assembly assembly, string prefix)
    {
        var scripts =
            from resource in assembly.GetManifestResourceNames()
            where resource.StartsWith(prefix, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
            let name = resource[prefix.Length..^".sql".Length]
            let number = int.Parse(name.Split('-')[0], CultureInfo.InvariantCulture)
            orderby number
            select new SchemaScript(number, name, Text(assembly, resource));
        var set = new SchemaScripts(component, [.. scripts]);
        if (set.Scripts.Where((s, i) => s.Number != i + 1).FirstOrDefault() is { } odd)
            throw new InvalidOperationException($"Schema scripts of {component} do not run 1, 2, 3 …: {odd.Name}");

        return set;
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
