using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>流程: a published definition, compiled. It never changes after publication.</summary>
public sealed record Procedure
{
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>Who may open a case.</summary>
    public required ImmutableArray<Who> OpenBy { get; init; }

    /// <summary>Which kinds of units it is for; empty: any.</summary>
    public ImmutableArray<string> UnitKinds { get; init; } = [];

    /// <summary>May a case of it be about this kind of unit?</summary>
    public bool IsFor(Organisation.UnitKind kind) =>
        UnitKinds.IsEmpty || UnitKinds.Contains(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    /// <summary>True when a unit may have only one open case of it.</summary>
    public bool OnePerUnit { get; init; }

    /// <summary>What a person may be at the beginning whom a case of it is about, such as <c>applicant</c>, or <c>none</c>; empty: it is about the unit alone.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>A case is about a person, and nobody has two open ones.</summary>
    public bool IsAboutPerson => !About.IsEmpty;

    /// <summary>SHA-256 over its text and the texts of what it calls, hex: what a case ran under can be proved.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Names that a caller may give it.</summary>
    public ImmutableArray<Naming> Inputs { get; init; } = [];

    /// <summary>True when it is only called by others and never opened itself.</summary>
    public bool IsPart { get; init; }

    /// <summary>What it approves: it begins with a proposal of that kind, and never otherwise; null: nothing of the kind.</summary>
    public ProposalKind? Approves { get; init; }

    /// <summary>True when its cases are seen only by those whose work needs 处分, births and absences, and by those who take part.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The clock opens it when this date fact, moved by this period, is reached; null: people open it.</summary>
    public Recurrence? Recurs { get; init; }

    /// <summary>The reports that it takes; null: none.</summary>
    public Acceptance? Accepts { get; init; }

    /// <summary>Deadlines of the case as a whole, such as the end of the term that an election must not miss.</summary>
    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    private static readonly ConditionalWeakTable<Procedure, IReadOnlyList<(string Path, Step Step)>> steps = [];

    /// <summary>The stations of its way, in order, for a person's path and for lists of who is where; empty for most.</summary>
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    /// <summary>Ends that the superior may give a case besides cancelling it.</summary>
    public ImmutableArray<string> SuperiorEnds { get; init; } = [];

    public required Block Root { get; init; }

    /// <summary>The settings that it may name: the built-in ones and those that its office declares, with their defaults.</summary>
    public Settings Settings { get; init; } = Settings.Standard;

    /// <summary>The roles that it may ask: the built-in ones and those that its office declares.</summary>
    public Organisation.RoleBook Roles { get; init; } = Organisation.RoleBook.BuiltIn;

    /// <summary>What it may ask the register for: the built-in facts and those that its office declares.</summary>
    public FactBook Facts { get; init; } = FactBook.BuiltIn;

    /// <summary>End state → Chinese title.</summary>
    public required ImmutableSortedDictionary<string, string> Ends { get; init; }

    /// <summary>The step at a path such as <c>countersign/money/vote</c>; null when there is none.</summary>
    public Step? Find(string path)
    {
        var parts = path.Split('/');
        var block = Root;
        for (var i = 0; ; i += 2)
        {
            if (!block.Steps.TryGetValue(parts[i], out var step))
                return null;
            if (i == parts.Length - 1)
                return step;
            if (i + 2 >= parts.Length || !step.Branches.TryGetValue(parts[i + 1], out block))
                return null;
        }
    }

    /// <summary>Every step with its path, outermost first.</summary>
    public IReadOnlyList<(string Path, Step Step)> AllSteps() => steps.GetValue(this, p => [.. Walk("", p.Root)]);

    private static IEnumerable<(string Path, Step Step)> Walk(string prefix, Block block) =>
        block.Steps.Values.SelectMany(step => step.Branches
            .SelectMany(b => Walk($"{prefix}{step.Name}/{b.Key}/", b.Value))
            .Prepend((prefix + step.Name, step)));
}

/// <summary>Steps that lead to one another; the whole procedure or one branch of a step.</summary>
/// <param name="Steps">In the order in which they are written.</param>
public sealed record Block(string Start, IReadOnlyDictionary<string, Step> Steps);

/// <summary>步骤: a place in a procedure.</summary>
public sealed record Step
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What the person should know before answering.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Number in the catalogue, such as <c>E11</c>; for tracing, not shown.</summary>
    public string Number { get; init; } = "";

    public required Activity Activity { get; init; }

    /// <summary>Outcome → where it leads.</summary>
    public required ImmutableSortedDictionary<string, Target> Next { get; init; }

    public ImmutableSortedDictionary<string, Block> Branches { get; init; } = ImmutableSortedDictionary<string, Block>.Empty;

    public ImmutableArray<RuleUse> Rules { get; init; } = [];

    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    /// <summary>Steps of this or an enclosing block to which the person asked here may send the case back.</summary>
    public ImmutableArray<string> SendBackTo { get; init; } = [];

    /// <summary>What an outcome of it is called in Chinese.</summary>
    public string TitleOf(string outcome) => Activity.TitleOf(this, outcome);

    /// <summary>The procedure to which whoever is asked here hands in reports by hand; the page leads there. Null: none.</summary>
    public string? ReportsTo { get; init; }
}

/// <summary>Which rule is asked, with which data: never how to compute.</summary>
public sealed record RuleUse
{
    [Key("规则", "规则编号，见“规则”页。", Example = "EL-04")]
    public required string Rule { get; init; }

    /// <summary>Parameter → source: a data name, <c>facts.x</c>, <c>facts.x@date-field</c>, <c>count:list</c>, a number, true/false, or <c>=text</c>.</summary>
    [Key("所用数据", "规则的各项: 来源。只写用哪个数据，不写怎么算。", Example = "{ expected: facts.electors@held-on, present: present }")]
    public ImmutableSortedDictionary<string, Source> Given { get; init; } = ImmutableSortedDictionary<string, Source>.Empty;

    /// <summary>Where the rule's value goes in the case's data.</summary>
    [Key("结果存入", "规则算出的值存入这个数据名；要改叫法，写 { name, label, unit }。", Example = "{ name: expected, label: 应到会人数, unit: 人 }")]
    public Naming? Into { get; init; }

    /// <summary>The data name of the day on which the step was performed (CV-08); the day of the move when absent.</summary>
    [Key("依据哪天", "按这一天有效的规定判断；不写就是办理当天。", Example = "held-on")]
    public Source? AsOf { get; init; }

    [Key("何时适用", "条件成立才问这条规则。", Example = "{ field: way, is: written }")]
    public Condition? When { get; init; }

    /// <summary>True when the answer is shown and recorded but never stops anybody.</summary>
    [Key("只作提示", "true：只写明结论，不拦办理。")]
    public bool Informs { get; init; }

    /// <summary>True when this procedure does not allow a departure, although the text says 一般.</summary>
    [Key("不得突破", "true：条文写“一般”的，这里也不许突破。")]
    public bool Strict { get; init; }

    /// <summary>The outcomes on which the rule is asked; empty: on every outcome that fills in the fields.</summary>
    [Key("哪些办法", "只在选这些办法时问；不写就是凡填了内容都问。", Example = "[submitted]")]
    public ImmutableArray<string> Outcomes { get; init; } = [];

    /// <summary>Does the rule look at this datum: as a value, a count, a list of names, the day it is asked for, or its condition?</summary>
    public bool Reads(string name) =>
        Readings.SourcesOf(this).SelectMany(source => source.Names)
            .Any(part => part == name || part.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The same rule, given a value where a source is named.</summary>
    public RuleUse Giving(Source source, JsonNode value) =>
        this with { Given = Given.ToImmutableSortedDictionary(g => g.Key, g => g.Value == source ? Source.Of(value.DeepClone()) : g.Value) };
}

/// <summary>What the clock does when a deadline passes.</summary>
public enum Overdue
{
    /// <summary>Note it and tell those who are asked.</summary>
    Urge,

    /// <summary>Also put an item before the superior.</summary>
    Escalate,

    /// <summary>Leave the step by its outcome <c>expired</c> when the last day is over: never for a statutory step.</summary>
    Expire,

    /// <summary>Leave a waiting step by its outcome <c>reached</c> when the day begins.</summary>
    Reach,
}

/// <summary>A deadline of a step as the definition says it.</summary>
public sealed record DeadlineUse
{
    [Key("名称（内部）", "同一步骤内不重复的英文名。", Example = "reply")]
    public required string Name { get; init; }

    [Key("时限名称", "页面上的叫法。", Example = "批复")]
    public required string Title { get; init; }

    /// <summary><c>entered</c>, a data name, or a date fact.</summary>
    [Key("起算", "从哪天起算；不写就是来到这一步之日。", Example = "entered")]
    public Source From { get; init; } = Source.Entered;

    /// <summary>How long after (or before) <see cref="From"/> it falls.</summary>
    [Key("期间", "P5D 五日、P5WD 五个工作日、P1M 一个月、P-6M 之前六个月；或引用设置。", Example = "setting:pre-review")]
    public required StatedPeriod Within { get; init; }

    /// <summary>Why this date: the article, or that it is a setting.</summary>
    [Key("依据", "条文，或者写明是内部设置。", Example = "《细则》第二十二条")]
    public required string Article { get; init; }

    /// <summary>It runs only while this holds, such as until it has been prolonged.</summary>
    [Key("何时计算", "条件成立才计算。", Example = "{ field: postponed-to, known: false }")]
    public Condition? When { get; init; }

    /// <summary>It does not run while this holds, such as where a setting asks for nothing.</summary>
    [Key("何时不计", "条件成立就不计算。", Example = "{ field: setting:review-months, is: 0 }")]
    public Condition? Unless { get; init; }

    [Key("提前提醒", "到期前多久提醒，可以几次。", Example = "[P-7D, P-1D]")]
    public ImmutableArray<StatedPeriod> Remind { get; init; } = [];

    /// <summary>Who else hears of it when it comes near and when it has passed.</summary>
    [Key("同时告知", "还要告知谁。", Example = "[officers of superior]")]
    public ImmutableArray<Who> Tell { get; init; } = [];

    /// <summary>For a deadline of the whole case: the step at which what it asks for has been done; null: it runs to the end.</summary>
    [Key("到哪一步为止", "整个事项的时限用：办到这一步就不再计算。", Example = "report")]
    public string? Until { get; init; }

    /// <summary>The aside in which what it asks for is done: lists then tell it by itself, not as the day of the step; null: in the step.</summary>
    [Key("在哪个旁支办", "要求的事在这个旁支中登记；写了就在待办中单独列出，用旁支的标题和本时限的日期。", Example = "thoughts")]
    public string? MetIn { get; init; }

    [Key("逾期以后", "urge 提醒；escalate 报上级督办；expire 自动离开这一步（法定步骤不得使用）。")]
    public Overdue Then { get; init; } = Overdue.Urge;

    [Key("由谁督办", "不写就是办理人的上级党组织组织科（部）。", Example = "section of superior")]
    public Who? EscalateTo { get; init; }

    /// <summary>The procedure that is told when it passes; null: none.</summary>
    [Key("逾期线索", "逾期时向哪个流程报线索。", Example = "{ procedure: lagging-interview, trigger: T8 }")]
    public ReportUse? Reports { get; init; }
}
