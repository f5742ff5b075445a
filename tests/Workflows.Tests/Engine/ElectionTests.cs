using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Tests.Engine;

/// <summary>One whole election, from the clock's reminder to the next term, as the people involved carry it through.</summary>
public sealed class ElectionTests
{
    private static readonly string[] Members = [.. Enumerable.Range(1, 17).Select(i => $"b{i}")];

    private const string Nothing = "{}";
    private const string InMeeting = """{"yes":20,"no":0,"abstained":0}""";
    private const string Count = """{"issued":20,"voters":20,"returned":20,"valid":20,"invalid":0,"tally":[{"person":"chair","yes":19,"no":1,"abstained":0},{"person":"b1","yes":15,"no":5,"abstained":0},{"person":"b2","yes":12,"no":8,"abstained":0},{"person":"b3","yes":9,"no":11,"abstained":0}]}""";
    private const string Three = """{"issued":3,"voters":3,"returned":3,"valid":3,"invalid":0,"tally":[{"person":"chair","yes":3,"no":0,"abstained":0}]}""";

    private static readonly Stride[] road =
    [
        new("2026-05-18", "above", "remind", "submitted", """{"reminded-on":"2026-05-18","means":"phone","reached":"书记"}"""),
        new("2026-05-18", "chair", "intent", "hold", Nothing),
        new("2026-06-01", "chair", "resolve-committee", "submitted", """{"held-on":"2026-06-01","present":3,"yes":3,"no":0,"abstained":0,"planned-on":"2026-10-20","seats":3,"deputy-seats":0}"""),
        new("2026-06-01", "org", "request", "submitted", """{"request-number":"示支〔2026〕3号","requested-on":"2026-06-01","agenda":"议程"}"""),
        new("2026-06-05", "above", "formal-check", "accepted", Nothing),
        new("2026-06-05", "chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕9号","replied-on":"2026-06-05","approved-seats":3}"""),
        new("2026-06-05", "org", "roll", "submitted", Nothing),
        new("2026-09-01", "org", "nominate", "submitted", """{"proposals":[{"person":"b1","votes":15},{"person":"b2","votes":14}]}"""),
        new("2026-09-01", "org", "examine", "submitted", """{"held-on":"2026-09-01","present":3,"yes":3,"no":0,"abstained":0,"proposed":["chair","b1","b2","b3"],"secretary-candidate":"chair","leads-unit":true,"integrity":"无不良反映"}"""),
        new("2026-09-10", "above", "formal-check", "accepted", Nothing),
        new("2026-09-10", "chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕19号","replied-on":"2026-09-10","agreed-people":["chair","b1","b2","b3"]}"""),
        new("2026-09-20", "org", "confirm", "submitted", """{"candidates":["chair","b1","b2","b3"],"confirmed-on":"2026-09-20"}"""),
        new("2026-09-20", "org", "papers", "submitted", """{"meeting-on":"2026-10-20","place":"会议室","noticed-on":"2026-09-20"}"""),
        new("2026-10-20", "org", "attendance", "submitted", """{"held-on":"2026-10-20","host":"书记","present":20}"""),
        new("2026-10-20", "org", "method", "submitted", InMeeting),
        new("2026-10-20", "org", "watchers", "submitted", """{"yes":20,"no":0,"abstained":0,"scrutineer":"b10","teller":"b11"}"""),
        new("2026-10-20", "org", "work-report", "submitted", InMeeting),
        new("2026-10-20", "org", "introduce", "submitted", """{"standing":["chair","b1","b2","b3"]}"""),
        new("2026-10-20", "b11", "ballot", "counted", Count),
        new("2026-10-20", "b10", "ballot", "counted", Count),
        new("2026-10-20", "org", "announce", "submitted", Nothing),
        new("2026-10-20", "org", "gather", "submitted", """{"plenary-on":"2026-10-20","plenary-host":"b1","plenary-present":3,"nominee":["chair"],"plenary-scrutineer":"b1","plenary-teller":"b2"}"""),
        new("2026-10-20", "b2", "secretary-ballot", "counted", Three),
        new("2026-10-20", "b1", "secretary-ballot", "counted", Three),
        new("2026-10-20", "org", "duties", "submitted", """{"duties":[{"person":"b1","role":"organiser"},{"person":"b2","role":"discipline"}]}"""),
        new("2026-10-22", "org", "report", "submitted", """{"report-number":"示支〔2026〕8号","reported-on":"2026-10-22"}"""),
        new("2026-10-22", "above", "formal-check", "accepted", Nothing),
        new("2026-10-22", "chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕29号","replied-on":"2026-10-22"}"""),
        new("2026-10-22", "above", "plan", "planned", """{"talker":"书记","talk-form":"individual","planned-talk-on":"2026-10-22"}"""),
        new("2026-10-22", "above", "record", "talked", """{"talked-on":"2026-10-22","talk-record":"要点"}"""),
        new("2026-10-22", "chair", "handover", "submitted", """{"handover-on":"2026-10-22","handover-list":["accounts","seals"]}"""),
    ];

    [Fact]
    public async Task A_branch_with_a_committee_goes_from_the_reminder_to_the_next_term()
    {
        await using var bench = await Bench.Start("2026-05-08", Rows());
        await bench.Load(Repository.Definitions);
        Assert.NotEqual(0, await bench.Clock.OpenRecurring());
        Assert.Equal(0, await bench.Clock.OpenRecurring());
        bench.Case = await Election(bench);
        await Walk(bench, road);

        var state = await bench.Now();
        Assert.Equal("completed", state.End);
        var register = await bench.Register();
        Assert.Equal(Bench.Day("2029-10-20"), register.CurrentTerm("b", Bench.Day("2026-10-22"))!.ExpiresOn);
        Assert.Equal(["b1", "b2", "chair"], register.CommitteeOf("b", Bench.Day("2026-10-23")).Order());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    /// <summary>The election that the clock has opened, beside whatever else recurs.</summary>
    private static async Task<string> Election(Bench bench)
    {
        await using var db = await bench.Database.Contexts.CreateDbContextAsync();
        return db.Cases.Single(c => c.Procedure == "branch-election").Id;
    }

    /// <summary>The first version as it was published, with the parts that it called; the one that ships now is newer.</summary>
    [Fact]
    public async Task An_election_that_began_under_the_first_version_is_finished_under_it_while_another_runs_under_the_newest()
    {
        await using var bench = await Bench.Start("2026-05-08", Rows());
        await Publish(bench, Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Engine", "Published"));
        Assert.Equal(1, await bench.Clock.OpenRecurring());
        var first = bench.Case = (await bench.Cases()).Single();
        await Walk(bench, road[..14].Select(s => s with { Values = s.Values.Replace("\"leads-unit\":true,", "", StringComparison.Ordinal) }));

        await Publish(bench, Repository.Definitions);
        var newest = bench.Library.Procedures.Find("branch-election")!.Procedure.Version;
        Assert.True(newest > 2);
        Bench.Done(await bench.Open("lead", "branch-election", "c"));
        var second = bench.Case;
        Assert.Equal(newest, (await bench.Row()).Version);
        Assert.NotNull(bench.Library.Procedures.Find("branch-election", newest)!.Procedure.Deadlines[0].Reports);
        Assert.Null(bench.Library.Procedures.Find("branch-election", 1)!.Procedure.Deadlines[0].Reports);

        bench.Case = first;
        await Walk(bench, road[14..]);
        Assert.Equal((1, "completed"), ((await bench.Row()).Version, (await bench.Now()).End));
        var told = string.Concat((await bench.History()).Select(h => h.Events));
        Assert.Contains("10 个工作日，本系统约定。", told, StringComparison.Ordinal);
        Assert.DoesNotContain("本系统约定（可设置）。", told, StringComparison.Ordinal);
        foreach (var each in new[] { first, second })
            Assert.Empty(await bench.Verifier.Verify(each));
    }

    private static async Task Walk(Bench bench, IEnumerable<Stride> strides)
    {
        foreach (var (on, by, step, outcome, values) in strides)
        {
            bench.On(on);
            Bench.Done(await bench.Reply(by, step, outcome, values));
        }
    }

    private static async Task Publish(Bench bench, string folder)
    {
        foreach (var file in DefinitionLayout.Definitions(folder).Concat(DefinitionLayout.Beside(folder)))
            await bench.Write(Path.GetRelativePath(folder, file), await File.ReadAllTextAsync(file));
        Assert.Empty(await bench.Reload());
    }

    [Fact]
    public async Task A_step_shows_what_it_rests_on_and_begins_with_the_day_that_was_decided()
    {
        var rows = Rows();
        await using var bench = await Bench.Start("2026-05-08", rows with
        {
            People = [.. rows.People, new Person("new", "预备某", null, Sex.Female)],
            Memberships = [.. rows.Memberships, new Membership("new", "b", MembershipStage.Probationary, new DateOnly(2026, 1, 1))],
        });
        await bench.Load(Repository.Definitions);
        Assert.NotEqual(0, await bench.Clock.OpenRecurring());
        bench.Case = await Election(bench);

        await Walk(bench, road[..6]);
        var electors = (await bench.Register()).Roll("b", Bench.Day("2026-06-05")).Entitled;
        Assert.Equal(
            [("党员总数", $"{electors + 1} 人", "b"), ("有表决权、选举权的正式党员人数", $"{electors} 人", "b"), ("没有表决权、选举权的党员", "1 人：预备某（预备党员）", "b")],
            (await bench.Form("org", "roll")).Facts.Select(f => (f.Label, f.Text, f.Roll)));

        await Walk(bench, [road[6], road[7] with { Values = """{"proposals":[{"person":"b2","votes":14},{"person":"b1","votes":15}]}""" }]);
        Assert.Contains(("推荐提名情况", "党员b1 15 人、党员b2 14 人"), (await bench.Form("org", "examine")).Facts.Select(f => (f.Label, f.Text)));

        await Walk(bench, road[8..12]);
        Assert.Equal("2026-10-20", Starts(await bench.Form("org", "papers"), "meeting-on"));
        await Walk(bench, road[12..13]);
        var attendance = await bench.Form("org", "attendance");
        Assert.Equal("2026-10-20", Starts(attendance, "held-on"));
        Assert.Equal((null, null), (Starts(attendance, "present"), attendance.Fields.Single(f => f.Name == "present").Register));
        Assert.Contains($"{electors} 人", attendance.Facts.Select(f => f.Text));

        await Walk(bench, road[13..20]);
        var votes = Assert.Single((await bench.Form("org", "announce")).Facts);
        Assert.Equal("大会投票", votes.Label);
        Assert.Contains("党员b3得 9 票，须至少 11 票，差 2 票，没有当选。", votes.Text, StringComparison.Ordinal);

        await Walk(bench, road[20..29]);
        Assert.Equal("2026-10-22", Starts(await bench.Form("above", "record"), "talked-on"));
    }

    private static string? Starts(AnswerForm form, string field) => form.Fields.Single(f => f.Name == field).Value?.ToString();

    /// <summary>The branch whose term ends, and one of whose term nothing is known.</summary>
    private static RegisterRows Rows() => Town.Rows with
    {
        Units = [.. Town.Rows.Units, new Unit("c", "示例局第二支部", UnitKind.Branch, "p", new DateOnly(2010, 1, 1))],
        Posts = [.. Town.Rows.Posts, new Post("lead", "c", Roles.Secretary, new DateOnly(2024, 1, 1))],
        People = [.. Town.Rows.People, new Person("lead", "书记庚", new DateOnly(1980, 1, 1), Sex.Male), .. Members.Select(id => new Person(id, $"党员{id}", new DateOnly(1985, 1, 1), Sex.Female))],
        Memberships = [.. Town.Rows.Memberships, new Membership("lead", "c", MembershipStage.Full, new DateOnly(2012, 1, 1)), .. Members.Select(id => new Membership(id, "b", MembershipStage.Full, new DateOnly(2015, 1, 1)))],
    };

    private sealed record Stride(string On, string By, string Step, string Outcome, string Values);
}
