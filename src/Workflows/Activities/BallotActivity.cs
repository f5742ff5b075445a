using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>
/// 投票选举: one round of a secret ballot. Teller and scrutineer each enter the count on their own; what differs is shown to both
/// and entered again. The round's result follows from the rules: who is elected, who is tied, which seats stay open, or that it is void.
/// </summary>
[Activity("ballot", "投票选举")]
public sealed record BallotActivity : Asking
{
    public const string TellerPart = "teller";
    public const string ScrutineerPart = "scrutineer";

    private static readonly FormOutcome counted = new("counted", "提交计票结果", "primary");

    public override bool IsGrave => true;

    /// <summary>计票人.</summary>
    public Who Teller => By;

    /// <summary>监票人.</summary>
    [Key("监票人", "核对计票的人，与计票人（by）不是同一人。", Example = "person in scrutineer")]
    public required Who Scrutineer { get; init; }

    /// <summary>应选名额; a source.</summary>
    [Key("应选名额", "来源。", Example = "seats")]
    public required Source Seats { get; init; }

    /// <summary>The candidates' ids; a list source.</summary>
    [Key("候选人", "来源。", Example = "candidates")]
    public required Source Candidates { get; init; }

    /// <summary>实到会有选举权人数; a source.</summary>
    [Key("实到", "实到会有选举权人数的来源。", Example = "present")]
    public required Source Present { get; init; }

    /// <summary>应到会有选举权人数; a source.</summary>
    [Key("应到", "应到会有选举权人数的来源。", Example = "expected")]
    public required Source Expected { get; init; }

    /// <summary>The day of the meeting; a source.</summary>
    [Key("选举日期", "来源。", Example = "held-on")]
    public required Source HeldOn { get; init; }

    /// <summary>Those who may be elected, for write-ins; a list source.</summary>
    [Key("可以当选的人", "另选他人只能选其中的人。", Example = "facts.elector-list")]
    public Source Electable { get; init; } = Source.Read("facts.elector-list");

    /// <summary>True when only the tied of the round before are voted on (EL-19): no write-ins, no majority needed.</summary>
    [Key("只在票数相等的人中", "true：末位票数相等后的再次投票。")]
    public bool AmongTied { get; init; }

    /// <summary>
    /// Name of the list to which those elected are added, so that several rounds make one committee. What a round leaves open lies
    /// beside it for the next one: <c>{collect}-tied</c>, <c>{collect}-tied-seats</c>, <c>{collect}-missing</c>.
    /// </summary>
    [Key("当选名单", "当选的人加入这个数据名；要改叫法，写 { name, label }。", Example = "{ name: delegates, label: 当选代表 }")]
    public required Naming Collect { get; init; }

    public override IEnumerable<string> RulesAsked =>
        AmongTied ? ["EL-13", "EL-15", "EL-16", "EL-19"] : ["EL-13", "EL-15", "EL-16", "EL-17", "EL-18", "EL-21"];

    public override ImmutableArray<string> Outcomes => ["elected", "tied", "short", "void"];

    public override IEnumerable<string> Replies => [counted.Key];

    public override ImmutableArray<Who> Asks => [Teller, Scrutineer];

    public override ImmutableArray<Field> AllFields => BallotFields.Of(this);

    public override bool IsFailure(string outcome) => outcome == "void";

    public override string? CannotBeTakenBack(Replied given) => given.Part switch
    {
        TellerPart => "计票人录入的计票结果；同监票人录入的不一致，双方才重新录入",
        ScrutineerPart => "监票人录入的计票结果；同计票人录入的不一致，双方才重新录入",
        _ => null,
    };

    public override IEnumerable<Source> Reads => [Seats, Candidates, Present, Expected, HeldOn, Electable, .. base.Reads];

    public override IEnumerable<Made> Gives(string step) =>
    [
        .. BallotCount.Given.Append(CountedAs(TellerPart)).Append(CountedAs(ScrutineerPart)).Select(n => new Made($"{step}.{n}")),
        // The round's own list is told only where earlier rounds have elected others.
        new($"{step}.elected", Collect.Label ?? "当选") { ToldBy = Collect.Name }, Collect.As(UsualLabel),
        new($"{Collect}-tied", "票数相等、再次投票的人"), new($"{Collect}-tied-seats"), new($"{Collect}-missing", "尚缺名额", "名"),
    ];

    /// <summary>What published texts that give the list no label of its own are told as.</summary>
    private string UsualLabel => Collect.Name switch
    {
        "secretary" => "当选书记",
        "deputy" => "当选副书记",
        _ => "当选",
    };

    public override void Enter(Run run, string path)
    {
        // Only two entries that differ are made once more by the same two; otherwise another count begins.
        if (run.Known(path, BallotCount.Name(path, BallotCount.Differences)) is null)
            BallotCount.Forget(run, path);
        AskFor(run, path, TellerPart);
        AskFor(run, path, ScrutineerPart);
    }

    private void AskFor(Run run, string path, string part)
    {
        var (who, role) = part == TellerPart ? (Teller, "计票人") : (Scrutineer, "监票人");
        run.Offer(path, who, part, $"{run.StepAt(path).Title}：{role}录入");
    }

    public override AnswerForm Form(Run run, WorkItem item)
    {
        var agreement = new BallotAgreement(run.Known(item.Path, BallotCount.Name(item.Path, BallotCount.Agreed)) as JsonObject ?? []);
        var fields = Forms.Build(run, item.Path, BallotFields.Of(this), _ => null)
            .Select(f => f with { FixedRows = InBallotOrder(run, f.FixedRows) }).ToArray();
        return new([.. fields.Select(agreement.Kept)], [counted])
        {
            Marks = fields.SelectMany(agreement.Differing).ToImmutableSortedDictionary(at => at, _ => "两份录入不一致，请核对选票后重新填写。"),
            Notices = Notices([.. Json.Strings(run.Known(item.Path, BallotCount.Name(item.Path, BallotCount.Differences)))]),
            Facts =
            [
                new FormFact("应选名额", $"{Sources.InWords(run.Value(item.Path, Seats))} 名", "本事项"),
                new FormFact("应到会有选举权", $"{Sources.InWords(run.Value(item.Path, Expected))} 人", "名册"),
                new FormFact("实到会有选举权", $"{Sources.InWords(run.Value(item.Path, Present))} 人", "本事项"),
            ],
        };
    }

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, [counted]) is { } unknown)
            return unknown;
        if (Accept(run, item, answer, BallotFields.Of(this), counted, nameOf: null) is { } problem)
            return problem;

        var counters = BallotCount.Name(item.Path, CountedAs(item.Part));
        run.Set(item.Path, counters, Json.List(Json.Strings(run.Known(item.Path, counters)).Append(run.Actor.Person).Distinct()));
        var entry = run.Case.Places[item.Path].Answers[^1].Answer!;
        var count = new BallotCount(run, item.Path, this);
        if (count.Check(entry, answer) is { } impossible)
            return impossible;
        if (run.IsTrial)
        {
            count.Foretell(entry);
            return null;
        }

        if (OtherEntry(run, item) is not { Answer: { } first })
            return null;

        var differences = BallotFields.Differences(run, this, first, entry);
        if (!differences.IsEmpty)
        {
            run.Set(item.Path, BallotCount.Name(item.Path, BallotCount.Differences), Json.List(differences));
            run.Set(item.Path, BallotCount.Name(item.Path, BallotCount.Agreed), BallotAgreement.Of(run, this, first, entry));
            run.Emit(new Noted($"计票人与监票人录入不一致，双方重新核对录入：{string.Join("；", differences)}"));
            run.Enter(item.Path);
            return null;
        }

        return count.Decide(entry, answer);
    }

    protected override ImmutableArray<RuleAnswer> Foresee(Run run, WorkItem item, Answer answer, JsonObject known, Func<RuleUse, bool> canBeAsked) =>
        new BallotCount(run, item.Path, this).Foresee(known, answer);

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "elected" => "选足名额",
        "tied" => "末位票数相等",
        "short" => "当选人数不足",
        "void" => "选举无效",
        "counted" => "提交计票结果",
        _ => base.TitleOf(step, outcome),
    };

    public override bool StandsWhenRedone => true;

    public override IEnumerable<Source> Circumstances => [HeldOn, Present];

    public override bool Decides(string outcome) => outcome != "void";

    /// <summary>A count stands on its numbers and names. Another day is no other count where the same people had a vote.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        if (!Decides(again.Left.Outcome))
            return null;
        Source[] bases = [Seats, Candidates, Present, Expected];
        if (bases.FirstOrDefault(s => !IsFact(s) && again.Touches(run, path, s)) is { } source)
            return Problem.Refused("counted-on", $"选票已按原来的{Labels.Quoted(Labels.Find(run, path, source) ?? source.ToString())}清点，结果已经产生。");

        return again.Touches(run, path, [HeldOn, .. bases.Where(IsFact)]) && IsAnotherElectorate(run, path, again)
            ? Problem.Refused("counted-on", "选票是按原来日期的选举人和规定清点的，更正后的日期有选举权的人或者适用的规定不同。")
            : null;
    }

    /// <summary>Whoever has entered a count enters it again.</summary>
    public override Problem? Renew(Run run, string path)
    {
        if (run.Case.Places[path].Answers is not { IsEmpty: false } answers)
            return null;

        run.Lapse(path, answers.Select(a => a.By));
        foreach (var part in answers.Select(a => a.Part).Distinct())
            AskFor(run, path, part);
        return null;
    }

    /// <summary>What the register says follows from the day alone.</summary>
    private static bool IsFact(Source source) => source is Source.OfRegister;

    private bool IsAnotherElectorate(Run run, string path, Reconsidering again)
    {
        IEnumerable<string> Electors(DateOnly? on) => on is not { } day ? [] :
            run.World.Register.Roll(run.Case.Unit, day).Members.Where(m => m.HasVote).Select(m => m.Person.Id).Order();
        return !Electors(again.DayBefore(run, path, HeldOn)).SequenceEqual(Electors(Json.Day(run.Value(path, HeldOn))))
            || BallotCount.Rules.Any(rule => again.IsOtherLaw(run, path, rule, HeldOn));
    }

    /// <summary>What the other of the two has entered; a superior's urging is no entry.</summary>
    private static Replied? OtherEntry(Run run, WorkItem item) =>
        run.Case.Places[item.Path].Answers.FirstOrDefault(a => a.Part == Other(item.Part));

    private static string Other(string part) => part == TellerPart ? ScrutineerPart : TellerPart;

    /// <summary>Who has entered this part of the count, however often it was entered.</summary>
    internal static string CountedAs(string part) => $"counted-by-{part}";

    private static ImmutableArray<string> Notices(ImmutableArray<string> differences) =>
        differences.IsEmpty ? [] : ["计票人和监票人的录入不一致，两份都已退回。请核对选票，各自重新录入；一致的已经填好：", .. differences];

    /// <summary>Candidates stand as on the ballot: 按姓氏笔画 (EL-11).</summary>
    private static ImmutableArray<JsonObject> InBallotOrder(Run run, ImmutableArray<JsonObject> rows) =>
        [.. rows.OrderBy(r => BallotFields.NameOf(run, r), NameOrder.ByStrokes)];

    /// <summary>
    /// A candidate never counts, whoever started the case neither, and nobody enters both counts: not on another day, nor for somebody else.
    /// </summary>
    public override IEnumerable<string> BarredFrom(Run run, WorkItem item) =>
    [
        .. base.BarredFrom(run, item), .. Json.Strings(run.Value(item.Path, Candidates)), run.Case.StartedBy, .. HaveCounted(run, item),
        .. from other in run.Case.Items
           where other.Path == item.Path && other.Part == Other(item.Part) && other.To.Person != item.To.Person && other.To.Person is not null
           select other.To.Person,
    ];

    public override Problem? MayHaveItem(Run run, WorkItem item, string person)
    {
        const string Another = "请由党员大会另行通过监票人、计票人。";
        var name = person == run.Actor.Person ? "您" : run.World.Register.NameOf(person);
        if (Json.Strings(run.Value(item.Path, Candidates)).Contains(person))
            return Problem.Forbidden("candidate-may-not-count", $"{name}是候选人，不能担任监票人、计票人。", Another);
        if (person == run.Case.StartedBy)
            return Problem.Forbidden("starter-may-not-count", $"事项由{name}发起，不能由{name}监票、计票。", Another);
        if (HaveCounted(run, item).Contains(person))
            return Problem.Forbidden("counted-already", $"{name}已作为另一方录入，计票人和监票人须由两人分别录入。", "请由另一位同志录入。");
        if (base.MayHaveItem(run, item, person) is { } concerned)
            return concerned;
        return BarredFrom(run, item).Contains(person)
            ? Problem.Forbidden("counts-for-the-other", $"{name}是另一方的录入人，计票人和监票人须由两人分别录入。", "请由另一位同志录入。")
            : null;
    }

    private static IEnumerable<string> HaveCounted(Run run, WorkItem item) =>
        Json.Strings(run.Known(item.Path, BallotCount.Name(item.Path, CountedAs(Other(item.Part)))))
            .Concat(OtherEntry(run, item) is { } other ? [other.By] : []);
}
