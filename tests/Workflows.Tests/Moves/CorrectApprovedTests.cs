using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;
using Workflows.Tests.Engine.Walks;

namespace Workflows.Tests.Moves;

/// <summary>更正 of what is being approved, or has been: nobody's answer stands for a text that they have not seen.</summary>
public sealed class CorrectApprovedTests
{
    private const string Draft = """
        s:
          title: 拟稿
          activity: form
          with: { by: secretary, fields: { matter: { label: 事由 }, paper: { label: 附件名称, required: false } } }
          next: { submitted: sign }
        """;

    private const string After = """
        w:
          title: 归档
          activity: form
          with: { by: officers, fields: { shelf: { label: 存放处 } } }
          next: { submitted: x }
        x:
          title: 销号
          activity: form
          with: { by: officers }
          next: { submitted: "end:done" }
        """;

    [Fact]
    public async Task Those_who_approved_the_old_text_of_a_countersigning_are_asked_again_and_told()
    {
        await using var bench = await Opened("""
            sign:
              title: 会签
              activity: approval
              with: { by: committee, needs: all }
              next: { approved: w, rejected: "end:stopped" }
            """);
        Bench.Done(await bench.Reply("org", "sign", "approved"));
        Bench.Done(await bench.Reply("pub", "sign", "approved"));
        var waiting = (await bench.ItemAt("x1", "sign"))!.Id;

        var told = await bench.Mediator.Send(new Preview(Correction(bench, "matter", "拨付一百万元")));
        Assert.Equal("“会签”的内容已更正，组委乙、宣委丙对原内容的答复失效", Assert.Single(told.Effects));
        var state = Bench.Done(await Correct(bench, "matter", "拨付一百万元"));

        Assert.Equal(["person:org", "person:pub", "person:x1", "person:x2"], state.Items.Select(i => i.To.Key).Order());
        Assert.Contains(state.Items, i => i.Id == waiting);
        var messages = (await bench.Messages()).Where(m => m.Text.Contains("不再有效", StringComparison.Ordinal));
        Assert.Equal(["person:org", "person:pub"], messages.Select(m => m.ToKey).Order());
        Assert.Contains("更正“事由”：由“拨付一千元”改为“拨付一百万元”", await bench.Timeline(), StringComparison.Ordinal);

        Bench.Done(await bench.Reply("x1", "sign", "approved"));
        Bench.Done(await bench.Reply("x2", "sign", "approved"));
        Assert.Equal(["sign"], (await bench.Now()).Places.Keys);
        Bench.Done(await bench.Reply("org", "sign", "approved"));
        Assert.Equal(["w"], Bench.Done(await bench.Reply("pub", "sign", "approved")).Places.Keys);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task Branches_that_approved_the_old_text_begin_anew_while_a_sibling_still_decides()
    {
        await using var bench = await Opened(Branches);
        Bench.Done(await bench.Reply("org", "law", "approved"));
        Bench.Done(await bench.Reply("pub", "money", "approved"));
        Assert.Equal(["“会签”中组委乙、宣委丙是按原内容答复的：更正后这些答复失效，系统通知本人并请其重新办理。"], await Lapsing(bench, "matter"));

        var state = Bench.Done(await Correct(bench, "matter", "拨付一百万元"));
        Assert.Equal(["sign", "sign/law/law", "sign/money/money", "sign/staff/staff"], state.Places.Keys);
        Assert.Equal(3, state.Items.Length);

        Bench.Done(await bench.Reply("above", "staff", "approved"));
        Assert.Contains("sign", (await bench.Now()).Places.Keys);
        Bench.Done(await bench.Reply("org", "law", "approved"));
        Assert.Equal(["w"], Bench.Done(await bench.Reply("pub", "money", "approved")).Places.Keys);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task What_is_approved_stays_what_it_was_and_what_comes_after_may_be_corrected()
    {
        await using var bench = await Opened(Single);
        Bench.Done(await Correct(bench, "matter", "拨付二千元"));
        Bench.Done(await bench.Reply("above", "sign", "approved"));

        var no = Bench.Refusal(await Correct(bench, "matter", "拨付一百万元"));
        Assert.Equal(("decided-on", "“审批”（科员丁）已按现在的内容作出决定，“事由”不能再更正。"), (no.Code, no.Says));
        Assert.Contains("请报上级党组织终止本事项", no.Instead, StringComparison.Ordinal);
        Assert.Contains("只是笔误、不影响已办结内容的，请用“备注”写明", no.Instead, StringComparison.Ordinal);
        Assert.Equal("decided-on", (await Foreseen(bench, "matter"))?.Code);

        Bench.Done(await bench.Reply("org", "w", "submitted", """{"shelf":"东柜"}"""));
        Assert.Equal("西柜", Json.String(Bench.Done(await Correct(bench, "shelf", "西柜", by: "org")).Data["shelf"].Value));
    }

    [Theory]
    [InlineData("rejected")]
    [InlineData("returned")]
    public async Task Who_did_not_approve_has_not_bound_anybody(string outcome)
    {
        await using var bench = await Opened(Single.Replace("\"end:stopped\"", "w", StringComparison.Ordinal));
        Bench.Done(await bench.Reply("above", "sign", outcome, reason: "再议"));
        Bench.Done(await Correct(bench, "matter", "拨付五百元"));
    }

    [Fact]
    public async Task Who_can_send_it_back_is_named()
    {
        var later = After.Replace("next: { submitted: x }", "send-back-to: [s]\n  next: { submitted: x }", StringComparison.Ordinal);
        await using var bench = await Opened(Single, later);
        Bench.Done(await bench.Reply("above", "sign", "approved"));
        Assert.StartsWith("确需改变的，请示例局第一支部", Bench.Refusal(await Correct(bench, "matter", "拨付一百万元")).Instead, StringComparison.Ordinal);

        var item = (await bench.ItemAt("org", "w"))!.Id;
        var back = new SendBack { Id = Guid.NewGuid(), Case = bench.Case, By = "org", Item = item, To = "s", Reason = "有误" };
        Bench.Done(await bench.Make(back));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"matter":"拨付一百万元"}"""));
        Bench.Done(await Correct(bench, "matter", "拨付一万元"));
        Assert.Equal(["sign"], (await bench.Now()).Places.Keys);
    }

    [Fact]
    public async Task A_branch_that_was_stopped_by_its_sibling_has_decided_nothing()
    {
        await using var bench = await Opened(Branches);
        Bench.Done(await bench.Reply("org", "law", "approved"));
        Bench.Done(await bench.Reply("pub", "money", "rejected", reason: "没有预算"));
        Assert.Equal(["w"], (await bench.Now()).Places.Keys);
        Bench.Done(await Correct(bench, "matter", "拨付五百元"));
    }

    [Fact]
    public async Task What_a_meeting_carried_or_hangs_on_the_wall_stays_what_it_was()
    {
        await using (var bench = await Opened(Meeting))
        {
            Bench.Done(await bench.Reply("org", "sign", "submitted", Votes(8)));
            Assert.Equal("decided-on", Bench.Refusal(await Correct(bench, "matter", "拨付一百万元")).Code);
        }

        await using (var bench = await Opened(Meeting))
        {
            Bench.Done(await bench.Reply("org", "sign", "submitted", Votes(1)));
            Bench.Done(await Correct(bench, "matter", "拨付五百元"));
        }

        await using var posted = await Opened("""
            sign:
              title: 公示
              activity: public-notice
              with: { by: officers, days: 5, article: 示例 }
              next: { clear: w, affected: w }
            """);
        Bench.Done(await Correct(posted, "matter", "拨付二千元"));
        Bench.Done(await posted.Reply("org", "sign", "posted", """{"posted-on":"2026-11-02","place":"公告栏","text":"拨付二千元"}"""));
        var no = Bench.Refusal(await Correct(posted, "matter", "拨付一百万元"));
        Assert.Equal(("notice-posted", "请先在“公示”办理“更正内容或撤下，重新公示”，再更正。"), (no.Code, no.Instead));
        Bench.Done(await posted.Reply("org", "sign", "restarted", reason: "金额写错"));
        Bench.Done(await Correct(posted, "matter", "拨付一百万元"));
    }

    [Fact]
    public async Task What_comes_up_beside_decides_only_on_itself()
    {
        await using var bench = await Opened(
            "sign: { title: 办理, activity: form, with: { by: officers }, next: { submitted: w } }",
            After + """

            leave:
              title: 请假
              activity: aside
              with: { by: [officers], ends: { agreed: 同意, refused: 不同意 } }
              branches:
                way:
                  start: why
                  steps:
                    why:
                      title: 事由
                      activity: form
                      with: { by: officers, fields: { cause: { label: 请假事由 } } }
                      next: { submitted: judge }
                    judge:
                      title: 批假
                      activity: approval
                      with: { by: section of superior }
                      next: { approved: "end:agreed", rejected: "end:refused" }
              next: { agreed: stay, refused: stay }
            """);
        Bench.Done(await bench.Make(new BeginAside { Id = Guid.NewGuid(), Case = bench.Case, By = "org", Step = "leave" }));
        Bench.Done(await bench.Reply("org", "why", "submitted", """{"cause":"出差"}"""));
        Bench.Done(await bench.Reply("above", "judge", "approved"));
        Assert.Equal("decided-on", Bench.Refusal(await Correct(bench, "cause", "休假", by: "org")).Code);
        Bench.Done(await Correct(bench, "matter", "拨付五百元"));
    }

    private const string Single = """
        sign:
          title: 审批
          activity: approval
          with: { by: section of superior, may-return: true }
          next: { approved: w, rejected: "end:stopped", returned: w }
        """;

    private const string Meeting = """
        sign:
          title: 大会表决
          activity: meeting-vote
          with: { by: officers, body: assembly }
          next: { carried: w, not-carried: w, adjourned: w }
        """;

    private const string Branches = """
        sign:
          title: 会签
          activity: parallel
          with: { ends-on: [rejected] }
          branches:
            law:
              start: law
              steps: { law: { title: 法务, activity: approval, with: { by: organiser }, next: { approved: end, rejected: end } } }
            money:
              start: money
              steps: { money: { title: 财务, activity: approval, with: { by: publicity }, next: { approved: end, rejected: end } } }
            staff:
              start: staff
              steps: { staff: { title: 人事, activity: approval, with: { by: section of superior }, next: { approved: end, rejected: end } } }
          next: { all: w, rejected: w }
        """;

    private static async Task<Bench> Opened(string sign, string after = After)
    {
        var bench = await Bench.Opened($"{Draft}\n{sign}\n{after}", register: Committee.Rows);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"matter":"拨付一千元","paper":"请示"}"""));
        return bench;
    }

    private static Correct Correction(Bench bench, string name, JsonNode value, string by = "chair") =>
        new() { Id = Guid.NewGuid(), Case = bench.Case, By = by, Name = name, Value = value, Reason = "笔误" };

    private static Task<MoveResult> Correct(Bench bench, string name, JsonNode value, string by = "chair") =>
        bench.Mediator.Send(Correction(bench, name, value, by));

    private static string Votes(int yes) => $$"""{"held-on":"2026-11-02","present":8,"yes":{{yes}},"no":{{8 - yes}},"abstained":0}""";

    private static async Task<IEnumerable<string>> Lapsing(Bench bench, string name) =>
        Workflows.Moves.Correct.Foresee(await bench.RunFor("chair"), "事由", (await bench.Now()).Data[name]).Lapsing;

    private static async Task<Problem?> Foreseen(Bench bench, string name) =>
        Workflows.Moves.Correct.Foresee(await bench.RunFor("chair"), "事由", (await bench.Now()).Data[name]).Refused;
}
