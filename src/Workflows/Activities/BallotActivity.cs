using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

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

    /// <summary>计票人.</summary>
    public Who Teller => By;

    /// <summary>监票人.</summary>
    public required Who Scrutineer { get; init; }

    /// <summary>应选名额; a source.</summary>
    public required string Seats { get; init; }

    /// <summary>The candidates' ids; a list source.</summary>
    public required string Candidates { get; init; }

    /// <summary>实到会有选举权人数; a source.</summary>
    public required string Present { get; init; }

    /// <summary>应到会有选举权人数; a source.</summary>
    public required string Expected { get; init; }

    /// <summary>The day of the meeting; a source.</summary>
    public required string HeldOn { get; init; }

    /// <summary>Those who may be elected, for write-ins; a list source.</summary>
    public string Electable { get; init; } = "facts.elector-list";

    /// <summary>True when only the tied of the round before are voted on (EL-19): no write-ins, no majority needed.</summary>
    public bool AmongTied { get; init; }

    /// <summary>
    /// Name of the list to which those elected are added, so that several rounds make one committee. What a round leaves open lies
    /// beside it for the next one: <c>{collect}-tied</c>, <c>{collect}-tied-seats</c>, <c>{collect}-missing</c>.
    /// </summary>
    public required string Collect { get; init; }

    public override ImmutableArray<string> Outcomes => ["elected", "tied", "short", "void"];

    public override ImmutableArray<Who> Asks => [Teller, Scrutineer];

    public override ImmutableArray<Field> AllFields => BallotFields.Of(this);

    public override IEnumerable<string> Reads => [Seats, Candidates, Present, Expected, HeldOn, Electable, .. base.Reads];

    public override IEnumerable<string> Gives(string step) =>
        [.. BallotCount.Given.Select(n => $"{step}.{n}"), Collect, $"{Collect}-tied", $"{Collect}-tied-seats", $"{Collect}-missing"];

    public override void Enter(Run run, string path)
    {
        run.Offer(path, Teller, TellerPart, $"{run.StepAt(path).Title}：计票人录入");
        run.Offer(path, Scrutineer, ScrutineerPart, $"{run.StepAt(path).Title}：监票人录入");
    }

    public override AnswerForm Form(Run run, WorkItem item) =>
        new([.. Forms.Build(run, item.Path, BallotFields.Of(this), _ => null).Select(f => f with { FixedRows = InBallotOrder(run, f.FixedRows) })], [counted])
        {
            Notices = Notices([.. Json.Strings(run.Value(item.Path, BallotCount.Name(item.Path, BallotCount.Differences)))]),
            Facts =
            [
                new FormFact("应选名额", $"{Sources.InWords(run.Value(item.Path, Seats))} 名", "本事项"),
                new FormFact("应到会有选举权", $"{Sources.InWords(run.Value(item.Path, Expected))} 人", "名册"),
                new FormFact("实到会有选举权", $"{Sources.InWords(run.Value(item.Path, Present))} 人", "本事项"),
            ],
        };

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, [counted]) is { } unknown)
            return unknown;
        if (WhoMayCount(run, item) is { } forbidden)
            return forbidden;
        if (Accept(run, item, answer, BallotFields.Of(this), counted, nameOf: null) is { } problem)
            return problem;

        var entry = run.Case.Places[item.Path].Answers[^1].Answer!;
        var count = new BallotCount(run, item.Path, this);
        if (count.Check(entry, answer) is { } impossible)
            return impossible;

        if (OtherEntry(run, item) is not { Answer: { } first })
            return null;

        var differences = BallotFields.Differences(run, this, first, entry);
        if (!differences.IsEmpty)
        {
            run.Set(item.Path, BallotCount.Name(item.Path, BallotCount.Differences), Json.List(differences));
            run.Emit(new Noted($"计票人与监票人录入不一致，双方重新核对录入：{string.Join("；", differences)}"));
            run.Enter(item.Path);
            return null;
        }

        return count.Decide(entry, answer);
    }

    /// <summary>What the other of the two has entered; a superior's urging is no entry.</summary>
    private static Replied? OtherEntry(Run run, WorkItem item) =>
        run.Case.Places[item.Path].Answers.FirstOrDefault(a => a.Part == (item.Part == TellerPart ? ScrutineerPart : TellerPart));

    private static ImmutableArray<string> Notices(ImmutableArray<string> differences) =>
        differences.IsEmpty ? [] : ["计票人和监票人的录入不一致，两份都已退回。请核对选票，各自重新录入：", .. differences];

    /// <summary>Candidates stand as on the ballot: 按姓氏笔画 (EL-11).</summary>
    private static ImmutableArray<JsonObject> InBallotOrder(Run run, ImmutableArray<JsonObject> rows) =>
        [.. rows.OrderBy(r => BallotFields.NameOf(run, r), Rules.NameOrder.ByStrokes)];

    /// <summary>A candidate never counts, whoever started the case neither, and nobody counts twice.</summary>
    private Problem? WhoMayCount(Run run, WorkItem item)
    {
        var person = run.Actor.Person;
        if (Json.Strings(run.Value(item.Path, Candidates)).Contains(person))
            return Problem.Forbidden("candidate-may-not-count", "您是候选人，不能担任监票人、计票人。", "请由党员大会另行通过监票人、计票人。");
        if (person == run.Case.StartedBy)
            return Problem.Forbidden("starter-may-not-count", "事项由您发起，不能由您监票、计票。", "请由党员大会另行通过监票人、计票人。");
        return OtherEntry(run, item)?.By == person
            ? Problem.Forbidden("counted-already", "您已作为另一方录入，计票人和监票人须由两人分别录入。", "请由另一位同志录入。")
            : null;
    }
}
