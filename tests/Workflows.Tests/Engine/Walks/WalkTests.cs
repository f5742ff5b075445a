using System.Globalization;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;
using Workflows.Tests.Storage;
using Xunit.Abstractions;

namespace Workflows.Tests.Engine.Walks;

/// <summary>
/// Random procedures, walked at random: whatever people and the clock do in whatever order, the case stays whole.
/// <c>WALK_SEED</c> repeats one walk, <c>WALK_COUNT</c> goes on with the seeds behind it; in CI there are more of them, and with <c>NIGHTLY=true</c> the first seed is by chance.
/// </summary>
public sealed class WalkTests(ITestOutputHelper output)
{
    private const int MostMoves = 40;
    private static readonly bool isCI = Environment.GetEnvironmentVariable("CI") == "true";
    private static readonly WorkCalendar calendar = CalendarFile.ReadFolder(Path.Combine(Repository.Definitions, "calendar")).Calendar;
    private static readonly DateOnly start = new(2026, 9, 1);

    [Fact]
    public void A_case_stays_whole_whatever_is_done_in_whatever_order()
    {
        var (moves, closed, refused, corrected) = (0, 0, 0, 0);
        foreach (var seed in Seeds(isCI ? 2500 : 300))
        {
            var walked = Walk(seed);
            (moves, closed) = (moves + walked.Moves, closed + (walked.Closed ? 1 : 0));
            (refused, corrected) = (refused + walked.Refused, corrected + walked.Corrected);
        }

        output.WriteLine($"{moves} moves made, {corrected} of them corrections, {refused} refused, {closed} cases closed");
    }

    [Theory, OnSqlite(12), OnPostgres(4)]
    public async Task So_it_does_in_the_database_with_its_chain_unbroken(Database on, int walks)
    {
        foreach (var seed in Seeds(isCI ? walks * 4 : walks))
            await WalkIn(on, seed);
    }

    private IEnumerable<int> Seeds(int count)
    {
        var given = Environment.GetEnvironmentVariable("WALK_SEED");
        var first = given is { Length: > 0 } ? int.Parse(given, CultureInfo.InvariantCulture) : Seed.First;
        output.WriteLine($"{count} random walks, first seed {first}");
        var wanted = int.Parse(Environment.GetEnvironmentVariable("WALK_COUNT") ?? "1", CultureInfo.InvariantCulture);
        return Enumerable.Range(first, given is { Length: > 0 } ? wanted : count);
    }

    private static (int Moves, int Refused, int Corrected, bool Closed) Walk(int seed)
    {
        var dice = new Random(seed);
        var texts = RandomDefinition.Texts(dice);
        try
        {
            var desk = new Desk(Compile(texts), new Register(Committee.Rows), start) { Calendar = calendar };
            var walker = new Walker(dice);
            var (moves, refused, corrected) = (0, 0, 0);
            // A rule at the very beginning may lack what it needs; then nothing has begun.
            if (desk.Make(new Open { Id = Guid.Empty, Case = "case", By = "chair", Procedure = "p", Unit = "b" }) is not null)
                return (0, 1, 0, desk.Case.IsOpen);

            while (moves + refused < MostMoves && desk.Case.IsOpen)
            {
                if (Invariants.Broken(desk.Procedure, desk.Register, desk.Today, desk.Case, desk.Folded) is { } broken)
                    Assert.Fail(broken);
                var move = walker.Next(desk.Run, desk.Case, desk.Register, desk.Today);
                if (move is null)
                    PassTime(desk, dice);
                else if (desk.Make(move) is null)
                    (moves, corrected) = (moves + 1, corrected + (move is Correct ? 1 : 0));
                else
                    refused++;
                if (move is Correct && Bases.Broken(desk.Procedure, [.. desk.Events], desk.Case) is { } moved)
                    Assert.Fail(moved);
            }

            if (Invariants.Broken(desk.Procedure, desk.Register, desk.Today, desk.Case, desk.FoldFromTheStart()) is { } last)
                Assert.Fail(last);
            return (moves, refused, corrected, !desk.Case.IsOpen);
        }
        catch (Exception trouble)
        {
            throw new InvalidOperationException($"WALK_SEED={seed} repeats this walk: {trouble.Message}\n{string.Join("\n---\n", texts)}", trouble);
        }
    }

    private static void PassTime(Desk desk, Random dice)
    {
        for (var days = dice.Next(1, 12); days > 0; days--)
        {
            desk.Today = desk.Today.AddDays(1);
            desk.Tick();
        }
    }

    private static async Task WalkIn(Database on, int seed)
    {
        var dice = new Random(seed);
        var texts = RandomDefinition.Texts(dice);
        try
        {
            await using var bench = await Bench.StartOn(on, Json.Text(start), Committee.Rows);
            await bench.Define(texts);
            var register = await bench.Register();
            var procedure = bench.Library.Procedures.Find("p")!.Procedure;
            var walker = new Walker(dice);
            if (await bench.Open("chair", "p", "b") is MoveResult.Refused)
                return;
            for (var i = 0; i < MostMoves && (await bench.Now()).IsOpen; i++)
            {
                var state = await bench.Now();
                var runs = new Dictionary<string, Run>(StringComparer.Ordinal);
                foreach (var person in register.People)
                    runs[person.Id] = await bench.RunFor(person.Id);
                if (walker.Next(by => runs[by], state, register, bench.Time.Today) is { } move)
                {
                    var told = await bench.Mediator.Send(new Preview(move));
                    var result = await bench.Make(move);
                    Assert.Equal((result as MoveResult.Refused)?.Problem.Says, told.Problem?.Says);
                }
                else
                {
                    await bench.PassTo(Json.Text(bench.Time.Today.AddDays(dice.Next(1, 12))));
                }

                Assert.Null(Invariants.Broken(procedure, register, bench.Time.Today, await bench.Now(), Case.Fold((await bench.History()).SelectMany(h => Ledger.Read(h.Events)))));
                Assert.Empty(await bench.Verifier.Verify(bench.Case));
            }
        }
        catch (Exception trouble)
        {
            throw new InvalidOperationException($"WALK_SEED={seed} repeats this walk: {trouble.Message}\n{string.Join("\n---\n", texts)}", trouble);
        }
    }

    private static Procedure Compile(string[] texts)
    {
        var mistakes = new List<Mistake>();
        var book = ProcedureBook.Empty.With(texts.Select((t, i) => ProcedureFile.Read(t, $"{i}.yaml", mistakes)!), mistakes);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        return book.Find("p")!.Procedure;
    }
}
