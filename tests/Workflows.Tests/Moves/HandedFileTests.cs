using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>Whoever sees a case may open its files: so a file belongs to it only where the move says that it hands one in.</summary>
public sealed class HandedFileTests
{
    private static readonly string hash = new('a', 64);

    /// <summary>A new member that may hold anything hands in nothing until its move says so; then it belongs here.</summary>
    [Fact]
    public void Files_are_handed_in_where_a_move_says_so_and_nowhere_else()
    {
        var places = from type in MoveTypes.All
                     from property in type.Type.GetProperties().Where(p => p.PropertyType.IsAssignableTo(typeof(JsonNode)) && p.CanWrite)
                     from place in HandedFile.Of(With(type, property)).Select(f => f.Place)
                     select $"{type.Name}.{property.Name} at {place}";
        Assert.Equal(["reply.Values at paper", "reply.Evidence at evidence", "correct.Value at value", "report.Files at files"], places);
    }

    /// <summary>Even if it comes into the history.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_recorded_of_a_file_opens_it_only_when_it_was_handed_in(bool isHandedIn)
    {
        await using var bench = await Bench.Opened("""
            s:
              title: 起草
              activity: form
              with: { by: officers }
              next: { submitted: "end:done" }
            """);
        Move move = isHandedIn
            ? new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Value = File() }
            : new Note { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Text = File().ToJsonString() };
        await bench.Happens(run => run.Emit(new ValueSet("paper", "s", File())), move);

        var db = await bench.Database.Contexts.CreateDbContextAsync();
        await using (db)
            Assert.Equal(isHandedIn ? [hash] : [], db.AttachmentUses.Select(a => a.Hash));
    }

    private static Move With(MoveType type, System.Reflection.PropertyInfo property)
    {
        var move = (Move)Activator.CreateInstance(type.Type)!;
        JsonNode value = property.PropertyType == typeof(JsonArray) ? new JsonArray(File()) : new JsonObject { ["paper"] = File() };
        property.SetValue(move, value);
        return move;
    }

    private static JsonObject File() => new() { ["hash"] = hash, ["name"] = "机密.pdf" };
}
