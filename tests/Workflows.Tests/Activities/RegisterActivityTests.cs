using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Activities;

/// <summary>就任 and 任期调整: what a case does to the register, in its own transaction.</summary>
public sealed class RegisterActivityTests
{
    private const string Office = """
        s:
          title: 交接
          activity: form
          with:
            by: officers
            fields:
              held-on: { label: 选举日期, type: date, required: false }
              from: { label: 就任日期, type: date }
              lead: { label: 书记, type: person }
              members: { label: 委员会, type: people }
              duties: { label: 分工, type: rows, columns: { person: { label: 委员, type: person }, role: { label: 职务, type: choice, options: { organiser: 组织委员, publicity: 宣传委员 } } } }
          next: { submitted: office }
        office:
          title: 就任
          activity: take-office
          with: { elected-on: held-on, from: from, years: "3", secretary: lead, members: members, duties: duties }
          next: { done: "end:done" }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_committee_is_in_the_register_from_its_day_and_the_old_one_no_longer(Database on)
    {
        await using var bench = await Bench.Opened(Office, on: on);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"held-on":"2026-10-20","from":"2026-11-02","lead":"org","members":["org","m1","m2"],"duties":[{"person":"m1","role":"organiser"}]}"""));

        var register = await bench.Register();
        var (before, after) = (Bench.Day("2026-11-01"), Bench.Day("2026-11-02"));
        Assert.Equal(["chair", "org", "pub"], register.CommitteeOf("b", before).Order());
        Assert.Equal(["m1", "m2", "org"], register.CommitteeOf("b", after).Order());
        Assert.Equal(Roles.Secretary, Assert.Single(register.PostsOf("org", after)).Role);
        Assert.Equal(Roles.Organiser, Assert.Single(register.PostsOf("m1", after)).Role);
        Assert.Equal(Roles.CommitteeMember, Assert.Single(register.PostsOf("m2", after)).Role);
        Assert.Equal(new Term("b", Bench.Day("2026-10-20"), 3, bench.Case), register.TermsOf("b").First());
        Assert.Equal(Bench.Day("2029-10-20"), register.CurrentTerm("b", after)!.ExpiresOn);
        Assert.Contains("2029年10月20日", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_keeps_the_same_post_has_held_it_all_along()
    {
        await using var bench = await Bench.Opened(Office);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"held-on":"2026-10-20","from":"2026-11-02","lead":"chair","members":["chair","m1"],"duties":[]}"""));
        var register = await bench.Register();
        Assert.Equal(new DateOnly(2023, 1, 1), Assert.Single(register.PostsOf("chair", Bench.Day("2026-11-02"))).From);
        Assert.Empty(register.PostsOf("pub", Bench.Day("2026-11-02")));
    }

    [Fact]
    public async Task A_term_elected_on_29_February_ends_on_the_last_day_of_February()
    {
        await using var bench = await Bench.Opened(Office, today: "2028-03-01");
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"held-on":"2028-02-29","from":"2028-03-01","lead":"chair","members":["chair"],"duties":[]}"""));
        Assert.Equal(Bench.Day("2031-02-28"), (await bench.Register()).CurrentTerm("b", Bench.Day("2028-03-01"))!.ExpiresOn);
    }

    [Fact]
    public async Task Without_the_day_of_the_election_nobody_takes_office_and_the_person_is_told_what_is_missing()
    {
        await using var bench = await Bench.Opened(Office);
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"from":"2026-11-02","lead":"org","members":["org"],"duties":[]}"""));
        Assert.Equal("office-data-missing", problem.Code);
        Assert.Contains("还缺“选举日期”", problem.Says, StringComparison.Ordinal);
        Assert.Equal(["chair", "org", "pub"], (await bench.Register()).CommitteeOf("b", Bench.Day("2026-11-02")).Order());
    }

    [Theory]
    [InlineData(6, "2027-05-20", "延长 6 个月")]
    [InlineData(-3, "2026-08-20", "提前 3 个月")]
    public async Task A_shifted_term_ends_on_another_day_and_the_old_one_stays_on_record(int months, string expires, string says)
    {
        await using var bench = await Bench.Opened(Shift);
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"months":{{months}}}"""));
        var register = await bench.Register();
        Assert.Equal(Bench.Day(expires), register.CurrentTerm("b", Bench.Day("2026-11-02"))!.ExpiresOn);
        Assert.Equal(Bench.Day("2026-11-20"), register.CurrentTerm("b", Bench.Day("2026-11-01"))!.ExpiresOn);
        Assert.Contains(says, await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_after_a_shifted_term_see_its_new_end()
    {
        await using var bench = await Bench.Opened(Shift.Replace("\"end:done\"", "again", StringComparison.Ordinal) + """

            again:
              title: 再报
              activity: form
              with: { by: officers }
              deadlines: [{ name: term, title: 届满, from: facts.term-expires-on, within: P0D, article: 示例办法 }]
              next: { submitted: "end:done" }
            """);
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", """{"months":2}"""));
        Assert.Equal(Bench.Day("2027-01-20"), Assert.Single(state.Deadlines.Values).Due);
    }

    [Fact]
    public async Task A_branch_without_a_term_has_nothing_to_shift()
    {
        await using var bench = await Bench.Opened(Shift, register: Town.Rows with { Terms = [] });
        Assert.Equal("no-term", Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"months":2}""")).Code);
    }

    private const string Shift = """
        s:
          title: 批准
          activity: form
          with: { by: officers, fields: { months: { label: 月数, type: number, min: -12, max: 12 } } }
          next: { submitted: shift }
        shift:
          title: 调整任期
          activity: shift-term
          with: { months: months }
          next: { done: "end:done" }
        """;
}
