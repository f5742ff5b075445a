using System.Text.Json.Nodes;
using Workflows.Engine;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Cases;

/// <summary>A deadline that does not run says since when and why: by itself, or with its case.</summary>
public sealed class PausedTests(CaseTown town) : IClassFixture<CaseTown>
{
    private static readonly DateOnly since = new(2026, 11, 21);

    [Fact]
    public async Task One_that_is_paused_by_itself()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        Assert.Equal(("running", null, null), Told(view));

        await town.Host.Happens(Id(view), "p-secretary", new DeadlinePaused("plan#plan", since, "等上级答复"));
        Assert.Equal(("paused", "2026-11-21", "等上级答复"), Told(await secretary.See(view)));

        await town.Host.Happens(Id(view), "p-secretary", new DeadlineResumed("plan#plan", since));
        Assert.Equal(("running", null, null), Told(await secretary.See(view)));
    }

    [Fact]
    public async Task All_of_a_case_that_is_suspended_and_the_reason_is_that_of_the_case()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        await town.Host.Happens(
            Id(view), "p-secretary", new DeadlinePaused("plan#plan", since, "等上级答复"), new DeadlineResumed("plan#plan", since), new CaseSuspended(since, "机构调整"));

        Assert.Equal(("paused", "2026-11-21", "机构调整"), Told(await secretary.See(view)));
    }

    [Fact]
    public async Task One_that_was_paused_before_its_case_keeps_its_own_day_and_one_without_a_reason_says_none()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();

        await town.Host.Happens(Id(view), "p-secretary", new DeadlinePaused("plan#plan", since.AddDays(-1), ""), new CaseSuspended(since, "机构调整"));

        Assert.Equal(("paused", "2026-11-20", null), Told(await secretary.See(view)));
    }

    private static (string State, string? Since, string? Why) Told(JsonNode view)
    {
        var deadline = Assert.Single(view["deadlines"]!.AsArray())!;
        return ((string)deadline["state"]!, (string?)deadline["pausedOn"], (string?)deadline["pausedWhy"]);
    }
}
