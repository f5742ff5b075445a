using Workflows.Engine;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>督办: by when the superior is to answer, and what lists say of it.</summary>
public sealed class AttentionTests
{
    /// <summary>Of the 工委's 50 items 48 were born overdue: what is late below is not late above yet.</summary>
    [Theory]
    [InlineData("P3WD", "2026-11-18", "自交办之日（2026年11月13日）起 3 个工作日，本系统约定（可设置）。")]
    [InlineData("P10D", "2026-11-23", "自交办之日（2026年11月13日）起 10 日，本系统约定（可设置）。")]
    public async Task What_the_superior_is_asked_has_a_day_of_its_own_counted_from_when_it_is_put(string setting, string due, string why)
    {
        await using var bench = await Due("from: entered, within: P10D, then: escalate");
        await bench.Decide("attention-reply", setting);
        await bench.PassTo("2026-11-13");

        var asked = (await bench.Now()).Items.Single(i => i.Kind == ItemKind.Urged);
        Assert.Equal((Bench.Day(due), why), (asked.Limit!.Due, asked.Limit.Why));
        var row = Assert.Single(await bench.ItemRows(), i => i.Kind == ItemKind.Urged);
        Assert.Equal((due, ""), (row.Due, row.DueFor));
        Assert.Contains($"应于{Bench.Day(due):yyyy年M月d日}前办理：{why.TrimEnd('。')}", await bench.Timeline(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-18", "至迟 2026年11月18日，实为 2026年11月18日，按时")]
    [InlineData("2026-11-19", "至迟 2026年11月18日，实为 2026年11月19日，逾期 1 日")]
    public async Task Whoever_urges_late_urges_all_the_same_and_it_is_noted(string on, string said)
    {
        await using var bench = await Due("from: entered, within: P10D, then: escalate");
        await bench.PassTo("2026-11-13");
        bench.On(on);

        Bench.Done(await bench.ReplyTo("above", "urged", "urged", """{"note":"已督促"}"""));

        Assert.Contains(said, await bench.Timeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_says_what_is_due_on_its_day_when_it_is_more_than_the_item()
    {
        await using var bench = await Due("from: entered, within: P10D", "2026-11-02", head: "deadlines: [{ name: all, title: 全部办结, within: P5D, article: 示例 }]");

        Assert.Equal(("2026-11-07", "全部办结"), (Assert.Single(await bench.ItemRows()).Due, Assert.Single(await bench.ItemRows()).DueFor));
    }

    private static Task<Bench> Due(string deadline, string today = "2026-11-02", string head = "") => Bench.Opened(
        $$"""
        s:
          title: 报送
          activity: form
          with: { by: officers }
          deadlines: [{ name: d, title: 报送, article: 示例办法, {{deadline}} }]
          next: { submitted: "end:done" }
        """,
        today,
        head: head);
}
