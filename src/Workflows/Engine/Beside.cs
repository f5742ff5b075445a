namespace Workflows.Engine;

/// <summary>
/// What falls due beside what a case is doing and is done in an aside, such as 思想汇报 while somebody is trained:
/// lists tell it under the aside's title, on its own day.
/// </summary>
/// <param name="Path">The first step of the aside, which is asked once somebody begins it.</param>
/// <param name="To">Keys of those who may begin it.</param>
public sealed record Beside(Deadline Deadline, string Name, string Aside, string Path, string Title, IReadOnlyList<string> To)
{
    public static IReadOnlyList<Beside> Of(Procedure? procedure, Case state) => procedure is null ? [] :
    [
        .. from deadline in state.Running
           where deadline.Path.Length > 0
           let step = procedure.Find(deadline.Path)
           let use = step?.Activity.DeadlinesOf(step).FirstOrDefault(d => deadline.Key == $"{deadline.Path}#{d.Name}")
           let name = use?.MetIn
           where name is not null
           let aside = procedure.Root.Steps[name]
           let branch = aside.Branches.First()
           select new Beside(
               deadline, use!.Name, aside.Name, $"{aside.Name}/{branch.Key}/{branch.Value.Start}", aside.Title,
               [.. aside.Activity.Asks.OfType<Who.Post>().Select(w => Assignee.KeyOf(w.Role, state.Unit)).Distinct()]),
    ];

    /// <summary>The item that stands for it in the lists of a post.</summary>
    public string ItemFor(string key) => $"{Deadline.Key}@{key}";

    /// <summary>The aside that somebody begins who takes up such an item; null for an item that is asked already.</summary>
    public static string? AsideOf(string item, string path) => item.Contains('#', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : null;

    /// <summary>Why it cannot be told so; null when it can.</summary>
    public static string? Mistake(Procedure procedure, string aside) =>
        procedure.Root.Steps.GetValueOrDefault(aside) is not { Activity.IsAside: true, Branches.Count: 1 } step
            ? $"“{aside}”应为流程的一个旁支（activity: aside）"
        : step.Activity.Asks.Any(w => w is not Who.Post { Of: TreePlace.Subject }) ? $"旁支“{aside}”须由本党组织的职务提出"
        : null;
}
