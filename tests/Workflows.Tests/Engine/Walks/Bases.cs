using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Tests.Engine.Walks;

/// <summary>
/// What was decided stands on what it was decided on: found from the history alone, without the engine's own notion of what rests on what.
/// Only steps of one block, one after the other, are looked at; what lies further apart has tests of its own.
/// </summary>
internal static class Bases
{
    /// <summary>The first decision that stands on something else, as a sentence; null when there is none.</summary>
    public static string? Broken(Procedure procedure, CaseEvent[] history, Case state)
    {
        for (var at = 0; at < history.Length; at++)
        {
            if (history[at] is Corrected corrected && Broken(procedure, history, at, corrected, state) is { } broken)
                return broken;
        }

        return state.IsOpen ? Miscounted(procedure, history, state) : null;
    }

    private static string? Broken(Procedure procedure, CaseEvent[] history, int at, Corrected corrected, Case state)
    {
        var filledIn = Array.FindLastIndex(history, at, e => e is ValueSet set && set.Name == corrected.Name);
        var form = ((ValueSet)history[filledIn]).Path;
        var block = Paths.BlockOf(form);
        // Sent back and done again without a new value, it stands as of the later time; what was decided on the way there did not rest on it.
        filledIn = Math.Max(filledIn, Array.FindLastIndex(history, at, e => e is StepLeft left && left.Path == form));
        for (var entered = filledIn; entered < at; entered++)
        {
            if (history[entered] is not StepEntered step || Paths.BlockOf(step.Path) != block)
                continue;
            if (procedure.Find(step.Path)!.Activity is not ApprovalActivity)
                continue;
            if (Enumerable.Range(filledIn, entered - filledIn).Any(i => IsDecision(procedure, history[i])))
                break;

            var left = Array.FindIndex(history, entered, e => e is StepLeft l && l.Path == step.Path);
            var isApproved = left >= 0 && left < at && ((StepLeft)history[left]).Outcome == "approved";
            // What is given up by the correction itself is told after it.
            if (isApproved && !history[left..].Any(e => IsGivenUp(e, step.Path) || IsEndedAround(procedure, e, step.Path)))
                return $"{step.Path} approved {corrected.Name}, which was corrected afterwards";
            var answers = left < 0 ? state.Places.GetValueOrDefault(step.Path)?.Answers ?? [] : [];
            if (answers.Any(a => history[..at].Any(e => e is Replied r && r.Item == a.Item)))
                return $"an answer at {step.Path} stands that was given before {corrected.Name} was corrected";
        }

        return null;
    }

    private static bool IsDecision(Procedure procedure, CaseEvent happened) =>
        happened is StepLeft { Outcome: "approved" or "carried" or "clear" } left
        && procedure.Find(left.Path)!.Activity is ApprovalActivity or MeetingVoteActivity or PublicNoticeActivity;

    private static bool IsGivenUp(CaseEvent happened, string path) => happened switch
    {
        StepEntered e => Paths.IsWithin(path, e.Path),
        SentBack e => Paths.IsWithin(path, e.From),
        AnswersLapsed e => Paths.IsWithin(path, e.Path),
        _ => false,
    };

    /// <summary>The branches around it ended because a sibling refused: what one of them had approved came to nothing.</summary>
    private static bool IsEndedAround(Procedure procedure, CaseEvent happened, string path) =>
        happened is StepLeft around && around.Path != path && Paths.IsWithin(path, around.Path)
        && procedure.Find(around.Path)!.Activity is ParallelActivity parallel && parallel.EndsOn.Contains(around.Outcome);

    /// <summary>A vote that was taken, and not taken anew since, adds up to those who were present by what the case says now.</summary>
    private static string? Miscounted(Procedure procedure, CaseEvent[] history, Case state)
    {
        foreach (var left in history.OfType<StepLeft>().Where(l => l.Outcome is "carried" or "not-carried").DistinctBy(l => l.Path))
        {
            if (procedure.Find(left.Path)!.Activity is not MeetingVoteActivity { Present: { } source })
                continue;
            var last = Array.FindLastIndex(history, e => e is StepLeft l && l.Path == left.Path);
            var name = Paths.ScopeOf(procedure, left.Path) + source;
            var isTaken = ((StepLeft)history[last]).Outcome != "adjourned";
            if (!isTaken || history[last..].Any(e => IsGivenUp(e, left.Path) || (e is ValueSet set && set.Name == name)))
                continue;

            var own = $"{Paths.ScopeOf(procedure, left.Path)}{Paths.NameOf(left.Path)}.";
            int Of(string field) => Json.Number(state.Data[own + field].Value) ?? 0;
            if (Of("yes") + Of("no") + Of("abstained") != (Json.Number(state.Data.GetValueOrDefault(name)?.Value) ?? 0))
                return $"the vote at {left.Path} was counted before others than {name} says";
        }

        return null;
    }
}
