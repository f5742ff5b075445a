using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Bench;

/// <summary>What a person sees of a case before acting.</summary>
internal readonly record struct Standing(string Id, ImmutableArray<WorkItem> Items);

/// <summary>The ordinary story of 发展党员, told of many people in many branches at once: the story's branch is there once for every fifty cases.</summary>
internal sealed class DevelopmentScript
{
    private const string Procedure = "party-member-development";
    private const string Branch = "b";
    private const int CasesOfOneBranch = 50;

    private readonly Scenario story;
    private readonly HashSet<string> own;

    private DevelopmentScript(Scenario story, int count)
    {
        (this.story, Count) = (story, count);
        own = [Branch, .. story.Register.Memberships.Where(m => m.UnitId == Branch).Select(m => m.PersonId)];
        Register = Repeated(story.Register, (count + CasesOfOneBranch - 1) / CasesOfOneBranch);
        Days = [.. Acts().GroupBy(a => a.Day, a => a.Act).OrderBy(g => g.Key).Select(g => (g.Key, g.ToArray()))];
    }

    public int Count { get; }

    public RegisterRows Register { get; }

    /// <summary>What the story decides before it begins.</summary>
    public ImmutableSortedDictionary<string, string> Settings => story.Settings;

    /// <summary>What everybody does on which day, in order; what the story has refused is left out.</summary>
    public ImmutableArray<(DateOnly Day, PersonActs[] Acts)> Days { get; private init; }

    public static DevelopmentScript Read(string definitions, int count)
    {
        var mistakes = new List<Mistake>();
        var ordinary = ScenarioFile.ReadFolder(definitions, mistakes).First(s => s.Procedure == Procedure && Path.GetFileName(s.File) == "whole.yaml" && s.Ends == "full-member");
        return mistakes.Count == 0 ? new DevelopmentScript(ordinary, count) : throw new InvalidOperationException(string.Join('\n', mistakes));
    }

    /// <summary>The same, broken off after a day.</summary>
    public DevelopmentScript Until(DateOnly day) => new(story, Count) { Days = [.. Days.Where(d => d.Day <= day)] };

    public Open Open(int number)
    {
        var id = Guid.CreateVersion7();
        return new Open
        {
            Id = id, Case = CaseId.For(id), By = Of(story.OpenBy, number), Procedure = Procedure, Unit = Of(Branch, number),
            Newcomer = story.Newcomer! with { Name = $"新·示例{number}" },
        };
    }

    public Move Move(PersonActs act, int number, Standing state)
    {
        var item = state.Items.FirstOrDefault(i => i.IsOfStep && (i.Path == act.Step || i.Path.EndsWith("/" + act.Step, StringComparison.Ordinal)))?.Id ?? "none";
        var by = Of(act.By, number);
        return act.Act.Name == "send-back"
            ? new SendBack { Id = Guid.NewGuid(), Case = state.Id, By = by, Item = item, To = act.What, Reason = act.Reason ?? "" }
            : new Reply { Id = Guid.NewGuid(), Case = state.Id, By = by, Item = item, Outcome = act.What, Values = (JsonObject)Of(act.Values, number)!, Departures = act.Departures, Reason = act.Reason };
    }

    private IEnumerable<(DateOnly Day, PersonActs Act)> Acts()
    {
        var day = story.On;
        foreach (var move in story.Moves)
        {
            day = move.On ?? day;
            if (move is PersonActs { Refused: null } act)
                yield return (day, act);
        }
    }

    private string Of(string id, int number) => own.Contains(id) ? $"{id}-{number / CasesOfOneBranch}" : id;

    private JsonNode? Of(JsonNode? value, int number) => value switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Of(m.Value, number)))),
        JsonArray list => new JsonArray([.. list.Select(v => Of(v, number))]),
        _ when Json.String(value) is { } id && own.Contains(id) => JsonValue.Create(Of(id, number)),
        _ => value?.DeepClone(),
    };

    private RegisterRows Repeated(RegisterRows rows, int branches)
    {
        IEnumerable<int> Numbers() => Enumerable.Range(0, branches).Select(b => b * CasesOfOneBranch);
        return rows with
        {
            Units = [.. rows.Units, .. Numbers().Select(n => rows.Units.First(u => u.Id == Branch) with { Id = Of(Branch, n), Name = $"示例局第{n}支部" })],
            People = [.. rows.People, .. Numbers().SelectMany(n => rows.People.Where(p => own.Contains(p.Id)).Select(p => p with { Id = Of(p.Id, n) }))],
            Memberships = [.. rows.Memberships, .. Numbers().SelectMany(n => rows.Memberships.Where(m => m.UnitId == Branch).Select(m => m with { PersonId = Of(m.PersonId, n), UnitId = Of(Branch, n) }))],
            Disciplines = [.. rows.Disciplines, .. Numbers().SelectMany(n => rows.Disciplines.Where(d => own.Contains(d.PersonId)).Select(d => d with { PersonId = Of(d.PersonId, n) }))],
            Posts = [.. rows.Posts, .. Numbers().SelectMany(n => rows.Posts.Where(p => p.UnitId == Branch).Select(p => p with { PersonId = Of(p.PersonId, n), UnitId = Of(Branch, n) }))],
        };
    }
}
