namespace Workflows.Engine;

/// <summary>One way to answer, as a definition says it.</summary>
public sealed record OutcomeUse
{
    [Key("按钮名称", "办理人看到的按钮。", Example = "提交")]
    public required string Title { get; init; }

    [Key("样式", "primary 主要、plain 普通、danger 慎用；都不写，第一个是主要的。", Example = "danger")]
    public string? Style { get; init; }

    [Key("须写理由", "true：选它须写明理由。")]
    public bool NeedsReason { get; init; }

    /// <summary>True when the fields need not be filled in to answer so.</summary>
    [Key("不填内容", "true：选它不用填写各项。")]
    public bool SkipsFields { get; init; }

    /// <summary>Where the case says otherwise the way is not offered; a rule of the step says why to whoever takes it all the same. Absent: always offered.</summary>
    [Key("何时可选", "条件成立才可以选。", Example = "{ field: facts.has-committee, is: true }")]
    public Condition? OfferedWhen { get; init; }

    /// <summary>What cannot be taken back once it is answered so; said and confirmed before. Absent: nothing that follows from the answer alone.</summary>
    [Key("不能收回", "选它以后什么不能收回；办理前说明，须再确认一次。", Example = "宣布以后，票数和当选名单不再更改")]
    public string? Final { get; init; }

    public FormOutcome Shown(string key, string style) => new(key, Title, style, NeedsReason, SkipsFields);
}
