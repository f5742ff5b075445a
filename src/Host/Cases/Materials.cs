using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Host.Attachments;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <param name="Kind">How a page shows it: <c>pdf</c>, <c>image</c>, or <c>other</c>, which is downloaded.</param>
internal sealed record FileView(string Hash, string Name, string Kind);

/// <summary>What was handed in at one place of a form.</summary>
internal sealed record MaterialView(string StepTitle, string Label, IReadOnlyList<FileView> Files);

/// <summary>附件 of a case: whatever was handed in and still counts, the latest first, for whoever decides on it.</summary>
internal static class Materials
{
    public static IEnumerable<MaterialView> Of(Case state, IEnumerable<HistoryRow> history, Procedure procedure, Narrator narrator)
    {
        var left = state.Data.Where(d => In(d.Value.Value).Any()).ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal);
        foreach (var happened in history.Reverse().SelectMany(row => row.Told.Reverse()))
        {
            var found = happened switch
            {
                ValueSet e when left.Remove(e.Name, out var datum) => [OfDatum(e.Name, datum)],
                Replied e => OfReply(e),
                _ => [],
            };
            foreach (var material in found)
                yield return material;
        }

        foreach (var (name, datum) in left)
            yield return OfDatum(name, datum);

        MaterialView OfDatum(string name, Datum datum) =>
            new(datum.Path.Length == 0 ? "" : narrator.Title(datum.Path), LabelOf(datum.Path, name), [.. In(datum.Value)]);

        IEnumerable<MaterialView> OfReply(Replied reply) =>
            from part in (reply.Answer ?? []).Append(KeyValuePair.Create<string, JsonNode?>("", reply.Evidence))
            where In(part.Value).Any()
            let label = part.Key.Length == 0 ? "补录所附的当时材料" : LabelOf(reply.Path, part.Key)
            select new MaterialView(narrator.Title(reply.Path), label, [.. In(part.Value)]);

        string LabelOf(string path, string name) => Labels.FieldOf(procedure, path, name)?.Label ?? "附件";
    }

    /// <summary>The files anywhere in a value, those in the rows of a table too.</summary>
    public static IEnumerable<FileView> In(JsonNode? value) => value switch
    {
        JsonObject file when Json.String(file["hash"]) is { } hash && (Json.String(file["name"]) ?? "附件") is var name => [new(hash, name, KindOf(name))],
        JsonObject record => record.SelectMany(part => In(part.Value)),
        JsonArray list => list.SelectMany(In),
        _ => [],
    };

    private static string KindOf(string name) => FileKind.ByExtension(Path.GetExtension(name).TrimStart('.')) switch
    {
        { } kind when kind == FileKind.Pdf => "pdf",
        { MediaType: var type } when type.StartsWith("image/", StringComparison.Ordinal) => "image",
        _ => "other",
    };
}
