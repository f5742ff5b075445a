using Workflows.Documents;
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

    public static TheoryData<string, string> Neighbours => new()
    {
        { "wrong.yaml", "procedure: wrong\nversion: [" },
        { "wrong.yaml", "" },
        { "wrong.yaml", "procedure: wrong\nversion: 1\ntitle: 错\nopen-by: officers\nstart: s\nends: { done: 完 }\nsteps:\n  s:\n" },
        { "wrong/procedure.yaml", File.ReadAllText(Path.Combine(examples, "committee-plan.yaml")) },
        { "committee-plan/procedure.yaml", File.ReadAllText(Path.Combine(examples, "committee-plan.yaml")) },
        { "settings.yaml", "settings:\n  a:\n" },
        { "roles.yaml", "roles: [一]\n" },
        { "facts.yaml", "facts:\n  x: { list: posts }\n" },
        { "fields.yaml", "fields: { x: 3 }\n" },
        { "templates/t.yaml", "- 一\n" },
        { "p/steps/s.yaml", "- 一\n" },
        { "calendar/2031.yaml", "- 一\n" },
        { "papers.yaml", "documents: [一]\n" },
        { "p/stories/whole.yaml", "procedure: committee-plan\nregister:\n  people: { a: }\nscenarios:\n  -\n" },
        { "p/stories/shared.yaml", "opening: [一]\n" },
    };

    /// <summary>Two files of one version ended the simulation, and the start of a host, with a duplicate row.</summary>
    [Theory, MemberData(nameof(Neighbours))]
    public async Task A_mistake_in_another_file_is_told_and_stands_in_nobodys_way(string name, string text)
    {
        var folder = Copied();
        try
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            if (name.EndsWith("shared.yaml", StringComparison.Ordinal))
                File.WriteAllText(Path.Combine(folder, "p", "stories", "whole.yaml"), "procedure: committee-plan\nscenarios: []\n");
            Assert.NotEmpty(ProcedureBook.LintFolder(folder).Concat(DocumentFile.Lint(folder)));
            Assert.Null((await Simulation.Play(folder, Story)).Failure);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_procedure_with_mistakes_is_told_with_them()
    {
        var folder = Copied();
        try
        {
            var file = Path.Combine(folder, "committee-plan.yaml");
            File.WriteAllText(file, File.ReadAllText(file).Replace("activity: form", "activity: from", StringComparison.Ordinal));
            var failure = (await Simulation.Play(folder, Story)).Failure;
            Assert.StartsWith($"“{Story.Procedure}”没有生效的定义，不能试运行。\ncommittee-plan.yaml:", failure, StringComparison.Ordinal);
            Assert.Contains("没有“from”这种活动类型", failure, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Copied()
    {
        var folder = Directory.CreateTempSubdirectory("stories-").FullName;
        foreach (var file in Directory.EnumerateFiles(examples, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(examples, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
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
