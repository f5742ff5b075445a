using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Moves;

/// <summary>Two secretaries, or two tabs, begin for one newcomer at the same moment: one case, one person, and the others are told which.</summary>
public sealed class NewcomerRaceTests
{
    private const string Steps = "s: { title: 登记, activity: form, with: { by: officers }, next: { submitted: \"end:done\" } }";

    private static readonly Newcomer somebody = new("新·示例", new DateOnly(1990, 5, 1), Sex.Female);

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_several_openings_for_one_newcomer_at_once_one_is_made_and_the_others_are_told_who_made_it(Database on)
    {
        await using var bench = await Start(on);
        string[] tabs = ["chair", "org", "chair", "org"];

        var results = await Together(bench, tabs.Select((by, n) => (by, "b", n == 3 ? somebody with { Name = " 新·示例 " } : somebody)));

        Assert.Single(results.OfType<MoveResult.Done>());
        Assert.Single((await bench.Register()).People, p => p.Name == somebody.Name);
        bench.Case = Assert.Single(await bench.Cases());
        var made = await bench.Row();
        var opener = (await bench.Register()).NameOf(made.StartedBy);
        Assert.All(results.OfType<MoveResult.Refused>(), r => Assert.Equal(
            ("already-open", $"此人已有一件“示例流程”在办（{made.Number}，{opener}于2026年11月2日发起）。", made.Id),
            (r.Problem.Code, r.Problem.Says, r.Problem.Case)));
        Assert.Empty(await bench.Verifier.Verify(made.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_differs_in_anything_or_is_of_another_unit_is_another_newcomer(Database on)
    {
        await using var bench = await Start(on);

        var results = await Together(bench,
        [
            ("chair", "b", somebody),
            ("org", "b", somebody with { Sex = Sex.Male }),
            ("chair", "b", somebody with { Born = somebody.Born.AddDays(1) }),
            ("org", "b", somebody with { Name = "新·另例" }),
            ("pub", "c", somebody),
        ]);

        Assert.All(results, r => Bench.Done(r));
        Assert.Equal(5, (await bench.Cases()).Count);
        Assert.Equal(5, (await bench.Register()).People.Count(p => p.Name is "新·示例" or "新·另例"));
    }

    private static async Task<Bench> Start(Database on)
    {
        var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows with
        {
            Units = [.. Town.Rows.Units, new Unit("c", "示例局第二支部", UnitKind.Branch, "p", new DateOnly(2010, 1, 1))],
            Posts = [.. Town.Rows.Posts, new Post("pub", "c", Roles.Secretary, new DateOnly(2023, 1, 1))],
        });
        await bench.Define(Flow.Of(Steps, "about: [none, applicant]"));
        return bench;
    }

    private static Task<MoveResult[]> Together(Bench bench, IEnumerable<(string By, string Unit, Newcomer Who)> openings)
    {
        var moves = openings.Select(o => new Open { Id = Guid.NewGuid(), Case = "", By = o.By, Procedure = "p", Unit = o.Unit, Newcomer = o.Who })
            .Select(m => m with { Case = CaseId.For(m.Id) }).ToArray();
        return Task.WhenAll(moves.Select(m => Task.Run(() => bench.Make(m))));
    }
}
