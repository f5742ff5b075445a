using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Documents;

/// <summary>文书: a template filled in from a case; what the case does not know stays blank, to be written by hand.</summary>
public sealed record Paper(string Name, string Title, string Number, ImmutableArray<DocumentBlock> Blocks)
{
    private const string ToBeWritten = "＿＿＿＿＿＿";

    /// <summary>The papers that the case can be printed as now.</summary>
    public static IEnumerable<DocumentTemplate> Of(Run run, IEnumerable<DocumentTemplate> templates) =>
        templates.Where(t => t.Procedure == run.Procedure.Key && run.Value("", t.When) is not null);

    /// <param name="number">The case's number.</param>
    public static Paper Fill(Run run, string number, DocumentTemplate template)
    {
        var narrator = new Narrator(run.Procedure, run.World.Register);
        return new Paper(template.Name, template.Title, number,
        [
            .. template.Blocks.Where(b => b.When is null || run.Value("", b.When) is not (null or JsonArray { Count: 0 })).Select(b => b with { To = Filled(b.To), Text = Filled(b.Text), Value = Filled(b.Value), Sign = Filled(b.Sign), From = Filled(b.From) }),
        ]);

        string? Filled(string? text) => text is null ? null : Blanks.Fill(text, Word);

        string Word(Source source) => source.ToString() switch
        {
            "number" => number,
            "unit" => run.World.Register.Unit(run.Case.Unit)?.Name ?? run.Case.Unit,
            "person" => run.Case.Subject.Length == 0 ? ToBeWritten : run.World.Register.NameOf(run.Case.Subject),
            "today" => Sources.InWords(Json.Of(run.Now)),
            var name when run.Value("", source) is { } value => narrator.Lines(Labels.FieldOf(run.Procedure, name), value),
            _ => ToBeWritten,
        };
    }
}
