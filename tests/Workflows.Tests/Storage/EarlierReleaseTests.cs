using Microsoft.EntityFrameworkCore;
using Workflows.Procedures;
using Workflows.Storage;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Storage;

/// <summary>
/// Databases as the product left them on 2026-11-22 (schema 10), each with one case in the middle of its story and the procedures of that
/// day: today's program opens them, finds nothing changed, and the case goes on under its own version to the end that its story tells.
/// </summary>
public sealed class EarlierReleaseTests
{
    private static readonly string folder = Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Recorded");

    [Theory]
    [InlineData("branch-election", "f7c07a0d35733a8a", 29)]
    [InlineData("lagging-interview", "5531116b79b410b6", 11)]
    [InlineData("party-member-development", "d936e8ec49551b7b", 27)]
    public async Task A_case_of_an_earlier_release_goes_on_to_its_end(string procedure, string id, int made)
    {
        var database = TestDatabase.Recorded(Path.Combine(folder, $"{procedure}.db.gz"));
        var path = Path.Combine(folder, $"{procedure}.story.yaml");
        var story = ScenarioFile.Read(await File.ReadAllTextAsync(path), path, []).First();
        await using var bench = Bench.Continue(database, $"{story.Moves.Take(made).Last(m => m.On is not null).On:yyyy-MM-dd}");

        var report = await new SchemaUpgrade(database.Choice, [SchemaScripts.Workflows], TimeProvider.System).Run();
        Assert.Equal((10, null), (report.Before, report.Trouble));
        await TakeOver(database);
        await bench.Load(Repository.Definitions);
        Assert.Empty(await bench.Verifier.Verify(id));

        var result = await bench.Player.GoOn(story, id, made);

        Assert.True(result.Failure is null, result.Failure);
        Assert.Empty(await bench.Verifier.Verify(id));
        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Empty(await RecordVerifier.Chain(db));
        Assert.Empty(await RecordVerifier.Tables(db, RecordedTable.OfLibrary));
        Assert.True(await db.Records.AnyAsync(r => r.Through == RecordWays.Baseline && r.TableName == "posts"));
    }

    /// <summary>What the earlier release held is recorded, as at the first start.</summary>
    private static async Task TakeOver(TestDatabase database)
    {
        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.False(await RecordBaseline.IsMade(db));
        await RecordBaseline.Add(db, RecordedTable.OfLibrary, TimeProvider.System.GetUtcNow());
        await RecordBaseline.Close(db, TimeProvider.System.GetUtcNow());
        Assert.True(await RecordBaseline.IsMade(db));
    }
}
