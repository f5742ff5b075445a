using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>A procedure as nodes and edges, steps inside branches below their parent; with states when it shows a case.</summary>
public sealed record Diagram(ImmutableArray<DiagramNode> Nodes, ImmutableArray<DiagramEdge> Edges)
{
    /// <summary>Path → <c>done</c>, <c>here</c> or <c>ahead</c>; null when no case is shown.</summary>
    public ImmutableSortedDictionary<string, string>? States { get; init; }

    /// <summary>A procedure does not change, and everybody who looks at a case is shown it.</summary>
    private static readonly ConditionalWeakTable<Procedure, Diagram> drawn = [];

    public static Diagram Of(Procedure procedure) => drawn.GetValue(procedure, Draw);

    private static Diagram Draw(Procedure procedure)
    {
        var nodes = ImmutableArray.CreateBuilder<DiagramNode>();
        var edges = ImmutableArray.CreateBuilder<DiagramEdge>();
        Add(procedure.Root, "", null);
        foreach (var (state, title) in procedure.Ends)
            nodes.Add(new DiagramNode($"end:{state}", title, "end", null, null));
        return new Diagram(nodes.ToImmutable(), edges.ToImmutable());

        void Add(Block block, string prefix, string? parent)
        {
            foreach (var step in block.Steps.Values)
            {
                var path = prefix + step.Name;
                var who = step.Activity.Asks.Select(w => w.InWords(procedure.Roles)).Distinct().ToArray();
                nodes.Add(new DiagramNode(path, step.Title, ActivityTypes.NameOf(step.Activity), who.Length == 0 ? null : string.Join("、", who), parent));
                edges.AddRange(step.Next.GroupBy(n => IdOf(prefix, n.Value)).Select(g =>
                    new DiagramEdge(path, g.Key, string.Join("／", g.Select(n => step.TitleOf(n.Key)).Distinct()))).Where(e => e.To.Length > 0));
                foreach (var (name, branch) in step.Branches)
                    Add(branch, $"{path}/{name}/", path);
            }
        }
    }

    /// <summary>The diagram with the present place of a case.</summary>
    public Diagram At(Case state) => this with
    {
        States = Nodes.ToImmutableSortedDictionary(
            n => n.Id,
            n => state.Places.ContainsKey(n.Id) ? "here" : state.Visited.Contains(n.Id) || (state.End is { } end && n.Id == $"end:{end}") ? "done" : "ahead"),
    };

    /// <summary>Where an outcome leads: a step of the block, an end of the procedure, or (inside a branch) nowhere of its own.</summary>
    private static string IdOf(string prefix, Target target) => target switch
    {
        Target.ToStep to => prefix + to.Name,
        Target.End when prefix.Length == 0 => target.ToString(),
        _ => "",
    };
}

/// <param name="Id">Path of the step, or <c>end:state</c>.</param>
/// <param name="Kind">The activity's name, or <c>end</c>.</param>
public sealed record DiagramNode(string Id, string Title, string Kind, string? Who, string? Parent);

public sealed record DiagramEdge(string From, string To, string Label);
