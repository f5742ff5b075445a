using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Documents;

/// <summary>Reads <c>papers.yaml</c> strictly: the papers of one procedure a file.</summary>
public static class DocumentFile
{
    private static readonly string[] always = ["number", "unit", "person", "today"];

    /// <summary>The templates of a folder of definitions; what is wrong is told by file and line, and left out.</summary>
    public static ImmutableArray<DocumentTemplate> ReadFolder(string definitions, ProcedureBook book, ICollection<Mistake> mistakes) =>
    [
        .. DefinitionLayout.Papers(definitions)
            .SelectMany(f => Read(File.ReadAllText(f), Path.GetRelativePath(definitions, f), book, mistakes)),
    ];

    /// <summary>Everything wrong with the papers of a folder; what is wrong with its procedures is told elsewhere.</summary>
    public static IReadOnlyList<Mistake> Lint(string definitions)
    {
        var mistakes = new List<Mistake>();
        ReadFolder(definitions, ProcedureBook.Empty.With(ProcedureBook.ReadFolder(definitions, []), []), mistakes);
        return mistakes;
    }

    public static ImmutableArray<DocumentTemplate> Read(string text, string file, ProcedureBook book, ICollection<Mistake> mistakes)
    {
        if (YamlText.Read(text, file, mistakes) is not { } yaml || DefinitionJson.Strict(yaml, file, mistakes).Read(yaml.Root, typeof(DocumentFileText), "$", "") is not DocumentFileText all)
            return [];
        if (book.Find(all.Procedure)?.Procedure is not { } procedure)
        {
            mistakes.Add(new Mistake(file, yaml.LineOf("$.procedure"), "", $"没有流程“{all.Procedure}”，或者它有错误。"));
            return [];
        }

        var names = new LintNames(procedure);
        var before = mistakes.Count;
        foreach (var (one, i) in all.Documents.Select((d, i) => (d, i)))
        {
            Tell(names.Mistake(one.When), $"$.documents[{i}].when");
            foreach (var (block, n) in one.Blocks.Select((b, n) => (b, n)))
            {
                var at = $"$.documents[{i}].blocks[{n}]";
                if (new[] { block.To, block.Text, block.Row, block.Sign, block.From }.Count(t => t is not null) != 1)
                    Tell("每一块只写 to、text、row、sign、from 中的一样；row 另写 value。", at);
                foreach (var source in Sources(block).Where(s => !always.Contains(s.ToString())).Concat(block.When is { } when ? [when] : []))
                    Tell(names.Mistake(source), at);
            }
        }

        return mistakes.Count > before ? [] : [.. all.Documents.Select(d => new DocumentTemplate(all.Procedure, d.Name, d.Title, d.When, d.Blocks))];

        void Tell(string? says, string at)
        {
            if (says is not null)
                mistakes.Add(new Mistake(file, yaml.LineOf(at), "", says));
        }
    }

    internal static IEnumerable<Source> Sources(DocumentBlock block) =>
        new[] { block.To, block.Text, block.Value, block.Sign, block.From }.OfType<string>().SelectMany(Blanks.SourcesOf);

    private sealed record DocumentFileText
    {
        public required string Procedure { get; init; }

        public required ImmutableArray<DocumentText> Documents { get; init; }
    }

    private sealed record DocumentText
    {
        public required string Name { get; init; }

        public required string Title { get; init; }

        public required Source When { get; init; }

        public required ImmutableArray<DocumentBlock> Blocks { get; init; }
    }
}
