namespace Workflows.Organisation;

/// <summary>届: what a unit's election gave it; the newest by election day is the current one.</summary>
/// <param name="Years">Length of the term, 1–10 years.</param>
/// <param name="CaseId">The election case that set it; null when imported.</param>
public sealed record Term(string UnitId, DateOnly ElectedOn, int Years, string? CaseId = null)
{
    /// <summary>Months by which the term was postponed (above 0) or brought forward (below 0), all decisions together.</summary>
    public int ShiftedMonths { get; init; }

    /// <summary>The day the term ends: counted once from the election day, never from an already clamped day (CV-06).</summary>
    public DateOnly ExpiresOn => ElectedOn.AddMonths(Years * 12 + ShiftedMonths);
}

/// <summary>A decision that moved the end of a term; earlier decisions stay beside it as history.</summary>
/// <param name="Months">Above 0: postponed; below 0: brought forward; −12 … 12.</param>
/// <param name="DecidedOn">The day from which it counts.</param>
public sealed record TermShift(string UnitId, DateOnly ElectedOn, DateOnly DecidedOn, int Months, string? CaseId = null);
