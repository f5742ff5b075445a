using System.Text;
using Workflows.Engine;
using Workflows.Storage;

namespace Workflows.Tests.Engine;

/// <summary>What is to be done with an item, for whom, with how many votes, and whether its turn has come.</summary>
public sealed class WorkItemTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers }
          next: { submitted: "end:done" }
        """;

    private static readonly Assignee above = new("organisation-section@p", "示例局机关党委组织科（科员丁）");

    /// <summary>Word for word as such histories lie in databases.</summary>
    [Fact]
    public void What_was_written_before_items_had_kinds_is_read_by_its_part()
    {
        var history = Ledger.Read("""
            [{"kind":"opened","id":"c","procedure":"p","version":1,"unit":"b","title":"示例","by":"chair","on":"2026-11-02","digest":""},
             {"kind":"entered","path":"s","on":"2026-11-02"},
             {"kind":"offered","item":"i2","path":"s","part":"","to":{"key":"officers@b","title":"示例局第一支部"},"title":"起草","on":"2026-11-02"},
             {"kind":"offered","item":"i3","path":"s","part":"teller","to":{"key":"person:m1","title":"党员1"},"title":"计票","on":"2026-11-02"},
             {"kind":"offered","item":"i4","path":"s","part":"overdue","to":{"key":"organisation-section@p","title":"科员丁"},"title":"督办：起草已逾期","on":"2026-11-03"}]
            """);
        var state = Case.Fold(history);
        Assert.Equal([("i2", ItemKind.Asked, ""), ("i3", ItemKind.Asked, "teller"), ("i4", ItemKind.Urged, "")], state.Items.Select(i => (i.Id, i.Kind, i.Part)));
        Assert.All(state.Items, i => Assert.Equal((1, ItemState.Open, null), (i.Weight, i.State, i.OnBehalfOf)));

        var urged = Ledger.Read("""[{"kind":"replied","item":"i4","path":"s","part":"overdue","by":"above","outcome":"urged","answer":{"note":"已督促"}}]""");
        state = state.Apply(urged[0]);
        Assert.Equal(["i2", "i3"], state.Items.Select(i => i.Id));
        Assert.Equal((0, 0), (state.AnswerCount, state.Places["s"].Answers.Length));
        Assert.Empty(StandingAnswers.Of([.. history, .. urged]));
    }

    /// <summary>What is said of it by default is not written: the chains of hashes of old and new histories look alike.</summary>
    [Fact]
    public void Ordinary_items_are_written_as_they_always_were() => Assert.Equal(
        """[{"kind":"offered","item":"i2","path":"s","part":"","to":{"key":"officers@b","title":"支部"},"title":"起草","on":"2026-11-02"}]""",
        Encoding.UTF8.GetString(Ledger.Write([new ItemOffered("i2", "s", "", new("officers@b", "支部"), "起草", new(2026, 11, 2))])));

    [Fact]
    public async Task Whose_turn_has_not_come_has_it_in_no_inbox_and_does_not_answer()
    {
        await using var bench = await Bench.Opened(Steps);
        var absent = new Assignee("section-head@p", "示例局机关党委组织科科长（科长戊）");
        await bench.Happens(new ItemOffered("i9", "s", "", above, "会签起草", bench.Time.Today, As: ItemKind.CoSign) { Waits = true, OnBehalfOf = absent, Weight = 2 });

        Assert.DoesNotContain(await bench.ItemRows(), i => i.Id == "i9");
        Assert.Equal("not-yet", Bench.Refusal(await bench.ReplyTo("above", "co-sign", "approved")).Code);
        var item = (await bench.Now()).Item("i9")!;
        Assert.Equal((ItemKind.CoSign, ItemState.Waiting, absent, 2), (item.Kind, item.State, item.OnBehalfOf, item.Weight));

        await bench.Happens(new ItemReady("i9", above, "会签起草"));
        Assert.Equal(ItemKind.CoSign, Assert.Single(await bench.ItemRows(), i => i.Id == "i9").Kind);
        Assert.Equal(item with { State = ItemState.Open }, (await bench.Now()).Item("i9"));
        Assert.Contains("“会签起草”轮到示例局机关党委组织科（科员丁）办理", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }
}
