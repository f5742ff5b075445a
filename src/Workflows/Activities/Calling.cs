using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>What activities share that run a part inside this case: its data are kept apart under the step's name, its ends are the outcomes.</summary>
public abstract record Calling : Activity
{
    /// <summary>The one branch that holds the called part's steps.</summary>
    private const string Branch = "in";

    /// <summary>Name inside the part → source here.</summary>
    public abstract IReadOnlyDictionary<string, Source> Given { get; init; }

    /// <summary>The ends of the called part with their titles; filled in when it is put in place.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<string, string> EndsOfCalled { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The names that the called part takes; filled in when it is put in place.</summary>
    [JsonIgnore]
    public ImmutableArray<Naming> Inputs { get; init; } = [];

    public override bool OpensScope => Calls is not null;

    public override IEnumerable<Source> Reads => Given.Values;

    public override IEnumerable<Made> Gives(string step) =>
        Given.Keys.Select(k => new Made($"{step}.{k}", Inputs.FirstOrDefault(i => i.Name == k)?.Label ?? UsualLabel(k)));

    /// <summary>What parts are told as that were published before an input could have a label.</summary>
    private static string? UsualLabel(string input) => input switch
    {
        "activist-on" => "决定为积极分子之日",
        "admitted-on" => "支部大会通过之日",
        _ => null,
    };

    public override ImmutableArray<string> Outcomes => [.. EndsOfCalled.Keys];

    public override string TitleOf(Step step, string outcome) => EndsOfCalled.GetValueOrDefault(outcome, outcome);

    public override Step Placed(Step step, Procedure called) => step with
    {
        Activity = this with { EndsOfCalled = called.Ends, Inputs = called.Inputs },
        Branches = step.Branches.SetItem(Branch, called.Root),
    };

    public override Source? GivenFrom(string name) => Given.GetValueOrDefault(name);

    /// <summary>Called again it begins anew.</summary>
    public override void Enter(Run run, string path)
    {
        var block = run.StepAt(path).Branches[Branch];
        var inside = $"{path}/{Branch}/{block.Start}";
        var given = Given.Select(g => (g.Key, Value: run.Value(path, g.Value)?.DeepClone())).ToArray();
        var scope = Paths.ScopeOf(run.Procedure, inside);
        if (run.Case.Data.Keys.Any(name => name.StartsWith(scope, StringComparison.Ordinal)))
            run.Emit(new ScopeBegan(scope));
        foreach (var (name, value) in given)
            run.Set(inside, name, value);
        run.EnterBlock($"{path}/{Branch}/", block);
    }

    public override void GiveAnew(Run run, string path, string corrected)
    {
        if (Calls is null)
            return;
        var inside = $"{path}/{Branch}/{run.StepAt(path).Branches[Branch].Start}";
        foreach (var (name, source) in Given.Where(g => Readings.Reads(run.Procedure, path, g.Value, corrected)))
        {
            var value = run.Value(path, source);
            if (!JsonNode.DeepEquals(value, run.Known(inside, name)))
                run.Set(inside, name, value);
        }
    }

    public override void BranchEnded(Run run, string path, string branch, string end) => run.Leave(path, end);

    public override IEnumerable<string> Lint(Step step) =>
        Given.Keys.Where(name => Inputs.All(i => i.Name != name))
            .Select(name => $"子流程 {Calls} 不接收“{name}”；它接收的是：{(Inputs.IsEmpty ? "无" : string.Join("、", Inputs))}");
}
