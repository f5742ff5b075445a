using Workflows.Activities;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>Every day that an election or a 约谈 asks for is held to the day that it rests on: a new one without an anchor fails here.</summary>
public sealed class OrderOfDaysTests
{
    private const string None = "";

    /// <summary>step.field → what it must not precede; empty: nothing in the procedure comes before it, a rule judges it, or the field is a day in the past of its own.</summary>
    private static readonly Dictionary<string, string> anchors = new(StringComparer.Ordinal)
    {
        ["branch-election/remind.reminded-on"] = "facts.term-elected-on",
        ["branch-election/resolve-committee.held-on"] = "facts.term-elected-on",
        ["branch-election/resolve-committee.planned-on"] = "today",
        ["branch-election/resolve-direct.held-on"] = "facts.term-elected-on",
        ["branch-election/resolve-direct.planned-on"] = "today",
        ["branch-election/request.requested-on"] = "latest:resolve-committee.held-on,resolve-direct.held-on",
        ["branch-election/request.group-decided-on"] = "latest:resolve-committee.held-on,resolve-direct.held-on",
        ["branch-election/confirm.confirmed-on"] = "nomination.review.replied-on",
        ["branch-election/papers.meeting-on"] = "confirmed-on",
        ["branch-election/papers.noticed-on"] = "latest:plan-reply.replied-on,confirmed-on",
        ["branch-election/handover.handover-on"] = "latest:report.approval.replied-on,report.talk.talked-on",
        ["request-reply/decide.replied-on"] = "asked-on",
        ["election-roll/roll.since"] = None,
        ["election-roll/exclusions-consent.exclusions-replied-on"] = "step.entered-on",
        ["election-nomination/examine.held-on"] = "after",
        ["election-nomination/examine-direct.held-on"] = "after",
        ["election-meeting/attendance.held-on"] = "latest:confirmed-on,noticed-on,held-on",
        ["election-meeting/no-quorum.new-date"] = "latest:held-on,today",
        ["election-meeting/reconvene.confirmed-on"] = "renomination.review.replied-on",
        ["election-meeting/reconvene.meeting-on"] = "latest:today,confirmed-on",
        ["election-meeting/reconvene.noticed-on"] = "confirmed-on",
        ["committee-plenary/gather.plenary-on"] = "latest:held-on,plenary-on",
        ["committee-plenary/gather-deputy.plenary-on"] = "latest:held-on,plenary-on",
        ["committee-plenary/assign.assigned-on"] = "plenary-on",
        ["election-report/report.reported-on"] = "latest:held-on,chosen-on",
        ["election-report/report.group-decided-on"] = "latest:held-on,chosen-on",
        ["pre-appointment-talk/plan.planned-talk-on"] = "latest:replied-on,today",
        ["pre-appointment-talk/record.talked-on"] = "replied-on",
        ["lagging-interview/intake.election-due"] = None,
        ["lagging-interview/intake.rectify-due"] = None,
        ["lagging-interview/intake.development-due"] = None,
        ["lagging-interview/intake.on"] = None,
        ["lagging-interview/verify.verified-on"] = "case.opened-on",
        ["lagging-interview/verify-merged.verified-on"] = "step.entered-on",
        ["lagging-interview/verify-relapse.verified-on"] = "step.entered-on",
        ["lagging-interview/confirm-relapse.relapsed-on"] = "closed-on",
        ["lagging-interview/close.closed-on"] = "latest:verified-on,ladder.round.rechecked-on",
        ["lagging-interview/no-statement.statement-due"] = None,
        ["lagging-interview/transfer.transferred-on"] = "latest:verified-on,ladder.decided-on,ladder.round.talked-on,ladder.round.rechecked-on",
        ["lagging-level/decide-head.decided-on"] = "since",
        ["lagging-level/decide-deputy.decided-on"] = "since",
        ["lagging-level/decide-secretary.decided-on"] = "since",
        ["lagging-level/reconsider.decided-on"] = "latest:decided-on,round.talked-on,round.completed-on,round.rechecked-on",
        ["lagging-round/notice.noticed-on"] = "decided-on",
        ["lagging-round/notice.talk-on"] = "noticed-on",
        ["lagging-round/oral-notice.told-on"] = "decided-on",
        ["lagging-round/oral-notice.talk-on"] = "told-on",
        ["lagging-round/sign.received-on"] = "noticed-on",
        ["lagging-round/talk.talked-on"] = "latest:noticed-on,told-on",
        ["lagging-round/plan.planned-on"] = "talked-on",
        ["lagging-round/plan.measure-due"] = "planned-on",
        ["lagging-round/plan-check.plan-approved-on"] = "planned-on",
        ["lagging-round/track.progress-on"] = "plan-approved-on",
        ["lagging-round/extension.extend-until"] = None,
        ["lagging-round/completion.completed-on"] = "plan-approved-on",
        ["lagging-round/recheck.rechecked-on"] = "completed-on",
        ["lagging-measure/circular.circulated-on"] = "talked-on",
        ["lagging-measure/circular.circular-due"] = "circulated-on",
        ["lagging-measure/advice.advised-on"] = "talked-on",
        ["lagging-silence/no-report.silent-due"] = None,
        ["lagging-review/survey.surveyed-on"] = None,
        ["lagging-review/decide.reviewed-on"] = "surveyed-on",
    };

    [Fact]
    public void Every_day_of_an_election_and_of_a_talk_with_who_lags_behind_is_held_to_what_it_rests_on()
    {
        var mistakes = new List<Mistake>();
        var definitions = ProcedureBook.ReadFolder(Repository.Definitions, mistakes);
        Assert.Empty(mistakes);

        var asked =
            from definition in definitions
            let key = definition.Procedure.Key
            where anchors.Keys.Any(a => a.StartsWith(key + "/", StringComparison.Ordinal))
            from step in Steps(definition.Procedure.Root)
            from field in step.Activity.AllFields.SelectMany(f => f.Columns.Prepend(f))
            where field.Type == FieldType.Date
            select (Name: $"{key}/{step.Name}.{field.Name}", Anchor: field.NotBefore?.ToString() ?? None);

        Assert.Equal(
            anchors.Select(a => $"{a.Key}: {a.Value}").Order(StringComparer.Ordinal),
            asked.Select(a => $"{a.Name}: {a.Anchor}").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Step> Steps(Block block) =>
        block.Steps.Values.SelectMany(s => s.Activity is CallActivity ? [s] : s.Branches.Values.SelectMany(Steps).Prepend(s));
}
