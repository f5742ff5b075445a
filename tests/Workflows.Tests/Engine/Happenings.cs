using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Tests.Engine;

/// <summary>Lets something happen to a case that no move does by itself.</summary>
internal static class Happenings
{
    /// <summary>The events come into the history as those of a remark by the branch's secretary.</summary>
    public static Task Happens(this Bench bench, params CaseEvent[] events) => bench.Happens(run =>
    {
        foreach (var happened in events)
            run.Emit(happened);
    });

    public static Task Happens(this Bench bench, Action<Run> act) =>
        bench.Happens(act, new Note { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Text = "示例" });

    public static async Task Happens(this Bench bench, Action<Run> act, Move move)
    {
        var run = await bench.RunFor("chair");
        act(run);
        using var contexts = new MoveContexts(bench.Database.Contexts, bench.Database.Choice);
        using var register = new RegisterStore(bench.Database.Contexts);
        using var queue = new WriteQueue(bench.Database.Choice, contexts, register);
        var db = await bench.Database.Contexts.CreateDbContextAsync();
        await using (db)
            await CaseStore.Save(db, queue, await CaseStore.Begin(db, bench.Case), run, move, bench.Time.GetUtcNow(), default);
    }
}
