using Workflows.Activities;
using Workflows.Engine;
using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>Every day that any procedure asks for is held to the day that it rests on: a new one without an anchor, a rule or a reason fails here.</summary>
public sealed class OrderOfDaysTests
{
    /// <summary>step.field → what it must not precede.</summary>
    private static readonly Dictionary<string, string> anchors = new(StringComparer.Ordinal)
    {
        ["election-meeting/attendance.held-on"] = "latest:confirmed-on,noticed-on,held-on",
        ["election-meeting/no-quorum.new-date"] = "latest:held-on,today",
        ["election-meeting/reconvene.confirmed-on"] = "renomination.review.replied-on",
        ["election-meeting/reconvene.meeting-on"] = "latest:today,confirmed-on",
        ["election-meeting/reconvene.noticed-on"] = "confirmed-on",
        ["election-nomination/examine.held-on"] = "after",
        ["election-nomination/examine-direct.held-on"] = "after",
        ["election-report/report.reported-on"] = "latest:held-on,chosen-on",
        ["election-report/report.group-decided-on"] = "latest:held-on,chosen-on",
        ["election-roll/exclusions-consent.exclusions-replied-on"] = "step.entered-on",
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
        ["development-plan/file.filed-on"] = "decide.held-on",
        ["development-pool-analysis/decide.until"] = "decide.held-on",
        ["development-pool-analysis/decide.measures-until"] = "today",
        ["development-pool-analysis/follow.done-on"] = "decide.held-on",
        ["lagging-level/decide-head.decided-on"] = "since",
        ["lagging-level/decide-deputy.decided-on"] = "since",
        ["lagging-level/decide-secretary.decided-on"] = "since",
        ["lagging-level/reconsider.decided-on"] = "latest:decided-on,round.talked-on,round.completed-on,round.rechecked-on",
        ["lagging-measure/circular.circulated-on"] = "talked-on",
        ["lagging-measure/circular.circular-due"] = "circulated-on",
        ["lagging-measure/advice.advised-on"] = "talked-on",
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
        ["lagging-round/completion.completed-on"] = "plan-approved-on",
        ["lagging-round/recheck.rechecked-on"] = "completed-on",
        ["lagging-interview/verify.verified-on"] = "case.opened-on",
        ["lagging-interview/close.closed-on"] = "latest:verified-on,ladder.round.rechecked-on",
        ["lagging-interview/verify-merged.verified-on"] = "step.entered-on",
        ["lagging-interview/confirm-relapse.relapsed-on"] = "closed-on",
        ["lagging-interview/verify-relapse.verified-on"] = "step.entered-on",
        ["lagging-interview/transfer.transferred-on"] = "latest:verified-on,ladder.decided-on,ladder.round.talked-on,ladder.round.rechecked-on",
        ["lagging-review/decide.reviewed-on"] = "surveyed-on",
        ["development-activist/recommend.recommended-on"] = "received-on",
        ["development-activist/decide.held-on"] = "recommended-on",
        ["development-activist/file.filed-on"] = "decide.held-on",
        ["development-admission/political-review.political-review-on"] = "prospect-on",
        ["development-admission/course.trained-on"] = "prospect-on",
        ["development-admission/examine.held-on"] = "latest:political-review-on,trained-on",
        ["development-admission/pre-review.pre-reviewed-on"] = "examine.held-on",
        ["development-admission/pre-review.leaving-on"] = "pre-reviewed-on",
        ["development-admission/fill-in.filled-in-on"] = "latest:pre-reviewed-on,reissued-on",
        ["development-admission/reissue.reissued-on"] = "pre-reviewed-on",
        ["development-admission/meeting.held-on"] = "filled-in-on",
        ["development-admission/drop.dropped-on"] = "prospect-on",
        ["development-admission/drop.told-person-on"] = "dropped-on",
        ["development-annulment/find.found-on"] = "received-on",
        ["development-annulment/propose.proposed-on"] = "found-on",
        ["development-annulment/county.annulled-on"] = "proposed-on",
        ["development-annulment/announce.annulment-announced-on"] = "annulled-on",
        ["development-annulment/announce.annulment-told-on"] = "annulled-on",
        ["development-application/talk.talked-on"] = "received-on",
        ["development-archive/archive.archived-on"] = "approved-on",
        ["development-death/report-death.died-on"] = "received-on",
        ["development-death/decide-recognition.recognition-decided-on"] = "died-on",
        ["development-death/recognise.recognition-examined-on"] = "recognition-decided-on",
        ["development-death/recognise.sent-up-on"] = "recognition-examined-on",
        ["development-death/province.recognised-on"] = "sent-up-on",
        ["development-departure/leave-for.left-on"] = "received-on",
        ["development-leading-group/decide.leading-group-on"] = "meeting-on",
        ["development-oath/assign.assigned-on"] = "approved-on",
        ["development-oath/assign.announced-on"] = "approved-on",
        ["development-oath/oath.sworn-on"] = "approved-on",
        ["development-probation/observe.observed-on"] = "admitted-on",
        ["development-probation/breach.breach-on"] = "admitted-on",
        ["development-probation/postpone.postponed-to"] = "turns-on",
        ["development-probation/apply.conversion-applied-on"] = "approved-on",
        ["development-probation/examine.held-on"] = "latest:admitted-on,conversion-applied-on",
        ["development-probation/meeting.held-on"] = "latest:admitted-on,examine.held-on",
        ["development-probation/approval.conversion-approved-on"] = "meeting.held-on",
        ["development-probation/announce.conversion-talked-on"] = "conversion-approved-on",
        ["development-probation/announce.conversion-announced-on"] = "conversion-approved-on",
        ["development-refusal/tell.refused-on"] = "meeting-on",
        ["development-refusal/tell.refusal-told-on"] = "refused-on",
        ["development-review/general-review.general-reviewed-on"] = "meeting-on",
        ["development-review/approval-talk.approval-talked-on"] = "meeting-on",
        ["development-training/review.reviewed-on"] = "activist-on",
        ["development-training/propose.held-on"] = "activist-on",
        ["development-training/consent.replied-on"] = "propose.held-on",
        ["development-training/notice.posted-on"] = "replied-on",
        ["development-training/notice-at-destination.posted-on"] = "replied-on",
        ["development-training/notice-at-origin.posted-on"] = "replied-on",
        ["development-training/list.prospect-on"] = "replied-on",
        ["development-training/drop.dropped-on"] = "activist-on",
        ["development-training/drop.told-person-on"] = "dropped-on",
        ["development-transfer/ask.handed-over-on"] = "received-on",
        ["development-transfer/accept.accepted-on"] = "handed-over-on",
        ["development-withdrawal/statement.withdrawn-on"] = "received-on",
        ["party-member-development/mentors.mentors-on"] = "activist.decide.held-on",
        ["party-member-development/introducers.introducers-on"] = "training.prospect-on",
        ["party-member-development/approval.approved-on"] = "admission.meeting.held-on",
        ["party-member-development/file-above.filed-above-on"] = "approved-on",
        ["party-member-development/hand-in.thought-on"] = "activist.decide.held-on",
        ["party-member-development/replace-mentors.mentors-on"] = "activist.decide.held-on",
        ["party-member-development/replace-introducers.introducers-on"] = "training.prospect-on",
        ["party-member-development/report-special.special-on"] = "admission.meeting.held-on",
        ["committee-plenary/gather.plenary-on"] = "latest:held-on,plenary-on",
        ["committee-plenary/assign.assigned-on"] = "plenary-on",
        ["committee-plenary/gather-deputy.plenary-on"] = "latest:held-on,plenary-on",
        ["pre-appointment-talk/plan.planned-talk-on"] = "latest:replied-on,today",
        ["pre-appointment-talk/record.talked-on"] = "replied-on",
        ["request-reply/decide.replied-on"] = "asked-on",
    };

    /// <summary>step.field → the rule, asked at that step, that holds it to more than a first day.</summary>
    private static readonly Dictionary<string, string> judged = new(StringComparer.Ordinal)
    {
        // Written on the form: the first day exactly that of the meeting, the last one exactly a year on.
        ["party-member-development/approval.probation-from"] = "PM-22",
        ["party-member-development/approval.probation-until"] = "PM-22",
        // The case begins with it; old enough on that day.
        ["development-application/receive.received-on"] = "PM-02",
        // Later than the day approved before, and not too late.
        ["lagging-round/extension.extend-until"] = "LG-08",
        // Days that have passed: the report is true only when they have.
        ["lagging-silence/no-report.silent-due"] = "LG-28",
        ["lagging-interview/no-statement.statement-due"] = "LG-28",
        ["lagging-interview/intake.election-due"] = "LG-T3",
        ["lagging-interview/intake.rectify-due"] = "LG-T6",
        ["lagging-interview/intake.development-due"] = "LG-T8",
        // Within the quarter of the day on which it is handed in.
        ["lagging-review/survey.surveyed-on"] = "LG-31",
    };

    /// <summary>step.field → why nothing in the procedure comes before it; each is a day that has passed, but for the one that is never shown.</summary>
    private static readonly Dictionary<string, string> free = new(StringComparer.Ordinal)
    {
        ["election-roll/roll.since"] = "the day on which somebody fell ill or left: long before the election, as a rule",
        ["development-admission/meeting.since"] = "the day on which a member fell ill or left: long before the meeting, as a rule",
        ["lagging-interview/intake.on"] = "the day of each fact reported: all of them before the case",
        ["development-plan/decide.held-on"] = "the first day of the case: what is gathered before has none",
        ["development-pool-analysis/decide.held-on"] = "the first day of the case: what is analysed before has none",
        ["development-probation/announce.postponed-to"] = "never shown: it forgets a day that an extension has overtaken",
    };

    private static readonly Asked[] asked = [.. Days()];

    public static TheoryData<string> Judged => new(judged.Keys);

    public static TheoryData<string> Free => new(free.Keys);

    [Fact]
    public void Every_day_is_held_to_what_it_rests_on_or_it_is_said_why_not() => Assert.Equal(
        anchors.Select(a => $"{a.Key}: {a.Value}").Concat(judged.Keys.Concat(free.Keys).Select(name => $"{name}: ")).Order(StringComparer.Ordinal),
        asked.Select(a => $"{a.Name}: {a.Field.NotBefore}").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Judged))]
    public void A_day_without_an_anchor_is_what_a_rule_of_its_step_is_asked_with(string name)
    {
        var day = Assert.Single(asked, a => a.Name == name);
        Assert.Contains(day.Step.Rules, r => r.Rule == judged[name] && (r.Given.Values.Any(g => g.Is(day.Field.Name)) || r.AsOf?.Is(day.Field.Name) == true));
    }

    [Theory]
    [MemberData(nameof(Free))]
    public void A_day_that_nothing_comes_before_lies_in_the_past_or_is_never_shown(string name)
    {
        var day = Assert.Single(asked, a => a.Name == name);
        Assert.True(day.Field.Past || (day.Field.ShowWhen is not null && !day.Field.Required), $"{name}: {free[name]}");
    }

    private static IEnumerable<Asked> Days()
    {
        var mistakes = new List<Mistake>();
        var definitions = ProcedureBook.ReadFolder(Repository.Definitions, mistakes);
        Assert.Empty(mistakes);
        return
            from definition in definitions
            from step in Steps(definition.Procedure.Root)
            from field in step.Activity.AllFields.SelectMany(f => f.Columns.Prepend(f))
            where field.Type == FieldType.Date
            select new Asked($"{definition.Procedure.Key}/{step.Name}.{field.Name}", step, field);
    }

    private static IEnumerable<Step> Steps(Block block) =>
        block.Steps.Values.SelectMany(s => s.Activity is CallActivity ? [s] : s.Branches.Values.SelectMany(Steps).Prepend(s));

    private sealed record Asked(string Name, Step Step, Field Field);
}
