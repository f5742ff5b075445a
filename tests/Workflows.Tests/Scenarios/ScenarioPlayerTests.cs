using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Scenarios;

/// <summary>A story that is not true must fail, and say where and what was so instead.</summary>
public sealed class ScenarioPlayerTests
{
    private static readonly string examples = Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Scenarios", "Examples");

    [Theory]
    [InlineData("{ by: chair, step: draft, reply: submitted, values: { seats: 3 } }", "第 1 步：chair 的操作没有办理：[malformed] 有 1 处填写不符合要求")]
    [InlineData("{ by: chief, step: review, reply: approved }", "“review”没有待办；现有待办：draft→officers@b")]
    [InlineData("{ by: chair, withdraw: true, reason: 写错, refused: not-starter }", "应因 not-starter 不予办理，实际办理了；现在停在：已结束（withdrawn）")]
    [InlineData("{ by: chief, step: draft, reply: submitted, refused: OR-04 }", "应因 OR-04 不予办理，实际是：[not-yours]")]
    [InlineData("{ by: chief, step: draft, reply: submitted, refused: not-yours, says: 请发起人办理 }", "应说到“请发起人办理”，实际说的是：[not-yours]")]
    [InlineData("{ expect: { place: 上级审批 } }", "应停在“上级审批”，实际停在“拟定方案”。")]
    [InlineData("{ expect: { overdue: true } }", "应已逾期，实际最近的时限是 2026-05-30，今天是 2026-05-20。")]
    [InlineData("{ expect: { due: 2026-05-31 } }", "最近的时限应为 2026-05-31，实际是 2026-05-30。")]
    [InlineData("{ expect: { item: chief } }", "chief 应有待办，实际的待办交给：officers@b。")]
    [InlineData("{ expect: { data: { seats: 3 } } }", "seats 应为 3，实际是 （没有）。")]
    [InlineData("{ expect: { facts: { full-members: 3 } } }", "名册中的 full-members 应为 3，实际是 1。")]
    [InlineData("{ pass-to: 2026-05-21 }", "结尾：应以 agreed 结束，实际仍停在：draft；待办：draft→officers@b。")]
    [InlineData("{ by: chair, withdraw: true, reason: 写错 }", "结尾：应以 agreed 结束，实际以 withdrawn 结束。")]
    public async Task A_story_that_is_not_true_says_where_and_what_was_so_instead(string move, string says)
    {
        var failure = await Fails(move, "chair", "ends: agreed");
        Assert.Contains(says, failure, StringComparison.Ordinal);
        Assert.StartsWith("情景“不成立”", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chief", "f:10 发起：[may-not-open]")]
    [InlineData("clock", "f:10 系统时钟在 2026-05-20 没有为 b 发起 committee-plan。")]
    public async Task A_story_that_cannot_begin_says_why(string by, string says) =>
        Assert.Contains(says, await Fails("{ pass-to: 2026-05-21 }", by, "ends: agreed"), StringComparison.Ordinal);

    [Fact]
    public async Task A_story_that_must_still_be_open_elsewhere_says_where_it_stands() =>
        Assert.Contains("应仍停在 review，实际停在：draft。", await Fails("{ pass-to: 2026-05-21 }", "chair", "open: review"), StringComparison.Ordinal);

    private static async Task<string> Fails(string move, string by, string ending)
    {
        var mistakes = new List<Mistake>();
        var story = ScenarioFile.Read(
            $$"""
            procedure: committee-plan
            register:
              units:
                p: { name: 示例局机关党委, kind: agency-committee }
                b: { name: 示例局第一支部, kind: branch, parent: p }
              people:
                chair: { name: 书记甲, unit: b, post: secretary }
                chief: { name: 科长丙, unit: p, post: section-head }
            scenarios:
              - name: 不成立
                on: 2026-05-20
                unit: b
                open-by: {{by}}
                moves: [{{move}}]
                {{ending}}
            """,
            "f",
            mistakes).Single();

        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(examples);
        return Assert.IsType<string>((await bench.Player.Play(story)).Failure);
    }
}
