using System.Collections.Immutable;
using Workflows.Activities;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Everything about a definition that would go wrong later, said before anything runs.</summary>
internal sealed class Lint
{
    private readonly Definition definition;
    private readonly Procedure resolved;
    private readonly LintNames names;
    private readonly List<Mistake> mistakes = [];

    private Lint(Definition definition, Procedure resolved) =>
        (this.definition, this.resolved, names) = (definition, resolved, new LintNames(definition, resolved));

    public static IReadOnlyList<Mistake> Check(Definition definition, Procedure resolved)
    {
        var lint = new Lint(definition, resolved);
        lint.CheckHead();
        lint.CheckBlock("", resolved.Root, isRoot: true);
        return lint.mistakes;
    }

    private void Say(string step, string says) =>
        mistakes.Add(new Mistake(definition.File, step.Length == 0 ? 1 : definition.LineOf(step), step, says));

    private void CheckHead()
    {
        if (resolved.Version < 1)
            Say("", "version 应为 1 或更大的整数。");
        if (resolved.Ends.IsEmpty)
            Say("", "ends 至少要有一个结束状态。");
        if (!resolved.IsPart && resolved.OpenBy.IsEmpty && resolved.Recurs is null)
            Say("", "没有人能发起：请写 open-by，或 recurs，或标明 part: true。");
        foreach (var who in resolved.OpenBy)
            CheckWho("", who, "open-by");
        foreach (var kind in resolved.UnitKinds.Where(k => !Enum.GetNames<UnitKind>().Any(n => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(n) == k)))
            Say("", $"unit-kinds 中没有“{kind}”这一类党组织。");
        foreach (var use in resolved.Deadlines)
            CheckDeadline("", use);
        foreach (var end in resolved.SuperiorEnds.Where(e => !resolved.Ends.ContainsKey(e)))
            Say("", $"superior-may-end 中的“{end}”没有在 ends 中说明。");
        if (resolved.Recurs is { } recurs)
        {
            if (Facts.Find(recurs.Fact) is null)
                Say("", $"recurs.fact：名册中没有“{recurs.Fact}”；{StrictText.Nearest(recurs.Fact, Facts.All.Select(f => f.Name))}");
            if (!Period.TryParse(recurs.Within, out _))
                Say("", $"recurs.within：“{recurs.Within}”不是期间，应如 P-14D。");
        }
    }

    private void CheckBlock(string prefix, Block block, bool isRoot)
    {
        if (!block.Steps.ContainsKey(block.Start))
            Say(prefix.TrimEnd('/'), $"start 指向的步骤“{block.Start}”不存在；{StrictText.Nearest(block.Start, block.Steps.Keys)}");
        foreach (var step in block.Steps.Values)
        {
            CheckStep(prefix + step.Name, step);
            CheckNext(prefix + step.Name, step, block, isRoot);
            if (step.Activity is CallActivity)
                continue;
            if (!step.Branches.IsEmpty && step.Activity is not ParallelActivity)
                Say(prefix + step.Name, "只有 parallel 可以有 branches。");
            foreach (var (name, branch) in step.Branches)
                CheckBlock($"{prefix}{step.Name}/{name}/", branch, isRoot: false);
        }

        CheckReach(prefix, block);
    }

    private void CheckStep(string path, Step step)
    {
        foreach (var says in step.Activity.Lint(step))
            Say(path, says);
        foreach (var who in step.Activity.Asks)
            CheckWho(path, who, "by");
        foreach (var source in step.Activity.Reads)
            CheckSource(path, source, "with");
        foreach (var field in step.Activity.OwnFields)
            CheckField(path, field);
        foreach (var use in step.Rules.Concat(step.Activity is CheckActivity check ? [check.Ask] : []))
            CheckRule(path, use);
        foreach (var use in step.Deadlines)
            CheckDeadline(path, use);
        foreach (var back in step.SendBackTo.Where(b => !resolved.AllSteps().Any(s => s.Step.Name == b)))
            Say(path, $"send-back-to 指向的步骤“{back}”不存在。");
        if (step.Deadlines.GroupBy(d => d.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            Say(path, $"时限“{twice.Key}”写了两次。");
    }

    private void CheckNext(string path, Step step, Block block, bool isRoot)
    {
        foreach (var outcome in step.Activity.Outcomes.Where(o => !step.Next.ContainsKey(o)))
            Say(path, $"结果“{outcome}”没有去向：请在 next 中写明。");
        foreach (var (outcome, target) in step.Next)
        {
            if (!step.Activity.Outcomes.Contains(outcome))
                Say(path, $"next 中的“{outcome}”不是这一步的结果；{StrictText.Nearest(outcome, step.Activity.Outcomes)}");
            if (target == "end" || target.StartsWith("end:", StringComparison.Ordinal))
            {
                var state = target.Length > 4 ? target[4..] : outcome;
                if (isRoot && !resolved.Ends.ContainsKey(state))
                    Say(path, $"结束状态“{state}”没有在 ends 中说明；{StrictText.Nearest(state, resolved.Ends.Keys)}");
            }
            else if (!block.Steps.ContainsKey(target))
            {
                Say(path, $"“{outcome}”的去向“{target}”不存在；{StrictText.Nearest(target, block.Steps.Keys)}");
            }
        }
    }

    /// <summary>Steps that nothing leads to, and circles that wait for nobody.</summary>
    private void CheckReach(string prefix, Block block)
    {
        var back = block.Steps.Values.SelectMany(s => s.SendBackTo).ToHashSet();
        var seen = new HashSet<string>();
        var open = new Stack<string>(back.Append(block.Start).Where(block.Steps.ContainsKey));
        while (open.TryPop(out var name))
        {
            if (!seen.Add(name))
                continue;
            foreach (var next in block.Steps[name].Next.Values.Where(block.Steps.ContainsKey))
                open.Push(next);
        }

        foreach (var lost in block.Steps.Keys.Where(k => !seen.Contains(k)))
            Say(prefix + lost, "没有任何步骤通向这里。");
        foreach (var step in block.Steps.Values.Where(s => s.Activity.IsAutomatic && Circles(block, s.Name)))
            Say(prefix + step.Name, "自动步骤首尾相连，形成不等待任何人的循环。");
    }

    private static bool Circles(Block block, string from)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(block.Steps[from].Next.Values);
        while (open.TryPop(out var name))
        {
            if (name == from)
                return true;
            if (block.Steps.TryGetValue(name, out var step) && step.Activity.IsAutomatic && seen.Add(name))
            {
                foreach (var next in step.Next.Values)
                    open.Push(next);
            }
        }

        return false;
    }

    private void CheckField(string path, Field field)
    {
        if (field.Type is FieldType.Choice or FieldType.Choices && field.Options.Count == 0)
            Say(path, $"项目 {field.Name}：{field.Type} 须写 options。");
        if (field.Type == FieldType.Rows && field.Columns.IsEmpty)
            Say(path, $"项目 {field.Name}：rows 须写 columns。");
        if (field.Min > field.Max)
            Say(path, $"项目 {field.Name}：min 大于 max。");
        foreach (var source in new[] { field.From, field.Except, field.Says, field.Value, field.NotBefore, field.RowPer }.OfType<string>())
            CheckSource(path, source, $"项目 {field.Name}");
        foreach (var column in field.Columns)
            CheckField(path, column);
    }

    private void CheckRule(string path, RuleUse use)
    {
        var versions = RuleBook.Standard.All.Where(r => r.Id == use.Rule).ToArray();
        if (versions.Length == 0)
        {
            Say(path, $"没有编号为“{use.Rule}”的规则；{StrictText.Nearest(use.Rule, RuleBook.Standard.All.Select(r => r.Id))}");
            return;
        }

        var known = versions.SelectMany(v => v.Parameters).Select(p => p.Name).ToHashSet();
        foreach (var (parameter, source) in use.Given)
        {
            if (!known.Contains(parameter))
                Say(path, $"规则 {use.Rule} 没有“{parameter}”这一项；{StrictText.Nearest(parameter, known)}");
            if (Json.String(source) is { } text)
                CheckSource(path, text, $"规则 {use.Rule} 的 {parameter}");
        }

        foreach (var missing in versions[0].Parameters.Where(p => p is { Setting: null, IsOptional: false, IsDayOfStep: false, Kind: not ParameterKind.Calendar } && !use.Given.ContainsKey(p.Name)))
            Say(path, $"规则 {use.Rule} 缺少“{missing.Name}”（{missing.Label}）。");
        if (use.On is { } on)
            CheckSource(path, on, $"规则 {use.Rule} 的 on");
        if (use.When is { } when)
            CheckSource(path, when.Field, $"规则 {use.Rule} 的 when");
    }

    private void CheckDeadline(string path, DeadlineUse use)
    {
        if (use.From != "entered")
            CheckSource(path, use.From, $"时限 {use.Name} 的 from");
        var within = use.Within.StartsWith("setting:", StringComparison.Ordinal)
            ? Settings.Standard.Has(use.Within[8..]) ? Settings.Standard.Get(use.Within[8..]) : ""
            : use.Within;
        foreach (var period in use.Remind.Append(within).Where(p => !Period.TryParse(p, out _)))
            Say(path, $"时限 {use.Name}：“{(period.Length == 0 ? use.Within : period)}”不是期间，应如 P1M、P5WD、P-3D。");
        if (use.Until is { } until && (path.Length > 0 || !resolved.Root.Steps.ContainsKey(until)))
            Say(path, path.Length > 0 ? $"时限 {use.Name}：until 只用于整个事项的时限。" : $"时限 {use.Name} 的 until：步骤“{until}”不存在；{StrictText.Nearest(until, resolved.Root.Steps.Keys)}");
        if (use.EscalateTo is { } who)
            CheckWho(path, who, $"时限 {use.Name} 的 escalate-to");
        if (use.Then == Overdue.Reach)
            Say(path, $"时限 {use.Name}：then: reach 由等待步骤自己使用；这里请写 urge、escalate 或 expire。");
        if (use.Then == Overdue.Expire && path.Length == 0)
            Say(path, $"时限 {use.Name}：整个事项的时限不能 then: expire。");
        else if (use.Then == Overdue.Expire && resolved.Find(path) is { } step && !step.Next.ContainsKey("expired"))
            Say(path, $"时限 {use.Name}：then: expire 须有结果 expired。");
    }

    private void CheckWho(string path, Who who, string where)
    {
        if (who.Role == "person")
            CheckSource(path, who.Of, where);
        else if (who.Role != "starter" && !RoleGroups.Has(who.Role) && Roles.Find(who.Role) is null)
            Say(path, $"{where}：没有“{who.Role}”这一职务；{StrictText.Nearest(who.Role, Roles.All.Select(r => r.Key).Concat([RoleGroups.Officers, RoleGroups.Section]))}");
    }

    private void CheckSource(string path, string source, string where)
    {
        if (names.Mistake(path, source) is { } says)
            Say(path, $"{where}：{says}");
    }
}
