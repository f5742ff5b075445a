using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Mistakes in the stations of a way.</summary>
internal static class LintMilestones
{
    /// <param name="say">Path of the step (empty: the head), the mistake, where.</param>
    public static void Check(Procedure procedure, LintNames names, Action<string, string, string> say)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (station, i) in procedure.Milestones.Select((m, i) => (m, i)))
        {
            var at = $".milestones[{i}]";
            foreach (var source in station.Day.Concat(new[] { station.When?.Field, station.NotBefore }.OfType<Source>()))
                Tell(names.Mistake(source), $"{at}.day");
            foreach (var limit in station.Latest.Prepend(station.Earliest).OfType<MilestoneLimit>())
            {
                if (!before.Contains(limit.From.ToString()))
                    Tell(names.Mistake(limit.From), at);
                if (RuleBook.Standard.All.All(r => r.Id != limit.Rule))
                    Tell($"没有编号为“{limit.Rule}”的规则。", at);
                Tell(limit.Within.Mistake(procedure.Settings), at);
            }

            if (!before.Add(station.Name))
                Tell($"“{station.Name}”写了两次。", at);

            void Tell(string? mistake, string where)
            {
                if (mistake is not null)
                    say("", $"milestones 中的 {station.Name}：{mistake}", where);
            }
        }
    }
}
