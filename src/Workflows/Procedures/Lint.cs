using System.Collections.Immutable;
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
        (this.definition, this.resolved, names) = (definition, resolved, new LintNames(resolved));

    public static IReadOnlyList<Mistake> Check(Definition definition, Procedure resolved)
    {
        var lint = new Lint(definition, resolved);
        lint.CheckHead();
        lint.CheckBlock("", resolved.Root, isRoot: true);
        return lint.mistakes;
    }

    /// <param name="step">Path of the step; empty for the head.</param>
    /// <param name="says">The mistake.</param>
    /// <param name="at">Where within the step, such as <c>.rules[0]</c>.</param>
    private void Say(string step, string says, string at = "") =>
        mistakes.Add(definition.MistakeAt(step, at, says));

    private void CheckHead()
    {
        if (resolved.Ends.IsEmpty)
            Say("", "ends 至少要有一个结束状态。", ".ends");
        if (!resolved.IsPart && resolved.OpenBy.IsEmpty && resolved.Recurs is null)
            Say("", "没有人能发起：请写 open-by，或 recurs，或标明 part: true。");
        foreach (var who in resolved.OpenBy)
            CheckWho("", who, "open-by", ".open-by");
        foreach (var kind in resolved.UnitKinds.Where(k => !Enum.GetNames<UnitKind>().Any(n => Kebab(n) == k)))
            Say("", $"unit-kinds 中没有“{kind}”这一类党组织；{Spelling.Nearest(kind, Enum.GetNames<UnitKind>().Select(Kebab))}", ".unit-kinds");
        foreach (var (use, i) in resolved.Deadlines.Select((d, i) => (d, i)))
            CheckDeadline("", use, $".deadlines[{i}]");
        foreach (var end in resolved.SuperiorEnds.Where(e => !resolved.Ends.ContainsKey(e)))
            Say("", $"superior-may-end 中的“{end}”没有在 ends 中说明；{Spelling.Nearest(end, resolved.Ends.Keys)}", ".superior-may-end");
        foreach (var stage in resolved.About.Where(a => a != "none" && !Enum.GetNames<MembershipStage>().Any(n => Kebab(n) == a)))
            Say("", $"about 中没有“{stage}”这一阶段；{Spelling.Nearest(stage, Enum.GetNames<MembershipStage>().Select(Kebab).Append("none"))}", ".about");
        LintMilestones.Check(resolved, names, Say);
        LintProposals.Check(resolved, Say);
        if (resolved.Accepts is { } accepts)
            CheckAccepts(accepts);
        if (resolved.Recurs is { } recurs)
            CheckRecurrence(recurs);
    }

    private void CheckRecurrence(Recurrence recurs)
    {
        if (new[] { recurs.Fact, recurs.Yearly, recurs.Quarterly }.Count(r => r is not null) != 1)
            Say("", "recurs：fact（名册中的日期）、yearly（每年的一天）和 quarterly（每季度的第几个月）写一个，不能都写或者都不写。", ".recurs");
        if (recurs.Fact is { } fact && resolved.Facts.Find(fact) is null)
            Say("", $"recurs.fact：名册中没有“{fact}”；{Spelling.Nearest(fact, resolved.Facts.All.Select(f => f.Name))}", ".recurs.fact");
        if (recurs.Yearly is { } yearly && Recurrence.DayIn(2026, yearly, resolved.Settings) is null)
            Say("", $"recurs.yearly：“{yearly}”不是每年都有的一天，应如 12-01，或者引用月份的设置 setting:名称。", ".recurs.yearly");
        if (recurs.Quarterly is { } quarterly && Recurrence.MonthIn(new(2026, 1, 1), quarterly, resolved.Settings) is null)
            Say("", $"recurs.quarterly：“{quarterly}”应为 1 至 3，或者引用月份的设置 setting:名称。", ".recurs.quarterly");
        if (recurs.RoundOf(new(2026, 1, 1)) is not null && resolved.IsAboutPerson)
            Say("", "recurs：以人为对象的流程不能每年、每季度自动发起。", ".recurs");
        if (recurs.Within.Mistake(resolved.Settings) is { } says)
            Say("", $"recurs.within：{says}", ".recurs.within");
    }

    private void CheckAccepts(Acceptance accepts)
    {
        if (!resolved.OnePerUnit)
            Say("", "accepts 须与 one-per-unit: true 同用：线索并入本党组织唯一在办的事项。", ".accepts");
        var field = resolved.Root.Steps.Values.SelectMany(s => s.Activity.OwnFields).FirstOrDefault(f => f.Name == accepts.Into && f.Type == FieldType.Rows);
        if (field is null || Acceptance.Columns.Except(field.Columns.Select(c => c.Name)).Any())
            Say("", $"accepts.into：“{accepts.Into}”应为某一步骤的 rows 填报项，列有 {string.Join("、", Acceptance.Columns)}。", ".accepts.into");
        foreach (var (trigger, rule) in accepts.Rules.Where(r => !RuleBook.Standard.Has(r.Value)))
            Say("", $"accepts.rules.{trigger}：没有规则 {rule}。", ".accepts.rules");
        foreach (var aside in accepts.Verify.Where(name => resolved.Root.Steps.GetValueOrDefault(name)?.Activity.IsAside != true))
            Say("", $"accepts.verify：“{aside}”应为流程的一个旁支（activity: aside）。", ".accepts.verify");
        if (accepts.Level is { } level)
            CheckSource("", level, "accepts.level", ".accepts.level");
        if (accepts.DecidedOn is { } day)
            CheckSource("", day, "accepts.decided-on", ".accepts.decided-on");
    }

    private void CheckBlock(string prefix, Block block, bool isRoot)
    {
        if (!Exists(prefix, block, block.Start))
        {
            var (owner, at) = prefix.Length == 0 ? ("", ".start") : (Paths.OwnerOf(prefix).Step, $".branches.{Paths.OwnerOf(prefix).Branch}.start");
            Say(owner, $"start 指向的步骤“{block.Start}”不存在；{Spelling.Nearest(block.Start, block.Steps.Keys)}", at);
        }

        foreach (var step in block.Steps.Values)
        {
            CheckStep(prefix + step.Name, step);
            CheckNext(prefix + step.Name, step, block, isRoot);
            foreach (var other in step.Activity.Names.Where(n => !Exists(prefix, block, n)))
                Say(prefix + step.Name, $"步骤“{other}”不存在；{Spelling.Nearest(other, block.Steps.Keys)}", ".with");
            if (step.Activity.Calls is { } called)
            {
                if (definition.Procedure.Find(prefix + step.Name) is { Branches.IsEmpty: false })
                    Say(prefix + step.Name, $"已调用 {called}，不再写 branches。", ".branches");
                continue;
            }

            if (!step.Branches.IsEmpty && !step.Activity.HasBranches)
                Say(prefix + step.Name, "只有 parallel 和 aside 可以有 branches。", ".branches");
            foreach (var (name, branch) in step.Branches)
                CheckBlock($"{prefix}{step.Name}/{name}/", branch, isRoot: false);
        }

        foreach (var lost in LintReach.Lost(block).Where(_ => definition.Unreadable.IsEmpty))
            Say(prefix + lost, "没有任何步骤通向这里。");
        foreach (var circling in LintReach.Circling(block))
            Say(prefix + circling, "自动步骤首尾相连，形成不等待任何人的循环。");
    }

    private void CheckStep(string path, Step step)
    {
        foreach (var says in step.Activity.Lint(step))
            Say(path, says, ".with");
        foreach (var who in step.Activity.Asks)
        {
            CheckWho(path, who, "by", ".with.by");
            if (who is Who.Post { Role: Roles.Member or Roles.Probationary } all && !step.Activity.AsksEachMember)
                Say(path, $"by：{resolved.Roles.TitleOf(all.Role)}不是一个职务，没有共同的待办；只有集体审批（needs: all、any 或份额）可以逐人交办。", ".with.by");
        }

        foreach (var who in step.Activity.Tells)
            CheckWho(path, who, "to", ".with.to");
        foreach (var source in step.Activity.Reads)
            CheckSource(path, source, "with", ".with");
        foreach (var field in step.Activity.OwnFields)
            CheckField(path, field, $".with.fields.{field.Name}");
        foreach (var field in step.Activity.OwnFields.Where(f => (f.EachCase is not null && !step.Activity.TakesEachCase) || f.Columns.Any(c => c.EachCase is not null)))
            Say(path, $"项目 {field.Name}：each-case 只用于审批（approval）的项目，表格的列也不能写。", $".with.fields.{field.Name}");
        foreach (var (use, i) in step.Rules.Select((r, i) => (r, i)))
        {
            CheckRule(path, use, $".rules[{i}]");
            foreach (var outcome in use.Outcomes.Where(o => !step.Activity.Outcomes.Contains(o)))
                Say(path, $"规则 {use.Rule} 的 outcomes 中的“{outcome}”不是这一步的结果；{Spelling.Nearest(outcome, step.Activity.Outcomes)}", $".rules[{i}].outcomes");
        }

        foreach (var (at, use) in step.Activity.OwnRulesAt(path))
            CheckRule(path, use, at);
        foreach (var (use, i) in step.Deadlines.Select((d, i) => (d, i)))
            CheckDeadline(path, use, $".deadlines[{i}]");
        foreach (var back in step.SendBackTo.Where(b => definition.Unreadable.IsEmpty && !resolved.AllSteps().Any(s => s.Step.Name == b)))
            Say(path, $"send-back-to 指向的步骤“{back}”不存在。", ".send-back-to");
        if (step.Deadlines.GroupBy(d => d.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            Say(path, $"时限“{twice.Key}”写了两次。", ".deadlines");
    }

    private void CheckNext(string path, Step step, Block block, bool isRoot)
    {
        var outcomes = step.Activity.Outcomes;
        string Called(string outcome) => step.TitleOf(outcome) is var title && title != outcome ? $"（{title}）" : "";
        // A misspelt outcome is one mistake, not one missing and one unknown.
        foreach (var outcome in outcomes.Where(o => !step.Next.ContainsKey(o) && !step.Next.Keys.Any(k => !outcomes.Contains(k) && Spelling.IsNear(k, o))))
            Say(path, $"结果“{outcome}”{Called(outcome)}没有去向：请在 next 中写明。", ".next");
        foreach (var (outcome, target) in step.Next)
        {
            if (!outcomes.Contains(outcome))
                Say(path, $"next 中的“{outcome}”不是这一步的结果；{Spelling.Nearest(outcome, outcomes, Called)}", $".next.{outcome}");
            var wrong = target switch
            {
                Target.End end when isRoot && !resolved.Ends.ContainsKey(end.State) =>
                    $"结束状态“{end.State}”没有在 ends 中说明；{Spelling.Nearest(end.State, resolved.Ends.Keys)}",
                Target.ToStep to when !Exists(Paths.BlockOf(path), block, to.Name) =>
                    $"“{outcome}”的去向“{to.Name}”不存在；{Spelling.Nearest(to.Name, block.Steps.Keys)}",
                Target.Stay when !step.Activity.IsAside => $"“{outcome}”的去向 stay 只用于旁支（aside）。",
                _ => null,
            };
            if (wrong is not null)
                Say(path, wrong, $".next.{outcome}");
        }
    }

    private void CheckField(string path, Field field, string at)
    {
        if (field.Type is FieldType.Choice or FieldType.Choices && field.Options.Count == 0)
            Say(path, $"项目 {field.Name}：{Kebab(field.Type.ToString())} 须写 options。", at);
        if (field.Type == FieldType.Rows && field.Columns.IsEmpty)
            Say(path, $"项目 {field.Name}：rows 须写 columns。", at);
        if (field.Min > field.Max)
            Say(path, $"项目 {field.Name}：min 大于 max。", at);
        if (field.AtMost is not null && field.Type != FieldType.Number)
            Say(path, $"项目 {field.Name}：at-most 只用于 number。", at);
        if (field.Once && !(at.Contains(".columns.", StringComparison.Ordinal) && field.Type == FieldType.Person))
            Say(path, $"项目 {field.Name}：once 只用于表格中 person 的栏。", at);
        foreach (var source in new[] { field.From, field.Except, field.Says, field.Value, field.NotBefore, field.AtMost, field.RowPer, field.ShowWhen?.Field }.OfType<Source>())
            CheckSource(path, source, $"项目 {field.Name}", at);
        foreach (var column in field.Columns)
            CheckField(path, column, $"{at}.columns.{column.Name}");
    }

    private void CheckRule(string path, RuleUse use, string at)
    {
        var versions = RuleBook.Standard.All.Where(r => r.Id == use.Rule).ToArray();
        if (versions.Length == 0)
        {
            Say(path, $"没有编号为“{use.Rule}”的规则；{Spelling.Nearest(use.Rule, RuleBook.Standard.All.Select(r => r.Id))}", at);
            return;
        }

        var known = versions.SelectMany(v => v.Parameters).Select(p => p.Name).ToHashSet();
        foreach (var (parameter, source) in use.Given)
        {
            if (!known.Contains(parameter))
                Say(path, $"规则 {use.Rule} 没有“{parameter}”这一项；{Spelling.Nearest(parameter, known)}", at);
            CheckSource(path, source, $"规则 {use.Rule} 的 {parameter}", at);
        }

        var needed = versions[0].Parameters.Where(p => p is { Setting: null, IsOptional: false, IsDayOfStep: false, Kind: not ParameterKind.Calendar });
        foreach (var missing in needed.Where(p => !use.Given.ContainsKey(p.Name) && !use.Given.Keys.Any(k => !known.Contains(k) && Spelling.IsNear(k, p.Name))))
            Say(path, $"规则 {use.Rule} 缺少“{missing.Name}”（{missing.Label}）。", at);
        if (use.AsOf is { } on)
            CheckSource(path, on, $"规则 {use.Rule} 的 on", at);
        if (use.When is { } when)
            CheckSource(path, when.Field, $"规则 {use.Rule} 的 when", at);
    }

    private void CheckDeadline(string path, DeadlineUse use, string at)
    {
        CheckSource(path, use.From, $"时限 {use.Name} 的 from", at);
        if (use.When is { } when)
            CheckSource(path, when.Field, $"时限 {use.Name} 的 when", at);
        if (use.Unless is { } unless)
            CheckSource(path, unless.Field, $"时限 {use.Name} 的 unless", at);
        foreach (var told in use.Tell)
            CheckWho(path, told, $"时限 {use.Name} 的 tell", at);
        foreach (var says in use.Remind.Append(use.Within).Select(p => p.Mistake(resolved.Settings)).OfType<string>())
            Say(path, $"时限 {use.Name}：{says}", at);
        if (use.Until is { } until && (path.Length > 0 || !Exists("", resolved.Root, until)))
            Say(path, path.Length > 0 ? $"时限 {use.Name}：until 只用于整个事项的时限。" : $"时限 {use.Name} 的 until：步骤“{until}”不存在；{Spelling.Nearest(until, resolved.Root.Steps.Keys)}", at);
        if (use.MetIn is { } aside && Beside.Mistake(resolved, aside) is { } wrong)
            Say(path, $"时限 {use.Name} 的 met-in：{wrong}。", at);
        if (use.EscalateTo is { } who)
            CheckWho(path, who, $"时限 {use.Name} 的 escalate-to", at);
        if (use.Then == Overdue.Reach)
            Say(path, $"时限 {use.Name}：then: reach 由等待步骤自己使用；这里请写 urge、escalate 或 expire。", at);
        if (use.Then == Overdue.Expire && path.Length == 0)
            Say(path, $"时限 {use.Name}：整个事项的时限不能 then: expire。", at);
        else if (use.Then == Overdue.Expire && resolved.Find(path) is { } step && !step.Next.ContainsKey("expired"))
            Say(path, $"时限 {use.Name}：then: expire 须有结果 expired。", at);
    }

    private void CheckWho(string path, Who who, string where, string at)
    {
        if (who is Who.Post { Of: TreePlace.AllUnits } && where != "to")
            Say(path, $"{where}：“{who}”只用于通知（notify 的 to），不能共同办理。", at);
        if (definition.Unreadable.IsEmpty && who.Mistake(resolved.Roles, names.Mistake) is { } says)
            Say(path, $"{where}：{says}", at);
    }

    private void CheckSource(string path, Source source, string where, string at)
    {
        if (definition.Unreadable.IsEmpty && names.Mistake(source) is { } says)
            Say(path, $"{where}：{says}", at);
    }

    private bool Exists(string prefix, Block block, string step) => block.Steps.ContainsKey(step) || definition.Unreadable.Contains(prefix + step);

    private static string Kebab(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
