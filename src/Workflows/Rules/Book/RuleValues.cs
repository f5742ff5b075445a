using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Rules;

/// <summary>One thing wrong with what a rule was asked, said to the person who asked.</summary>
/// <param name="Parameter">The parameter's path, such as <c>present</c> or <c>candidates[2].votes</c>; empty when it concerns the question as a whole.</param>
/// <param name="Message">A Chinese sentence.</param>
public sealed record RuleMistake(string Parameter, string Message);

/// <summary>Reads JSON into the plain values that rules take, collecting every mistake instead of stopping at the first.</summary>
internal sealed class RuleValues(List<RuleMistake> mistakes)
{
    private const int MostItems = 5000;
    private const int LargestNumber = 1_000_000;
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>A setting's text as the JSON that a caller would have given.</summary>
    public static JsonNode FromText(string text, Type type) => RuleParameter.KindOf(type) switch
    {
        ParameterKind.WholeNumber when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        ParameterKind.YesNo when text is "true" or "false" => JsonValue.Create(text == "true"),
        _ => JsonValue.Create(text),
    };

    /// <summary>The value, or null when it is missing or a mistake was added.</summary>
    /// <param name="path">Where it stands in what was given.</param>
    public object? Read(JsonNode node, Type type, RuleParameter about, string path)
    {
        var kind = RuleParameter.KindOf(type);
        return kind switch
        {
            ParameterKind.WholeNumber => Number(node, about, path),
            ParameterKind.Amount => Amount(node, about, path),
            ParameterKind.YesNo => node.GetValueKind() switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => Wrong(path, about, "应为 true（是）或 false（否）"),
            },
            ParameterKind.Text => Text(node) ?? Wrong(path, about, "应为文字"),
            ParameterKind.Date when RuleParameter.Bare(type) == typeof(DayOrMonth) => DayOrMonth(node, about, path),
            ParameterKind.Date => Date(node, about, path),
            ParameterKind.Share => Share.TryParse(Text(node), out var share) ? share : Wrong(path, about, "应为份额，写作 \"> 1/2\" 或 \">= 4/5\""),
            ParameterKind.Period => Period.TryParse(Text(node), out var period) ? period : Wrong(path, about, "应为期间，写作 P5D、P5WD、P1M 或 P3Y"),
            ParameterKind.Choice => Chosen(node, RuleParameter.Bare(type), about, path),
            ParameterKind.List => Items(node, RuleParameter.ItemOf(type)!, about, path),
            ParameterKind.Record => Fields(node, type, about, path),
            ParameterKind.Calendar => throw new InvalidOperationException($"A calendar cannot be given ({path})."),
            _ => throw new InvalidOperationException($"Unknown kind {kind}."),
        };
    }

    /// <summary>The key as rules name it: <c>heldOn</c> and <c>held-on</c> are the same.</summary>
    public static string Name(string key) => key.Contains('-', StringComparison.Ordinal) ? key : RuleBook.KebabCase(key);

    public static string Describe(RuleParameter parameter) => $"“{parameter.Label}”（{parameter.Name}）";

    private object? Number(JsonNode node, RuleParameter about, string path)
    {
        if (node.GetValueKind() != JsonValueKind.Number
            || !long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Wrong(path, about, "应为整数");

        var least = about.Given?.Min ?? 0;
        var most = Math.Min(about.Given?.Max ?? LargestNumber, LargestNumber);
        if (number < least)
            return Wrong(path, about, $"不能小于 {least}，现为 {number}");
        return number > most ? Wrong(path, about, $"不能大于 {most}，现为 {number}") : (int)number;
    }

    private object? Amount(JsonNode node, RuleParameter about, string path)
    {
        var text = node.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : Text(node)?.Trim();
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount != decimal.Round(amount, 2))
            return Wrong(path, about, $"应为数字，最多两位小数，写作 3000 或 3000.50，现为{Shown(node)}");

        var least = about.Given?.Min ?? 0;
        var most = about.Given?.Max ?? LargestNumber;
        return amount < least || amount > most ? Wrong(path, about, $"应在 {least} 至 {most} 之间，现为 {amount:0.##}") : amount;
    }

    private object? Date(JsonNode node, RuleParameter about, string path)
    {
        if (!DateOnly.TryParseExact(Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Wrong(path, about, $"应为历法上存在的日期，写作 2026-11-21，现为{Shown(node)}");
        return date < Earliest || date > Latest ? Wrong(path, about, $"应在 {Earliest.Year} 年至 {Latest.Year} 年之间，现为 {date:yyyy-MM-dd}") : date;
    }

    /// <summary>As a day; a month without its day is taken as well.</summary>
    private DayOrMonth? DayOrMonth(JsonNode node, RuleParameter about, string path)
    {
        if (Rules.DayOrMonth.TryParse(Text(node), out var value) && value.IsMonth && value.Earliest >= Earliest && value.Latest <= Latest)
            return value;
        return Date(node, about, path) is DateOnly day ? new DayOrMonth(day) : null;
    }

    private object? Chosen(JsonNode node, Type type, RuleParameter about, string path)
    {
        var name = Name(Text(node) ?? "");
        foreach (var value in Enum.GetValues(type))
        {
            if (RuleBook.KebabCase(value.ToString()!) == name)
                return value;
        }

        return Wrong(path, about, $"只能是 {string.Join("、", Choice.Of(type).Select(c => $"{c.Value}（{c.Label}）"))}，现为{Shown(node)}");
    }

    private object? Items(JsonNode node, Type item, RuleParameter about, string path)
    {
        if (node is not JsonArray array)
            return Wrong(path, about, "应为列表");
        if (array.Count > MostItems)
            return Wrong(path, about, $"最多 {MostItems} 项，现为 {array.Count} 项");

        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var i = 0; i < array.Count; i++)
        {
            var place = $"{path}[{i}]";
            var value = array[i] is { } given ? Read(given, item, about, place) : Wrong(place, about, "不能为空");
            if (value is not null)
                items.Add(value);
        }

        return items;
    }

    private object? Fields(JsonNode node, Type type, RuleParameter about, string path)
    {
        if (node is not JsonObject given)
            return Wrong(path, about, "每一项应为一组字段");

        var before = mistakes.Count;
        var values = ReadAll(given, RuleParameter.FieldsOf(type), path + ".", _ => null);
        return mistakes.Count > before ? null : RuleParameter.Constructor(type).Invoke(values);
    }

    /// <summary>Reads every parameter of a rule, or every field of a record, from one JSON object.</summary>
    /// <param name="otherwise">What a parameter is when it is not given; null: nothing is known.</param>
    public object?[] ReadAll(JsonObject given, IReadOnlyList<RuleParameter> parameters, string prefix, Func<RuleParameter, object?> otherwise)
    {
        var byName = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (key, node) in given)
        {
            var parameter = parameters.FirstOrDefault(p => p.Kind != ParameterKind.Calendar && (p.Name == Name(key) || p.Setting?.Key == Name(key)));
            if (parameter is null)
                mistakes.Add(new(prefix + key, $"没有名为“{key}”的参数；可填的是：{string.Join("、", parameters.Where(p => p.Kind != ParameterKind.Calendar).Select(Describe))}。"));
            else if (!byName.TryAdd(parameter.Name, node))
                mistakes.Add(new(prefix + key, $"{Describe(parameter)}填了两次，请只留一个。"));
        }

        return [.. parameters.Select(p =>
            byName.GetValueOrDefault(p.Name) is { } node ? Read(node, p.Type, p, prefix + p.Name)
            : otherwise(p) ?? (p.IsOptional ? p.Default : Missing(p, prefix + p.Name)))];
    }

    private object? Missing(RuleParameter about, string path)
    {
        mistakes.Add(new(path, $"请填写{Describe(about)}。"));
        return null;
    }

    private object? Wrong(string path, RuleParameter about, string what)
    {
        mistakes.Add(new(path, $"{Describe(about)}{what}。"));
        return null;
    }

    private static string? Text(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? node.Deserialize<string>() : null;

    private static string Shown(JsonNode node) => Text(node) is { } text ? $"“{text}”" : $" {node.ToJsonString()}";
}
