using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>What the moves say about themselves, wherever it is read.</summary>
public sealed class MoveTypesTests
{
    /// <summary>The history keeps these names: none is ever changed.</summary>
    [Fact]
    public void Moves_are_known_by_the_names_that_the_history_keeps() => Assert.Equal(
        ["open", "propose", "reply", "hand-over", "send-back", "begin-aside", "correct", "withdraw", "cancel", "note", "report", "expire", "recount", "follow-posts"],
        MoveTypes.All.Select(t => t.Name));

    /// <summary>One body serves all of them.</summary>
    [Fact]
    public void A_member_is_of_one_type_in_whichever_move_it_stands() =>
        Assert.All(MoveTypes.All.SelectMany(t => t.Members).GroupBy(m => m.Name), same => Assert.Single(same.Select(m => m.Type).Distinct()));

    [Fact]
    public void Every_occasion_of_the_clock_leads_to_a_move() =>
        Assert.All(Enum.GetValues<Occasion>().Except([Occasion.None]), occasion => Assert.NotEmpty(MoveTypes.On(occasion)));

    /// <summary>As pages send a form: its fields, what goes with it, the item.</summary>
    [Fact]
    public async Task What_a_form_asks_and_what_goes_with_it_are_members_of_its_move()
    {
        await using var bench = await Bench.Opened(Steps, head: Head);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"topic":"议题"}"""));
        var history = (await bench.History()).SelectMany(h => Ledger.Read(h.Events));
        var seen = new HashSet<string>();
        foreach (var person in new[] { "chair", "above" })
        {
            var run = await bench.RunFor(person);
            foreach (var (type, offer) in MoveTypes.Offered.SelectMany(t => t.Offers(run, Known.Nothing with { History = history }).Select(o => (t, o))))
            {
                seen.Add(type.Name);
                Assert.NotEmpty(offer.Title);
                Assert.All(offer.Form.Fields.Where(f => f.Type != FieldType.Info), f => Assert.True(type.Takes(f.Name), $"{type.Name}: {f.Name}"));
                Assert.All(offer.Fixed ?? [], f => Assert.True(type.Takes(f.Key), $"{type.Name}: {f.Key}"));
                Assert.Equal(offer.Item is not null, type.Takes("item"));
            }
        }

        Assert.Equal(MoveTypes.Offered.Select(t => t.Name).Order(), seen.Order());
    }

    [Fact]
    public async Task A_case_that_is_there_is_not_opened_by_another_move()
    {
        await using var bench = await Bench.Opened(Steps, head: Head);
        var state = await bench.Now();
        var again = Entrances.Opening(Guid.NewGuid(), state.Id, "chair", state.Procedure, state.Unit);
        Assert.Equal("move-id-used", Bench.Refusal(await bench.Make(again)).Code);
        Assert.Single(await bench.History());
    }

    private const string Head = "superior-may-end: stopped\nends: { done: 办结, stopped: 停止 }";

    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { topic: { label: 议题 } } }
          next: { submitted: later }
        later:
          title: 补充
          activity: form
          with: { by: officers }
          send-back-to: s
          next: { submitted: "end:done" }
        replace:
          title: 更换联系人
          activity: aside
          with: { by: officers, during: [later], ends: { replaced: 已更换 } }
          branches:
            go:
              start: ask
              steps:
                ask:
                  title: 另行指定
                  activity: form
                  with: { by: officers, ways: { replaced: { title: 同意 } } }
                  next: { replaced: end }
          next: { replaced: stay }
        """;
}
