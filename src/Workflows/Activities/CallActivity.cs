using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>子流程: another procedure runs inside this case, its data kept apart under the step's name; its end is the outcome. Called again it begins anew.</summary>
[Activity("call", "子流程")]
public sealed record CallActivity : Calling
{
    /// <summary>Key of the procedure called; which version is fixed when the caller is published.</summary>
    [Key("调用哪个流程", "组成部分的键名。", Example = "committee-plenary")]
    public required string Procedure { get; init; }

    [Key("给它的数据", "它接收的数据名: 来源。", Example = "{ nominee: candidates }")]
    public override IReadOnlyDictionary<string, Source> Given { get; init; } = new Dictionary<string, Source>(StringComparer.Ordinal);

    public override string? Calls => Procedure;

    public override bool MayPass(Step step, Func<Block, bool> mayEnd) => step.Branches.Values.Any(mayEnd);
}
