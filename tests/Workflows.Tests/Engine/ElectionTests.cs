using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Tests.Engine;

/// <summary>One whole election, from the clock's reminder to the next term, as the people involved carry it through.</summary>
public sealed class ElectionTests
{
    private static readonly string[] Members = [.. Enumerable.Range(1, 17).Select(i => $"b{i}")];

    [Fact]
    public async Task A_branch_with_a_committee_goes_from_the_reminder_to_the_next_term()
    {
        await using var bench = await Bench.Start("2026-05-08", Rows());
        await bench.Load(Repository.Definitions);
        Assert.Equal(1, await bench.Clock.OpenRecurring());
        Assert.Equal(0, await bench.Clock.OpenRecurring());
        bench.Case = (await bench.Cases()).Single();

        async Task Step(string by, string step, string outcome, string values = "{}") => Bench.Done(await bench.Reply(by, step, outcome, values));
        const string InMeeting = """{"yes":20,"no":0,"abstained":0}""";

        bench.On("2026-05-18");
        await Step("above", "remind", "submitted", """{"reminded-on":"2026-05-18","means":"phone","reached":"书记"}""");
        await Step("chair", "intent", "hold");
        bench.On("2026-06-01");
        await Step("chair", "resolve-committee", "submitted", """{"held-on":"2026-06-01","present":3,"yes":3,"no":0,"abstained":0,"planned-on":"2026-10-20","seats":3,"deputy-seats":0}""");
        await Step("org", "request", "submitted", """{"request-number":"示支〔2026〕3号","requested-on":"2026-06-01","agenda":"议程"}""");
        bench.On("2026-06-05");
        await Step("above", "formal-check", "accepted");
        await Step("chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕9号","replied-on":"2026-06-05","approved-seats":3}""");
        await Step("org", "roll", "submitted");
        bench.On("2026-09-01");
        await Step("org", "nominate", "submitted", """{"proposals":[{"person":"b1","votes":15},{"person":"b2","votes":14}]}""");
        await Step("org", "examine", "submitted", """{"held-on":"2026-09-01","present":3,"yes":3,"no":0,"abstained":0,"proposed":["chair","b1","b2","b3"],"secretary-candidate":"chair","integrity":"无不良反映"}""");
        bench.On("2026-09-10");
        await Step("above", "formal-check", "accepted");
        await Step("chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕19号","replied-on":"2026-09-10","agreed-people":["chair","b1","b2","b3"]}""");
        bench.On("2026-09-20");
        await Step("org", "confirm", "submitted", """{"candidates":["chair","b1","b2","b3"],"confirmed-on":"2026-09-20"}""");
        await Step("org", "papers", "submitted", """{"meeting-on":"2026-10-20","place":"会议室","noticed-on":"2026-09-20"}""");
        bench.On("2026-10-20");
        await Step("org", "attendance", "submitted", """{"held-on":"2026-10-20","host":"书记","present":20}""");
        await Step("org", "method", "submitted", InMeeting);
        await Step("org", "watchers", "submitted", """{"yes":20,"no":0,"abstained":0,"scrutineer":"b10","teller":"b11"}""");
        await Step("org", "work-report", "submitted", InMeeting);
        await Step("org", "introduce", "submitted", """{"standing":["chair","b1","b2","b3"]}""");
        const string Count = """{"issued":20,"voters":20,"returned":20,"valid":20,"invalid":0,"tally":[{"person":"chair","yes":19,"no":1,"abstained":0},{"person":"b1","yes":15,"no":5,"abstained":0},{"person":"b2","yes":12,"no":8,"abstained":0},{"person":"b3","yes":9,"no":11,"abstained":0}]}""";
        await Step("b11", "ballot", "counted", Count);
        await Step("b10", "ballot", "counted", Count);
        await Step("org", "announce", "submitted");
        await Step("org", "gather", "submitted", """{"plenary-on":"2026-10-20","plenary-host":"b1","plenary-present":3,"nominee":["chair"],"plenary-scrutineer":"b1","plenary-teller":"b2"}""");
        const string Three = """{"issued":3,"voters":3,"returned":3,"valid":3,"invalid":0,"tally":[{"person":"chair","yes":3,"no":0,"abstained":0}]}""";
        await Step("b2", "secretary-ballot", "counted", Three);
        await Step("b1", "secretary-ballot", "counted", Three);
        await Step("org", "duties", "submitted", """{"duties":[{"person":"b1","role":"organiser"}]}""");
        bench.On("2026-10-22");
        await Step("org", "report", "submitted", """{"report-number":"示支〔2026〕8号","reported-on":"2026-10-22"}""");
        await Step("above", "formal-check", "accepted");
        await Step("chief", "decide", "approved", """{"decided-at":"机关党委会","reply-number":"示党〔2026〕29号","replied-on":"2026-10-22"}""");
        await Step("above", "plan", "planned", """{"talker":"书记","talk-form":"individual","planned-talk-on":"2026-10-22"}""");
        await Step("above", "record", "talked", """{"talked-on":"2026-10-22","talk-record":"要点"}""");
        await Step("chair", "handover", "submitted", """{"handover-on":"2026-10-22","handover-list":["accounts","seals"]}""");

        var state = await bench.Now();
        Assert.Equal("completed", state.End);
        var register = await bench.Register();
        Assert.Equal(Bench.Day("2029-10-20"), register.CurrentTerm("b", Bench.Day("2026-10-22"))!.ExpiresOn);
        Assert.Equal(["b1", "b2", "chair"], register.CommitteeOf("b", Bench.Day("2026-10-23")).Order());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    private static RegisterRows Rows() => Town.Rows with
    {
        People = [.. Town.Rows.People, .. Members.Select(id => new Person(id, $"党员{id}", new DateOnly(1985, 1, 1), Sex.Female))],
        Memberships = [.. Town.Rows.Memberships, .. Members.Select(id => new Membership(id, "b", MembershipStage.Full, new DateOnly(2015, 1, 1)))],
    };
}
