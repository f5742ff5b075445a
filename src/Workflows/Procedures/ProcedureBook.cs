using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>A procedure as published: its compiled form, its text, and the versions of what it calls.</summary>
public sealed record Published(Procedure Procedure, string Text, string Hash, ImmutableSortedDictionary<string, int> Calls);

/// <summary>Every published procedure, all versions beside each other; immutable.</summary>
public sealed class ProcedureBook
{
    private readonly ImmutableDictionary<(string Key, int Version), Published> published;
    private readonly ImmutableHashSet<string> retired;
    private readonly Lazy<IReadOnlySet<string>> sensitive;

    private ProcedureBook(ImmutableDictionary<(string Key, int Version), Published> published, ImmutableHashSet<string> retired)
    {
        this.published = published;
        this.retired = retired;
        sensitive = new(() => published.Values.Where(p => p.Procedure.IsSensitive).Select(p => p.Procedure.Key).ToHashSet(StringComparer.Ordinal));
    }

    public static ProcedureBook Empty { get; } = new(ImmutableDictionary<(string, int), Published>.Empty, []);

    /// <summary>Every version of every procedure, older ones first.</summary>
    public IEnumerable<Published> All => published.Values.OrderBy(p => p.Procedure.Version).ThenBy(p => p.Procedure.Key, StringComparer.Ordinal);

    /// <summary>The newest version of every procedure, by title.</summary>
    public IEnumerable<Published> Newest => published.Values.GroupBy(p => p.Procedure.Key).Select(g => g.MaxBy(p => p.Procedure.Version)!).OrderBy(p => p.Procedure.Key, StringComparer.Ordinal);

    /// <summary>The newest version of what can still be begun.</summary>
    public IEnumerable<Procedure> InForce => Newest.Select(p => p.Procedure).Where(p => !IsRetired(p.Key));

    /// <summary>已停用: cases go on under the version they began with, and no new one begins.</summary>
    /// <summary>Keys of which any version is sensitive: what was once confidential stays so.</summary>
    public IReadOnlySet<string> Sensitive => sensitive.Value;

    public bool IsRetired(string key) => retired.Contains(key);

    public Published? Find(string key, int? version = null) => version is { } v
        ? published.GetValueOrDefault((key, v))
        : published.Values.Where(p => p.Procedure.Key == key).MaxBy(p => p.Procedure.Version);

    public IEnumerable<int> VersionsOf(string key) => published.Keys.Where(k => k.Key == key).Select(k => k.Version).Order();

    /// <summary>Reads every definition below a folder; scenario, calendar and document files are others' business.</summary>
    public static ImmutableArray<Definition> ReadFolder(string folder, ICollection<Mistake> mistakes) =>
        ReadFolder(folder, Shared.ReadFolder(folder, mistakes), mistakes);

    /// <param name="shared">What the files of the folder share.</param>
    public static ImmutableArray<Definition> ReadFolder(string folder, Shared shared, ICollection<Mistake> mistakes) =>
        ReadAll(DefinitionLayout.Definitions(folder).Select(f => (Path.GetRelativePath(folder, f), File.ReadAllText(f))), shared, mistakes);

    /// <summary>Reads definitions; those with mistakes are left out, and of two of one version the one that does not lie in a folder called so.</summary>
    public static ImmutableArray<Definition> ReadAll(IEnumerable<(string Name, string Text)> files, Shared shared, ICollection<Mistake> mistakes)
    {
        // Files have nothing to do with one another until they are in a book: whoever waits for a start waits for the longest, not for all.
        var each = files.AsParallel().AsOrdered().Select(f =>
        {
            var found = new List<Mistake>();
            return (Definition: ProcedureFile.Read(f.Text, f.Name, found, shared), Mistakes: found);
        }).ToArray();
        ImmutableArray<Definition> read = [.. each.Select(e => e.Definition).OfType<Definition>()];
        foreach (var mistake in each.SelectMany(e => e.Mistakes))
            mistakes.Add(mistake);

        var first = read.OrderBy(d => Path.GetFileName(Path.GetDirectoryName(d.File)) != d.Procedure.Key)
            .DistinctBy(d => (d.Procedure.Key, d.Procedure.Version)).ToDictionary(d => (d.Procedure.Key, d.Procedure.Version), d => d.File);
        bool IsSecond(Definition one) => first[(one.Procedure.Key, one.Procedure.Version)] != one.File;
        foreach (var twice in read.Where(IsSecond))
            mistakes.Add(new Mistake(twice.File, 1, "", $"流程 {twice.Procedure.Key} 第 {twice.Procedure.Version} 版在 {first[(twice.Procedure.Key, twice.Procedure.Version)]} 中已有定义。"));
        return read.RemoveAll(IsSecond);
    }

    /// <summary>Everything wrong in a folder: definitions, calendars, and stories.</summary>
    public static IReadOnlyList<Mistake> LintFolder(string folder)
    {
        var mistakes = new List<Mistake>();
        var shared = Shared.ReadFolder(folder, mistakes);
        var definitions = ReadFolder(folder, shared, mistakes);
        mistakes.AddRange(shared.IdleIn(folder));
        var book = Empty.With(definitions, mistakes);
        foreach (var file in DefinitionLayout.Templates(folder))
        {
            if (ProcedureFile.ReadTemplate(File.ReadAllText(file), Path.GetRelativePath(folder, file), mistakes, shared) is { } template)
                book.With([template], mistakes);
        }

        mistakes.AddRange(LintReports.Check(definitions, Empty).Concat(LintReports.CheckSteps(definitions, Empty)));
        mistakes.AddRange(LintStories.Check(ScenarioFile.ReadFolder(folder, mistakes), book, [.. definitions.Select(d => d.Procedure.Key)]).Distinct());
        var calendars = DefinitionLayout.Calendar(folder);
        if (Directory.Exists(calendars))
            mistakes.AddRange(CalendarFile.ReadFolder(calendars).Mistakes.Select(m => m with { File = Path.GetRelativePath(folder, m.File) }));
        return [.. mistakes.OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)];
    }

    /// <summary>What is still read and has another name now; no mistakes.</summary>
    public static IEnumerable<Mistake> HintsIn(string folder) =>
        DefinitionLayout.Definitions(folder).Concat(DefinitionLayout.Beside(folder)).Select(f => (File: f, IsStories: false))
            .Concat(DefinitionLayout.Stories(folder).Select(f => (File: f, IsStories: true)))
            .SelectMany(f => OldKeys.Hints(File.ReadAllText(f.File), Path.GetRelativePath(folder, f.File), f.IsStories));

    /// <summary>The book with more definitions: calls put in place, everything checked; mistakes keep a definition out.</summary>
    public ProcedureBook With(IEnumerable<Definition> definitions, ICollection<Mistake> mistakes)
    {
        var book = this;
        var waiting = definitions.OrderBy(d => d.Procedure.Version).ToList();
        while (waiting.Count > 0)
        {
            // Called procedures first; what remains without progress calls itself in a circle, or something that is not there.
            var ready = waiting.Where(d => d.Calls.All(c => book.Find(c) is not null && waiting.All(w => w.Procedure.Key != c))).ToArray();
            if (ready.Length == 0)
            {
                foreach (var stuck in waiting)
                {
                    var missing = stuck.Calls.Where(c => book.Find(c) is null && waiting.All(w => w.Procedure.Key != c)).ToArray();
                    mistakes.Add(new Mistake(stuck.File, 1, "", missing.Length > 0
                        ? $"调用的子流程不存在或有错误：{string.Join("、", missing)}"
                        : $"子流程互相调用，形成循环：{string.Join("、", stuck.Calls)}"));
                }

                return book;
            }

            foreach (var definition in ready)
            {
                waiting.Remove(definition);
                if (book.Compile(definition, definition.Calls.ToImmutableSortedDictionary(c => c, c => book.Find(c)!.Procedure.Version), mistakes) is { } compiled)
                    book = book.With(compiled);
            }
        }

        return book;
    }

    public ProcedureBook With(Published one) => new(published.SetItem((one.Procedure.Key, one.Procedure.Version), one), retired);

    /// <summary>The book in which nothing but these keys is retired.</summary>
    public ProcedureBook WithRetired(IEnumerable<string> keys) => new(published, [.. keys]);

    /// <summary>Puts calls in place and lints; null when there are mistakes.</summary>
    public Published? Compile(Definition definition, ImmutableSortedDictionary<string, int> calls, ICollection<Mistake> mistakes)
    {
        var called = calls.Select(c => published[(c.Key, c.Value)].Procedure).ToArray();
        var digest = HashOf(string.Join('\n', called.Select(c => c.Digest).Prepend(HashOf(definition.Text))));
        var resolved = definition.Procedure with
        {
            Root = Resolve(definition.Procedure.Root, calls),
            Digest = digest,
            Settings = called.Aggregate(definition.Procedure.Settings, (all, c) => all.Declaring(c.Settings.Own)),
            Facts = called.Aggregate(FactBook.BuiltIn, (all, c) => all.With(c.Facts.Own)).With(definition.Procedure.Facts.Own),
            Roles = called.Aggregate(definition.Procedure.Roles, (all, c) => all.With(c.Roles.Own)),
        };
        var before = mistakes.Count;
        // Whoever mistypes a name is told the nearest of all that the folder has.
        var known = resolved with
        {
            Settings = resolved.Settings.Declaring(definition.Shared.Settings.Select(s => s.Info)),
            Facts = resolved.Facts.With(definition.Shared.Facts),
            Roles = resolved.Roles.With(definition.Shared.Roles),
        };
        foreach (var mistake in Lint.Check(definition, known))
            mistakes.Add(mistake);
        return mistakes.Count > before || !definition.Unreadable.IsEmpty ? null : new Published(resolved, definition.Text, HashOf(definition.Text), calls);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Block Resolve(Block block, ImmutableSortedDictionary<string, int> calls) =>
        block with { Steps = block.Steps.ToDictionary(s => s.Key, s => Resolve(s.Value, calls), StringComparer.Ordinal) };

    private Step Resolve(Step step, ImmutableSortedDictionary<string, int> calls)
    {
        if (step.Activity.Calls is not { } called)
            return step with { Branches = step.Branches.ToImmutableSortedDictionary(b => b.Key, b => Resolve(b.Value, calls), StringComparer.Ordinal) };

        return step.Activity.Placed(step, published[(called, calls[called])].Procedure);
    }
}
