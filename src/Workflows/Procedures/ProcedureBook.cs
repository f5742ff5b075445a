using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>A procedure as published: its compiled form, its text, and the versions of what it calls.</summary>
public sealed record Published(Procedure Procedure, string Text, string Hash, ImmutableSortedDictionary<string, int> Calls);

/// <summary>Every published procedure, all versions beside each other; immutable.</summary>
public sealed class ProcedureBook
{
    private readonly ImmutableDictionary<(string Key, int Version), Published> published;

    private ProcedureBook(ImmutableDictionary<(string Key, int Version), Published> published) => this.published = published;

    public static ProcedureBook Empty { get; } = new(ImmutableDictionary<(string, int), Published>.Empty);

    /// <summary>The newest version of every procedure, by title.</summary>
    public IEnumerable<Published> Newest => published.Values.GroupBy(p => p.Procedure.Key).Select(g => g.MaxBy(p => p.Procedure.Version)!).OrderBy(p => p.Procedure.Key, StringComparer.Ordinal);

    public Published? Find(string key, int? version = null) => version is { } v
        ? published.GetValueOrDefault((key, v))
        : published.Values.Where(p => p.Procedure.Key == key).MaxBy(p => p.Procedure.Version);

    public IEnumerable<int> VersionsOf(string key) => published.Keys.Where(k => k.Key == key).Select(k => k.Version).Order();

    /// <summary>Reads every definition below a folder; scenario, calendar and document files are others' business.</summary>
    public static ImmutableArray<Definition> ReadFolder(string folder, ICollection<Mistake> mistakes)
    {
        var read = ImmutableArray.CreateBuilder<Definition>();
        foreach (var file in DefinitionFiles(folder))
        {
            if (ProcedureFile.Read(File.ReadAllText(file), Path.GetRelativePath(folder, file), mistakes) is { } definition)
                read.Add(definition);
        }

        foreach (var twice in read.GroupBy(d => (d.Procedure.Key, d.Procedure.Version)).Where(g => g.Count() > 1))
            mistakes.Add(new Mistake(twice.Last().File, 1, "", $"流程 {twice.Key.Key} 第 {twice.Key.Version} 版在 {twice.First().File} 中已有定义。"));
        return read.ToImmutable();
    }

    /// <summary>Everything wrong in a folder: definitions, calendars, and stories.</summary>
    public static IReadOnlyList<Mistake> LintFolder(string folder)
    {
        var mistakes = new List<Mistake>();
        var definitions = ReadFolder(folder, mistakes);
        Empty.With(definitions, mistakes);
        mistakes.AddRange(LintReports.Check(definitions));
        ScenarioFile.ReadFolder(folder, mistakes);
        var calendars = Path.Combine(folder, "calendar");
        if (Directory.Exists(calendars))
            mistakes.AddRange(CalendarFile.ReadFolder(calendars).Mistakes.Select(m => new Mistake(Path.GetRelativePath(folder, m.File), m.Line, "", m.Message)));
        return [.. mistakes.OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)];
    }

    public static IEnumerable<string> DefinitionFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".yaml", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal))
            .Where(f => !f.EndsWith(".scenarios.yaml", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(f)) is not ("calendar" or "documents"))
            .Order(StringComparer.Ordinal);

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

    public ProcedureBook With(Published one) => new(published.SetItem((one.Procedure.Key, one.Procedure.Version), one));

    /// <summary>Puts calls in place and lints; null when there are mistakes.</summary>
    public Published? Compile(Definition definition, ImmutableSortedDictionary<string, int> calls, ICollection<Mistake> mistakes)
    {
        var digest = HashOf(string.Join('\n', calls.Select(c => published[(c.Key, c.Value)].Procedure.Digest).Prepend(HashOf(definition.Text))));
        var resolved = definition.Procedure with { Root = Resolve(definition.Procedure.Root, calls), Digest = digest };
        var before = mistakes.Count;
        foreach (var mistake in Lint.Check(definition, resolved))
            mistakes.Add(mistake);
        return mistakes.Count > before || !definition.Unreadable.IsEmpty ? null : new Published(resolved, definition.Text, HashOf(definition.Text), calls);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Block Resolve(Block block, ImmutableSortedDictionary<string, int> calls) =>
        block with { Steps = block.Steps.ToDictionary(s => s.Key, s => Resolve(s.Value, calls), StringComparer.Ordinal) };

    private Step Resolve(Step step, ImmutableSortedDictionary<string, int> calls)
    {
        if (step.Activity is not CallActivity call)
            return step with { Branches = step.Branches.ToImmutableSortedDictionary(b => b.Key, b => Resolve(b.Value, calls), StringComparer.Ordinal) };

        var called = published[(call.Procedure, calls[call.Procedure])].Procedure;
        return step with
        {
            Activity = call with { Ends = [.. called.Ends.Keys], Inputs = called.Inputs },
            Branches = step.Branches.SetItem(CallActivity.Branch, called.Root),
        };
    }
}
