using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>A move that may begin a case: somebody opens it, or something is reported that makes one.</summary>
public abstract record Beginning : Move
{
    /// <summary>Key of the procedure.</summary>
    public required string Procedure { get; init; }

    public required string Unit { get; init; }

    /// <summary>Id of the person whom the case is about; empty when it is about the unit alone.</summary>
    public virtual string Subject => "";

    /// <summary>The number of the case that is already open for the unit, where only one may be; found by the store.</summary>
    public string? AlreadyOpen { get; init; }

    protected Problem? IsAlreadyOpen(Run run) => AlreadyOpen is { } other
        ? Problem.Refused("already-open", $"{(run.Procedure.IsAboutPerson ? "此人" : "本党组织")}已有一件“{run.Procedure.Title}”在办（{other}）。", "请继续办理原事项；确需重来的，先撤回或终止原事项。")
        : null;

    protected void EmitOpened(Run run, string about = "") => run.Emit(new CaseOpened(
        Case, run.Procedure.Key, run.Procedure.Version, Unit, $"{run.World.Register.Unit(Unit, run.Now)!.Name} · {run.Procedure.Title}{about}",
        run.Actor.Person, run.Today, run.Procedure.Digest, run.Procedure.IsAboutPerson ? Subject : null, run.IsRecording ? run.Now : null));
}
