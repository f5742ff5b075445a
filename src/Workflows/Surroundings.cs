using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows;

/// <summary>Brings together what a decision needs: the procedure of the case, the actor of the day, register, settings and calendar.</summary>
public sealed class Surroundings(RegisterStore register, SettingStore settings, Library library, TimeProvider time)
{
    private static readonly TimeSpan beijing = TimeSpan.FromHours(8);

    /// <summary>The Beijing civil day now (CV-09).</summary>
    public DateOnly Today => DayOf(time.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(beijing).DateTime);

    public async ValueTask<World> World(WorkflowDb db, CancellationToken cancellation)
    {
        var now = await register.Current(db, cancellation);
        return new World(now, RuleBook.Standard, await settings.Current(db, now, cancellation), library.Calendar);
    }

    /// <summary>Lets the move decide on the case as found; nothing is saved.</summary>
    public async ValueTask<(Run? Run, Problem? Problem)> Decide(WorkflowDb db, Move move, StoredCase? found, CancellationToken cancellation)
    {
        if (found is null && move is not Beginning)
            return (null, Problem.NotFound("no-such-case", "没有这一事项，或者您无权查看。"));
        if (found is not null && move.Seq is { } seen && seen != found.Row.Seq)
            return (null, Problem.Changed());

        var published = move is Open || found is null ? library.Procedures.Find(((Beginning)move).Procedure) : library.Procedures.Find(found!.Row.Procedure, found.Row.Version);
        if (published is null)
            return (null, Problem.NotFound("no-such-procedure", "没有这一流程，或者它的定义未能载入；请联系管理员。"));

        var run = await Start(db, move.By, found, published.Procedure, cancellation, move.PerformedOn);
        return (run, (await Informed(db, move, published.Procedure, cancellation)).Try(run));
    }

    /// <summary>A move that may begin a case is told what is there already.</summary>
    private static async ValueTask<Move> Informed(WorkflowDb db, Move move, Procedure procedure, CancellationToken cancellation)
    {
        var informed = move;
        if (informed is Report report)
            informed = report with { TakenBy = await ReportTable.CaseOf(db, report, cancellation) };
        if (informed is Beginning opening && CaseStore.OnlyKeyOf(procedure, opening.Unit, opening.Subject) is { } only)
            informed = opening with { AlreadyOpen = await db.Cases.Where(c => c.OnlyKey == only).Select(c => c.Number).FirstOrDefaultAsync(cancellation) };
        return informed;
    }

    /// <summary>A run on the case as found, to ask it things: forms, permitted moves.</summary>
    public async ValueTask<Run> Start(WorkflowDb db, string person, StoredCase? found, Procedure procedure, CancellationToken cancellation, DateOnly? performedOn = null)
    {
        return Start(await World(db, cancellation), person, found, procedure, performedOn);
    }

    /// <summary>The same in a world that is known: whoever looks at several cases asks for it once.</summary>
    public Run Start(World world, string person, StoredCase? found, Procedure procedure, DateOnly? performedOn = null)
    {
        var actor = person == Actor.Clock.Person ? Actor.Clock : Actor.Of(world.Register, person, Today);
        return new Run(procedure, found?.Case ?? Case.None, actor, performedOn ?? Today, world, Today);
    }
}
