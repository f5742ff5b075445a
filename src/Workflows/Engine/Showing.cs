using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>What a step shows above its form: sources named by the definition (<c>shows</c>), told in words.</summary>
public static class Showing
{
    public static ImmutableArray<FormFact> Facts(Run run, string path, IEnumerable<Source> sources) =>
        [.. sources.Select(s => Fact(run, path, s)).OfType<FormFact>()];

    /// <summary>Null where the case does not know it (yet).</summary>
    private static FormFact? Fact(Run run, string path, Source source)
    {
        if (run.Value(path, source) is not { } value)
            return null;
        if (source is Source.OfRegister fact)
        {
            var ofRoll = value is JsonArray || fact.In(run.Procedure) is { IsOfRoll: true };
            return new FormFact(Labels.Of(run.Procedure, source), OfRegister(value), "名册", value.DeepClone()) { Roll = ofRoll ? run.Case.Unit : null };
        }

        var datum = source is Source.Named(var name) ? run.Datum(path, name) : null;
        var field = datum is null ? null : Labels.FieldOf(run.Procedure, datum.Path, source.ToString());
        var label = field?.Label ?? Labels.OfGiven(run, path, source) ?? Labels.OfComputed(run.Procedure, source.ToString())
            ?? (datum is null || datum.Path.Length == 0 ? Labels.Of(run.Procedure, source) : run.StepAt(datum.Path).Title);
        var unit = field is null && Labels.UnitOf(run.Procedure, source.ToString()) is { } told ? $" {told}" : "";
        return new FormFact(label, Told(run, field, value) + unit, "");
    }

    private static string OfRegister(JsonNode value) => value switch
    {
        JsonArray { Count: 0 } => "没有",
        JsonArray lines => $"{lines.Count} 人：{string.Join("、", Json.Strings(lines))}",
        _ when Json.Number(value) is { } number => $"{number} 人",
        _ => Sources.InWords(value),
    };

    private static string Told(Run run, Field? field, JsonNode value) => value switch
    {
        JsonArray rows when field?.Type == FieldType.Rows => Rows(run, field, rows),
        _ when field?.Type is FieldType.Choice or FieldType.Choices => Rules.Words.List(Json.Strings(value).Select(v => field.Options.GetValueOrDefault(v, v))),
        // What a rule said of everybody in a round.
        JsonArray people when Json.Rows(people).Any(p => p["because"] is not null) => string.Join('\n', Json.Rows(people).Select(p => Json.String(p["because"]))),
        JsonArray ids => Rules.Words.List(Json.Strings(ids).Select(run.World.Register.NameOf)),
        _ => $"{Sources.InWords(value)} {field?.Unit}".TrimEnd(),
    };

    /// <summary>Row by row, the largest number first: 张三 20 人、李四 15 人. Rows of words stand on lines of their own: 明确专人：责任人 李四，时限 2026年2月28日.</summary>
    private static string Rows(Run run, Field field, JsonArray rows)
    {
        if (field.Columns.FirstOrDefault(c => c.Type == FieldType.Number)?.Name is { } counts)
        {
            return Rules.Words.List(Json.Rows(rows).OrderByDescending(r => Json.Number(r[counts]) ?? 0)
                .Select(r => string.Join(' ', field.Columns.Where(c => r[c.Name] is not null).Select(c => Cell(run, c, r[c.Name]!)))));
        }

        return string.Join('\n', Json.Rows(rows).Select(r => string.Join("；", field.Columns.Where(c => c.Type != FieldType.Files && r[c.Name] is not null)
            .Select(c => c == field.Columns[0] ? Cell(run, c, r[c.Name]!) : $"{c.Label}：{Cell(run, c, r[c.Name]!)}"))));
    }

    private static string Cell(Run run, Field column, JsonNode value) => column.Type switch
    {
        FieldType.Person => run.World.Register.NameOf(Json.String(value) ?? ""),
        FieldType.Choice => column.Options.GetValueOrDefault(Json.String(value) ?? "", Sources.InWords(value)),
        _ => $"{Sources.InWords(value)} {column.Unit}".TrimEnd(),
    };
}
