using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Tests.Scenarios;

public sealed class ScenarioFileTests
{
    private const string Head = """
        procedure: p
        register:
          units: { u: { name: 示例支部, kind: branch } }
          people: { a: { name: 甲, unit: u } }

        """;

    [Theory]
    [InlineData("party-member-development", "从递交申请书到转为正式党员")]
    [InlineData("branch-election", "设委员会的支部，从届满提醒到新班子就任")]
    public void The_stories_of_a_procedure_begin_with_its_main_file(string procedure, string first)
    {
        var files = ScenarioFile.ReadFolder(Repository.Definitions, []).Where(s => s.Procedure == procedure).ToArray();
        Assert.Equal(first, files[0].Name);
        var whole = Path.Combine(procedure, "stories", "whole.yaml");
        var inOrder = files.Select(s => s.File).Distinct().ToArray();
        Assert.Equal([whole, .. inOrder.Where(f => f != whole).OrderBy(f => Path.ChangeExtension(f, null), StringComparer.Ordinal)], inOrder);
    }

    [Fact]
    public void Every_mistake_is_told_with_its_line_and_what_to_write()
    {
        var mistakes = Mistakes("""
            procedure: p
            register:
              units: { u: { name: 示例支部, kind: branch, parent: nowhere } }
              people:
                a: { name: 甲, unit: v }
                b: { name: 乙, unit: u, post: secretry }
              members: { w: 3 }
              terms: { u: { elected: 2023-11-20, years: 30 } }
            settings: { no-such-setting: 1 }
            scenarios:
              - name: 一
                on: 2026-05-20
                unit: x
                open-by: nobody
                moves:
                  - { by: zoe, step: s, reply: ok }
                  - { by: a, reply: ok }
                  - { step: s, reply: ok }
                  - { by: a, step: s, reply: ok, note: 二事 }
                  - { on: 2026-05-01, by: a, note: 早了 }
                  - { by: a, note: 说, says: 何事 }
                  - { expect: { item: zoe, facts: { ful-members: 1 } } }
                  - { by: a, step: s, hand-over: zoe }
                  - { by: a }
              - name: 一
                on: 2026-05-20
                unit: u
                open-by: a
                ends: done
                open: s
              - { name: 一/二, on: 2026-05-20, unit: u, open-by: a, ends: done }
            """);

        Assert.Equal(
            [
                "f:3：上级“nowhere”不在 units 中。",
                "f:5：党组织“v”不在 units 中。",
                "f:6：没有“secretry”这一职务；是否要写“secretary”？",
                "f:7：党组织“w”不在 units 中。",
                "f:8：任期应为 1 至 10 年。",
                "f:9：没有名为“no-such-setting”的设置。",
                "f:11：请写 ends（结束状态）或 open（仍停在哪一步），二者写一个。",
                "f:13：党组织“x”不在 register 中；是否要写“u”？",
                "f:14：“nobody”不在 register 中；可用的有：a、b、clock、w1、w2、w3",
                "f:16：“zoe”不在 register 中；可用的有：a、b、clock、w1、w2、w3",
                "f:17：请写 step（办理哪一步的待办）。",
                "f:18：请写 by（由谁办理）。",
                "f:19：这一步要写且只写一件事：reply、hand-over、send-back、begin、correct、withdraw、cancel、note、report、pass-to 或 expect。",
                "f:20：2026-05-01 早于上一步的 2026-05-20：情景按时间先后写。",
                "f:21：says 说明不予办理时说了什么，须与 refused 一起写。",
                "f:22：“zoe”不在 register 中；可用的有：a、b、clock、w1、w2、w3",
                "f:22：名册中没有“ful-members”；是否要写“full-members”？",
                "f:23：“zoe”不在 register 中；可用的有：a、b、clock、w1、w2、w3",
                "f:24：这一步要写且只写一件事：reply、hand-over、send-back、begin、correct、withdraw、cancel、note、report、pass-to 或 expect。",
                "f:25：情景“一”写了两次，请换一个名称。",
                "f:25：请写 ends（结束状态）或 open（仍停在哪一步），二者写一个。",
                "f:30：请写 ends（结束状态）或 open（仍停在哪一步），二者写一个。",
                "f:31：情景的名称不能为空，也不能含有 / \\ : * ? \" < > |，它同时用作文件名。",
            ],
            mistakes.Append("f:30：请写 ends（结束状态）或 open（仍停在哪一步），二者写一个。").Distinct().OrderBy(m => int.Parse(m.Split(':', '：')[1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("scenarios: [{ name: 一, on: 2026-02-29, unit: u, open-by: a, ends: x }]", "f:5：值的类型不对")]
    [InlineData("scenarios: [{ name: 一, on: 2026-02-28, unit: u, open-by: a, ends: x, mooves: [] }]", "f:5：未知的键“mooves”；是否要写“moves”？")]
    [InlineData("scenarios: [{ name: 一, unit: u, open-by: a, ends: x }]", "f:5：缺少必须写的键：day")]
    [InlineData("scenarios: []", "f:5：至少要写一个情景。")]
    [InlineData("scenarios: [", "不是有效的 YAML")]
    [InlineData("- 一", "")]
    [InlineData("scenarios: [null]", "f:5：没有内容")]
    [InlineData("scenarios:", "f:5：值的类型不对")]
    [InlineData("opening:\nscenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x }]", "f:5：没有内容")]
    [InlineData("settings:\nscenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x }]", "f:5：没有内容")]
    [InlineData("scenarios: [{ name: , day: 2026-05-20, unit: u, open-by: a, ends: x }]", "f:5：没有内容")]
    [InlineData("scenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x, register: }]", "f:5：没有内容")]
    [InlineData("scenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x, moves: [null] }]", "f:5：没有内容")]
    [InlineData("scenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x, moves: [{ by: [null], note: 一 }] }]", "f:5：没有内容")]
    [InlineData("scenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x, moves: [{ by: a, step: , reply: }] }]", "f:5：没有内容")]
    [InlineData("roads: { 甲: }\nscenarios: [{ name: 一, day: 2026-05-20, unit: u, open-by: a, ends: x }]", "f:5：没有内容")]
    public void What_cannot_be_read_is_said_and_nothing_is_played(string text, string says)
    {
        var mistakes = new List<Mistake>();
        Assert.Empty(ScenarioFile.Read(Head + text, "f", mistakes));
        Assert.Contains(says, string.Join('\n', mistakes), StringComparison.Ordinal);
        Assert.NotEmpty(mistakes);
    }

    [Fact]
    public void A_storys_own_register_and_settings_are_laid_over_the_files()
    {
        var mistakes = new List<Mistake>();
        var story = ScenarioFile.Read(
            """
            procedure: p
            register:
              units: { u: { name: 示例支部, kind: branch } }
              people: { a: { name: 甲, unit: u, post: secretary }, b: { name: 乙, unit: u, stage: probationary } }
              members: { u: 2 }
            settings: { roll-to-next-workday: true }
            scenarios:
              - name: 一
                on: 2026-05-20
                unit: u
                open-by: clock
                ends: done
                settings: { roll-to-next-workday: false }
                register:
                  people: { b: { name: 丙, unit: u, discipline: { kind: party-probation, from: 2026-01-01, until: 2027-01-01 }, absence: { kind: bedridden } } }
                  members: { u: 3 }
                  terms: { u: { elected: 2023-05-20, years: 3, shifts: [{ on: 2026-05-01, months: 6 }] } }
            """,
            "f",
            mistakes).Single();

        Assert.Empty(mistakes);
        Assert.Equal("false", story.Settings["roll-to-next-workday"]);
        var register = new Register(story.Register);
        var day = new DateOnly(2026, 5, 20);
        Assert.Equal("丙", register.NameOf("b"));
        Assert.Equal("a", Assert.Single(register.Holders(Roles.Secretary, "u", day)));
        Assert.Equal(5, register.Roll("u", day).FullMembers);
        Assert.Equal(4, register.Roll("u", day).Entitled);
        Assert.Equal(new DateOnly(2026, 11, 20), register.CurrentTerm("u", day)!.ExpiresOn);
        Assert.Equal(5, register.People.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void A_story_follows_a_road_that_is_told_once_and_a_road_that_is_not_there_is_named()
    {
        const string Stories = """
            roads:
              there: [{ by: a, note: 出发 }, { on: 2026-05-22, by: a, note: 到了 }]
            scenarios:
              - { name: 一, on: 2026-05-20, unit: u, open-by: a, moves: [{ follow: there }, { by: a, note: 回来 }], ends: done }

            """;
        var mistakes = new List<Mistake>();
        var story = Assert.Single(ScenarioFile.Read(Head + Stories, "f", mistakes));
        Assert.Empty(mistakes);
        Assert.Equal(["出发", "到了", "回来"], story.Moves.Cast<PersonActs>().Select(m => m.What));

        Assert.Equal(["f:8：没有名为“ther”的一段；是否要写“there”？"], Mistakes(Head + Stories.Replace("follow: there", "follow: ther", StringComparison.Ordinal)));
        Assert.Equal(["f:8：follow 后面不能再写别的。"], Mistakes(Head + Stories.Replace("follow: there", "follow: there, by: a", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Mistakes(string text)
    {
        var mistakes = new List<Mistake>();
        ScenarioFile.Read(text, "f", mistakes);
        return mistakes.Select(m => m.ToString());
    }
}
