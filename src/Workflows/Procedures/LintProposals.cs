using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>A procedure by which two people decide what carries power: one for each kind, and it carries out what it approves.</summary>
internal static class LintProposals
{
    private static readonly Dictionary<ProposalKind, string> keys = new()
    {
        [ProposalKind.Register] = "register-change",
        [ProposalKind.Accounts] = "account-change",
        [ProposalKind.Settings] = "setting-change",
    };

    public static void Check(Procedure procedure, Action<string, string, string> say)
    {
        var enacting = procedure.AllSteps().Where(s => s.Step.Activity.Enacts is not null).ToArray();
        foreach (var (path, step) in enacting.Where(s => s.Step.Activity.Enacts != procedure.Approves))
            say(path, $"“{step.Title}”登记提请的变更，只用在写明 approves: {RuleBook.KebabCase(step.Activity.Enacts!.Value.ToString())} 的流程里。", ".activity");
        if (procedure.Approves is not { } kind)
            return;

        if (procedure.Key != keys[kind])
            say("", $"approves: {RuleBook.KebabCase(kind.ToString())} 的流程键名须为 {keys[kind]}：同一类变更只由一个流程审批。", ".approves");
        if (kind != ProposalKind.Accounts && enacting.Length != 1)
            say("", "须有且只有一个步骤登记同意的变更。", ".approves");
        if (kind != ProposalKind.Settings && !procedure.IsSensitive)
            say("", "名册、账号的变更涉及个人，须写 sensitive: true。", ".approves");
    }
}
