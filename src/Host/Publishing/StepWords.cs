using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Host.Publishing;

internal sealed record StepView(
    string Path, string Title, string Activity, string ActivityTitle, string? Who, string Hint, IReadOnlyList<string> Rules,
    IReadOnlyList<string> Deadlines, IReadOnlyList<NextView> Next);

internal sealed record NextView(string Outcome, string OutcomeTitle, string? To, string ToTitle);

/// <summary>Tells the steps of a procedure: who does what, until when, and where each answer leads.</summary>
internal sealed class StepWords(Procedure procedure, Settings settings)
{
    public StepView Of(string path, Step step)
    {
        var block = Paths.BlockOf(path);
        return new StepView(
            path, step.Title, ActivityTypes.NameOf(step.Activity), ActivityTypes.TitleOf(step.Activity),
            step.Activity.Asks.Length == 0 ? null : string.Join("、", step.Activity.Asks.Select(w => w.InWords(procedure.Roles)).Distinct()),
            step.Hint, [.. RulesAsked.At(step).Distinct()], [.. step.Activity.DeadlinesOf(step).Select(InWords)],
            [.. step.Next.Select(n => Next(n, step, block))]);
    }

    private NextView Next(KeyValuePair<string, Target> next, Step step, string block)
    {
        var title = step.TitleOf(next.Key);
        var to = next.Value.StepName is { } name ? block + name : null;
        return new NextView(next.Key, title, to, next.Value switch
        {
            Target.ToStep => procedure.Find(to!)?.Title ?? "",
            Target.End end => block.Length == 0 ? $"结束：{Ends.TitleOf(procedure, end.State)}" : "本部分结束",
            _ => "事项留在原来的步骤",
        });
    }

    private string InWords(DeadlineUse use)
    {
        if (use.Then == Overdue.Reach)
            return $"到“{Labels.Of(procedure, use.From)}”之日自动继续";

        var then = use.Then switch
        {
            Overdue.Urge => "逾期提醒",
            Overdue.Escalate => $"逾期报{use.EscalateTo?.InWords(procedure.Roles) ?? "承办单位的上级党组织组织科（部）"}督办",
            Overdue.Expire => "到期自动继续",
            _ => throw new InvalidOperationException($"Overdue {use.Then}."),
        };
        var period = use.Within.Of(settings);
        var within = period.Count switch
        {
            < 0 => $"提前 {period.InWords()}",
            0 => "当日",
            _ => period.InWords(),
        };
        return $"{use.Title}：{within}，{use.Article}，{then}";
    }
}
