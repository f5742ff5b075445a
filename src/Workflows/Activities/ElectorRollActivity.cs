using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>
/// 核定应到会: who is expected with a vote on the meeting day, from the register; excluded are only those whose class is lawful,
/// whom the superior agreed to and whom the meeting adopted (EL-05, EL-06).
/// </summary>
[Activity("elector-roll", "核定应到会")]
public sealed record ElectorRollActivity : Activity
{
    /// <summary>The meeting day; a source.</summary>
    [Key("会议日期", "按这一天的名册计算。", Example = "held-on")]
    public required Source HeldOn { get; init; }

    /// <summary>Rows of <c>person</c>, <c>class</c>, <c>since</c>; a list source.</summary>
    [Key("拟不计入的人", "来源。", Example = "exclusions")]
    public required Source Proposed { get; init; }

    /// <summary>Those whom the superior agreed to leave out; a list source.</summary>
    [Key("同意不计入的人", "来源。", Example = "agreed")]
    public required Source Agreed { get; init; }

    /// <summary>True when the meeting has adopted the exclusions.</summary>
    [Key("会议已通过", "true：不计入的人已经党员大会通过。")]
    public bool Adopted { get; init; }

    /// <summary>Name under which the number expected is kept; who is excluded lies beside it as <c>{into}-excluded</c>.</summary>
    [Key("结果存入", "应到会人数存入这个数据名；要改叫法，写 { name, label, unit }。", Example = "expected")]
    public required Naming Into { get; init; }

    private string Excluded => $"{Into}-excluded";

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<string> RulesAsked => ["EL-05", "EL-06"];

    public override IEnumerable<Source> Reads => [HeldOn, Proposed, Agreed];

    public override IEnumerable<Made> Gives(string step) => [Into.As("应到会有表决权人数", "人"), new(Excluded, "不计入应到会的党员")];

    public override void Enter(Run run, string path)
    {
        Count(run, path);
        run.Leave(path, "done");
    }

    /// <summary>The roll is counted again; it must come to the same people.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        var (expected, excluded) = (run.Known(path, Into.Name), run.Known(path, Excluded));
        Count(run, path);
        var now = run.Known(path, Into.Name);
        return JsonNode.DeepEquals(expected, now) && JsonNode.DeepEquals(excluded, run.Known(path, Excluded))
            ? null
            : Problem.Refused("rests-on", $"应到会已核定为 {Sources.InWords(expected)} 人，按更正后的内容为 {Sources.InWords(now)} 人，或者不计入的人员不同。");
    }

    private void Count(Run run, string path)
    {
        var day = Json.Day(run.Value(path, HeldOn)) ?? throw new MoveRefusedException(Problem.Refused(
            "no-meeting-day", "会议日期还没有确定，不能核算应到会人数。", "请先填写会议日期。"));
        var roll = run.World.Register.Roll(run.Case.Unit, day);
        int Without(Standing standing) => roll.Members.Count(m => m.Stage == MembershipStage.Full && m.Standing == standing);
        Ask(run, path, new RuleUse
        {
            Rule = "EL-05",
            AsOf = HeldOn,
            Into = Into,
            Given = ImmutableSortedDictionary<string, Source>.Empty
                .Add("full-members", Source.Of(roll.FullMembers))
                .Add("party-probation", Source.Of(Without(Standing.PartyProbation)))
                .Add("rights-suspended", Source.Of(Without(Standing.RightsSuspended)))
                .Add("probationary", Source.Of(roll.Probationary)),
        });

        var exclusions = Exclusions(run, path, roll);
        if (exclusions.Count > 0)
            Exclude(run, path, exclusions);
        else
            run.Set(path, Excluded, new JsonArray());
    }

    private void Exclude(Run run, string path, JsonArray exclusions)
    {
        var answer = Ask(run, path, new RuleUse
        {
            Rule = "EL-06",
            AsOf = HeldOn,
            Given = ImmutableSortedDictionary<string, Source>.Empty
                .Add("expected", new Source.Named(Into.Name))
                .Add("exclusions", Source.Of(exclusions))
                .Add("on", HeldOn),
        });
        if (answer.Value is not JsonObject electorate)
            throw new MoveRefusedException(Problem.Refused("exclusions-unclear", answer.Because, answer.Instead));
        run.Set(path, Into.Name, electorate["expected"]);
        run.Set(path, Excluded, electorate["excluded"]);
    }

    /// <summary>Only members with a vote can be left out: the others are not in the base to begin with.</summary>
    private JsonArray Exclusions(Run run, string path, Roll roll)
    {
        var agreed = Json.Strings(run.Value(path, Agreed)).ToHashSet();
        var rows =
            from row in Json.Rows(run.Value(path, Proposed))
            let id = Json.String(row["person"])
            let member = roll.Find(id ?? "")
            where member is { HasVote: true }
            select (JsonNode?)new JsonObject
            {
                ["name"] = run.World.Register.NameOf(member.Person.Id),
                ["class"] = row["class"]?.DeepClone(),
                ["since"] = row["since"]?.DeepClone(),
                ["superior-agreed"] = agreed.Contains(id!),
                ["meeting-adopted"] = Adopted && agreed.Contains(id!),
            };
        return [.. rows];
    }

    private static Rules.RuleAnswer Ask(Run run, string path, RuleUse use) =>
        Law.Ask(run, path, use, out var answer) is { } problem ? throw new MoveRefusedException(problem) : answer!;
}
