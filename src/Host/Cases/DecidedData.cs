using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Host.Cases;

/// <summary>已定事项: what was filled in and found, step by step in the order of the procedure.</summary>
internal static class DecidedData
{
    public static IEnumerable<StepData> Of(Run run, Narrator narrator)
    {
        var order = run.Procedure.AllSteps().Select((s, i) => (s.Path, i)).ToDictionary(s => s.Path, s => s.i);
        return
            from datum in run.Case.Data
            let told = Told(run, datum.Key, datum.Value, narrator)
            where told is not null
            group told by datum.Value.Path into step
            orderby order.GetValueOrDefault(step.Key, int.MaxValue)
            select new StepData(step.Key.Length == 0 ? "登记的内容" : run.Procedure.Find(step.Key) is null ? "" : run.TitleAt(step.Key), InFormOrder(run, step.Key, step));
    }

    private static DataField? Told(Run run, string name, Datum datum, Narrator narrator)
    {
        var (procedure, path, value) = (run.Procedure, datum.Path, datum.Value);
        if (value is null or JsonArray { Count: 0 })
            return null;
        if (Labels.RowOf(procedure, path, name) is { } row)
            return Earlier(row, name, value, narrator);

        var field = Labels.FieldOf(procedure, path, name);
        var label = field?.Label ?? Labels.OfComputed(procedure, path, name, value);
        return label is null || Labels.IsToldBeside(procedure, path, name, value, run.Case.Data.Where(d => d.Value.Path == path).Select(d => (d.Key, d.Value.Value)))
            ? null
            : new DataField(name, label, narrator.Lines(field, value, name), [.. Materials.In(value)]);
    }

    /// <summary>What is filled in again and again: the last time stands field by field, the times before on a line each.</summary>
    private static DataField? Earlier(ImmutableArray<Field> row, string name, JsonNode value, Narrator narrator)
    {
        var before = new JsonArray([.. Json.Rows(value).SkipLast(1).Select(r => r.DeepClone())]);
        var table = new Field { Label = $"以前 {before.Count} 次", Type = FieldType.Rows, Columns = row };
        return before.Count == 0 ? null : new DataField(name, table.Label, narrator.Lines(table, before), [.. Materials.In(before)]);
    }

    private static ImmutableArray<DataField> InFormOrder(Run run, string path, IEnumerable<DataField> data)
    {
        var fields = run.Procedure.Find(path)?.Activity.AllFields ?? [];
        int Place(string name)
        {
            var last = name[(name.LastIndexOf('.') + 1)..];
            var at = fields.Select(f => f.Name).ToList().IndexOf(last);
            return at < 0 ? int.MaxValue : at;
        }

        return [.. data.OrderBy(d => Place(d.Name))];
    }
}
