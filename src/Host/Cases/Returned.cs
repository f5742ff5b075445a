using System.Globalization;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>退回理由: why a step is asked for, in the words of whoever sent the case there, so that the person who redoes it need not look for them.</summary>
internal sealed class Returned(
    IReadOnlyList<(HistoryRow Row, IReadOnlyList<CaseEvent> Events)> history, Procedure procedure, Narrator narrator, Register register)
{
    public static Returned In(IEnumerable<HistoryRow> history, Procedure procedure, Narrator narrator, Register register) =>
        new([.. history.Select(row => (row, row.Told))], procedure, narrator, register);

    /// <summary>What the move that brought the case to this step recorded although a rule did not hold: the vote before was not carried, because.</summary>
    public IReadOnlyList<string> RecordedBefore(string path)
    {
        foreach (var (row, events) in history.Reverse())
        {
            var entered = events.ToList().FindLastIndex(e => e is StepEntered entry && entry.Path == path);
            if (entered < 0)
                continue;

            var before = events.Take(entered).ToArray();
            var failed = Foretold.Failures(procedure, before).ToArray();
            if (failed.Length == 0)
                return [];
            var why = before.OfType<RuleSpoke>().Select(r => r.Answer).Where(a => a is { Holds: false, Soft: false }).Select(a => a.Because.TrimEnd('。')).Distinct();
            return [$"{Who(row)}已把{string.Join("、", failed.Select(narrator.AsRecorded))}：{string.Join("；", why)}。"];
        }

        return [];
    }

    /// <summary>One sentence for each reason given by the steps that were left when this one was entered.</summary>
    public IReadOnlyList<string> ReasonsAt(string path)
    {
        var all = history.SelectMany(h => h.Events.Select(happened => (h.Row, Happened: happened))).ToArray();
        var entered = Array.FindLastIndex(all, e => e.Happened is StepEntered entry && entry.Path == path);
        if (entered < 0)
            return [];

        var move = Array.FindIndex(all, e => e.Row == all[entered].Row);
        var left = all[move..entered].Select(e => e.Happened).OfType<StepLeft>().Select(e => e.Path).ToArray();
        var since = left.Select(l => Array.FindLastIndex(all, entered - 1, e => e.Happened is StepEntered entry && entry.Path == l)).DefaultIfEmpty(move).Min();
        return
        [
            .. from i in Enumerable.Range(since, entered - since)
               let says = all[i].Happened switch
               {
                   // A step that was done once more has answered what was said there before.
                   Replied e when left.Any(l => Paths.IsWithin(e.Path, l)) && !all[i..entered].Any(l => l.Happened is StepEntered again && again.Path == e.Path) =>
                       Sentence(all[i].Row, narrator.OutcomeTitle(e), e.Reason),
                   SentBack e when i >= move => Sentence(all[i].Row, "退回", e.Reason),
                   _ => null,
               }
               where says is not null
               select says,
        ];
    }

    private string? Sentence(HistoryRow row, string did, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return null;

        return $"{Who(row)}{did}：{reason.Trim()}";
    }

    /// <summary>Who made a move, under which office, and on which day.</summary>
    private string Who(HistoryRow row)
    {
        var day = Surroundings.DayOf(row.At);
        var post = register.PostsOf(row.Person, day).FirstOrDefault();
        var who = post is null ? narrator.Name(row.Person) : $"{PostNames.Of(register.Unit(post.UnitId), post.Role, register.RoleBook)} {narrator.Name(row.Person)}";
        return $"{who} {day.ToString("M月d日", CultureInfo.InvariantCulture)}";
    }
}
