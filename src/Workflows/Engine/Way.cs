using System.Collections.Immutable;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>发展路径: every station of a case's way with the day it was reached, or the days between which it may be. Minimum times round late (CV-05), deadlines early (CV-04).</summary>
public static class Way
{
    /// <param name="today">What lies ahead cannot be before this day; null: asked without one, for what is kept and read on later days.</param>
    public static ImmutableArray<Station> Of(Run run, DateOnly? today = null)
    {
        var stations = ImmutableArray.CreateBuilder<Station>();
        DateOnly? before = run.Case.OpenedOn;
        foreach (var milestone in run.Procedure.Milestones.Where(m => m.When is not { } when || run.Holds("", when)))
        {
            var first = milestone.NotBefore is { } since ? Json.Day(run.Value("", since)) : null;
            var reached = milestone.Day.Select(name => Json.Day(run.Value("", name))).FirstOrDefault(day => day is not null && !(day < first));
            DateOnly? earliest = null;
            if (reached is null)
            {
                // Nothing can come before what comes before it.
                earliest = Later(Later(before, today), First(run, stations, milestone.Earliest));
            }

            var (latest, by) = Last(run, stations, milestone.Latest);
            stations.Add(new Station(milestone, reached, earliest, latest, by));
            before = reached ?? earliest;
        }

        return stations.ToImmutable();
    }

    private static DateOnly? First(Run run, IEnumerable<Station> known, MilestoneLimit? limit)
    {
        if (limit is null || Anchor(run, known, limit.From, station => station.Reached ?? station.Earliest) is not { } anchor)
            return null;

        var period = limit.Within.Of(run.World.Settings);
        return period.Unit switch
        {
            PeriodUnit.Month => Periods.MinimumMonths(anchor, period.Count),
            PeriodUnit.Year => Periods.MinimumMonths(anchor, period.Count * 12),
            _ => period.DueFrom(anchor, run.World.Calendar, rollToNextWorkday: false).Due,
        };
    }

    private static (DateOnly? Day, MilestoneLimit? By) Last(Run run, IEnumerable<Station> known, ImmutableArray<MilestoneLimit> limits)
    {
        foreach (var limit in limits)
        {
            if (Anchor(run, known, limit.From, station => station.Reached) is { } anchor && !(anchor < limit.Since))
                return (limit.Within.Of(run.World.Settings).DueFrom(anchor, run.World.Calendar, run.World.Settings.Get("roll-to-next-workday") == "true").Due, limit);
        }

        return (null, limits.LastOrDefault(l => l.Since is null || Anchor(run, known, l.From, station => station.Reached) is null));
    }

    private static DateOnly? Anchor(Run run, IEnumerable<Station> known, Source from, Func<Station, DateOnly?> day) =>
        known.FirstOrDefault(s => from.Is(s.Milestone.Name)) is { } station ? day(station) : Json.Day(run.Value("", from));

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other ?? one : one;
}
