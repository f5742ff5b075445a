using Workflows.Engine;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>The deadlines of a case, the next one first; of one that does not run, since when and why.</summary>
internal static class DeadlineViews
{
    public static IEnumerable<DeadlineView> Of(Run run, IReadOnlyCollection<HistoryRow> history) =>
        from deadline in run.Case.Deadlines.Values.OrderBy(d => d.Due)
        let runs = run.Case.Running.Contains(deadline)
        select new DeadlineView(
            deadline.Key, deadline.Title, deadline.Path.Length == 0 ? null : run.StepAt(deadline.Path).Title, deadline.Due, deadline.Why, deadline.Provisional,
            !runs ? "paused" : deadline.Due < run.Today ? "overdue" : "running",
            runs ? null : deadline.PausedOn ?? run.Case.SuspendedOn,
            runs ? null : Why(deadline, history.SelectMany(h => h.Told)),
            [.. deadline.Was.Select(was => new DeadlineWas(was, "重新计算以前的日期"))]);

    /// <summary>The reason given last: for this one, or for the whole case where this one was not paused by itself.</summary>
    private static string? Why(Deadline deadline, IEnumerable<CaseEvent> history) => history
        .Select(happened => happened switch
        {
            DeadlinePaused e when e.Key == deadline.Key && deadline.PausedOn is not null => e.Reason,
            CaseSuspended e when deadline.PausedOn is null => e.Reason,
            _ => null,
        })
        .LastOrDefault(reason => !string.IsNullOrEmpty(reason));
}
