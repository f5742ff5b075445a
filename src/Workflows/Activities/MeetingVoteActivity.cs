using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>Which body meets.</summary>
public enum Body
{
    /// <summary>支部委员会会议（委员会会议）, MT-03.</summary>
    Committee,

    /// <summary>党员大会, MT-01.</summary>
    Assembly,

    /// <summary>The committee where there is one, otherwise the members (MT-07, Art 8).</summary>
    CommitteeOrAssembly,
}

/// <summary>
/// 会议表决: the result of a meeting is recorded. 应到 is computed from the register on the day of the meeting; without quorum
/// nothing can be resolved, and the vote decides whether it is carried.
/// </summary>
[Activity("meeting-vote", "会议表决")]
public sealed record MeetingVoteActivity : Asking
{
    private static readonly FormOutcome submitted = new("submitted", "提交表决结果", "primary");
    private static readonly FormOutcome adjourned = new("adjourned", "未能开成，改期", "plain", NeedsReason: true, SkipsFields: true);

    public Body Body { get; init; } = Body.CommitteeOrAssembly;

    /// <summary>The day before which the meeting cannot have been; a source.</summary>
    public string? NotBefore { get; init; }

    /// <summary>A date known already (an election meeting's own day): not asked again.</summary>
    public string? HeldOn { get; init; }

    /// <summary>The number present when it is known already: not asked again.</summary>
    public string? Present { get; init; }

    /// <summary>The rule that judges the vote where another one than MT-01 or MT-03 does, with what it is given besides 应到, 实到 and 赞成.</summary>
    public RuleUse? Ask { get; init; }

    public override ImmutableArray<string> Outcomes => ["carried", "not-carried", "adjourned"];

    public override ImmutableArray<Field> AllFields => [.. Native(), .. Fields];

    public override IEnumerable<string> Gives(string step) =>
        Native().Select(f => f.Name).Concat(["expected", "by-members"]).Select(n => $"{step}.{n}").Concat(Ask?.Into is { } into ? [into] : []);

    public override IEnumerable<string> Reads => [.. base.Reads, .. new[] { Present, HeldOn, NotBefore }.OfType<string>()];

    public override AnswerForm Form(Run run, WorkItem item)
    {
        var by = Meeting(run, run.Today);
        return new(
            [.. Forms.Build(run, item.Path, Native()), .. Forms.Build(run, item.Path, Fields)],
            [submitted, adjourned])
        {
            Facts =
            [
                new FormFact("表决会议", by == Body.Assembly ? "党员大会" : "委员会会议", "名册"),
                new FormFact(by == Body.Assembly ? "今日应到会有表决权的正式党员" : "今日委员会人数", $"{Expected(run, by, run.Today)} 人", "名册"),
            ],
        };
    }

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, [submitted, adjourned]) is { } unknown)
            return unknown;

        var path = item.Path;
        if (answer.Outcome == adjourned.Key)
        {
            if (Accept(run, item, answer, [], adjourned, AsNamed) is { } without)
                return without;
            run.Leave(path, "adjourned");
            return null;
        }

        var native = Native();
        if (Accept(run, item, answer, [.. native, .. Fields], submitted, f => native.Contains(f) ? Name(path, f.Name) : f.Name) is { } problem)
            return problem;
        if (Json.Day(run.Value(path, HeldOn ?? Name(path, "held-on"))) is not { } held)
            return Problem.Refused("no-meeting-day", "会议日期还没有确定，不能核算应到会人数。", "请先填写会议日期。");

        var by = Meeting(run, held);
        run.Set(path, Name(path, "expected"), Expected(run, by, held));
        run.Set(path, Name(path, "by-members"), by == Body.Assembly);
        if (Miscounted(run, path) is { } miscounted)
            return miscounted;

        if (Law.Ask(run, path, Rule(by, path), out var result) is { } unable)
            return unable;
        // Without quorum, or voted on in a way that is void, there is no resolution to speak of.
        var quorum = result!.Value?["quorum"]?.GetValue<bool>();
        if (quorum == false)
            return Problem.Refused([result]) with { Instead = "请按“未能开成，改期”办理，另行召集会议。" };
        if (quorum is null && !result.Holds)
            return Problem.Refused([result]);
        if (run.Judge(path, run.StepAt(path).Rules, answer) is { } refused)
            return refused;

        run.Leave(path, result.Holds ? "carried" : "not-carried");
        return null;
    }

    private static string Name(string path, string field) => $"{Paths.NameOf(path)}.{field}";

    private ImmutableArray<Field> Native()
    {
        // A vote that is taken again is counted again: nothing is offered from the last time.
        var fields = ImmutableArray.CreateBuilder<Field>();
        if (HeldOn is null)
            fields.Add(new Field { Name = "held-on", Label = "会议日期", Type = FieldType.Date, Past = true, NotBefore = NotBefore, Afresh = true });
        if (Present is null)
            fields.Add(new Field { Name = "present", Label = "实到会有表决权人数", Type = FieldType.Number, Unit = "人", Afresh = true });
        fields.Add(new Field { Name = "yes", Label = "赞成", Type = FieldType.Number, Unit = "人", Afresh = true });
        fields.Add(new Field { Name = "no", Label = "反对", Type = FieldType.Number, Unit = "人", Afresh = true });
        fields.Add(new Field { Name = "abstained", Label = "弃权", Type = FieldType.Number, Unit = "人", Afresh = true });
        return fields.ToImmutable();
    }

    private Problem? Miscounted(Run run, string path)
    {
        int Of(string field) => Json.Number(run.Value(path, Name(path, field))) ?? 0;
        var present = Json.Number(run.Value(path, Present ?? Name(path, "present"))) ?? 0;
        var sum = Of("yes") + Of("no") + Of("abstained");
        if (sum == present)
            return null;

        var says = $"赞成 {Of("yes")}、反对 {Of("no")}、弃权 {Of("abstained")} 合计 {sum} 人，与实到会 {present} 人不符。";
        return Problem.Malformed(says, [KeyValuePair.Create("yes", says)]);
    }

    /// <summary>Which body it was follows from the register on the day of the meeting.</summary>
    private Body Meeting(Run run, DateOnly day) => Body switch
    {
        Body.Committee or Body.Assembly => Body,
        Body.CommitteeOrAssembly => run.World.Register.HasCommittee(run.Case.Unit, day) ? Body.Committee : Body.Assembly,
        _ => throw new InvalidOperationException($"Body {Body}."),
    };

    private static int Expected(Run run, Body by, DateOnly day) => by == Body.Assembly
        ? run.World.Register.Roll(run.Case.Unit, day).Entitled
        : run.World.Register.CommitteeOf(run.Case.Unit, day).Length;

    /// <summary>The rule as it is asked at a step, for lint.</summary>
    internal RuleUse AsAsked(string path) => Rule(Body.Assembly, path);

    private RuleUse Rule(Body by, string path)
    {
        var ask = Ask ?? new RuleUse { Rule = by == Body.Assembly ? "MT-01" : "MT-03" };
        return ask with
        {
            On = HeldOn ?? Name(path, "held-on"),
            Given = ask.Given
                .Add(by == Body.Assembly ? "expected" : "members", Name(path, "expected"))
                .Add("present", Present ?? Name(path, "present"))
                .Add("yes", Name(path, "yes")),
        };
    }
}
