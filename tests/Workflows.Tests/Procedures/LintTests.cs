using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>What is wrong with a definition is said before anything runs: every mistake, each with its line, step and cause.</summary>
public sealed class LintTests
{
    private const string Twenty = """
        procedure: broken
        version: 1
        title: 错误示例
        open-by: secretry
        unit-kinds: [brunch]
        start: begin
        ends: { done: 办结 }
        steps:
          first:
            title: 填报
            activity: form
            with:
              by: person in nobody
              fields:
                kind: { label: 类别, type: choice }
                list: { label: 名单, type: rows }
                n: { label: 人数, type: number, min: 5, max: 1 }
                day: { label: 日期, type: date, not-before: dya }
            rules:
              - { rule: EL-99, given: { expected: n } }
              - { rule: EL-04, given: { expekted: n, present: n } }
            deadlines:
              - { name: d, title: 报送, within: 5天, article: 示例 }
              - { name: e, title: 报送, within: P5D, article: 示例, then: expire }
            send-back-to: nowhere
            next: { submited: end:done }
          second:
            title: 审批
            activity: approval
            with: { by: section of superior, needs: half }
            next: { approved: end:finished, rejected: thrid }
          third:
            title: 并行
            activity: parallel
            branches:
              only: { start: one, steps: { one: { title: 一, activity: notify, with: { to: officers, text: 甲 }, next: { done: end } } } }
            next: { all: loop }
          loop:
            title: 转圈
            activity: choose
            with: { when: [{ if: { field: facts.ful-members, at-least: 1 }, then: yes }] }
            next: { yes: loop, otherwise: end:done }
        """;

    [Fact]
    public void A_definition_with_twenty_mistakes_is_told_exactly_those_twenty()
    {
        Assert.Equal(
            [
                "f.yaml:4：open-by：没有“secretry”这一职务；是否要写“secretary”？",
                "f.yaml:5：unit-kinds 中没有“brunch”这一类党组织；是否要写“branch”？",
                "f.yaml:6：start 指向的步骤“begin”不存在；可用的有：first、loop、second、third",
                "f.yaml:13 步骤 first：by：没有“nobody”这一数据；可用的有：day、kind、list、n、second.body",
                "f.yaml:15 步骤 first：项目 kind：choice 须写 options。",
                "f.yaml:16 步骤 first：项目 list：rows 须写 columns。",
                "f.yaml:17 步骤 first：项目 n：min 大于 max。",
                "f.yaml:18 步骤 first：项目 day：没有“dya”这一数据；是否要写“day”？",
                "f.yaml:20 步骤 first：没有编号为“EL-99”的规则；是否要写“EL-09”？",
                "f.yaml:21 步骤 first：规则 EL-04 没有“expekted”这一项；是否要写“expected”？",
                "f.yaml:23 步骤 first：时限 d：“5天”不是期间，应如 P1M、P5WD、P-3D，或者引用设置 setting:名称。",
                "f.yaml:24 步骤 first：时限 e：then: expire 须有结果 expired。",
                "f.yaml:25 步骤 first：send-back-to 指向的步骤“nowhere”不存在。",
                "f.yaml:26 步骤 first：next 中的“submited”不是这一步的结果；是否要写“submitted”？",
                "f.yaml:30 步骤 second：needs: \"half\" 应为 one、all、any 或份额（如 \"> 1/2\"）",
                "f.yaml:31 步骤 second：结束状态“finished”没有在 ends 中说明；可用的有：done",
                "f.yaml:31 步骤 second：“rejected”的去向“thrid”不存在；是否要写“third”？",
                "f.yaml:32 步骤 third：并行办理至少要有两个分支（branches）",
                "f.yaml:38 步骤 loop：自动步骤首尾相连，形成不等待任何人的循环。",
                "f.yaml:41 步骤 loop：with：名册中没有“ful-members”；是否要写“full-members”？",
            ],
            Mistakes(Twenty).OrderBy(m => m.Line).Select(m => m.ToString()));
    }

    [Fact]
    public void An_outcome_is_told_with_what_it_is_called()
    {
        const string Vote = "s: { title: 表决, activity: meeting-vote, with: { by: officers }, next: { carried: end:done, not-carried: end:done, failed: end:done } }";
        Assert.Equal(
            [
                "f.yaml:9 步骤 s：结果“adjourned”（未能开成，改期）没有去向：请在 next 中写明。",
                "f.yaml:9 步骤 s：next 中的“failed”不是这一步的结果；可用的有：adjourned（未能开成，改期）、carried（通过）、not-carried（未通过）",
            ],
            Mistakes(Flow.Of(Vote)).Select(m => m.ToString()));
    }

    [Theory]
    [InlineData("titel: 填报", 10, "s", "未知的键“titel”；是否要写“title”？")]
    [InlineData("title: 填报\nactivity: fomr", 11, "s", "没有“fomr”这种活动类型；是否要写“form”？")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers, fields: { x: { label: 甲, type: numbr } } }", 12, "s", "值的类型不对，或不在允许的取值之中")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers, fields: { x: { label: 甲, tpye: number } } }", 12, "s", "未知的键“tpye”；是否要写“type”？")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: secretary of mars }", 12, "s", "“secretary of mars”不是办理人")]
    [InlineData("title: 填报\nactivity: form\nwith: { fields: {} }", 12, "s", "缺少必须写的键：by")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: member }", 12, "s", "只有集体审批")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\nbranches: { a: { start: x, steps: { x: { title: 甲, activity: notify, with: { to: officers, text: 甲 }, next: { done: \"end\" } } } } }", 13, "s", "只有 parallel 和 aside 可以有 branches。")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\nrules: [{ rule: OR-04, outcomes: sent, given: { full-members: facts.full-members } }]", 13, "s", "outcomes 中的“sent”不是这一步的结果")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers, fields: { x: { label: 甲, show-when: { field: y, is: 1 } } } }", 12, "s", "没有“y”这一数据")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: P5D, article: 示例, then: reach }]", 13, "s", "then: reach 由等待步骤自己使用")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, from: dya, within: P5D, article: 示例 }]", 13, "s", "没有“dya”这一数据")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: setting:nothing, article: 示例 }]", 13, "s", "“setting:nothing”不是期间")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: -setting:nothing, article: 示例 }]", 13, "s", "“-setting:nothing”不是期间")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: setting:lagging-measures, article: 示例 }]", 13, "s", "“setting:lagging-measures”不是期间")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers, ways: { submitted: { title: 提交, offered-when: { field: levl, below: 2 } } } }", 12, "s", "没有“levl”这一数据")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: P5D, article: 示例, unless: { field: setting:lagging-oral-notise, is: x } }]", 13, "s", "没有“lagging-oral-notise”这一设置；是否要写“lagging-oral-notice”？")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers }\ndeadlines: [{ name: d, title: 报送, within: P5D, article: 示例, tell: offcers }]", 13, "s", "tell：没有“offcers”这一职务")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: secretary of all-units }", 12, "s", "只用于通知")]
    [InlineData("title: 提高\nactivity: check\nwith: { ask: { rule: LG-12, given: { level: 1 }, into: { name: level, lable: 层级 } } }", 12, "s", "未知的键“lable”；是否要写“label”？")]
    [InlineData("title: 填报\nactivity: form\nwith: { by: officers, replaces: [told-on] }", 12, "s", "没有“told-on”这一数据")]
    public void Each_mistake_is_told_with_its_line_step_and_cause(string step, int line, string path, string says)
    {
        var mistakes = Mistakes(Flow.Of("s:\n  " + step.Replace("\n", "\n  ", StringComparison.Ordinal) + "\n  next: { submitted: \"end:done\" }"));
        var mistake = Assert.Single(mistakes);
        Assert.Contains(says, mistake.Says, StringComparison.Ordinal);
        Assert.Equal((line, path), (mistake.Line, mistake.Step));
    }

    [Theory]
    [InlineData("to: offcers, text: 甲", "to：没有“offcers”这一职务；是否要写“officers”？")]
    [InlineData("to: officers, text: \"{tlak-on}谈话\"", "没有“tlak-on”这一数据")]
    public void A_notice_is_looked_through_for_whom_it_tells_and_what_it_fills_in(string with, string says) =>
        Assert.Contains(says, Assert.Single(Mistakes(Flow.Of($"s: {{ title: 告知, activity: notify, with: {{ {with} }}, next: {{ done: \"end:done\" }} }}"))).Says, StringComparison.Ordinal);

    [Fact]
    public void A_definition_with_a_step_that_cannot_be_read_is_not_in_force()
    {
        var mistakes = new List<Mistake>();
        var read = ProcedureFile.Read(Flow.Of("""
            s:
              title: 填报
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            lost:
              titel: 错
            """), "f.yaml", mistakes)!;
        Assert.Null(ProcedureBook.Empty.With([read], mistakes).Find("p"));
        Assert.Single(mistakes);
    }

    [Theory]
    [InlineData("steps: [", "不是有效的 YAML")]
    [InlineData("- 一", "定义应以 procedure、version、title")]
    [InlineData("", "文件是空的")]
    [InlineData("a: 1\n---\nb: 2", "一个文件只能有一个文档")]
    [InlineData("a: 1\na: 2", "同一个键写了两次")]
    [InlineData("procedure: p", "缺少必须写的键")]
    public void A_text_that_is_no_definition_is_told_and_nothing_is_read(string text, string says)
    {
        var mistakes = Mistakes(text);
        Assert.Contains(says, string.Join(' ', mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s", "officers", "时限 d 的 met-in：“s”应为流程的一个旁支（activity: aside）。")]
    [InlineData("b", "[officers, section of superior]", "时限 d 的 met-in：旁支“b”须由本党组织的职务提出。")]
    [InlineData("b", "officers", null)]
    public void What_is_met_beside_is_met_in_an_aside_that_the_unit_itself_begins(string aside, string by, string? says) =>
        Assert.Equal(says, Mistakes(Flow.Of($$"""
            s:
              title: 甲
              activity: form
              with: { by: officers }
              deadlines: [{ name: d, title: 乙, within: P5D, article: 示例, met-in: {{aside}} }]
              next: { submitted: "end:done" }
            b:
              title: 乙
              activity: aside
              with: { by: {{by}}, ends: { done: 已登记 } }
              branches: { go: { start: one, steps: { one: { title: 乙, activity: form, with: { by: officers }, next: { submitted: "end:done" } } } } }
              next: { done: stay }
            """)).SingleOrDefault()?.Says);

    [Theory]
    [InlineData("level: reached, decided-on: on", "accepts.level：没有“reached”这一数据")]
    [InlineData("level: on, decided-on: decided", "accepts.decided-on：没有“decided”这一数据")]
    [InlineData("levels: on", "未知的键“levels”；是否要写“level”？")]
    [InlineData("verify: s", "accepts.verify：“s”应为流程的一个旁支")]
    [InlineData("level: on, decided-on: on", null)]
    public void A_ladder_keeps_its_level_and_its_day_in_data_that_there_are(string keeps, string? says)
    {
        var mistakes = Mistakes(Workflows.Tests.Moves.ReportTests.Takes.Replace("into: triggers,", $"into: triggers, {keeps},", StringComparison.Ordinal));
        Assert.Equal(says is null ? 0 : 1, mistakes.Count);
        Assert.All(mistakes, m => Assert.StartsWith(says!, m.Says, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("approval", "one", "type: date, each-case: true", null)]
    [InlineData("approval", "one", "each-case: false", null)]
    [InlineData("approval", "'> 1/2'", "type: long-text, each-case: true", "按份额表决的不能一并办理")]
    [InlineData("approval", "one", "type: people, each-case: false", "各件的内容不同")]
    [InlineData("approval", "one", "value: facts.electors, each-case: false", "各件的内容不同")]
    [InlineData("approval", "one", "type: files, each-case: false", "各件的内容不同")]
    [InlineData("approval", "one", "type: rows, columns: { n: { label: 甲 } }, each-case: true", "表格不能一并填写")]
    [InlineData("approval", "one", "type: rows, columns: { n: { label: 甲, each-case: true } }", "each-case 只用于审批")]
    [InlineData("form", null, "each-case: true", "each-case 只用于审批")]
    [InlineData("form", null, "each-case: maybe", "值的类型不对")]
    public void What_each_of_several_is_asked_is_said_only_where_several_are_answered(string activity, string? needs, string field, string? says)
    {
        var (way, ends) = activity == "form" ? ("", "submitted: \"end:done\"") : ($", needs: {needs}", "approved: \"end:done\", rejected: \"end:done\"");
        var mistakes = Mistakes(Flow.Of($"s:\n  title: 填报\n  activity: {activity}\n  with: {{ by: officers{way}, fields: {{ x: {{ label: 甲, {field} }} }} }}\n  next: {{ {ends} }}"));

        Assert.Equal(says is null ? 0 : 1, mistakes.Count);
        Assert.All(mistakes, m => Assert.Equal((12, "s", true), (m.Line, m.Step, m.Says.Contains(says!, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("yearly: 12-01", null)]
    [InlineData("yearly: setting:plan-month", null)]
    [InlineData("quarterly: 1", null)]
    [InlineData("quarterly: \"3\"", null)]
    [InlineData("quarterly: 0", "“0”应为 1 至 3")]
    [InlineData("quarterly: 4", "“4”应为 1 至 3")]
    [InlineData("yearly: 02-29", "“02-29”不是每年都有的一天")]
    [InlineData("yearly: 13-01", "“13-01”不是每年都有的一天")]
    [InlineData("yearly: setting:nothing", "“setting:nothing”不是每年都有的一天")]
    [InlineData("yearly: setting:request-reply", "“setting:request-reply”不是每年都有的一天")]
    [InlineData("yearly: 12-01, fact: term-expires-on", "写一个，不能都写或者都不写")]
    [InlineData("within: P-14D", "写一个，不能都写或者都不写")]
    [InlineData("fact: term-expires", "名册中没有“term-expires”")]
    public void What_begins_by_itself_says_when(string recurs, string? says)
    {
        var mistakes = Mistakes(Flow.Of("s:\n  title: 填报\n  activity: form\n  with: { by: officers }\n  next: { submitted: \"end:done\" }", $"recurs: {{ {recurs} }}"));
        Assert.Equal(says is null ? 0 : 1, mistakes.Count);
        Assert.All(mistakes, m => Assert.Contains(says!, m.Says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_definition_has_none_and_the_same_text_in_JSON_is_read_the_same()
    {
        Assert.Empty(Mistakes(Definitions.Countersigning));
        var mistakes = new List<Mistake>();
        var yaml = ProcedureFile.Read(Definitions.Countersigning, "f.yaml", mistakes)!;
        var json = ProcedureFile.Read(YamlText.Read(Definitions.Countersigning, "f.yaml", mistakes)!.Root!.ToJsonString(), "f.json", mistakes)!;
        Assert.Empty(mistakes);
        Assert.Equal(yaml.Procedure.AllSteps().Select(s => s.Path), json.Procedure.AllSteps().Select(s => s.Path));
        Assert.Equal(yaml.Procedure.AllSteps().Select(s => (s.Step.Title, s.Step.Activity.GetType())), json.Procedure.AllSteps().Select(s => (s.Step.Title, s.Step.Activity.GetType())));
        ProcedureBook.Empty.With([json], mistakes);
        Assert.Empty(mistakes);
    }

    internal static List<Mistake> Mistakes(params string[] texts)
    {
        var mistakes = new List<Mistake>();
        var read = texts.Select(t => ProcedureFile.Read(t, "f.yaml", mistakes)).OfType<Definition>().ToArray();
        ProcedureBook.Empty.With(read, mistakes);
        return mistakes;
    }
}
