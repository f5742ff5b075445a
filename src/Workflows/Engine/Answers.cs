using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>Reads what a person filled in, field by field, or says what is wrong where.</summary>
public sealed class Answers(Run run, string path)
{
    private const int LongestText = 200;
    private const int LongestLongText = 20_000;
    private const int MostRows = 500;

    /// <summary>How many names that are not in the form are told; whoever sends more has not mistyped.</summary>
    private const int MostUnknown = 20;

    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private JsonObject given = [];

    public IReadOnlyDictionary<string, string> Errors => errors;

    /// <summary>Nothing in the field is wrong, nor in a cell of its rows.</summary>
    public bool IsRight(Field field) => !errors.Keys.Any(at => at == field.Name || at.StartsWith(field.Name + ".", StringComparison.Ordinal));

    /// <summary>The values of all fields shown; unknown names are mistakes, hidden fields are ignored.</summary>
    public ImmutableArray<(Field Field, JsonNode? Value)> Read(ImmutableArray<Field> fields, JsonObject values)
    {
        if (!Json.IsReadable(values))
        {
            Unreadable(fields, values);
            return [];
        }

        given = values;
        foreach (var name in values.Select(v => v.Key).Where(n => fields.All(f => f.Name != n)).Take(MostUnknown))
            errors[name] = $"表单中没有名为“{name}”的项目；请刷新页面后重新填写。";

        var read = ImmutableArray.CreateBuilder<(Field, JsonNode?)>();
        foreach (var field in fields.Where(f => f.Type != FieldType.Info && IsShown(f)))
            read.Add((field, ReadOne(field, values[field.Name], field.Name)));
        return read.ToImmutable();
    }

    private void Unreadable(ImmutableArray<Field> fields, JsonObject values)
    {
        Field? torn = null;
        try
        {
            torn = fields.FirstOrDefault(f => !Json.IsReadable(values[f.Name]));
        }
        catch (Exception names) when (names is InvalidOperationException or ArgumentException)
        {
            // Not even the names can be read.
        }

        errors[torn?.Name ?? "values"] = $"“{torn?.Label ?? "填写的内容"}”中有看不见或不能保存的字符，请删去后重填。";
    }

    private bool IsShown(Field field) => field.ShowWhen is not { } when || when.Holds(Known(when.Field));

    /// <summary>What a source is worth while the form is being read: what stands in it now counts before what the case knew.</summary>
    private JsonNode? Known(Source source) =>
        source is Source.Named(var name) && given.TryGetPropertyValue(InForm(name), out var value) ? value : run.Value(path, source);

    /// <summary>What a step asks by itself is known under its name elsewhere (<c>decide.held-on</c>), and without it in its own form.</summary>
    private string InForm(string name) =>
        Paths.NameOf(path) + "." is var own && name.StartsWith(own, StringComparison.Ordinal) ? name[own.Length..] : name;

    private JsonNode? ReadOne(Field field, JsonNode? value, string at)
    {
        if (Json.IsEmpty(value))
        {
            if (field.Required && field.Type != FieldType.Rows)
                errors[at] = $"请填写{Labels.Quoted(field.Label)}。";
            else if (field is { Type: FieldType.Rows, Min: > 0 } or { Type: FieldType.Rows, Required: true, RowPer: not null })
                errors[at] = $"请填写{Labels.Quoted(field.Label)}。";
            return field.Type is FieldType.Rows or FieldType.People or FieldType.Choices or FieldType.Files ? new JsonArray() : null;
        }

        return field.Type switch
        {
            FieldType.Text => Text(field, value, at, field.Max ?? LongestText),
            FieldType.LongText => Text(field, value, at, field.Max ?? LongestLongText),
            FieldType.Number => Number(field, value, at),
            FieldType.Date => Date(field, value, at),
            FieldType.Choice => Choice(field, value, at),
            FieldType.Person => Person(field, value, at),
            FieldType.Unit => Unit(field, value, at),
            FieldType.YesNo => value is JsonValue v && v.TryGetValue<bool>(out _) ? value : Wrong(at, $"{Labels.Quoted(field.Label)}只能答是或否。"),
            FieldType.Choices => Many(field, value, at, Choice),
            FieldType.People => Many(field, value, at, Person),
            FieldType.Files => Many(field, value, at, File),
            FieldType.Rows => RowsOf(field, value, at),
            FieldType.Info => null,
            _ => throw new InvalidOperationException($"Field type {field.Type}."),
        };
    }

    private JsonNode? Text(Field field, JsonNode? value, string at, int longest)
    {
        if (Json.String(value) is not { } text)
            return Wrong(at, $"{Labels.Quoted(field.Label)}应为文字。");
        var trimmed = text.Trim();
        if (trimmed.Length == 0 && field.Required)
            return Wrong(at, $"请填写{Labels.Quoted(field.Label)}。");
        if (new StringInfo(trimmed).LengthInTextElements is var length && length > longest)
            return Wrong(at, $"{Labels.Quoted(field.Label)}最多 {longest} 字，现有 {length} 字。");
        return JsonValue.Create(trimmed);
    }

    private JsonNode? Number(Field field, JsonNode? value, string at)
    {
        if (Json.Number(value) is not { } number)
            return Wrong(at, $"{Labels.Quoted(field.Label)}应为整数。");
        if (number < (field.Min ?? 0))
            return Wrong(at, $"{Labels.Quoted(field.Label)}不能小于 {field.Min ?? 0}，填写的是 {number}。");
        if (number > (field.Max ?? 1_000_000))
            return Wrong(at, $"{Labels.Quoted(field.Label)}不能大于 {field.Max ?? 1_000_000}，填写的是 {number}。");
        if (field.AtMost is { } source && Json.Number(Known(source)) is { } most && number > most)
            return Wrong(at, $"{Labels.Quoted(field.Label)}不能多于{LabelOf(source)} {$"{most} {field.Unit}".TrimEnd()}，填写的是 {number}。");
        return JsonValue.Create(number);
    }

    private JsonNode? Date(Field field, JsonNode? value, string at)
    {
        if (Json.Day(value) is not { } day)
            return Wrong(at, $"{Labels.Quoted(field.Label)}不是有效日期，应如 2026-11-21；请注意该月是否有这一天。");
        if (day.Year is < 1900 or > 2200)
            return Wrong(at, $"{Labels.Quoted(field.Label)}的年份应在 1900 至 2200 之间。");
        if (field.Past && day > run.Today)
            return Wrong(at, $"{Labels.Quoted(field.Label)}是已经发生的事，不能晚于今天（{Rules.Words.Day(run.Today)}）。");
        if (field.NotBefore is { } source && Sources.Latest(source, s => s.Is(field.Name) ? Before(field.Name) : Known(s)) is { } anchor && day < anchor.Day)
            return Wrong(at, $"{Labels.Quoted(field.Label)}（{Rules.Words.Day(day)}）不能早于 {Rules.Words.Day(anchor.Day)}{(LabelOf(anchor.Source) is { } label ? $"（{label}）" : "")}。");
        return Json.Of(day);
    }

    /// <summary>What stood under the field's own name before: a meeting held again is not held earlier. What is corrected is not held to itself.</summary>
    private JsonNode? Before(string name) => run.Case.Places.ContainsKey(path) ? run.Known(path, name) : null;

    private string? LabelOf(Source source) => Labels.Find(run, path, source) ?? Labels.OfGiven(run, path, source) ?? TitleOfStep(source);

    /// <summary>What a rule worked out has no label of its own: the step says what it is.</summary>
    private string? TitleOfStep(Source source) =>
        source is Source.Named(var name) && run.Datum(path, name) is { Path.Length: > 0 } datum ? run.StepAt(datum.Path).Title : null;

    private JsonNode? Choice(Field field, JsonNode? value, string at) =>
        Json.String(value) is { } key && field.Options.ContainsKey(key)
            ? JsonValue.Create(key)
            : Wrong(at, $"{Labels.Quoted(field.Label)}请从列出的选项中选择。");

    private JsonNode? Person(Field field, JsonNode? value, string at)
    {
        if (Json.String(value) is not { } id || run.World.Register.Person(id) is not { } person)
            return Wrong(at, $"{Labels.Quoted(field.Label)}请从名册中选择。");
        if (field.From is { } source && !Json.Strings(Known(source)).Contains(id))
        {
            return Wrong(at, source is Source.Named(var other) && given.ContainsKey(other) && LabelOf(source) is { } among
                ? $"{person.Name}不在{Labels.Quoted(among)}之中，不能列为{Labels.Quoted(field.Label)}。"
                : $"{person.Name}不在{Labels.Quoted(field.Label)}可选的人员之中。");
        }

        if (field.Except is { } except && Json.Strings(Known(except)).Contains(id))
            return Wrong(at, $"{person.Name}不能列入{Labels.Quoted(field.Label)}{(LabelOf(except) is { } label ? $"：已列为{Labels.Quoted(label)}" : "")}。");
        return JsonValue.Create(id);
    }

    private JsonNode? Unit(Field field, JsonNode? value, string at) =>
        Json.String(value) is { } id && Forms.UnitsFor(run).Any(u => u.Id == id)
            ? JsonValue.Create(id)
            : Wrong(at, $"{Labels.Quoted(field.Label)}请从列出的党组织中选择。");

    private JsonNode? File(Field field, JsonNode? value, string at) =>
        value is JsonObject file && Json.String(file["hash"]) is { Length: 64 } hash && hash.All(char.IsAsciiHexDigitLower) && Json.String(file["name"]) is { Length: > 0 and <= 255 }
            ? new JsonObject { ["hash"] = hash, ["name"] = file["name"]!.DeepClone() }
            : Wrong(at, $"{Labels.Quoted(field.Label)}的附件没有上传成功，请重新上传。");

    private JsonNode? Many(Field field, JsonNode? value, string at, Func<Field, JsonNode?, string, JsonNode?> one)
    {
        if (value is not JsonArray list || list.Count > MostRows)
            return Wrong(at, $"{Labels.Quoted(field.Label)}应为一组选项，最多 {MostRows} 个。");

        var read = new JsonArray([.. list.Select(v => one(field, v, at)?.DeepClone())]);
        if (field.Type != FieldType.Files && Json.Strings(read).Distinct().Count() < read.Count && !errors.ContainsKey(at))
            return Wrong(at, $"{Labels.Quoted(field.Label)}中有重复。");
        return Counted(field, read, at, "个");
    }

    private JsonNode? RowsOf(Field field, JsonNode? value, string at)
    {
        if (value is not JsonArray list || list.Count > MostRows || list.Any(r => r is not JsonObject))
            return Wrong(at, $"{Labels.Quoted(field.Label)}应为表格，最多 {MostRows} 行。");

        var rows = new JsonArray();
        foreach (var (row, i) in list.Cast<JsonObject>().Select((r, i) => (r, i)))
        {
            foreach (var name in row.Select(c => c.Key).Where(n => field.Columns.All(f => f.Name != n)).Take(MostUnknown))
                errors[$"{at}.{i}.{name}"] = $"表格中没有名为“{name}”的栏。";
            var read = new JsonObject();
            foreach (var column in field.Columns.Where(c => c.ShowWhen is not { } when || when.Holds(row[when.Field.ToString()])))
                read[column.Name] = ReadOne(column, row[column.Name], $"{at}.{i}.{column.Name}")?.DeepClone();
            rows.Add(read);
        }

        foreach (var column in field.Columns.Where(c => c.Once))
            Once(column, rows, at);
        return field.RowPer is { } per && !IsRowPer(field, per, rows)
            ? Wrong(at, $"{Labels.Quoted(field.Label)}应逐行填写列出的各行，不能增减或重复；请刷新页面后重新填写。")
            : Counted(field, rows, at, "行");
    }

    /// <summary>Whoever stands in an earlier row already is wrong in the later one.</summary>
    private void Once(Field column, JsonArray rows, string at)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            if (Json.String(row?[column.Name]) is { } id && !first.TryAdd(id, i))
                Wrong($"{at}.{i}.{column.Name}", $"{run.World.Register.NameOf(id)}已列在第 {first[id] + 1} 行，一人只列一行。");
        }
    }

    private bool IsRowPer(Field field, Source source, JsonArray rows)
    {
        var key = field.Columns[0].Name;
        var wanted = (Known(source) as JsonArray ?? []).Select(r => Json.String(r is JsonObject row ? row[key] : r));
        return wanted.Order(StringComparer.Ordinal).SequenceEqual(Json.Rows(rows).Select(r => Json.String(r[key])).Order(StringComparer.Ordinal));
    }

    private JsonNode? Counted(Field field, JsonArray list, string at, string measure)
    {
        if (list.Count < (field.Min ?? 0))
            return Wrong(at, $"{Labels.Quoted(field.Label)}至少 {field.Min} {measure}，现有 {list.Count} {measure}。");
        if (list.Count > (field.Max ?? MostRows))
            return Wrong(at, $"{Labels.Quoted(field.Label)}最多 {field.Max} {measure}，现有 {list.Count} {measure}。");
        return list;
    }

    /// <summary>Marks that turn the direction of writing: a name could read otherwise than it is stored.</summary>
    private JsonNode? Wrong(string at, string says)
    {
        errors.TryAdd(at, says);
        return null;
    }
}
