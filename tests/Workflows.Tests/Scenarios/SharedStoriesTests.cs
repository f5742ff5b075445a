using Workflows.Procedures;

namespace Workflows.Tests.Scenarios;

/// <summary>What stories share is told once: in a file, or in <c>shared.yaml</c> beside several.</summary>
public sealed class SharedStoriesTests : IDisposable
{
    private const string Shared = """
        register:
          units: { u: { name: 示例支部, kind: branch }, v: { name: 另一支部, kind: branch } }
          people: { a: { name: 甲, unit: u }, b: { name: 乙, unit: u } }
          members: { u: 2 }
        settings: { roll-to-next-workday: true }
        opening: { day: 2026-05-20, unit: u, open-by: a, newcomer: { born: 1998-04-12, sex: female } }
        roads:
          there: [{ by: a, note: 出发 }, { day: 2026-05-22, by: [a, b], note: 到了 }]
          there-and-back: [{ follow: there }, { by: a, note: 回来 }]
        """;

    private const string Stories = """
        procedure: p
        register:
          people: { b: { name: 丙, unit: v }, c: { name: 丁, unit: u } }
        scenarios:
          - name: 一
            newcomer: { name: 新 }
            moves: [{ follow: there-and-back }]
            ends: done
          - name: 二
            day: 2026-06-01
            newcomer: null
            open-by: c
            register: { people: { a: null }, members: { u: 0 } }
            ends: done
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("stories-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_story_lays_what_it_says_over_its_file_and_its_file_over_what_is_shared()
    {
        var (stories, mistakes) = Read();
        Assert.Empty(mistakes);
        var (one, two) = (stories[0], stories[1]);
        Assert.Equal(("a", "u", new DateOnly(2026, 5, 20)), (one.OpenBy, one.Unit, one.On));
        Assert.Equal(("新", new DateOnly(1998, 4, 12), Workflows.Organisation.Sex.Female), (one.Newcomer!.Name, one.Newcomer.Born, one.Newcomer.Sex));
        Assert.Equal("true", one.Settings["roll-to-next-workday"]);
        Assert.Equal(["a", "b", "c", "u1", "u2"], one.Register.People.Select(p => p.Id).Order());
        Assert.Equal("v", one.Register.Memberships.Single(m => m.PersonId == "b").UnitId);
        Assert.Equal(("c", new DateOnly(2026, 6, 1)), (two.OpenBy, two.On));
        Assert.Null(two.Newcomer);
        Assert.Equal(["b", "c"], two.Register.People.Select(p => p.Id).Order());
    }

    [Fact]
    public void A_road_leads_on_through_another_and_several_people_do_the_same_one_after_another()
    {
        var moves = Read().Stories[0].Moves.Cast<PersonActs>().ToArray();
        Assert.Equal([("a", "出发"), ("a", "到了"), ("b", "到了"), ("a", "回来")], moves.Select(m => (m.By, m.What)));
        Assert.Equal([new DateOnly(2026, 5, 22), new DateOnly(2026, 5, 22)], moves[1..3].Select(m => m.On!.Value));
        Assert.All(moves, m => Assert.Equal(SharedFile, m.File));
        Assert.Equal([8, 8, 8, 9], moves.Select(m => m.Line));
    }

    [Theory]
    [InlineData("people: { a: {", "people: { a: { nam: 一, ", "shared.yaml:3：未知的键“nam”；是否要写“name”？")]
    [InlineData("opening: { day", "opening: { dai", "shared.yaml:6：未知的键“dai”；是否要写“day”？")]
    [InlineData("opening:", "opennig:", "shared.yaml:6：未知的键“opennig”；是否要写“opening”？")]
    [InlineData("open-by: a", "open-by: z", "shared.yaml:6：“z”不在 register 中；是否要写“a”？")]
    [InlineData("by: [a, b]", "by: [a, z]", "shared.yaml:8：“z”不在 register 中；是否要写“a”？")]
    [InlineData("follow: there }", "follow: thre }", "shared.yaml:9：没有名为“thre”的一段；是否要写“there”？")]
    [InlineData("follow: there }", "follow: there-and-back }", "shared.yaml:9：“there-and-back”这一段绕回了自己。")]
    [InlineData("a: { name: 甲, unit: u }", "a: { name: 甲, unit: x }", "shared.yaml:3：党组织“x”不在 units 中。")]
    public void What_is_wrong_with_it_is_told_once_and_where_it_stands(string written, string instead, string says) =>
        Assert.Equal([Path.Combine("p", "stories", says)], Read(shared: Shared.Replace(written, instead, StringComparison.Ordinal)).Mistakes);

    [Theory]
    [InlineData("newcomer: { name: 新 }", "newcomer: { nam: 新 }", "one.yaml:6：未知的键“nam”；是否要写“name”？")]
    [InlineData("newcomer: { name: 新 }", "newcomer: { sex: male }", "one.yaml:6：缺少必须写的键：name")]
    [InlineData("open-by: c", "open-by: null", "one.yaml:9：缺少必须写的键：open-by")]
    [InlineData("scenarios:", "roads: { there: [{ by: a, note: 又一次 }] }\nscenarios:", "one.yaml:4：“there”这一段在 shared.yaml 中已经写过，请换一个名称。")]
    public void What_is_wrong_with_a_story_is_told_where_it_stands(string written, string instead, string says) =>
        Assert.Equal([Path.Combine("p", "stories", says)], Read(Stories.Replace(written, instead, StringComparison.Ordinal)).Mistakes);

    [Fact]
    public void A_list_where_what_is_shared_should_stand_is_told() =>
        Assert.Equal([Path.Combine("p", "stories", "shared.yaml:1：这个文件写情景共用的内容，应以 register、settings、opening、roads 中的一个键开始。")], Read(shared: "- 一").Mistakes);

    private string SharedFile { get; } = Path.Combine("p", "stories", "shared.yaml");

    private (IReadOnlyList<Scenario> Stories, IEnumerable<string> Mistakes) Read(string stories = Stories, string shared = Shared)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder.FullName, "p", "stories")).FullName;
        File.WriteAllText(Path.Combine(place, "shared.yaml"), shared);
        File.WriteAllText(Path.Combine(place, "one.yaml"), stories);
        // Another file beside it that is shared with, too.
        File.WriteAllText(Path.Combine(place, "two.yaml"), Stories.Replace("name: 一", "name: 三", StringComparison.Ordinal));
        var mistakes = new List<Mistake>();
        var read = ScenarioFile.ReadFolder(folder.FullName, mistakes);
        return (read, mistakes.Select(m => m.ToString()));
    }
}
