namespace Workflows.Organisation.Sample;

/// <summary>An election of the past and what was decided about its term since.</summary>
internal sealed record SampleTerm(DateOnly ElectedOn, int Years, int PostponedMonths = 0, DateOnly DecidedOn = default)
{
    public RegisterRows RowsFor(string unitId) => new()
    {
        Terms = [new(unitId, ElectedOn, Years), new(unitId, ElectedOn.AddYears(-Years), Years)],
        Shifts = PostponedMonths == 0 ? [] : [new(unitId, ElectedOn, DecidedOn, PostponedMonths)],
    };
}

/// <summary>Places the terms of the sample city around a day: due soon, due this year, overdue, postponed, far from due.</summary>
internal sealed class SampleTerms(SampleDice dice, DateOnly today)
{
    private int given;

    /// <summary>Ends half a year and some days from now: the clock has just opened the election, the reminder is not late yet.</summary>
    public SampleTerm InHalfAYear(int daysLater) => EndingOn(today.AddMonths(6).AddDays(daysLater), 3);

    /// <summary>Ends on the last day of this year.</summary>
    public SampleTerm EndOfYear() => EndingOn(new(today.Year, 12, 31), 3);

    public SampleTerm Overdue() => EndingOn(today.AddDays(-dice.Throw(15, 200)), 3);

    public SampleTerm Fine(int years = 3) => EndingOn(today.AddMonths(dice.Throw(9, years * 12 - 4)), years);

    /// <summary>The mix of an ordinary city: of eight terms one is overdue, one ends this year, one has been postponed, one ends within half a year.</summary>
    public SampleTerm Next(int years) => (given++ % 8) switch
    {
        1 => EndingOn(today.AddDays(-dice.Throw(15, 200)), years),
        3 => EndingOn(new(today.Year, dice.Throw(1, 12), dice.Throw(1, 28)), years),
        5 => EndingOn(today.AddDays(-dice.Throw(10, 60)), years) with { PostponedMonths = dice.Throw(3, 8), DecidedOn = today.AddDays(-dice.Throw(90, 150)) },
        7 => EndingOn(today.AddDays(dice.Throw(20, 170)), years),
        _ => Fine(years),
    };

    private static SampleTerm EndingOn(DateOnly day, int years) => new(day.AddYears(-years), years);
}
