using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Names in a story that its procedure does not have: steps, ways to answer, fields, data, ends and rules.</summary>
internal sealed partial class LintStories
{
    private readonly Scenario story;
    private readonly Procedure procedure;
    private readonly LintNames names;
    private readonly List<Mistake> mistakes = [];

    private LintStories(Scenario story, Procedure procedure, LintNames names) => (this.story, this.procedure, this.names) = (story, procedure, names);

    /// <param name="stories">All of a folder.</param>
    /// <param name="book">What is right in the folder.</param>
    /// <param name="written">Keys of everything that is written there; what has mistakes of its own judges no story.</param>
    public static IEnumerable<Mistake> Check(IEnumerable<Scenario> stories, ProcedureBook book, IReadOnlyCollection<string> written)
    {
        var known = new Dictionary<string, LintNames>(StringComparer.Ordinal);
        foreach (var told in stories)
        {
            if (book.Find(told.Procedure)?.Procedure is { } procedure)
            {
                if (!known.TryGetValue(told.Procedure, out var names))
                    known[told.Procedure] = names = new LintNames(procedure);
                foreach (var mistake in new LintStories(told, procedure, names).Check())
                    yield return mistake;
            }
            else if (!written.Contains(told.Procedure))
                yield return new Mistake(told.File, told.Line, "", $"没有流程“{told.Procedure}”；{Spelling.Nearest(told.Procedure, written)}");
        }
    }

    private List<Mistake> Check()
    {
        var line = (story.File, story.Line);
        if (story.Ends is { } end)
            MustBeOne(line, $"ends：没有结束状态“{end}”", end, procedure.Ends.Keys.Concat([Ends.Withdrawn, Ends.Cancelled]));
        if (story.OpenAt is { } open)
            StepsAt(line, open);
        if (story.Reported is { } report)
            CheckReport(line, report.Trigger, report.Facts);
        foreach (var move in story.Moves)
        {
            var at = (move.File ?? story.File, move.Line);
            if (move is PersonActs acts)
                Check(at, acts);
            foreach (var name in ((move as MustBe)?.Data.Keys ?? []).Where(n => !names.Knows(n)))
                Say(at, $"没有“{name}”这一数据；{Spelling.Nearest(name, names.All)}");
        }

        return mistakes;
    }

    private void Check((string File, int Line) at, PersonActs acts)
    {
        var steps = acts.Step.Length > 0 ? StepsAt(at, acts.Step) : [];
        switch (acts.Act.About.InStories)
        {
            case "reply" when steps.Length > 0:
                MustBeOne(at, $"步骤“{acts.Step}”没有“{acts.What}”这一选择", acts.What, [.. steps.SelectMany(s => s.Activity.Replies).Distinct()], Attention.Reply);
                CheckValues(at, acts.Step, acts.Values, [.. steps.SelectMany(s => s.Activity.AllFields).Append(Attention.Asked)]);
                break;
            case "send-back":
                StepsAt(at, acts.What);
                break;
            case "begin":
                MustBeOne(at, $"没有旁支“{acts.What}”", acts.What, procedure.Root.Steps.Values.Where(s => s.Activity.IsAside).Select(s => s.Name));
                break;
            case "correct" when !names.Knows(acts.What):
                Say(at, $"没有“{acts.What}”这一数据；{Spelling.Nearest(acts.What, names.All)}");
                break;
            case "cancel" when acts.What.Length > 0:
                MustBeOne(at, $"不能终止为“{acts.What}”", acts.What, procedure.Ends.Keys.Append(Ends.Cancelled));
                break;
            case "report":
                CheckReport(at, acts.What, acts.Values);
                break;
        }

        foreach (var rule in acts.Departures.Select(d => d.Rule).Append(acts.Refused ?? "").Where(r => RuleId().IsMatch(r) && !RuleBook.Standard.Has(r)))
            Say(at, $"没有编号为“{rule}”的规则；{Spelling.Nearest(rule, RuleBook.Standard.All.Select(r => r.Id).Distinct())}");
    }

    private void CheckReport((string File, int Line) at, string trigger, JsonObject facts)
    {
        var rules = procedure.Accepts?.Rules;
        if (rules is null)
            Say(at, $"流程“{procedure.Key}”不接收线索。");
        else if (MustBeOne(at, $"没有“{trigger}”这一类线索", trigger, rules.Keys) && RuleBook.Standard.All.Where(r => r.Id == rules[trigger]).ToArray() is { Length: > 0 } versions)
            foreach (var fact in facts.Select(f => f.Key))
                MustBeOne(at, $"规则 {rules[trigger]} 没有“{fact}”这一项", fact, [.. versions.SelectMany(v => v.Parameters).Select(p => p.Name).Distinct()]);
    }

    private void CheckValues((string File, int Line) at, string step, JsonObject values, Field[] fields)
    {
        foreach (var (name, value) in values)
        {
            if (!MustBeOne(at, $"步骤“{step}”没有填报项“{name}”", name, fields.Select(f => f.Name).Where(f => f != Attention.Asked.Name), Attention.Asked.Name))
                continue;
            var columns = fields.Where(f => f.Name == name).SelectMany(f => f.Columns).Select(c => c.Name).ToArray();
            foreach (var column in (value as JsonArray ?? []).OfType<JsonObject>().SelectMany(row => row).Select(c => c.Key).Distinct().Where(_ => columns.Length > 0))
                MustBeOne(at, $"表格“{name}”没有“{column}”这一栏", column, columns);
        }
    }

    private Step[] StepsAt((string File, int Line) at, string name)
    {
        Step[] steps = [.. procedure.AllSteps().Where(s => s.Path == name || s.Path.EndsWith("/" + name, StringComparison.Ordinal)).Select(s => s.Step)];
        if (steps.Length == 0)
            Say(at, $"没有步骤“{name}”；{Spelling.Nearest(name, procedure.AllSteps().Select(s => s.Step.Name).Distinct())}");
        return steps;
    }

    private bool MustBeOne((string File, int Line) at, string says, string name, IEnumerable<string> allowed, string? besides = null)
    {
        var all = allowed.Distinct().ToArray();
        if (all.Contains(name) || name == besides)
            return true;
        Say(at, $"{says}；{Spelling.Nearest(name, all)}");
        return false;
    }

    private void Say((string File, int Line) at, string says) => mistakes.Add(new Mistake(at.File, at.Line, "", says));

    [GeneratedRegex("^[A-Z]{2}-[0-9A-Z]+$", RegexOptions.None, 1000)]
    private static partial Regex RuleId();
}
