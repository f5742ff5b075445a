using System.Collections.Immutable;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Every fact by name: those that code computes, those that <c>facts.yaml</c> asks for, and an office's own; immutable.</summary>
public sealed class FactBook
{
    private readonly ImmutableDictionary<string, Fact> byName;

    private FactBook(ImmutableArray<Fact> all) => (All, byName) = (all, all.ToImmutableDictionary(f => f.Name, StringComparer.Ordinal));

    /// <summary>What comes with the library.</summary>
    public static FactBook BuiltIn { get; } = new([.. Facts.Computed, .. ReadBuiltIn()]);

    public ImmutableArray<Fact> All { get; }

    /// <summary>Those that an office declares.</summary>
    public IEnumerable<Fact> Own => All.Where(f => f.IsOwn);

    public Fact? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The book and an office's own facts; a built-in one stays as it is.</summary>
    public FactBook With(IEnumerable<Fact> own)
    {
        var added = own.Where(o => BuiltIn.Find(o.Name) is null).ToArray();
        return added.Length == 0 ? this : new([.. All.Where(f => added.All(a => a.Name != f.Name)), .. added.Select(a => a with { IsOwn = true })]);
    }

    private static IEnumerable<Fact> ReadBuiltIn()
    {
        var mistakes = new List<Mistake>();
        using var stream = new StreamReader(typeof(FactBook).Assembly.GetManifestResourceStream("facts.yaml")!);
        var yaml = YamlText.Read(stream.ReadToEnd(), "facts.yaml", mistakes);
        var all = yaml is null ? null : new StrictText(yaml, "facts.yaml", mistakes).Read(yaml.Root, typeof(BuiltInText), "$", "") as BuiltInText;
        if (all is null || mistakes.Count > 0 || all.Facts.Values.Any(f => f.Mistake(RoleBook.BuiltIn) is not null))
            throw new InvalidOperationException($"The built-in facts are wrong: {string.Join(' ', mistakes)}");
        return all.Facts.Select(f => f.Value.Named(f.Key));
    }

    private sealed record BuiltInText
    {
        public required IReadOnlyDictionary<string, FactText> Facts { get; init; }
    }
}
