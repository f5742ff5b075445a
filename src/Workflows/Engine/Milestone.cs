using System.Collections.Immutable;

namespace Workflows.Engine;

/// <summary>A station of a long way, as the definition says it: when it was reached, and between which days it may be.</summary>
public sealed record Milestone
{
    [Key("名称（内部）", "不重复的英文名。", Example = "activist")]
    public required string Name { get; init; }

    [Key("名称", "发展路径上的叫法。", Example = "确定为入党积极分子")]
    public required string Title { get; init; }

    /// <summary>Data names of the day on which it was reached; the first known one counts.</summary>
    [Key("到达之日", "哪个日期表示已经到达；写几个，取第一个已有的。", Example = "activist-on")]
    public required ImmutableArray<Source> Day { get; init; }

    /// <summary>Name of a day; what was done before it was another round and has not reached this station. Null: whenever it was done.</summary>
    [Key("此前不算", "早于这一天的是上一轮，不算到达。", Example = "restarted-on")]
    public Source? NotBefore { get; init; }

    /// <summary>Not before this.</summary>
    [Key("最早", "不得早于哪天。", Example = "{ from: activist, within: P1Y, rule: PM-05 }")]
    public MilestoneLimit? Earliest { get; init; }

    /// <summary>Not after this; of several, the first one whose day is known.</summary>
    [Key("最迟", "应在哪天以前；写几个，取第一个能算出的。", Example = "{ from: admitted, within: P1Y, rule: PM-20 }")]
    public ImmutableArray<MilestoneLimit> Latest { get; init; } = [];

    /// <summary>It is on the way of this case at all; null: of every one.</summary>
    [Key("何时有此站", "条件成立才有这一站。", Example = "{ field: extended-to, known: true }")]
    public Condition? When { get; init; }
}

/// <summary>A day counted from another station, or from a datum.</summary>
/// <param name="From">Name of a station, or a data name.</param>
/// <param name="Rule">The rule that says so.</param>
/// <param name="Since">The first day that has this limit; one before it has none. Null: every day.</param>
public sealed record MilestoneLimit(
    [property: Key("起算", "哪一站，或者哪个日期。", Example = "activist")] Source From,
    [property: Key("期间", "之后（或之前）多久；或引用设置。", Example = "P1Y")] StatedPeriod Within,
    [property: Key("规则", "依据的规则编号。", Example = "PM-05")] string Rule,
    [property: Key("自某日起", "起算日在这一天以前的，没有这个限制。", Example = "2026-05-11")] DateOnly? Since = null);

/// <summary>A station as it stands for one case.</summary>
/// <param name="Reached">The day it was reached; null: it lies ahead.</param>
/// <param name="Earliest">The first day on which it may be; null where nothing can be said yet.</param>
/// <param name="Latest">The last day in time; null where there is none, or it counts from something that lies ahead.</param>
/// <param name="LatestBy">The limit that says so; the last one where no day is known yet; null where there is none.</param>
public sealed record Station(Milestone Milestone, DateOnly? Reached, DateOnly? Earliest, DateOnly? Latest, MilestoneLimit? LatestBy)
{
    public bool IsAhead => Reached is null;
}
