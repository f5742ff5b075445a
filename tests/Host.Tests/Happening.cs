using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows.Host.Tests;

/// <summary>Lets something happen to a case that no move does by itself.</summary>
internal static class Happening
{
    /// <summary>The events come into the history as those of a remark.</summary>
    /// <param name="host">Where the case lies.</param>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who is told to have done it; a person's id.</param>
    /// <param name="events">What happens.</param>
    public static async Task Happens(this RunningHost host, string id, string by, params CaseEvent[] events)
    {
        var services = host.Services;
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkflowDb>>().CreateDbContextAsync();
        var outset = await CaseStore.Begin(db, id);
        var found = outset.Case!;
        var procedure = (await services.GetRequiredService<Library>().Of(db, found.Row, default))!;
        var run = await services.GetRequiredService<Surroundings>().Start(db, by, found.Case, procedure, default);
        foreach (var happened in events)
            run.Emit(happened);
        var move = new Note { Id = Guid.NewGuid(), Case = id, By = by, Text = "示例" };
        await CaseStore.Save(db, services.GetRequiredService<WriteQueue>(), outset, run, move, host.Clock.GetUtcNow(), default);
    }
}
