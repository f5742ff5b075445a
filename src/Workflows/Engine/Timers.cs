using System.Globalization;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>How deadlines are counted, recounted and explained: {anchor, period, due, why} (C6).</summary>
public static class Timers
{
    private const int DaysToRecord = 7;

    /// <summary>Starts the deadlines of a step whose anchor is known; the others start when it becomes known.</summary>
    public static void Start(Run run, string path, Step step)
    {
        foreach (var use in step.Activity.DeadlinesOf(step))
            Start(run, path, use);
    }

    /// <summary>Starts the deadlines of the case as a whole; their path is empty, so no step takes them along.</summary>
    public static void StartCase(Run run)
    {
        foreach (var use in run.Procedure.Deadlines)
            Start(run, "", use);
    }

    /// <summary>Starts a deadline of its own making, such as the days of a public notice.</summary>
    public static void Start(Run run, string path, DeadlineUse use)
    {
        if (Anchor(run, path, use) is not { } from)
            return;

        var (due, provisional) = Count(run, use, from);
        run.Emit(new DeadlineSet(
            $"{path}#{use.Name}", path, use.Title, use.From.ToString(), from, use.Within.Of(run.World.Settings).ToString(), due,
            provisional ? null : WakeAfter(run, use, due, null), provisional, Why(run, path, use, from, due, provisional)));
    }

    /// <summary>Counts every deadline of the case again, and starts those whose anchor has become known (WD-06, C6).</summary>
    public static void Recount(Run run)
    {
        if (!run.Case.IsOpen || run.Case.SuspendedOn is not null)
            return;
        foreach (var path in run.Case.Places.Keys.Prepend(""))
        {
            foreach (var use in UsesAt(run, path))
            {
                switch (run.Case.Deadlines.GetValueOrDefault($"{path}#{use.Name}"), IsDone(run, use))
                {
                    case (null, false):
                        Start(run, path, use);
                        break;
                    case ({ } running, false):
                        if (running.PausedOn is null)
                            Recount(run, use, running);
                        break;
                    case ({ } running, true):
                        run.Emit(new DeadlineMet(running.Key, running.Due));
                        break;
                    case (null, true):
                        break;
                }
            }
        }
    }

    /// <summary>The next day on which the clock has something to do: a reminder, or the day after the due day.</summary>
    public static DateOnly WakeAfter(Run run, DeadlineUse use, DateOnly due, DateOnly? after)
    {
        var reminders = use.Remind
            .Select(r => r.Of(run.World.Settings).DueFrom(due, run.World.Calendar, rollToNextWorkday: false).Due)
            .Where(day => day > (after ?? run.Now.AddDays(-1)) && day <= due);
        // A deadline passes when its last day is over; a day that is waited for is reached when it begins.
        var next = reminders.Append(use.Then == Overdue.Reach ? due : due.AddDays(1)).Min();
        // Whoever enters old papers is not urged for each of them: the clock looks when they should be done with it.
        return run.IsRecording && next <= run.Now ? run.Now.AddDays(DaysToRecord) : next;
    }

    public static DeadlineUse? UseOf(Run run, Deadline deadline) =>
        UsesAt(run, deadline.Path).FirstOrDefault(d => deadline.Key == $"{deadline.Path}#{d.Name}");

    public static void Recount(Run run, DeadlineUse use, Deadline running)
    {
        if (Anchor(run, running.Path, use) is not { } from)
        {
            Attention.TakeBack(run, running);
            run.Emit(new DeadlineLifted(running.Key, running.Due));
            return;
        }

        var (due, provisional) = Count(run, use, from, running.Held);
        if (due == running.Due && provisional == running.Provisional && from == running.From)
            return;

        Attention.TakeBack(run, running);
        run.Emit(new DeadlineMoved(
            running.Key, running.Due, from, due, provisional ? null : WakeAfter(run, use, due, null), provisional,
            Why(run, running.Path, use, from, due, provisional, running.Held)));
    }

    /// <summary>The day on which a deadline of a step falls by what the case knows now; null when that is not known.</summary>
    public static DateOnly? DueOf(Run run, string path, DeadlineUse use) =>
        Anchor(run, path, use) is { } from ? Count(run, use, from).Due : null;

    private static bool IsDone(Run run, DeadlineUse use) =>
        use.Until is { } step && (run.Case.Places.ContainsKey(step) || run.Case.Visited.Contains(step));

    private static IEnumerable<DeadlineUse> UsesAt(Run run, string path)
    {
        if (path.Length == 0)
            return run.Procedure.Deadlines;
        var step = run.StepAt(path);
        return step.Activity.DeadlinesOf(step);
    }

    private static DateOnly? Anchor(Run run, string path, DeadlineUse use) =>
        use.When is { } when && !run.Holds(path, when) ? null
        : use.Unless is { } unless && run.Holds(path, unless) ? null
        : Json.Day(run.Value(path, use.From));

    /// <param name="held">Days that do not count; what is counted in working days ends on one all the same.</param>
    private static (DateOnly Due, bool Provisional) Count(Run run, DeadlineUse use, DateOnly from, int held = 0)
    {
        var period = use.Within.Of(run.World.Settings);
        var rolls = run.World.Settings.Get("roll-to-next-workday") == "true";
        var (due, provisional) = period.DueFrom(from, run.World.Calendar, rolls);
        if (held == 0)
            return (due, provisional);

        var (later, isProvisional) = Period.OfDays(held).DueFrom(due, run.World.Calendar, rolls || period.Unit == PeriodUnit.WorkingDay);
        return (later, provisional || isProvisional);
    }

    private static string Why(Run run, string path, DeadlineUse use, DateOnly from, DateOnly due, bool provisional, int held = 0)
    {
        var period = use.Within.Of(run.World.Settings);
        var caution = provisional ? $"；{due.Year} 年放假安排尚未载入，日期为暂定，不会自动办理" : "";
        var day = from.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        var anchor = Labels.Find(run, path, use.From);
        var start = anchor is null ? $" {day}" : $"{anchor}（{day}）";
        var span = period.Count switch
        {
            0 => anchor is null ? $"{day}当日" : $"即{anchor}",
            < 0 => $"{start.TrimStart()}前 {period.InWords()}",
            > 0 => $"自{start}起 {period.InWords()}",
        };
        var without = held == 0 ? "" : $"；其间停止计算的 {held} 天不计入";
        return $"{span}，{use.Article}{without}{caution}。";
    }
}
