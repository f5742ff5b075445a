using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>A name in a story that its procedure does not have is told with file and line, before anything is played.</summary>
public sealed class LintStoriesTests : IDisposable
{
    private const string Definition = """
        procedure: agenda
        version: 1
        title: 议题报备
        open-by: officers
        start: draft
        ends: { agreed: 已同意, refused: 不同意 }
        steps:
          draft:
            title: 拟定
            activity: form
            with:
              by: officers
              fields:
                topic: { label: 议题 }
                papers: { label: 材料, type: rows, columns: { paper: { label: 名称 } } }
            next: { submitted: vote }
          vote:
            title: 表决
            activity: meeting-vote
            with: { body: committee, by: officers }
            next: { carried: review, not-carried: draft, adjourned: vote }
          review:
            title: 审核
            activity: approval
            with: { by: section of superior, may-return: true }
            send-back-to: draft
            next: { approved: "end:agreed", rejected: "end:refused", returned: draft }
          late:
            title: 补充材料
            activity: aside
            with: { by: [officers], ends: { added: 已补充 } }
            branches:
              go:
                start: add
                steps: { add: { title: 补充, activity: form, with: { by: officers, fields: { more: { label: 补充 } } }, next: { submitted: "end:added" } } }
            next: { added: stay }
        """;

    private const string Stories = """
        procedure: agenda
        register:
          units: { p: { name: 党委, kind: agency-committee }, b: { name: 支部, kind: branch, parent: p } }
          people: { chair: { name: 甲, unit: b, post: secretary }, clerk: { name: 乙, unit: p, post: organisation-section } }
        roads:
          drafted:
            - { by: chair, step: draft, reply: submitted, values: { topic: 换届, papers: [{ paper: 名单 }] } }
        scenarios:
          - name: 一
            day: 2026-05-20
            unit: b
            open-by: chair
            moves:
              - follow: drafted
              - { by: chair, begin: late }
              - { by: chair, step: add, reply: submitted, values: { more: 附件 } }
              - { by: chair, step: vote, reply: submitted, values: { held-on: 2026-05-20, present: 3, yes: 3, no: 0, abstained: 0 } }
              - { expect: { data: { vote.yes: 3 } } }
              - { by: clerk, step: review, send-back: draft, reason: 重写 }
              - { by: clerk, correct: topic, value: 选举, refused: MT-07 }
              - { by: clerk, step: review, reply: urged, values: { note: 请答复 } }
              - { by: clerk, step: review, reply: approved }
            ends: agreed
          - { name: 二, day: 2026-05-20, unit: b, open-by: chair, moves: [{ follow: drafted }], open: review }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lint-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_name_that_the_procedure_has_may_be_written() => Assert.Empty(Mistakes(Stories));

    [Theory]
    [InlineData("step: draft", "step: draf", "7：没有步骤“draf”；是否要写“draft”？")]
    [InlineData("step: add", "step: added", "16：没有步骤“added”；是否要写“add”？")]
    [InlineData("reply: approved", "reply: aproved", "22：步骤“review”没有“aproved”这一选择；是否要写“approved”？")]
    [InlineData("step: vote, reply: submitted", "step: vote, reply: carried", "17：步骤“vote”没有“carried”这一选择；可用的有：adjourned、submitted")]
    [InlineData("topic: 换届", "topik: 换届", "7：步骤“draft”没有填报项“topik”；是否要写“topic”？")]
    [InlineData("present: 3", "presnt: 3", "17：步骤“vote”没有填报项“presnt”；是否要写“present”？")]
    [InlineData("{ paper: 名单", "{ papr: 名单", "7：表格“papers”没有“papr”这一栏；是否要写“paper”？")]
    [InlineData("begin: late", "begin: lat", "15：没有旁支“lat”；是否要写“late”？")]
    [InlineData("send-back: draft", "send-back: drft", "19：没有步骤“drft”；是否要写“draft”？")]
    [InlineData("correct: topic", "correct: topc", "20：没有“topc”这一数据；是否要写“topic”？")]
    [InlineData("vote.yes", "vote.yess", "18：没有“vote.yess”这一数据；是否要写“vote.yes”？")]
    [InlineData("ends: agreed", "ends: agred", "9：ends：没有结束状态“agred”；是否要写“agreed”？")]
    [InlineData("open: review", "open: revew", "24：没有步骤“revew”；是否要写“review”？")]
    [InlineData("refused: MT-07", "refused: MT-077", "20：没有编号为“MT-077”的规则；是否要写“MT-07”？")]
    [InlineData("procedure: agenda", "procedure: agend", "9：没有流程“agend”；是否要写“agenda”？")]
    [InlineData("{ by: chair, begin: late }", "{ by: chair, report: late, source: 甲 }", "15：流程“agenda”不接收线索。")]
    [InlineData("{ by: chair, begin: late }", "{ by: clerk, cancel: agrd, reason: 停 }", "15：不能终止为“agrd”；是否要写“agreed”？")]
    public void A_name_that_it_does_not_have_is_told_once_with_the_nearest(string written, string instead, string says)
    {
        var mistakes = Mistakes(Stories.Replace(written, instead, StringComparison.Ordinal));
        Assert.Contains($"{Path.Combine("agenda", "stories", "whole.yaml")}:{says}", mistakes);
        Assert.Equal(mistakes.Distinct(), mistakes);
    }

    [Fact]
    public void A_procedure_with_a_mistake_of_its_own_judges_no_story() =>
        Assert.Equal(
            [$"{Path.Combine("agenda", "procedure.yaml")}:10 步骤 draft：没有“frm”这种活动类型；是否要写“form”？"],
            Mistakes(Stories, Definition.Replace("activity: form\n    with:\n", "activity: frm\n    with:\n", StringComparison.Ordinal)));

    private IReadOnlyList<string> Mistakes(string stories, string definition = Definition)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder.FullName, "agenda", "stories")).FullName;
        File.WriteAllText(Path.Combine(folder.FullName, "agenda", "procedure.yaml"), definition);
        File.WriteAllText(Path.Combine(place, "whole.yaml"), stories);
        return [.. ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString())];
    }
}
