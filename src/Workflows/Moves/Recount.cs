using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>重新计算时限: the calendar or a setting has changed; every deadline is counted again and keeps its old day (WD-06).</summary>
[Move("recount", "重算时限", Place = 11, Occasion = Occasion.BasisChanged)]
public sealed record Recount : Move
{
    protected override Problem? Make(Run run)
    {
        if (Guards.IsClock(run) is { } person)
            return person;
        if (run.Case.IsOpen)
            Timers.Recount(run);
        return null;
    }
}
