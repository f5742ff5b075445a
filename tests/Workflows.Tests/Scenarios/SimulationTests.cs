using Workflows.Procedures;
using Workflows.Scenarios;

namespace Workflows.Tests.Scenarios;

/// <summary>A story of years is played in a moment, now or from another day.</summary>
public sealed class SimulationTests
{
    private static readonly string examples = Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Scenarios", "Examples");

    [Fact]
    public async Task A_story_is_played_from_its_own_day()
    {
        var played = await Simulation.Play(examples, Story);
        Assert.Null(played.Failure);
        Assert.StartsWith($"{Story.On:yyyy-MM-dd} ", played.Timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_is_played_from_another_day_with_every_date_moved()
    {
        var later = Story.To(Story.On.AddDays(70));
        var played = await Simulation.Play(examples, later);
        Assert.Null(played.Failure);
        Assert.StartsWith($"{Story.On.AddDays(70):yyyy-MM-dd} ", played.Timeline, StringComparison.Ordinal);
        Assert.Equal(Story.Register.People[0].Born!.Value.AddDays(70), later.Register.People[0].Born);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(6, 7)]
    [InlineData(7, 7)]
    [InlineData(8, 14)]
    [InlineData(-1, 0)]
    [InlineData(-8, -7)]
    public void The_day_of_the_week_stays(int asked, int moved) => Assert.Equal(Story.On.AddDays(moved), Story.To(Story.On.AddDays(asked)).On);

    [Fact]
    public void From_its_own_day_a_story_is_itself() => Assert.Same(Story, Story.To(Story.On));

    private static Scenario Story { get; } = ScenarioFile.ReadFolder(examples, []).First(s => s.Ends is not null);
}
