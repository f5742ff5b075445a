using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows.Procedures;

/// <summary>One line of a story as written: exactly one of the acts.</summary>
internal sealed record ScenarioMoveText
{
    [Key("日期", "哪天；时间一天一天过到这一天。不写是同一天。", Example = "2026-10-12")]
    public DateOnly? Day { get; init; }

    /// <summary>Each of several does the same, one after another.</summary>
    [Key("由谁", "register 中的人；几个人做同样的事，写 [甲, 乙]，依次各做一遍。", Example = "chair")]
    public ImmutableArray<string> By { get; init; } = [];

    [Key("哪一步", "办理哪一步的待办；步骤名。", Example = "review")]
    public string Step { get; init; } = "";

    [Key("哪一项待办", "一步有几项待办的，写是哪一项。", Example = "teller")]
    public string Part { get; init; } = "";

    /// <summary>What is done, with what it is about: <c>reply: submitted</c>. The keys are those that the moves themselves say.</summary>
    [JsonIgnore]
    public ImmutableArray<(MoveType Act, JsonNode? What)> Acts { get; private set; } = [];

    /// <summary>What the report is known by.</summary>
    [Key("线索编号", "report 报的是哪一条线索。", Example = "2026-1")]
    public string Source { get; init; } = "";

    /// <summary>补录: the day on which it was done on paper; the papers are made up.</summary>
    [Key("补录", "当时在纸上办理的日期。", Example = "2025-02-03")]
    public DateOnly? DoneOn { get; init; }

    [Key("填报", "填报项: 值；表格写 [{ 栏: 值 }]，人员写 register 中的人；表决填 held-on、present、yes、no、abstained。")]
    public JsonObject Values { get; init; } = [];

    [Key("更正为", "correct 更正成什么。")]
    public JsonNode? Value { get; init; }

    [Key("理由", "退回、终止等要写的理由。")]
    public string? Reason { get; init; }

    [Key("例外", "突破“一般”要求的理由和批准。", Example = "[{ rule: MT-07, reason: 暂缺两人, approver: 机关党委 }]")]
    public ImmutableArray<Departure> Departures { get; init; } = [];

    [Key("应当办不成", "规则编号，或者 malformed（填写不合要求）等。", Example = "MT-07")]
    public string? Refused { get; init; }

    [Key("应当说到", "办不成时说的话中的几个字。")]
    public string? Says { get; init; }

    [Key("应当引用", "办不成时引用的条文中的几个字。")]
    public string? Article { get; init; }

    [Key("时间过到", "单独一步：没有人做什么，时间过到这一天。", Example = "2026-11-01")]
    public DateOnly? PassTo { get; init; }

    [Key("应当怎样", "单独一步：这时应当怎样。")]
    public ScenarioExpectText? Expect { get; init; }

    /// <summary>The road whose moves come here.</summary>
    [Key("照着走", "单独一步：roads 中的一段。")]
    public string? Follow { get; init; }

    /// <summary>A key for every move that stories tell of.</summary>
    public static void AddActs(JsonTypeInfo type)
    {
        if (type.Type != typeof(ScenarioMoveText))
            return;
        foreach (var act in MoveTypes.InStories)
        {
            var key = type.CreateJsonPropertyInfo(typeof(JsonNode), act.About.InStories);
            key.Set = (line, what) => ((ScenarioMoveText)line).Acts = ((ScenarioMoveText)line).Acts.Add((act, (JsonNode?)what));
            key.AttributeProvider = new ActKey(act);
            type.Properties.Add(key);
        }
    }

    /// <summary>The key of a move says of itself what the move says.</summary>
    private sealed class ActKey(MoveType act) : ICustomAttributeProvider
    {
        private readonly KeyAttribute about = new(act.About.Title, act.About.StoryHelp);

        public object[] GetCustomAttributes(bool inherit) => [about];

        public object[] GetCustomAttributes(Type attributeType, bool inherit) => attributeType == typeof(KeyAttribute) ? [about] : [];

        public bool IsDefined(Type attributeType, bool inherit) => attributeType == typeof(KeyAttribute);
    }
}
