using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows;

/// <summary>The people who can sign in, as a host knows them: the library knows no accounts. Null: nothing is known of that.</summary>
public delegate ValueTask<IReadOnlySet<string>?> SignIns(CancellationToken cancellation);

/// <summary>Brings together what a decision needs: the procedure of the case, the actor of the day, register, settings and calendar.</summary>
public sealed class Surroundings(RegisterStore register, SettingStore settings, Library library, TimeProvider time, SignIns? signIns = null)
{
    private static readonly TimeSpan beijing = TimeSpan.FromHours(8);

    /// <summary>The Beijing civil day now (CV-09).</summary>
    public DateOnly Today => DayOf(time.GetUtcNow());

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(beijing).DateTime);

    /// <summary>Said alike of a case that is not there and of one that is none of the sender's business.</summary>
    public static Problem NoSuchCase() => Problem.NotFound("no-such-case", "没有这一事项，或者您无权查看。", "请从工作台或事项列表进入。");

    public async ValueTask<World> World(WorkflowDb db, CancellationToken cancellation) => await Around(db, await register.Current(db, cancellation), cancellation);

    /// <summary>Lets the move decide on the case as found; nothing is saved.</summary>
    public async ValueTask<(Run? Run, Problem? Problem)> Decide(WorkflowDb db, Move move, Outset outset, CancellationToken cancellation, bool isTrial = false)
    {
        var found = outset.Case;
        if (found is null && move is not Beginning)
            return (null, NoSuchCase());
        if (found is not null && move.Seq is { } seen && seen != found.Row.Seq)
            return (null, Problem.Changed());

        var procedure = found is null
            ? library.Procedures.Find(((Beginning)move).Procedure)?.Procedure
            : await library.Of(db, found.Row, cancellation);
        if (procedure is null)
            return (null, Problem.NotFound("no-such-procedure", "没有这一流程，或者它的定义未能载入；请联系管理员。"));

        if (found is null && library.Procedures.IsRetired(procedure.Key))
            return (null, Problem.Refused("retired", $"“{procedure.Title}”已停用，不再发起新的事项；在办的照常办完。", "请在“发起”中选用现行的流程。"));

        var world = await Around(db, await register.Current(db, outset.Register, cancellation), cancellation);
        var run = Start(await Knowing(world, procedure, cancellation), move.By, found?.Case, procedure, move.PerformedOn, isTrial);
        return (run, (move with { Known = await NeededByMoves.Find(db, move, run, cancellation) }).Try(run) ?? HeldTogether(run));
    }

    /// <summary>No move gives anybody a post beside one that stands alone.</summary>
    private static Problem? HeldTogether(Run run)
    {
        if (run.Changes.Posts.IsEmpty || Duties.FirstClash(run.World.Register, run.Changes.Posts.Select(p => p.PersonId), run.Now) is not { } clash)
            return null;

        var (says, instead) = Duties.InWords(run.World.Register, clash);
        return Problem.Refused("held-together", says, instead);
    }

    /// <summary>A run on the case as found, to ask it things: forms, permitted moves.</summary>
    public async ValueTask<Run> Start(WorkflowDb db, string person, Case? state, Procedure procedure, CancellationToken cancellation) =>
        Start(await Knowing(await World(db, cancellation), procedure, cancellation), person, state, procedure);

    /// <summary>The same in a world that is known: whoever looks at several cases asks for it once.</summary>
    public Run Start(World world, string person, Case? state, Procedure procedure, DateOnly? performedOn = null, bool isTrial = false)
    {
        var actor = person == Actor.Clock.Person ? Actor.Clock : Actor.Of(world.Register, person, Today);
        return new Run(procedure, state ?? Case.None, actor, performedOn ?? Today, world, Today) { IsTrial = isTrial };
    }

    private async ValueTask<World> Around(WorkflowDb db, Register now, CancellationToken cancellation) =>
        new(now, RuleBook.Standard, await settings.Current(db, now, cancellation), library.Calendar);

    /// <summary>Only where people are asked by name does it matter who can sign in.</summary>
    private async ValueTask<World> Knowing(World world, Procedure procedure, CancellationToken cancellation) =>
        signIns is not null && procedure.AllSteps().Any(s => s.Step.Activity.Asks.Any(w => w is Who.Person))
            ? world with { SignIns = await signIns(cancellation) }
            : world;
}
