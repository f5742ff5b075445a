using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>What teller and scrutineer entered alike, in the shape of an entry: kept for the next try. A cell in which they differ is there, and empty.</summary>
internal sealed class BallotAgreement(JsonObject agreed)
{
    private static readonly ImmutableArray<string> identity = ["person", "other"];
    private static readonly ImmutableArray<string> counts = ["yes", "no", "abstained"];

    public static JsonObject Of(Run run, BallotActivity ballot, JsonObject one, JsonObject other)
    {
        var agreed = new JsonObject();
        foreach (var field in BallotFields.Of(ballot).Where(f => f.Type == FieldType.Number))
            Keep(agreed, field.Name, one, other);
        foreach (var list in new[] { BallotFields.Tally, BallotFields.WriteIns })
        {
            var (left, right) = (BallotFields.ByName(run, one[list]), BallotFields.ByName(run, other[list]));
            agreed[list] = new JsonArray([.. left.Keys.Union(right.Keys).Select(name => Row(left.GetValueOrDefault(name), right.GetValueOrDefault(name)))]);
        }

        return agreed;
    }

    /// <summary>The field, begun with what agreed.</summary>
    public FormField Kept(FormField field) => field.Type switch
    {
        FieldType.Number => field with { Value = agreed[field.Name]?.DeepClone() },
        FieldType.Rows when agreed.ContainsKey(field.Name) => field with
        {
            Value = new JsonArray([.. RowsOf(field).Select(Filled)]),
        },
        _ => field,
    };

    /// <summary>Where they differ: the field, or field.row.column.</summary>
    public IEnumerable<string> Differing(FormField field) => field.Type == FieldType.Rows
        ? RowsOf(field).SelectMany((row, at) => row.Where(c => c.Value is null).Select(c => $"{field.Name}.{at}.{c.Key}"))
        : agreed.TryGetPropertyValue(field.Name, out var value) && value is null ? [field.Name] : [];

    /// <summary>In the order in which the form shows them.</summary>
    private IEnumerable<JsonObject> RowsOf(FormField field)
    {
        var rows = Json.Rows(agreed[field.Name]).ToArray();
        return field.FixedRows.IsEmpty
            ? rows
            : field.FixedRows.Select(standing => rows.FirstOrDefault(r => Json.String(r["person"]) == Json.String(standing["person"])) ?? standing);
    }

    private static JsonObject Filled(JsonObject row) =>
        new(row.Where(cell => cell.Value is not null).Select(cell => KeyValuePair.Create(cell.Key, cell.Value?.DeepClone())));

    private static JsonObject Row(JsonObject? left, JsonObject? right)
    {
        var row = new JsonObject();
        foreach (var part in identity.Where(p => (left ?? right)![p] is not null))
            row[part] = (left ?? right)![part]!.DeepClone();
        foreach (var count in counts)
            Keep(row, count, left, right);
        return row;
    }

    private static void Keep(JsonObject into, string cell, JsonObject? one, JsonObject? other)
    {
        if (one?[cell] is null && other?[cell] is null)
            return;
        into[cell] = Json.Number(one?[cell]) == Json.Number(other?[cell]) ? one![cell]!.DeepClone() : null;
    }
}
