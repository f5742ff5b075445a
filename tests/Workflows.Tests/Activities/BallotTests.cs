using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using static Workflows.Tests.Activities.Election;

namespace Workflows.Tests.Activities;

/// <summary>投票选举: who may count, and that two people counted the same.</summary>
public sealed class BallotTests
{
    [Fact]
    public async Task A_round_decides_when_both_have_entered_the_same()
    {
        await using var bench = await Voting();
        var waiting = Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["scrutineer"], waiting.Items.Select(i => i.Part));

        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal("done", state.End);
        Assert.Equal(["org", "pub"], Json.Strings(state.Data["elected"].Value));
        Assert.Contains("应选 2 人，实到会有选举权 8 人，须超过半数即至少 5 票；当选 2 人：组委乙、宣委丙", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_differ_are_shown_to_both_and_entered_again()
    {
        await using var bench = await Voting();
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        Assert.Equal(["teller", "scrutineer"], state.Items.Select(i => i.Part));
        Assert.Equal(["宣委丙的赞成：一方录入 6 票，另一方录入 5 票", "宣委丙的不赞成：一方录入 2 票，另一方录入 3 票"], Json.Strings(state.Data["ballot.differences"].Value));

        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        var done = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 5 3 0", "m1 2 6 0"));
        Assert.Equal("done", done.End);
        Assert.Null(done.Data["ballot.differences"].Value);
    }

    [Fact]
    public async Task What_both_entered_alike_is_kept_and_only_what_differs_is_marked_and_empty()
    {
        await using var bench = await Voting();
        Bench.Done(await CountWith(bench, "m4", """[{"person":"m2","yes":1}]""", "org 8 0 0", "pub 4 3 1", "m1 2 6 0"));
        Bench.Done(await CountWith(bench, "m5", """[{"person":"m2","yes":1},{"other":"外来者","yes":1}]""", "org 8 0 0", "pub 4 4 0", "m1 2 6 0"));
        foreach (var who in new[] { "m4", "m5" })
        {
            var form = await bench.Form(who, "ballot");
            Assert.Equal("8", form.Fields.Single(f => f.Name == "issued").Value?.ToString());
            Assert.Null(form.Fields.Single(f => f.Name == "printed").Value);
            var tally = form.Fields.Single(f => f.Name == "tally");
            Assert.Equal(tally.FixedRows.Select(r => (string?)r["person"]), Json.Rows(tally.Value).Select(r => (string?)r["person"]));
            var pub = Json.Rows(tally.Value).Single(r => (string?)r["person"] == "pub");
            Assert.Equal("""{"person":"pub","yes":4}""", pub.ToJsonString());
            var at = Json.Rows(tally.Value).ToList().IndexOf(pub);
            Assert.Equal("""[{"person":"m2","yes":1},{"other":"外来者"}]""", form.Fields.Single(f => f.Name == "write-ins").Value!.ToJsonString(Json.Options));
            Assert.Equal(new[] { $"tally.{at}.abstained", $"tally.{at}.no", "write-ins.1.yes" }, form.Marks.Keys);
        }
    }

    [Theory]
    [InlineData("teller: m4, scrutineer: m4", "m4", "counted-already")]
    [InlineData("teller: org, scrutineer: m5", "org", "candidate-may-not-count")]
    [InlineData("teller: chair, scrutineer: m5", "chair", "starter-may-not-count")]
    public async Task Nobody_counts_twice_and_no_candidate_and_not_whoever_started_the_case(string watchers, string by, string code)
    {
        await using var bench = await Voting(watchers);
        if (code == "counted-already")
            Bench.Done(await Count(bench, by, "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var problem = Bench.Refusal(await Count(bench, by, "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal((code, ProblemKind.Forbidden), (problem.Code, problem.Kind));
    }

    [Fact]
    public async Task Handing_the_count_to_a_candidate_does_not_let_the_candidate_count()
    {
        await using var bench = await Voting();
        var item = (await bench.ItemAt("m4", "ballot"))!;
        var no = Bench.Refusal(await bench.Make(HandOver(bench, "m4", item, "org")));
        Assert.Equal(("candidate-may-not-count", "组委乙是候选人，不能担任监票人、计票人。"), (no.Code, no.Says));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // on the next day
    public async Task One_person_never_enters_both_counts_however_often_they_are_made(bool nextDay)
    {
        await using var bench = await Voting();
        Assert.Equal("counts-for-the-other", Bench.Refusal(await bench.Make(HandOver(bench, "m5", (await bench.ItemAt("m5", "ballot"))!, "m4"))).Code);
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 5 3 0", "m1 2 6 0")); // differs: both enter again
        if (nextDay)
            await bench.PassTo("2026-11-03");

        Bench.Done(await bench.Make(HandOver(bench, "m4", (await bench.ItemAt("m4", "ballot"))!, "m2")));
        var item = (await bench.ItemAt("m5", "ballot"))!;
        Assert.DoesNotContain("m4", Workflows.Moves.HandOver.Candidates(await bench.RunFor("m5"), item));
        var no = Bench.Refusal(await bench.Make(HandOver(bench, "m5", item, "m4")));
        Assert.Equal(("counted-already", "党员4已作为另一方录入，计票人和监票人须由两人分别录入。"), (no.Code, no.Says));
    }

    [Theory]
    [InlineData("org", false)] // a candidate
    [InlineData("chair", false)] // opened the case
    [InlineData("x", true)]
    public async Task Entering_from_paper_is_offered_only_to_whoever_may_count(string who, bool offered)
    {
        await using var bench = await Voting(register: WithDeputy());
        var run = await bench.RunFor(who);
        Assert.All(run.Case.Items, i => Assert.Equal(offered, Recordings.IsOffered(run, i)));
    }

    [Fact]
    public async Task Whoever_entered_one_count_from_paper_does_not_enter_the_other()
    {
        await using var bench = await Voting(register: WithDeputy());
        await bench.PassTo("2026-11-04");
        Reply Enter(WorkItem item) => bench.Answer("x", item.Id, "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"])) with
        {
            DoneOn = Bench.Day("2026-11-02"), Evidence = [new System.Text.Json.Nodes.JsonObject { ["hash"] = new string('0', 64), ["name"] = "双方签字的计票报告单.pdf" }],
        };
        Bench.Done(await bench.Make(Enter((await bench.ItemAt("m4", "ballot"))!)));
        await bench.PassTo("2026-11-06");
        var run = await bench.RunFor("x");
        Assert.False(Recordings.IsOffered(run, run.Case.Items[0]));
        Assert.Equal("counted-already", Bench.Refusal(await bench.Make(Enter(run.Case.Items[0]))).Code);
        Assert.Equal("done", Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0")).End);
    }

    [Fact]
    public async Task Whoever_is_to_count_and_cannot_sign_in_is_told_of_when_named()
    {
        await using var bench = await Voting(before: b => b.WhoSignsIn = new HashSet<string> { "chair", "m5" });
        var says = Assert.Single(await bench.Messages());
        Assert.Equal("officers@b", says.ToKey);
        Assert.Contains("“投票：计票人录入”由党员4办理，而党员4没有账号，不能登录。请管理员先开通账号；不开通的，在办理之日以后由其他同志补录，附签字的材料（计票的须有双方签字）。", says.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "党员4（没有账号）", "党员5")]
    [InlineData(false, "党员4", "党员5")] // nothing is known of accounts
    public async Task A_picker_says_who_could_not_count(bool known, string teller, string scrutineer)
    {
        await using var bench = await Named();
        bench.WhoSignsIn = known ? new HashSet<string> { "chair", "m5" } : null;
        var fields = (await bench.Form("chair", "s")).Fields;
        var options = fields.Single(f => f.Name == "teller").Options.ToDictionary(o => o.Value, o => o.Label);
        Assert.Equal((teller, scrutineer), (options["m4"], options["m5"]));
        Assert.Equal(known, fields.Single(f => f.Name == "scrutineer").Hint?.Contains("没有账号", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(fields.Single(f => f.Name == "standing").Options, o => o.Label.Contains("没有账号", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_superior_who_urges_does_not_count_as_one_of_the_two()
    {
        await using var bench = await Voting(deadline: "deadlines: [{ name: vote, title: 完成选举, within: P1D, article: 示例办法, then: escalate }]");
        await bench.PassTo("2026-11-04");
        Bench.Done(await bench.Reply("above", "ballot", "urged", """{"note":"已电话督办"}"""));
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal("done", Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0")).End);
    }

    [Fact]
    public async Task Two_candidates_of_one_name_are_told_apart_and_compared_each_with_itself()
    {
        await using var bench = await Voting(register: SameName());
        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        var state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 2 6 0", "m1 6 2 0"));
        Assert.Equal(
            ["党员1（1）的不赞成：一方录入 6 票，另一方录入 2 票", "党员1（1）的赞成：一方录入 2 票，另一方录入 6 票", "党员1（2）的不赞成：一方录入 2 票，另一方录入 6 票", "党员1（2）的赞成：一方录入 6 票，另一方录入 2 票"],
            Json.Strings(state.Data["ballot.differences"].Value).Order(StringComparer.Ordinal));

        Bench.Done(await Count(bench, "m4", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        state = Bench.Done(await Count(bench, "m5", "org 8 0 0", "pub 6 2 0", "m1 2 6 0"));
        Assert.Equal(["org", "pub"], Json.Strings(state.Data["elected"].Value));
    }

    [Fact]
    public async Task Two_write_ins_of_one_name_are_told_apart()
    {
        await using var bench = await Voting(register: Town.Rows with { People = [.. Town.Rows.People.Select(p => p.Id == "m3" ? p with { Name = Town.Name("m2") } : p)] });
        const string Writes = """[{"person":"m2","yes":2},{"person":"m3","yes":1}]""";
        Bench.Done(await CountWith(bench, "m4", Writes, "org 8 0 0", "pub 5 3 0", "m1 0 8 0"));
        Assert.Equal("done", Bench.Done(await CountWith(bench, "m5", Writes, "org 8 0 0", "pub 5 3 0", "m1 0 8 0")).End);
    }

    [Theory]
    [InlineData("issued", 7, "EL-13")]
    [InlineData("voters", 9, "投票人数 9 人多于发出选票 8 张")]
    [InlineData("valid", 7, "合计与收回选票 8 张不符")]
    [InlineData("invalid", 1, "合计与收回选票 8 张不符")]
    [InlineData("printed", 12, "EL-13")]
    public async Task Ballots_that_do_not_balance_are_refused(string field, int number, string says)
    {
        await using var bench = await Voting();
        var problem = Bench.Refusal(await bench.Reply("m4", "ballot", "counted", Entry(["org 8 0 0", "pub 6 2 0", "m1 2 6 0"], (field, number), ("remainder", 3))));
        Assert.Contains(says, string.Join(' ', problem.Says, string.Join(' ', problem.Verdicts.Select(v => v.Rule))), StringComparison.Ordinal);
        Assert.Equal(2, (await bench.History()).Count);
    }

    [Theory]
    [InlineData("org 8 0 0", "pub 6 2 0", "m1 2 5 0", "合计不等于有效票 8 张")]
    [InlineData("org 8 1 0", "pub 6 2 0", "m1 2 6 0", "合计多于选票 8 张")]
    [InlineData("org 8 0 0", "pub 6 2 0", "m1 3 5 0", "多于有效票 8 张每张最多选 2 人的 16 票")]
    public async Task Votes_that_cannot_be_true_together_are_refused(string one, string two, string three, string says)
    {
        await using var bench = await Voting();
        Assert.Contains(says, Bench.Refusal(await Count(bench, "m4", one, two, three)).Errors["tally"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org 8 0 0", "pub 6 2 0")]
    [InlineData("org 8 0 0", "pub 6 2 0", "m2 2 6 0")]
    [InlineData("org 8 0 0", "pub 6 2 0", "pub 6 2 0")]
    public async Task A_tally_names_every_candidate_once_and_nobody_else(params string[] rows)
    {
        await using var bench = await Voting();
        Assert.Contains("应逐行填写", Bench.Refusal(await Count(bench, "m4", rows)).Errors["tally"], StringComparison.Ordinal);
    }

    /// <summary>The town with a 副书记 who is no candidate.</summary>
    private static RegisterRows WithDeputy() => Town.Rows with
    {
        People = [.. Town.Rows.People, new Person("x", "副书记庚", null, Sex.Female)],
        Posts = [.. Town.Rows.Posts, new Post("x", "b", Roles.DeputySecretary, new DateOnly(2023, 1, 1))],
    };

    private static HandOver HandOver(Bench bench, string by, WorkItem item, string to) =>
        new() { Id = Guid.NewGuid(), Case = bench.Case, By = by, Item = item.Id, To = to, Reason = "身体不适" };

    private static RegisterRows SameName() =>
        Town.Rows with { People = [.. Town.Rows.People.Select(p => p.Id == "pub" ? p with { Name = Town.Name("m1") } : p)] };
}
