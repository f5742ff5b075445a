using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Scenarios;

/// <summary>换届选举: whoever resolves on the day of the meeting reads at once whether there is time to ask the superior.</summary>
public sealed class SaidWhenDecidingTests
{
    [Theory]
    [InlineData("2026-07-01", true)]
    [InlineData("2026-06-30", false)]
    public async Task LC_02_is_said_while_the_day_is_chosen_and_stands_in_nobodys_way(string planned, bool holds)
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(Repository.Definitions);
        var told = Stories.Of("branch-election", "本单位最高一级的支部，选举结果");
        var played = await bench.Player.Play(told with { Moves = [.. told.Moves.Take(2)], Ends = null, OpenAt = "resolve-direct" });
        Assert.Null(played.Failure);
        bench.Case = played.Case;
        var answer = bench.Answer(
            "tsec", (await bench.ItemAt("tsec", "resolve-direct"))!.Id, "submitted",
            $$"""{"held-on":"2026-06-01","present":5,"yes":5,"no":0,"abstained":0,"planned-on":"{{planned}}","seats":1,"deputy-seats":0}""");

        var said = await bench.Mediator.Send(new Preview(answer));

        Assert.Null(said.Problem);
        Assert.Equal(holds, Assert.Single(said.Verdicts, v => v.Rule == "LC-02").Holds);
        Bench.Done(await bench.Make(answer));
    }
}
