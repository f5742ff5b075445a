using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>到期: the clock looks at a deadline whose day has come: it reminds, urges, escalates; people decide.</summary>
[Move("expire", "到期", Place = 10, Occasion = Occasion.DeadlineDue)]
public sealed record Expire : Move
{
    [Member("key of the deadline")]
    public string Deadline { get; init; } = "";

    protected override Problem? Make(Run run)
    {
        if (Guards.IsClock(run) is { } person)
            return person;
        if (run.Case.Running.FirstOrDefault(d => d.Key == Deadline) is not { Passed: false } deadline)
            return null;

        var use = Timers.UseOf(run, deadline) ?? throw new InvalidOperationException($"No definition of deadline {Deadline}.");
        Timers.Recount(run, use, deadline);
        if (run.Case.Deadlines.GetValueOrDefault(Deadline) is not { Wake: { } wake } counted || wake > run.Today)
            return null;

        if (use.Then == Overdue.Reach ? run.Today < counted.Due : run.Today <= counted.Due)
            Remind(run, use, counted);
        else
            Pass(run, use, counted);
        return null;
    }

    private static void Remind(Run run, DeadlineUse use, Deadline deadline)
    {
        run.Emit(new Reminded(deadline.Key, deadline.Due, Timers.WakeAfter(run, use, deadline.Due, run.Today)));
        run.Tell(Told(run, use, deadline), $"“{run.Case.Title}”的“{deadline.Title}”将于{deadline.Due:yyyy年M月d日}到期。");
    }

    private static void Pass(Run run, DeadlineUse use, Deadline deadline)
    {
        run.Emit(new DeadlinePassed(deadline.Key, deadline.Due));
        // A deadline that several steps carry on, one after another, is one source.
        if (use.Reports is { } report)
        {
            run.Emit(new Reported(
                report.Procedure, run.Case.Unit, report.Trigger, deadline.Key, $"{run.Case.Id}/{use.Name}@{Json.Text(deadline.Due)}",
                $"{run.Case.Title}，{deadline.Title}", Acceptance.FactsOf(deadline, run.Today), run.Today));
        }

        switch (use.Then)
        {
            case Overdue.Reach:
                run.StepAt(deadline.Path).Activity.Reached(run, deadline.Path);
                break;
            case Overdue.Expire:
                run.Leave(deadline.Path, "expired");
                break;
            case Overdue.Urge:
                Urge(run, use, deadline);
                break;
            case Overdue.Escalate:
                Urge(run, use, deadline);
                var title = Attention.TitleOf(deadline.Title);
                foreach (var superior in Attention.AskedToUrge(run, use, deadline))
                    run.Offer(deadline.Path, superior, title: title, limit: Attention.LimitOf(run), kind: ItemKind.Urged);
                break;
            default:
                throw new InvalidOperationException($"Overdue {use.Then}.");
        }
    }

    private static void Urge(Run run, DeadlineUse use, Deadline deadline) =>
        run.Tell(Told(run, use, deadline), $"“{run.Case.Title}”的“{deadline.Title}”已于{deadline.Due:yyyy年M月d日}到期，尚未办结。");

    private static IEnumerable<Assignee> Told(Run run, DeadlineUse use, Deadline deadline) =>
        run.Case.Items.Where(i => Paths.IsWithin(i.Path, deadline.Path) && i.IsOfStep && i.State == ItemState.Open).Select(i => i.To)
            .Concat(use.Tell.SelectMany(who => run.Resolve(who, deadline.Path))).DistinctBy(to => to.Key);
}
