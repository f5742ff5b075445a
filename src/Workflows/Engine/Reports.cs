using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>Which procedure is told when a deadline passes, and as what: 换届逾期 makes a unit a candidate for 后进约谈.</summary>
/// <param name="Procedure">Key of the procedure that is told.</param>
/// <param name="Trigger">One of the triggers that it accepts.</param>
public sealed record ReportUse(
    [property: Key("报给哪个流程", "接收线索的流程的键名。", Example = "lagging-interview")] string Procedure,
    [property: Key("什么线索", "对方 accepts.rules 中的一项。", Example = "T8")] string Trigger);

/// <summary>收线索: the list of its data into which a procedure takes reports, and the rule that judges each trigger.</summary>
/// <param name="Into">Name of a rows field with the columns of <see cref="Columns"/>.</param>
/// <param name="Rules">Trigger → rule; a report whose rule does not hold is refused.</param>
/// <param name="Level">Where a ladder keeps the level that it has reached, as a number; null: it has none.</param>
/// <param name="DecidedOn">Where it keeps the day on which that level was decided; null: it has none.</param>
public sealed record Acceptance(
    [property: Key("存入", "线索加入哪个表格，须有 what、on、evidence 三栏。", Example = "leads")] string Into,
    [property: Key("规则", "线索: 判断它的规则。", Example = "{ T8: LG-T8 }")] ImmutableSortedDictionary<string, string> Rules,
    [property: Key("层级", "已到哪一级，来源。", Example = "level")] Source? Level = null,
    [property: Key("决定之日", "这一级是哪天决定的，来源。", Example = "decided-on")] Source? DecidedOn = null)
{
    /// <summary>The asides one of which, the first that is open where the case stands, begins by itself when a report is merged; empty: none does.</summary>
    [Key("自动核实", "并入新线索时自动开始的旁支，按顺序取第一个能开始的。", Example = "[verify]")]
    public ImmutableArray<string> Verify { get; init; } = [];

    public const string What = "what";
    public const string On = "on";
    public const string Evidence = "evidence";

    /// <summary>The key in a row by which a report is known: the same source is taken once.</summary>
    public const string Source = "source";

    /// <summary>The trigger's key in a row.</summary>
    public const string Trigger = "trigger";

    /// <summary>The columns that whoever verifies a report is shown.</summary>
    public static ImmutableArray<string> Columns { get; } = [What, On, Evidence];

    /// <summary>Does the case know a report of this source already?</summary>
    public bool Has(Case state, string source) =>
        Json.Rows(state.Data.GetValueOrDefault(Into)?.Value).Any(row => Json.String(row[Source]) == source);

    /// <summary>What a deadline that passed knows of itself, in the names of the rules that judge it.</summary>
    public static JsonObject FactsOf(Deadline deadline, DateOnly today) => new() { ["due"] = Json.Of(deadline.Due), ["reported-on"] = Json.Of(today) };
}
