using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>What kind of value a field takes.</summary>
public enum FieldType
{
    Text,
    LongText,
    Number,
    Date,
    Choice,
    Choices,
    Person,
    People,

    /// <summary>Another party organisation of the same tree, of a kind that may hold the case.</summary>
    Unit,
    YesNo,
    Files,
    Rows,
    Info,
}

/// <summary>One thing that a person fills in, as the definition says it.</summary>
[ByName]
public sealed record Field
{
    public string Name { get; init; } = "";

    [Key("名称", "填报人看到的名称。")]
    public required string Label { get; init; }

    [Key("类型", "填什么：文字、数字、日期、选项、人员、附件、表格等。")]
    public FieldType Type { get; init; } = FieldType.Text;

    [Key("提示", "写在填写框下面的一句话。")]
    public string? Hint { get; init; }

    /// <summary>Default true: a field that may stay empty says so.</summary>
    [Key("必填", "默认必填；写 false 可以空着。")]
    public bool Required { get; init; } = true;

    /// <summary>Smallest and largest number; for text the longest length; for people, choices and rows how many.</summary>
    [Key("下限", "数字的最小值；人员、选项、表格的最少个数。", Example = "1")]
    public int? Min { get; init; }

    [Key("上限", "数字的最大值；文字的最多字数；人员、选项、表格的最多个数。", Example = "9")]
    public int? Max { get; init; }

    [Key("单位", "写在数字后面，如 人、名、元。", Example = "人")]
    public string? Unit { get; init; }

    /// <summary>value → 中文, for <see cref="FieldType.Choice"/> and <see cref="FieldType.Choices"/>.</summary>
    [Key("选项", "choice、choices 用：取值: 中文名称。", Example = "{ post: 张贴公告, other: 其他方式 }")]
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Where the people to choose from come from: a list fact such as <c>facts.electors</c> or a data name. For text: who is offered, while anybody
    /// else may be written.
    /// </summary>
    [Key("人员来源", "可选的人从哪里来：名册中的名单，或者前面填的人员；不写就是本党组织全体党员。text 用：供选的人，也可以另写别人。", Example = "facts.elector-list")]
    public Source? From { get; init; }

    /// <summary>People who cannot be chosen, though they are in <see cref="From"/>: a list source.</summary>
    [Key("除外", "在来源中但不能选的人。", Example = "candidates")]
    public Source? Except { get; init; }

    /// <summary>What the register says beside a typed number: a fact.</summary>
    [Key("名册数据", "数字旁边写明名册怎么记的，供核对。", Example = "facts.electors")]
    public Source? Says { get; init; }

    /// <summary>For numbers: a source that it must not exceed, such as how many members there are.</summary>
    [Key("不得多于", "数字不能超过它：名册数据或者前面填的数字。", Example = "facts.party-members")]
    public Source? AtMost { get; init; }

    /// <summary>The value the form starts with: a source.</summary>
    [Key("初始值", "打开表单时已经填好的内容。", Example = "planned-on")]
    public Source? Value { get; init; }

    /// <summary>For dates: the data name or fact which this date must not precede; of several, behind <c>latest:</c>, the latest one known counts.</summary>
    [Key("不得早于", "日期不能早于它；用 latest: 写几个日期，取最晚的一个。", Example = "latest:approved-on,noticed-on")]
    public Source? NotBefore { get; init; }

    /// <summary>For dates: true when a date after today is a mistake (something that has happened).</summary>
    [Key("已经发生", "true：日期不能晚于今天。")]
    public bool Past { get; init; }

    /// <summary>True when an earlier answer is not offered again: a count, a list that must be made anew.</summary>
    [Key("每次重填", "true：再次填报时不带出上次的内容，如点票、名单。")]
    public bool Afresh { get; init; }

    /// <summary>For a column of people: true when each of them stands in one row only.</summary>
    [Key("一人一行", "表格中 person 的栏用：true，同一人只能列一行。")]
    public bool Once { get; init; }

    [Key("栏目", "rows 用：表格各栏，写法同 fields。", Example = "{ name: { label: 姓名 }, votes: { label: 票数, type: number } }")]
    public ImmutableArray<Field> Columns { get; init; } = [];

    /// <summary>For rows: a list source that gives one fixed row per entry.</summary>
    [Key("固定行", "rows 用：名单中每人一行，不能增减。", Example = "candidates")]
    public Source? RowPer { get; init; }

    [Key("出现条件", "条件成立才要填；同一表单前面的项目可以作条件。", Example = "{ field: way, is: other }")]
    public Condition? ShowWhen { get; init; }

    /// <summary>
    /// Where several like approvals are answered together: true, each has its own; false, one answer serves them all. Absent: a day and
    /// an opinion serve all, whatever else is asked each has its own, a document number above all.
    /// </summary>
    [Key("各件各填", "只用于审批：一并办理几件时，true 每件各填，false 填一次共用。")]
    public bool? EachCase { get; init; }

    /// <summary>Whether each of several like approvals has its own answer to this.</summary>
    public bool IsOfEachCase => EachCase ?? (DependsOnCase || Type is not (FieldType.Date or FieldType.LongText));

    /// <summary>Whether what can be answered, or whether it is asked at all, depends on the case.</summary>
    public bool DependsOnCase => Type is FieldType.Person or FieldType.People or FieldType.Unit or FieldType.Rows or FieldType.Info
        || (From ?? Except ?? Says ?? Value ?? RowPer ?? ShowWhen?.Field) is not null;
}

/// <summary>A small closed condition that can be shown in words: a source, an operator, a literal.</summary>
public sealed record Condition
{
    [Key("看什么", "数据名、名册、设置等来源。", Example = "facts.unit-kind")]
    public required Source Field { get; init; }

    [Key("等于", "等于这个值；多选中选了它也算。", Example = "branch")]
    public JsonNode? Is { get; init; }

    [Key("不等于", "不是这个值；没有填也算。", Example = "other")]
    public JsonNode? IsNot { get; init; }

    /// <summary>True: the case knows it; false: it does not (yet).</summary>
    [Key("是否已有", "true：已经有内容；false：还没有。空的文字、空的名单都算没有。", Example = "true")]
    public bool? Known { get; init; }

    [Key("不少于", "数字不小于它。", Example = "1")]
    public int? AtLeast { get; init; }

    [Key("少于", "数字小于它。", Example = "5")]
    public int? Below { get; init; }

    /// <summary>A day, this one or a later one: a limit that a law brought binds what began under it.</summary>
    [Key("自某日起", "日期在这一天或以后。", Example = "2026-05-11")]
    public DateOnly? Since { get; init; }

    /// <summary>
    /// What is empty is not known, and neither large nor small; one of several choices is chosen; a text of digits is a number. The pages
    /// weigh alike: tests/vectors/conditions.json.
    /// </summary>
    public bool Holds(JsonNode? value) =>
        (Is is null || IsOneOf(value, Is))
        && (IsNot is null || !IsOneOf(value, IsNot))
        && (Known is null || Known == !Json.IsEmpty(value))
        && (AtLeast is null || Counted(value) >= AtLeast)
        && (Below is null || Counted(value) < Below)
        && (Since is null || Json.Day(value) >= Since);

    private static bool IsOneOf(JsonNode? value, JsonNode wanted) =>
        value is JsonArray several ? several.Any(one => JsonNode.DeepEquals(one, wanted)) : JsonNode.DeepEquals(value, wanted);

    private static int? Counted(JsonNode? value) =>
        Json.Number(value)
        ?? (int.TryParse(Json.String(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);
}
