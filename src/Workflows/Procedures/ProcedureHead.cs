using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>What stands at the top of a definition.</summary>
internal sealed record ProcedureHead
{
    /// <summary>Put in place before anything else is read.</summary>
    [Key("样板", "从 templates 目录里的一个样板开始，只写 procedure、version、title 和不同的地方；null 表示删去样板中的一项。", Example = "approval")]
    public string? Use { get; init; }

    [Key("键名", "英文小写加连字符；全部定义中不重复，发布后不改。", Example = "assembly-agenda")]
    public required string Procedure { get; init; }

    [Key("版本", "从 1 起；内容改了就加 1，已开始的事项仍按原版本办理。", Example = "1", Min = 1, Max = 9999)]
    public required int Version { get; init; }

    [Key("流程名称", "页面上的叫法。", Example = "党员大会议题报备")]
    public required string Title { get; init; }

    [Key("说明", "一两句话，写在流程页上。", Example = "支部召开党员大会前，把议题报上级党组织。")]
    public string Summary { get; init; } = "";

    [Key("由谁发起", "一个或几个职务。", Example = "officers")]
    public ImmutableArray<Who> OpenBy { get; init; } = [];

    [Key("适用党组织", "只适用于这几类党组织；不写就是都适用。", Example = "[branch]")]
    public ImmutableArray<string> UnitKinds { get; init; } = [];

    [Key("只办一件", "true：一个党组织同时只能有一件在办。")]
    public bool OnePerUnit { get; init; }

    /// <summary>The stages in which a person may be whom a case is about; <c>none</c> for somebody in no stage.</summary>
    [Key("以人为对象", "事项是关于一个人的，发起时他应处于哪个阶段；none 表示不在任何阶段。", Example = "applicant")]
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>True for a sub-flow that is only called.</summary>
    [Key("组成部分", "true：只供其他流程调用，不单独发起。")]
    public bool Part { get; init; }

    /// <summary>Names that a caller gives to a sub-flow.</summary>
    [Key("接收数据", "作为组成部分时，由调用者给的数据名；要有叫法，写 { name, label }。", Example = "[nominee, { name: chosen-on, label: 推选之日 }]")]
    public ImmutableArray<Naming> Inputs { get; init; } = [];

    [Key("审批什么", "register：名册的导入、更正由它审批；accounts：开设账号、重置密码由它审批；settings：改变设置由它审批。都从有关页面提交，不单独发起；"
        + "数据名 reason（理由）、what（变更内容）、concerned（涉及的任职人员）、approver（由谁审批）由系统给出。", Example = "register")]
    public ProposalKind? Approves { get; init; }

    [Key("内容敏感", "true：只有办理的人、审计员和工作需要的人看得到这类事项。")]
    public bool Sensitive { get; init; }

    [Key("自动发起", "到时由系统发起。", Example = "{ yearly: 12-01 }")]
    public Recurrence? Recurs { get; init; }

    [Key("接收线索", "接收其他流程报来的线索。")]
    public Acceptance? Accepts { get; init; }

    [Key("总时限", "整个事项的时限。")]
    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    [Key("路径", "长流程各站，显示在人员路径上。")]
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    [Key("上级可终止为", "除“终止”外，上级还可以把事项结束为这些状态。", Example = "[stopped]")]
    public ImmutableArray<string> SuperiorMayEnd { get; init; } = [];

    [Key("第一步", "从哪个步骤开始。", Example = "draft")]
    public required string Start { get; init; }

    [Key("结束状态", "状态: 中文名称。", Example = "{ done: 办结, stopped: 停止 }")]
    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    /// <summary>Put in place before anything else is read.</summary>
    [Key("步骤还写在", "步骤多时分开写：steps 目录里的文件，写文件名，不写 .yaml；按次序接在 steps 后面。", Example = "[meeting, report]")]
    public ImmutableArray<string> StepsIn { get; init; } = [];

    [Key("步骤", "步骤名: 步骤。")]
    public required JsonObject Steps { get; init; }

    [Key("共用内容", "发布时由系统从共用的文件写入，不用手写。")]
    public SharedText? Shared { get; init; }
}

/// <summary>What stands in a step besides its activity's settings.</summary>
internal sealed record StepText
{
    [Key("步骤名称", "待办和历程中的叫法。", Example = "形式审查")]
    public required string Title { get; init; }

    [Key("办理提示", "办理人在表单上方看到的话。", Example = "请核对会议记录和公示材料。")]
    public string Hint { get; init; } = "";

    [Key("编号", "目录中的编号，只供对照，不显示。", Example = "E11")]
    public string Number { get; init; } = "";

    [Key("活动类型", "这一步做什么。", Example = "form")]
    public required string Activity { get; init; }

    [Key("设置", "活动类型的各项设置。")]
    public JsonObject? With { get; init; }

    [Key("去向", "结果: 下一步骤名；end 或 end:状态 表示结束；旁支可写 stay，回到原来的步骤。", Example = "{ approved: publish, rejected: end:stopped }")]
    public IReadOnlyDictionary<string, string> Next { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Key("分支", "分支名: { start, steps }；只用于并行办理和旁支。")]
    public IReadOnlyDictionary<string, BlockText>? Branches { get; init; }

    [Key("规则", "办理时要问的规则。", Example = "[{ rule: MT-05, given: { delivered-on: delivered-on, held-on: held-on } }]")]
    public ImmutableArray<RuleUse> Rules { get; init; } = [];

    [Key("时限", "停留在这一步期间的时限。")]
    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    [Key("可退回到", "办理人可以把事项退回到这些步骤。", Example = "[draft]")]
    public ImmutableArray<string> SendBackTo { get; init; } = [];

    [Key("手工报线索", "办理人由此手工向哪个流程报线索。", Example = "lagging-interview")]
    public string? ReportsTo { get; init; }
}

internal sealed record BlockText
{
    [Key("第一步", "从哪个步骤开始。")]
    public required string Start { get; init; }

    [Key("步骤", "步骤名: 步骤。")]
    public required JsonObject Steps { get; init; }
}
