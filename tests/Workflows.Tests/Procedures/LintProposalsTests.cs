using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>A procedure by which two people decide: one for each kind, and what was approved is carried out in it and nowhere else.</summary>
public sealed class LintProposalsTests
{
    [Theory]
    [InlineData("register-change", "approves: register\nsensitive: true", "change-register", null)]
    [InlineData("setting-change", "approves: settings", "decide-setting", null)]
    [InlineData("my-change", "approves: register\nsensitive: true", "change-register", "键名须为 register-change")]
    [InlineData("register-change", "approves: register", "change-register", "须写 sensitive: true")]
    [InlineData("register-change", "approves: register\nsensitive: true", "decide-setting", "只用在写明 approves: settings 的流程里")]
    [InlineData("my-change", "", "change-register", "只用在写明 approves: register 的流程里")]
    public void What_is_approved_is_carried_out_by_its_own_procedure_alone(string key, string head, string activity, string? says)
    {
        var mistakes = new List<Mistake>();
        var text = $$"""
            procedure: {{key}}
            version: 1
            title: 示例审批
            open-by: administrator
            {{head}}
            start: approve
            ends: { done: 已办, refused: 不同意 }
            steps:
              approve:
                title: 审批
                activity: approval
                with: { by: security-officer }
                next: { approved: enter, rejected: "end:refused" }
              enter:
                title: 登记
                activity: {{activity}}
                next: { done: "end:done", outdated: "end:refused" }
            """;

        ProcedureBook.Empty.With(ProcedureBook.ReadAll([("f.yaml", text)], Shared.None, mistakes), mistakes);

        if (says is null)
            Assert.Empty(mistakes);
        else
            Assert.Contains(mistakes, m => m.Says.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_procedure_that_approves_and_carries_out_nothing_is_a_mistake()
    {
        var mistakes = new List<Mistake>();
        const string text = """
            procedure: register-change
            version: 1
            title: 示例审批
            open-by: administrator
            approves: register
            sensitive: true
            start: approve
            ends: { done: 已登入名册, refused: 不同意 }
            steps:
              approve:
                title: 审批
                activity: approval
                with: { by: security-officer }
                next: { approved: "end:done", rejected: "end:refused" }
            """;

        ProcedureBook.Empty.With(ProcedureBook.ReadAll([("f.yaml", text)], Shared.None, mistakes), mistakes);

        Assert.Contains(mistakes, m => m.Says.Contains("须有且只有一个步骤登记同意的变更", StringComparison.Ordinal));
    }
}
