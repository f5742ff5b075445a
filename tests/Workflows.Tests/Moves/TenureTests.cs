using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>Work follows the post on the day of the answer: bodies, what was handed over, and those who are told.</summary>
public sealed class TenureTests
{
    private static readonly DateOnly today = new(2026, 11, 2);

    [Fact]
    public async Task Whoever_has_lost_the_post_does_not_answer_any_more_and_the_successor_does()
    {
        await using var bench = await Body("all");
        var item = (await bench.ItemAt("pub", "judge"))!.Id;
        await bench.Change("pub", Roles.Publicity, "2026-11-02", new Post("m1", "b", Roles.Publicity, today));

        var no = Bench.Refusal(await bench.Make(bench.Answer("pub", item, "approved")));
        Assert.Equal(("post-ended", "您的任职已有变动，这一待办现由党员1办理。"), (no.Code, no.Says));
        Assert.True(Bench.Done(await bench.Make(bench.Answer("m1", item, "approved"))).IsOpen);
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "judge", "approved")).End);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory]
    [InlineData("2026-11-03", false)] // the last day in the post
    [InlineData("2026-11-02", true)] // the first day no longer in it
    public async Task A_post_is_held_until_its_last_day(string until, bool ended)
    {
        await using var bench = await Body("any");
        var item = (await bench.ItemAt("pub", "judge"))!.Id;
        await bench.Change("pub", Roles.Publicity, until);
        var result = await bench.Make(bench.Answer("pub", item, "approved"));
        if (ended)
            Assert.Equal(("post-ended", "您的任职已有变动，这一待办不再由您办理。"), (Bench.Refusal(result).Code, Bench.Refusal(result).Says));
        else
            Assert.Equal("done", Bench.Done(result).End);
    }

    [Fact]
    public async Task The_clock_passes_the_work_on_and_tells_both()
    {
        await using var bench = await Body("all");
        await bench.Clock.RunDeadlines();
        Assert.Empty(await bench.Messages());
        await bench.Change("pub", Roles.Publicity, "2026-11-05", new Post("m1", "b", Roles.Publicity, new DateOnly(2026, 11, 5)));
        await bench.PassTo("2026-11-04");
        Assert.Empty(await bench.Messages());

        await bench.PassTo("2026-11-05");
        Assert.Equal(["person:m1", "person:org"], (await bench.Now()).Items.Select(i => i.To.Key).Order());
        Assert.Equal(["person:m1", "person:pub"], (await bench.Messages()).Select(m => m.ToKey).Order());
        Assert.Contains("待办由宣委丙转由党员1办理（委员会成员变动）", await bench.Timeline(), StringComparison.Ordinal);
        var moves = (await bench.History()).Count;
        await bench.PassTo("2026-11-07");
        Assert.Equal(moves, (await bench.History()).Count);
    }

    [Theory]
    [InlineData(false, "2026-11-02")]
    [InlineData(true, "2026-10-01")] // registered only afterwards
    public async Task An_answer_stays_when_its_giver_leaves_and_the_successor_does_not_answer_once_more(bool clock, string on)
    {
        await using var bench = await Body("all");
        Bench.Done(await bench.Reply("pub", "judge", "approved"));
        await bench.Change("pub", Roles.Publicity, on, new Post("m1", "b", Roles.Publicity, Bench.Day(on)));
        if (clock)
            await bench.Clock.RunDeadlines();

        Assert.Equal("not-yours", Bench.Refusal(await bench.Reply("m1", "judge", "approved")).Code);
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "judge", "approved")).End);
    }

    [Fact]
    public async Task Whoever_comes_into_a_post_that_nobody_has_answered_for_is_asked_besides()
    {
        await using var bench = await Body("all");
        Bench.Done(await bench.Reply("pub", "judge", "approved"));
        await bench.Lay(new RegisterRows { Posts = [new Post("m1", "b", Roles.CommitteeMember, today)] });
        await bench.Clock.RunDeadlines();
        Assert.Equal(["person:m1", "person:org"], (await bench.Now()).Items.Select(i => i.To.Key).Order());
        Assert.True(Bench.Done(await bench.Reply("org", "judge", "approved")).IsOpen);
        Assert.Equal("done", Bench.Done(await bench.Reply("m1", "judge", "approved")).End);
    }

    [Fact]
    public async Task A_post_that_nobody_has_any_more_is_not_waited_for()
    {
        await using var bench = await Body("all");
        Bench.Done(await bench.Reply("pub", "judge", "approved"));
        await bench.Change("org", Roles.Organiser, "2026-11-02");
        await bench.Clock.RunDeadlines();
        Assert.Equal("done", (await bench.Now()).End);
        Assert.Contains("待办收回：组委乙已不担任委员会成员", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_nobody_belongs_to_any_more_decides_nothing_and_waits_for_its_next_members()
    {
        await using var bench = await Body("all");
        await bench.Change("org", Roles.Organiser, "2026-11-02");
        await bench.Change("pub", Roles.Publicity, "2026-11-02");
        await bench.Clock.RunDeadlines();
        Assert.Equal("committee@b", Assert.Single((await bench.Now()).Items).To.Key);
        Assert.Contains((await bench.Messages()), m => m.ToKey == "section@p" && m.Text.Contains("一职空缺", StringComparison.Ordinal));
        await bench.Lay(new RegisterRows { Posts = [new Post("m1", "b", Roles.Organiser, today)] });
        await bench.Clock.RunDeadlines();
        Assert.Equal("person:m1", Assert.Single((await bench.Now()).Items).To.Key);
        Assert.Equal("done", Bench.Done(await bench.Reply("m1", "judge", "approved")).End);
    }

    [Theory]
    [InlineData("x1 x2", true)] // 2 of 3
    [InlineData("x1", false)] // 2 of 4
    [InlineData("", false)] // 2 of 5
    public async Task The_share_is_one_of_the_posts_of_the_day(string leave, bool carried)
    {
        await using var bench = await Body("'> 1/2'", Five());
        foreach (var member in leave.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            await bench.Change(member, Roles.CommitteeMember, "2026-11-02");
        Bench.Done(await bench.Reply("org", "judge", "approved"));
        Assert.Equal(carried ? "done" : null, Bench.Done(await bench.Reply("pub", "judge", "approved")).End);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Posts_that_were_answered_for_stay_in_the_base_whoever_has_them_now(bool successor)
    {
        await using var bench = await Body("'> 1/2'", Five());
        Bench.Done(await bench.Reply("x1", "judge", "approved"));
        await bench.Change("x1", Roles.CommitteeMember, "2026-11-02", [.. successor ? [new Post("m1", "b", Roles.CommitteeMember, today)] : Array.Empty<Post>()]);
        Assert.True(Bench.Done(await bench.Reply("org", "judge", "approved")).IsOpen);
        Assert.Equal("done", Bench.Done(await bench.Reply("pub", "judge", "approved")).End);
    }

    [Fact]
    public async Task What_was_entered_from_paper_for_a_member_is_that_members_answer()
    {
        await using var bench = await Body("all");
        await bench.PassTo("2026-11-04");
        var item = (await bench.Now()).Items.Single(i => i.To.Key == "person:pub").Id;
        Bench.Done(await bench.Make(bench.Answer("org", item, "approved") with { DoneOn = Bench.Day("2026-11-03"), Evidence = [new System.Text.Json.Nodes.JsonObject { ["hash"] = new string('0', 64), ["name"] = "会签单.pdf" }] }));
        await bench.Lay(new RegisterRows { Posts = [new Post("m1", "b", Roles.CommitteeMember, new DateOnly(2026, 11, 4))] });
        await bench.Clock.RunDeadlines();
        Assert.Equal(["person:m1", "person:org"], (await bench.Now()).Items.Select(i => i.To.Key).Order());
    }

    [Fact]
    public async Task What_was_handed_over_ends_with_the_post_of_whoever_took_it()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 办理
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """);
        await bench.Clock.RunDeadlines();
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        Bench.Done(await bench.Make(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item, To = "pub", Reason = "出差" }));
        await bench.Change("pub", Roles.Publicity, "2026-11-02");
        Assert.Equal("post-ended", Bench.Refusal(await bench.Make(bench.Answer("pub", item, "submitted"))).Code);

        await bench.Clock.RunDeadlines();
        Assert.Equal("officers@b", Assert.Single((await bench.Now()).Items).To.Key);
        Assert.Equal(["officers@b", "person:pub"], (await bench.Messages()).Select(m => m.ToKey).Order());
        Assert.Contains("转办给您的“办理”", (await bench.Messages()).Single(m => m.ToKey == "person:pub").Text, StringComparison.Ordinal);
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "s", "submitted")).End);
    }

    [Theory]
    [InlineData("org pub", "person:org")] // the other one chosen does it
    [InlineData("pub", "officers@b")] // whoever chose chooses anew
    public async Task Whoever_was_chosen_for_a_post_is_asked_while_holding_it(string chosen, string left)
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 派人
              activity: form
              with: { by: officers, fields: { who: { label: 谈话人, type: people, from: facts.committee-list } } }
              next: { submitted: talk }
            talk:
              title: 谈话
              activity: form
              with: { by: person in who }
              next: { submitted: "end:done" }
            """);
        var ids = string.Join("\",\"", chosen.Split(' '));
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"who":["{{ids}}"]}"""));
        await bench.Clock.RunDeadlines();
        var item = (await bench.Now()).Items.Single(i => i.To.Key == "person:pub").Id;
        await bench.Change("pub", Roles.Publicity, "2026-11-02");
        Assert.Equal("post-ended", Bench.Refusal(await bench.Make(bench.Answer("pub", item, "submitted"))).Code);

        await bench.Clock.RunDeadlines();
        Assert.Equal([left], (await bench.Now()).Items.Select(i => i.To.Key));
        Assert.Contains("person:pub", (await bench.Messages()).Select(m => m.ToKey));
        if (left == "officers@b")
            Bench.Done(await bench.Make(new HandOver { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Item = item, To = "org", Reason = "另行确定" }));
        Assert.Equal("done", Bench.Done(await bench.Reply("org", "talk", "submitted")).End);
    }

    [Fact]
    public async Task Whoever_comes_into_a_post_is_told_what_lies_there_and_the_superior_of_a_vacant_one()
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 办理
              activity: form
              with: { by: secretary }
              next: { submitted: "end:done" }
            """);
        await bench.Clock.RunDeadlines();
        await bench.Change("chair", Roles.Secretary, "2026-11-02");
        await bench.Clock.RunDeadlines();
        Assert.Equal(("section@p", "示例局第一支部书记一职空缺，“示例局第一支部 · 示例流程”的“办理”无人办理；请登记任职。"), Told(Assert.Single(await bench.Messages())));

        await bench.Lay(new RegisterRows { Posts = [new Post("m1", "b", Roles.Secretary, today)] });
        await bench.Clock.RunDeadlines();
        Assert.Equal("secretary@b", (await bench.Messages())[^1].ToKey);
        Assert.Equal("示例局第一支部书记（党员1）", Assert.Single((await bench.Now()).Items).To.Title);
    }

    [Fact]
    public async Task A_vacant_post_is_said_before_anything_is_submitted_to_it()
    {
        const string Steps = """
            s:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: route }
            route: { title: 去向, activity: choose, with: { when: [{ if: { field: facts.full-members, at-least: 100 }, then: big, title: 大 }], otherwise: 小 }, next: { big: whole, otherwise: judge } }
            whole: { title: 大支部审查, activity: approval, with: { by: inspector }, next: { approved: "end:done", rejected: "end:stopped" } }
            judge:
              title: 审查
              activity: approval
              with: { by: discipline }
              next: { approved: "end:done", rejected: "end:stopped" }
            """;
        await using var bench = await Bench.Opened(Steps);
        var no = Bench.Refusal(await bench.Reply("chair", "s", "submitted"));
        Assert.Equal(("post-vacant", "下一步“审查”由示例局第一支部纪检委员办理，这一职务 2026年11月2日空缺。"), (no.Code, no.Says));
        Assert.Contains("在名册中登记任职", no.Instead, StringComparison.Ordinal);
        Assert.Contains("“审查”由示例局第一支部纪检委员办理", Assert.Single(Vacancies.Ahead(await bench.RunFor("chair"), "s")), StringComparison.Ordinal);

        await bench.Lay(new RegisterRows { Posts = [new Post("m1", "b", Roles.Discipline, today)] });
        Assert.Empty(Vacancies.Ahead(await bench.RunFor("chair"), "s"));
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Assert.Equal("done", Bench.Done(await bench.Reply("m1", "judge", "approved")).End);
    }

    private static (string To, string Text) Told(Workflows.Storage.MessageRow message) => (message.ToKey, message.Text);

    private static async Task<Bench> Body(string needs, RegisterRows? register = null)
    {
        var bench = await Bench.Opened($$"""
            s:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: judge }
            judge:
              title: 会签
              activity: approval
              with: { by: committee, needs: {{needs}} }
              next: { approved: "end:done", rejected: "end:stopped" }
            """, register: register);
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        return bench;
    }

    private static RegisterRows Five() => Town.Rows with
    {
        People = [.. Town.Rows.People, new Person("x1", "委员一", null, Sex.Female), new Person("x2", "委员二", null, Sex.Female)],
        Posts = [.. Town.Rows.Posts, new Post("x1", "b", Roles.CommitteeMember, new DateOnly(2023, 1, 1)), new Post("x2", "b", Roles.CommitteeMember, new DateOnly(2023, 1, 1))],
    };
}
