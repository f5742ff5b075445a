using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>What a move comes to, told before it is made: what is recorded although a rule does not hold, and what cannot be taken back.</summary>
public sealed record Foretold(IReadOnlyList<string> Records, IReadOnlyList<string> Final)
{
    /// <summary>A notice to so many is an announcement: nobody can un-read it.</summary>
    private const int Many = 6;

    public static Foretold Of(Run run, Narrator narrator)
    {
        var events = run.Events;
        var failed = Failures(run.Procedure, events).ToArray();
        var announced = events.Any(e => e is Noticed { To.Length: >= Many });
        var records = run.Foretold.ToList();
        if (failed.Length > 0)
            records.Add($"{string.Join("；", failed.Select(narrator.AsRecorded))}。{Next(run, failed, narrator)}");
        return new(
            records,
            [
                .. events.OfType<Replied>().Select(given => run.Procedure.Find(given.Path)?.Activity.CannotBeTakenBack(given)).OfType<string>(),
                .. events.Where(e => IsFinal(e) || (announced && e is Noticed))
                    .Select(narrator.Tell).OfType<string>().Select(AsItem).Distinct(),
            ]);
    }

    /// <summary>The steps that were left because a rule did not hold, where that leads elsewhere than if it had.</summary>
    public static IEnumerable<StepLeft> Failures(Procedure procedure, IEnumerable<CaseEvent> events) =>
        from left in events.OfType<StepLeft>()
        let step = procedure.Find(left.Path)
        where step is not null && step.Activity.IsFailure(left.Outcome) && step.Next.Values.Distinct().Count() > 1
        select left;

    private static string Next(Run run, StepLeft[] failed, Narrator narrator)
    {
        if (run.Events.OfType<CaseClosed>().Any())
            return "";

        var offered = run.Events.OfType<ItemOffered>().Where(o => run.Case.Items.Any(i => i.Id == o.Item)).ToArray();
        var again = offered.Where(o => failed.Any(f => f.Path == o.Path)).ToArray();
        return again.Length > 0 ? $"须重新办理“{narrator.Title(again[0].Path)}”。"
            : offered.Length > 0 ? $"接下来须办理{string.Join("、", offered.Select(o => $"“{o.Title}”").Distinct())}。"
            : "";
    }

    /// <summary>The register is changed, or the case ends. An announcement is final too, with its copies.</summary>
    private static bool IsFinal(CaseEvent happened) => happened
        is CaseClosed or TermBegan or TermShifted or PostsGiven or PersonEntered or StageChanged or StageDated or CaseMoved
        or ChangeEntered or SettingDecided;

    /// <summary>One sentence stands in a list without its full stop; several keep theirs.</summary>
    private static string AsItem(string told) =>
        told.IndexOf('。', StringComparison.Ordinal) == told.Length - 1 ? told[..^1] : told;
}
