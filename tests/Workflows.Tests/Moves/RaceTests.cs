using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Moves;

/// <summary>Several people at once, on both databases: exactly one wins, the others are told, nothing is lost.</summary>
public sealed class RaceTests
{
    private static readonly string[] both = ["chair", "org"];

    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { who: { label: 谁 } } }
          next: { submitted: t }
        t:
          title: 表决
          activity: approval
          with: { by: committee, needs: all }
          next: { approved: "end:done", rejected: "end:stopped" }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_answers_on_one_version_exactly_one_wins_and_the_other_is_told(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        for (var round = 0; round < 5; round++)
        {
            Bench.Done(await bench.Open("chair", "p", "b"));
            var item = (await bench.ItemAt("chair", "s"))!.Id;
            var results = await Task.WhenAll(both.Select(by => Task.Run(() => bench.Make(bench.Answer(by, item, "submitted", $$"""{"who":"{{by}}"}""") with { Seq = 1 }))));
            Assert.Single(results.OfType<MoveResult.Done>());
            Assert.Equal("changed-meanwhile", Assert.Single(results.OfType<MoveResult.Refused>()).Problem.Code);
            Assert.Equal(2, (await bench.History()).Count);
            Assert.Empty(await bench.Verifier.Verify(bench.Case));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_version_the_loser_decides_again_on_what_is_there_now(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        var item = (await bench.ItemAt("chair", "s"))!.Id;
        var results = await Task.WhenAll(both.Select(by => Task.Run(() => bench.Make(bench.Answer(by, item, "submitted", $$"""{"who":"{{by}}"}""")))));
        Assert.Single(results.OfType<MoveResult.Done>());
        Assert.Equal("item-closed", Assert.Single(results.OfType<MoveResult.Refused>()).Problem.Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_whole_body_that_answers_at_the_same_moment_is_counted_whole(Database on)
    {
        var members = Enumerable.Range(1, 6).Select(i => $"x{i}").ToArray();
        await using var bench = await Bench.Opened(Steps, on: on, register: Town.Rows with
        {
            People = [.. Town.Rows.People, .. members.Select(id => new Person(id, $"委员{id}", null, Sex.Female))],
            Posts = [.. Town.Rows.Posts.Where(p => p.Role == Roles.Secretary || p.UnitId == "p"), .. members.Select(id => new Post(id, "b", Roles.CommitteeMember, new DateOnly(2023, 1, 1)))],
        });
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"书记"}"""));
        var state = await bench.Now();
        var answers = members.Select(m => bench.Answer(m, state.Items.Single(i => i.To.Key == $"person:{m}").Id, "approved")).ToArray();

        var results = await Task.WhenAll(answers.Select(a => Task.Run(() => bench.Make(a))));
        Assert.All(results, r => Bench.Done(r));
        Assert.Equal("done", (await bench.Now()).End);
        Assert.Equal(8, (await bench.History()).Count);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_move_sent_several_times_at_once_happens_once(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        var move = bench.Answer("chair", (await bench.ItemAt("chair", "s"))!.Id, "submitted", """{"who":"书记"}""");
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => bench.Make(move))));
        Assert.Single(results.Cast<MoveResult.Done>(), r => !r.Again);
        Assert.Equal(2, (await bench.History()).Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_openings_where_one_at_a_time_is_allowed_one_is_refused(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Define(Flow.Of(Steps, "one-per-unit: true"));
        Open Opening(string by)
        {
            var id = Guid.NewGuid();
            return new Open { Id = id, Case = CaseId.For(id), By = by, Procedure = "p", Unit = "b" };
        }

        var results = await Task.WhenAll(both.Concat(both).Select(by => Task.Run(() => bench.Make(Opening(by)))));
        Assert.Single(results.OfType<MoveResult.Done>());
        Assert.All(results.OfType<MoveResult.Refused>(), r => Assert.Equal("already-open", r.Problem.Code));
        Assert.Single(await bench.Cases());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_opening_sent_several_times_at_once_is_one_case(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Define(Flow.Of(Steps));
        var id = Guid.NewGuid();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.Open("chair", "p", "b", id))));
        Assert.Single(results.Cast<MoveResult.Done>(), r => !r.Again);
        Assert.Single(await bench.Cases());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_cases_at_once_get_numbers_without_gaps_or_twins(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Define(Flow.Of(Steps));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() =>
        {
            var id = Guid.NewGuid();
            return bench.Make(new Open { Id = id, Case = CaseId.For(id), By = "chair", Procedure = "p", Unit = "b" });
        })));
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"示例流程〔2026〕{n}号").Order(), (await bench.Numbers()).Order());
    }
}
