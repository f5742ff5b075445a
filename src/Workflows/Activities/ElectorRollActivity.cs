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
    public required string HeldOn { get; init; }

    /// <summary>Rows of <c>person</c>, <c>class</c>, <c>since</c>; a list source.</summary>
    public required string Proposed { get; init; }

    /// <summary>Those whom the superior agreed to leave out; a list source.</summary>
    public required string Agreed { get; init; }

    /// <summary>True when the meeting has adopted the exclusions.</summary>
    public bool Adopted { get; init; }

    /// <summary>Name under which the number expected is kept; who is excluded lies beside it as <c>{into}-excluded</c>.</summary>
    public required string Into { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<string> Reads => [HeldOn, Proposed, Agreed];

    public override IEnumerable<string> Gives(string step) => [Into, $"{Into}-excluded"];

    public override void Enter(Run run, string path)
    {
        var day = Json.Day(run.Value(path, HeldOn)) ?? throw new MoveRefusedException(Problem.Refused(
            "no-meeting-day", "会议日期还没有确定，不能核算应到会人数。", "请先填写会议日期。"));
        var roll = run.World.Register.Roll(run.Case.Unit, day);
        int Without(Standing standing) => roll.Members.Count(m => m.Stage == MembershipStage.Full && m.Standing == standing);
        Ask(run, path, new RuleUse
        {
            Rule = "EL-05",
            On = HeldOn,
            Into = Into,
            Given = ImmutableSortedDictionary<string, JsonNode?>.Empty
                .Add("full-members", roll.FullMembers)
                .Add("party-probation", Without(Standing.PartyProbation))
                .Add("rights-suspended", Without(Standing.RightsSuspended))
                .Add("probationary", roll.Probationary),
        });

        var exclusions = Exclusions(run, path, roll);
        if (exclusions.Count > 0)
            Exclude(run, path, exclusions);
        else
            run.Set(path, $"{Into}-excluded", new JsonArray());
        run.Leave(path, "done");
    }

    private void Exclude(Run run, string path, JsonArray exclusions)
    {
        var answer = Ask(run, path, new RuleUse
        {
            Rule = "EL-06",
            On = HeldOn,
            Given = ImmutableSortedDictionary<string, JsonNode?>.Empty
                .Add("expected", Into)
                .Add("exclusions", exclusions)
                .Add("on", HeldOn),
        });
        if (answer.Value is not JsonObject electorate)
            throw new MoveRefusedException(Problem.Refused("exclusions-unclear", answer.Because, answer.Instead));
        run.Set(path, Into, electorate["expected"]);
        run.Set(path, $"{Into}-excluded", electorate["excluded"]);
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
                ["name"] = NameOf(roll, member),
                ["class"] = row["class"]?.DeepClone(),
                ["since"] = row["since"]?.DeepClone(),
                ["superior-agreed"] = agreed.Contains(id!),
                ["meeting-adopted"] = Adopted && agreed.Contains(id!),
            };
        return [.. rows];
    }

    private static string NameOf(Roll roll, RollMember member)
    {
        var same = roll.Members.Where(m => m.Person.Name == member.Person.Name).ToList();
        return same.Count > 1 ? $"{member.Person.Name}（{same.IndexOf(member) + 1}）" : member.Person.Name;
    }

    private static Rules.RuleAnswer Ask(Run run, string path, RuleUse use) =>
        Law.Ask(run, path, use, out var answer) is { } problem ? throw new MoveRefusedException(problem) : answer!;
}
