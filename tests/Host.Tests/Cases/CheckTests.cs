using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

/// <summary>试算 says of every verdict whether it stands in the way, and before an answer counts what cannot be taken back.</summary>
public sealed class CheckTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Theory]
    [InlineData(2, true)] // a branch needs three
    [InlineData(3, false)]
    public async Task A_verdict_that_does_not_hold_is_said_to_stand_in_the_way(int present, bool blocks)
    {
        var secretary = await town.As("secretary");
        var said = (await secretary.Check(await secretary.Open(), "submitted", Plan(present))).Json!;
        var verdicts = said["verdicts"]!.AsArray();
        var at = verdicts.ToList().FindIndex(v => (string)v!["rule"]! == "OR-01");
        Assert.Equal(verdicts.Count, said["blocks"]!.AsArray().Count);
        Assert.Equal(blocks, (bool)said["blocks"]![at]!);
        Assert.Equal((0, 0), (said["records"]!.AsArray().Count, said["final"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_rule_is_asked_before_the_rest_of_the_form_is_filled_in()
    {
        var secretary = await town.As("secretary");
        var said = (await secretary.Check(await secretary.Open(), "submitted", new JsonObject { ["present"] = 2 })).Json!;
        Assert.Equal("请填写“主题”。", (string)said["errors"]!["topic"]!);
        Assert.Contains("OR-01", Texts(said["verdicts"], "rule"));
        Assert.Contains(said["blocks"]!.AsArray(), b => (bool)b!);
    }

    [Theory]
    [InlineData(1, true)] // of three members two must be there
    [InlineData(2, false)]
    public async Task A_meeting_without_quorum_is_told_whatever_may_be_left_empty_and_whatever_is_still_to_be_filled_in(int present, bool blocks)
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open("hearing");
        var votes = Json($$"""{"held-on":"2026-11-20","present":{{present}},"yes":{{present}},"no":0,"abstained":0,"secret":true}""");

        var said = (await secretary.Check(view, "submitted", votes)).Json!;

        Assert.Equal(["minutes"], said["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(["PM-13"], Texts(said["verdicts"], "rule"));
        Assert.Equal(blocks, (bool)Assert.Single(said["blocks"]!.AsArray())!);
    }

    [Fact]
    public async Task The_last_answer_of_a_case_is_said_to_be_final()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open("diary");
        JsonObject text = new() { ["text"] = "第一笔" };
        Assert.Empty((await secretary.Check(view, "more", text)).Json!["final"]!.AsArray());
        Assert.Equal("事项办结：已经封存", (string)Assert.Single((await secretary.Check(view, "closed", text)).Json!["final"]!.AsArray())!);
    }
}
