using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>子流程: another procedure runs inside this case, its data kept apart under the step's name; its end is the outcome. Called again it begins anew.</summary>
[Activity("call", "子流程")]
public sealed record CallActivity : Activity
{
    /// <summary>The one branch that holds the called procedure's steps.</summary>
    public const string Branch = "in";

    /// <summary>Key of the procedure called; which version is fixed when the caller is published.</summary>
    public required string Procedure { get; init; }

    /// <summary>Name inside the sub-procedure → source here.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Given { get; init; } = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    /// <summary>The ends of the called procedure; filled in when it is resolved.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Ends { get; init; } = [];

    /// <summary>The names that the called procedure takes; filled in when it is resolved.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Inputs { get; init; } = [];

    public override bool OpensScope => true;

    public override IEnumerable<string> Reads => Given.Values.Select(Json.String).OfType<string>();

    public override IEnumerable<string> Gives(string step) => Given.Keys.Select(k => $"{step}.{k}");

    public override ImmutableArray<string> Outcomes => Ends;

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

    /// <summary>Where the source of what was given has been corrected, it is given once more; the names inside that changed with it.</summary>
    /// <param name="corrected">Full names of the data that were corrected.</param>
    public IReadOnlyList<string> GiveAnew(Run run, string path, IReadOnlySet<string> corrected)
    {
        var inside = $"{path}/{Branch}/{run.StepAt(path).Branches[Branch].Start}";
        var (outer, inner) = (Paths.ScopeOf(run.Procedure, path), Paths.ScopeOf(run.Procedure, inside));
        var changed = Given.Where(g => Json.String(g.Value) is { } source && corrected.Contains(outer + source[(source.IndexOf(':', StringComparison.Ordinal) + 1)..])).ToArray();
        foreach (var (name, source) in changed)
            run.Set(inside, name, run.Value(path, source));
        return [.. changed.Select(g => inner + g.Key)];
    }

    public override void BranchEnded(Run run, string path, string branch, string end) => run.Leave(path, end);

    public override IEnumerable<string> Lint(Step step) =>
        Given.Keys.Where(name => !Inputs.Contains(name)).Select(name => $"子流程 {Procedure} 不接收“{name}”；它接收的是：{(Inputs.IsEmpty ? "无" : string.Join("、", Inputs))}");
}
