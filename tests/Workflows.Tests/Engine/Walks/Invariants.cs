using System.Text.Json;
using Workflows.Activities;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Tests.Engine.Walks;

/// <summary>What must be so of every case at every moment.</summary>
internal static class Invariants
{
    public static Case ReadBack(Case state) => JsonSerializer.Deserialize<Case>(Text(state), Json.Options)!;

    public static string Text(Case state) => JsonSerializer.Serialize(state, Json.Options);

    /// <summary>The first that is broken, as a sentence; null when all hold.</summary>
    /// <param name="procedure">What the case runs under.</param>
    /// <param name="register">Who is who.</param>
    /// <param name="today">The day of the last move.</param>
    /// <param name="state">The case as stored.</param>
    /// <param name="folded">The history, read back from its text and folded.</param>
    public static string? Broken(Procedure procedure, Register register, DateOnly today, Case state, Case folded)
    {
        var text = Text(state);
        if (Text(folded) != text)
            return $"the state is not the fold of its history:\n{text}\n{Text(folded)}";
        if (state.Items.Select(i => i.Id).Distinct().Count() < state.Items.Length)
            return "two items have one id";
        if (state.End is { } end)
        {
            return !procedure.Ends.ContainsKey(end) && end is not (Ends.Withdrawn or Ends.Cancelled) ? $"there is no end {end}"
                : state.Places.Count + state.Items.Length + state.Deadlines.Count > 0 ? "something is open after the close"
                : null;
        }

        return Places(procedure, state) ?? Items(procedure, register, today, state);
    }

    private static string? Places(Procedure procedure, Case state)
    {
        foreach (var path in state.Places.Keys)
        {
            if (procedure.Find(path) is not { } step)
                return $"{path} is no step";
            if (step.Activity.IsAutomatic)
                return $"the case stands at {path}, which waits for nobody";
            if (Paths.BlockOf(path) is { Length: > 0 } block && !state.Places.ContainsKey(Paths.OwnerOf(block).Step))
                return $"{path} is open and the step around it is not";
            if (Paths.BlockOf(path) is { Length: > 0 } own && state.Places.Keys.Count(p => Paths.BlockOf(p) == own) > 1)
                return $"two steps of one block are open: {own}";
            foreach (var finished in state.Places[path].Finished.Keys.Where(b => state.Places.Keys.Any(p => p.StartsWith($"{path}/{b}/", StringComparison.Ordinal))))
                return $"branch {finished} of {path} is finished and open";
            if (step.Activity is ParallelActivity or CallActivity && step.Branches.Keys.Any(b => !state.Places[path].Finished.ContainsKey(b) && !state.Places.Keys.Any(p => p.StartsWith($"{path}/{b}/", StringComparison.Ordinal))))
                return $"a branch of {path} is neither open nor finished";
        }

        return state.Places.Keys.Count(p => !p.Contains('/', StringComparison.Ordinal)) == 1 ? null : "not exactly one step of the procedure itself is open";
    }

    private static string? Items(Procedure procedure, Register register, DateOnly today, Case state)
    {
        foreach (var item in state.Items)
        {
            if (!state.Places.ContainsKey(item.Path) && (item.Path.Length > 0 || item.IsOfStep))
                return $"item {item.Id} lies outside an open step: {item.Path}";
            if (state.Items.Any(o => o != item && (o.Path, o.Name, o.To) == (item.Path, item.Name, item.To) && o.Name is not ("verifying" or "urged")))
                return $"{item.To.Key} is asked twice at {item.Path} {item.Part}";
            if (item.IsOfStep && !register.People.Any(p => Assignee.KeysOf(Actor.Of(register, p.Id, today)).Contains(item.To.Key)))
                return $"nobody can answer {item.To.Key} at {item.Path}";
        }

        foreach (var deadline in state.Deadlines.Values.Where(d => d.Path.Length > 0 && !state.Places.ContainsKey(d.Path)))
            return $"deadline {deadline.Key} lies outside an open step";
        foreach (var leaf in state.Places.Keys.Where(p => procedure.Find(p)!.Branches.IsEmpty))
        {
            if (state.Items.All(i => i.Path != leaf || !i.IsOfStep))
                return $"nobody is asked at {leaf}";
        }

        return null;
    }
}
