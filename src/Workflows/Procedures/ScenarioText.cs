using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Procedures;

/// <summary>What the stories of a file, or of all files beside <c>shared.yaml</c>, have in common.</summary>
internal record SharedStoriesText
{
    [Key("名册", "示例的党组织和人员；情景、文件各写不同的地方，写 null 去掉一个。")]
    public ScenarioRegister Register { get; init; } = new();

    [Key("设置", "设置: 值；只在情景中有效。", Example = "{ plan-ahead: P3WD }")]
    public IReadOnlyDictionary<string, JsonNode?> Settings { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    /// <summary>How each of them begins, unless it says otherwise.</summary>
    [Key("开头", "各个情景相同的开头；情景只写不同的。", Example = "{ day: 2026-05-08, unit: b, open-by: clock }")]
    public ScenarioOpeningText Opening { get; init; } = new();

    /// <summary>Roads that several stories follow, by name: told once.</summary>
    [Key("共同的经过", "名称: 几步；情景写 follow: 名称，就照着走一遍。一段里也可以 follow 另一段。")]
    public IReadOnlyDictionary<string, ImmutableArray<ScenarioMoveText>> Roads { get; init; } = ImmutableDictionary<string, ImmutableArray<ScenarioMoveText>>.Empty;
}

/// <summary>A file of stories as written.</summary>
internal sealed record ScenarioFileText : SharedStoriesText
{
    [Key("流程", "哪个流程的情景。", Example = "assembly-agenda")]
    public required string Procedure { get; init; }

    [Key("情景", "写明谁在哪天做什么、应当怎样。")]
    public required ImmutableArray<ScenarioText> Scenarios { get; init; }
}

/// <summary>How a story begins.</summary>
internal record ScenarioOpeningText
{
    [Key("开始的日期", "这一天发起。", Example = "2026-09-28")]
    public DateOnly? Day { get; init; }

    [Key("党组织", "为哪个党组织发起。", Example = "b")]
    public string? Unit { get; init; }

    [Key("由谁发起", "register 中的人；clock 是系统自动发起。", Example = "chair")]
    public string? OpenBy { get; init; }

    /// <summary>Whom the case is about, where the register knows them.</summary>
    [Key("关于谁", "以人为对象的事项，register 中的人。", Example = "b1")]
    public string? For { get; init; }

    /// <summary>Whom the case is about, where the register does not know them yet.</summary>
    [Key("新登记的人", "名册中还没有的人。", Example = "{ name: 示例甲, born: 1998-04-12 }")]
    public ScenarioNewcomer? Newcomer { get; init; }

    [Key("补录", "事项在纸上开始的日期。", Example = "2025-02-03")]
    public DateOnly? BeganOn { get; init; }

    [Key("线索", "由这条线索发起。")]
    public ScenarioReport? Reported { get; init; }

    /// <summary>For a case that the clock opens: the day from which it has been running.</summary>
    [Key("时钟从哪天走起", "由系统发起的，从这一天起看是不是到了时候；不写就是开始的日期。", Example = "2026-10-01")]
    public DateOnly? ClockFrom { get; init; }
}

/// <summary>One story as written; what it says is laid over its file's.</summary>
internal sealed record ScenarioText : ScenarioOpeningText
{
    [Key("名称", "一句话；同一文件中不重复。", Example = "补正后同意")]
    public required string Name { get; init; }

    /// <summary>What the story is about; for whoever reads the file.</summary>
    [Key("说明", "写给读的人。")]
    public string About { get; init; } = "";

    [Key("名册", "这个情景里不同的人和党组织。")]
    public ScenarioRegister Register { get; init; } = new();

    [Key("设置", "这个情景里不同的设置。")]
    public IReadOnlyDictionary<string, JsonNode?> Settings { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    [Key("经过", "一步一步写。")]
    public ImmutableArray<ScenarioMoveText> Moves { get; init; } = [];

    [Key("最后", "应当以哪个状态结束；ends 和 open 写一个。", Example = "agreed")]
    public string? Ends { get; init; }

    [Key("停在", "最后仍停在哪一步；ends 和 open 写一个。", Example = "review")]
    public string? Open { get; init; }
}

/// <summary>Somebody whom the register does not know yet, as written.</summary>
internal sealed record ScenarioNewcomer
{
    [Key("姓名", "必须写。", Example = "示例甲")]
    public string? Name { get; init; }

    [Key("出生日期", "必须写。", Example = "1998-04-12")]
    public DateOnly? Born { get; init; }

    [Key("性别", "male 男，female 女。")]
    public Sex Sex { get; init; } = Sex.Male;

    [Key("民族", "可以不写。")]
    public string Ethnicity { get; init; } = "";

    [Key("学历学位", "可以不写。")]
    public string Education { get; init; } = "";

    [Key("现任职务", "可以不写。")]
    public string Position { get; init; } = "";
}

/// <summary>What must be so, as written.</summary>
internal sealed record ScenarioExpectText
{
    [Key("停在哪里", "步骤的名称，如页面上写的。", Example = "上级审批")]
    public string? Place { get; init; }

    [Key("是否逾期", "有没有过了期限的。")]
    public bool? Overdue { get; init; }

    [Key("时限", "最近的一个期限。", Example = "2026-10-19")]
    public DateOnly? Due { get; init; }

    [Key("谁有待办", "register 中的人。", Example = "[chair, org]")]
    public ImmutableArray<string> Item { get; init; } = [];

    [Key("数据", "数据名: 值；null 是没有。", Example = "{ elected: [chair, b1] }")]
    public IReadOnlyDictionary<string, JsonNode?> Data { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;

    [Key("名册数据", "名册数据: 值。", Example = "{ full-members: 6 }")]
    public IReadOnlyDictionary<string, JsonNode?> Facts { get; init; } = ImmutableDictionary<string, JsonNode?>.Empty;
}
