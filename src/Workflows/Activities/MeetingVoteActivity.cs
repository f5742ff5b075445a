using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

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

    public override bool IsGrave => true;

    [Key("什么会议", "committee 委员会、assembly 党员大会、committee-or-assembly 有委员会的由委员会，没有的由党员大会。")]
    public Body Body { get; init; } = Body.CommitteeOrAssembly;

    /// <summary>The day before which the meeting cannot have been; a source, or several of which the latest counts.</summary>
    [Key("不得早于", "会议日期不能早于它。", Example = "noticed-on")]
    public Source? NotBefore { get; init; }

    /// <summary>A date known already (an election meeting's own day): not asked again.</summary>
    [Key("会议日期", "已经知道的会议日期；写了就不再问。", Example = "held-on")]
    public Source? HeldOn { get; init; }

    /// <summary>The number present when it is known already: not asked again.</summary>
    [Key("实到人数", "已经知道的实到人数；写了就不再问。", Example = "present")]
    public Source? Present { get; init; }

    /// <summary>The rule that judges the vote where another one than MT-01 or MT-03 does, with what it is given besides 应到, 实到 and 赞成.</summary>
    [Key("表决规则", "不用通常的 MT-01、MT-03 时，由这条规则判断。", Example = "{ rule: PM-13, given: { entitled: facts.electors@held-on } }")]
    public RuleUse? Ask { get; init; }

    public override ImmutableArray<string> Outcomes => ["carried", "not-carried", "adjourned"];

    public override IEnumerable<string> Replies => [submitted.Key, adjourned.Key];

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "carried" => "通过",
        "not-carried" => "未通过",
        _ when outcome == submitted.Key => submitted.Title,
        _ when outcome == adjourned.Key => adjourned.Title,
        _ => base.TitleOf(step, outcome),
    };

    public override bool IsFailure(string outcome) => outcome == "not-carried";

    public override ImmutableArray<Field> AllFields => [.. Native(), .. Fields];

    public override IEnumerable<Made> Gives(string step) =>
    [
        .. Native().Select(f => new Made($"{step}.{f.Name}")), new($"{step}.expected", "应到会有表决权人数", "人"), new($"{step}.by-members"),
        .. Ask is { } ask ? Made.By(ask) : [],
    ];

    public override IEnumerable<string> RulesAsked => Ask is { } ask ? [ask.Rule] : Body switch
    {
        Body.Committee => ["MT-03"],
        Body.Assembly => ["MT-01"],
        Body.CommitteeOrAssembly => ["MT-03", "MT-01"],
        _ => throw new InvalidOperationException($"Body {Body}."),
    };

    public override IEnumerable<Source> Reads => [.. base.Reads, .. new[] { Present, HeldOn, NotBefore }.OfType<Source>()];

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
                .. Showing.Facts(run, item.Path, Shows),
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
        if (Json.Day(run.Value(path, HeldOn ?? Own(path, "held-on"))) is not { } held)
            return Problem.Refused("no-meeting-day", "会议日期还没有确定，不能核算应到会人数。", "请先填写会议日期。");

        var by = Convene(run, path, held);
        if (Miscounted(run, path) is { } miscounted)
            return miscounted;

        if (Law.Ask(run, path, Rule(by, path), out var result) is { } unable)
            return unable;
        if (IsNoResolution(result!))
        {
            var refusal = Problem.Refused([result!]);
            return result!.Value?["quorum"] is null ? refusal : refusal with { Instead = "请按“未能开成，改期”办理，另行召集会议。" };
        }

        if (run.Judge(path, run.StepAt(path).Rules, answer) is { } refused)
            return refused;

        run.Leave(path, result!.Holds ? "carried" : "not-carried");
        return null;
    }

    protected override ImmutableArray<RuleAnswer> Foresee(Run run, WorkItem item, Answer answer, JsonObject known, Func<RuleUse, bool> canBeAsked)
    {
        var others = base.Foresee(run, item, answer, known, canBeAsked);
        if (Json.Day(run.Value(item.Path, HeldOn ?? Own(item.Path, "held-on"))) is not { } held)
            return others;

        var use = Rule(Convene(run, item.Path, held), item.Path);
        return canBeAsked(use) && Law.Ask(run, item.Path, use, out var result) is null && IsNoResolution(result!) ? [result!, .. others] : others;
    }

    /// <summary>Without quorum, or voted on in a way that is void, there is no resolution to speak of.</summary>
    private static bool IsNoResolution(RuleAnswer result) => result.Value?["quorum"] is { } quorum ? !quorum.GetValue<bool>() : !result.Holds;

    /// <summary>Who met that day, and how many were expected, is put into the case's data.</summary>
    private Body Convene(Run run, string path, DateOnly held)
    {
        var by = Meeting(run, held);
        run.Set(path, Name(path, "expected"), Expected(run, by, held));
        run.Set(path, Name(path, "by-members"), by == Body.Assembly);
        return by;
    }

    public override IEnumerable<RuleUse> OwnRules => [.. base.OwnRules, .. Ask is { } ask ? new[] { ask } : []];

    public override IEnumerable<Source> Circumstances => new[] { HeldOn, Present }.OfType<Source>();

    public override bool Decides(string outcome) => outcome == "carried";

    protected override bool IsWithoutFields(string outcome) => outcome == adjourned.Key;

    /// <summary>The vote is counted again: before as many, with a quorum, and to the same end.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        if (again.Left.Outcome == adjourned.Key)
            return base.Reconsider(run, path, again);
        if (again.Touches(run, path, HeldOn) && Counts(run, path) is { } otherwise)
            return otherwise;
        if (Miscounted(run, path) is { } miscounted)
            return miscounted;
        var by = run.Known(path, Name(path, "by-members"))?.GetValue<bool>() == true ? Body.Assembly : Body.Committee;
        if (again.Touches(run, path, Readings.SourcesOf(Rule(by, path))))
        {
            if (Law.Ask(run, path, Rule(by, path), out var result) is { } unable)
                return unable;
            if (result!.Holds != (again.Left.Outcome == "carried") || result.Value?["quorum"]?.GetValue<bool>() == false)
                return new Problem(ProblemKind.Refused, "rests-on", result.Because, result.Instead) { Verdicts = [result] };
        }

        return base.Reconsider(run, path, again);
    }

    /// <summary>Another day: was it the same body, with as many members that day?</summary>
    private Problem? Counts(Run run, string path)
    {
        if (Json.Day(run.Value(path, HeldOn)) is not { } held)
            return Problem.Refused("no-meeting-day", "会议日期不能为空，应到会人数按它核算。");
        var by = Meeting(run, held);
        var (expected, was) = (Expected(run, by, held), Json.Number(run.Known(path, Name(path, "expected"))));
        return expected == was && by == Body.Assembly == (run.Known(path, Name(path, "by-members"))?.GetValue<bool>() ?? false)
            ? null
            : Problem.Refused("rests-on", $"表决时应到会 {was} 人，按更正后的日期是 {expected} 人，或者应由另一种会议表决。");
    }

    private static string Name(string path, string field) => $"{Paths.NameOf(path)}.{field}";

    private static Source.Named Own(string path, string field) => new(Name(path, field));

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
        int Of(string field) => Json.Number(run.Known(path, Name(path, field))) ?? 0;
        var present = Json.Number(run.Value(path, Present ?? Own(path, "present"))) ?? 0;
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

    public override IEnumerable<(string At, RuleUse Use)> OwnRulesAt(string path) =>
        Ask is null ? base.OwnRulesAt(path) : base.OwnRulesAt(path).Append((".with.ask", Rule(Body.Assembly, path)));

    private RuleUse Rule(Body by, string path)
    {
        var ask = Ask ?? new RuleUse { Rule = by == Body.Assembly ? "MT-01" : "MT-03" };
        return ask with
        {
            AsOf = HeldOn ?? Own(path, "held-on"),
            Given = ask.Given
                .Add(by == Body.Assembly ? "expected" : "members", Own(path, "expected"))
                .Add("present", Present ?? Own(path, "present"))
                .Add("yes", Own(path, "yes")),
        };
    }
}
