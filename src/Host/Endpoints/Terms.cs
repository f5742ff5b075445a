using Workflows.Organisation;

namespace Workflows.Host.Endpoints;

/// <summary>Where a unit stands between two elections.</summary>
internal enum TermState
{
    /// <summary>Never elected, as far as the register knows.</summary>
    None,

    /// <summary>More than six months to go.</summary>
    Fine,

    /// <summary>Ends within six months: prepare the election.</summary>
    Soon,

    /// <summary>Has ended without a new election.</summary>
    Overdue,
}

/// <summary>Counts a term's days from its election day (EL-01, EL-02, EL-03).</summary>
internal static class Terms
{
    private const int ReminderMonths = 6;
    private const int MostShiftMonths = 12;

    public static TermInfo? Of(Register register, string unitId, DateOnly day) =>
        register.CurrentTerm(unitId, day) is { } term ? Describe(term, day) : null;

    public static TermInfo Describe(Term term, DateOnly day)
    {
        var expires = term.ExpiresOn;
        var asElected = (term with { ShiftedMonths = 0 }).ExpiresOn;
        var reminder = expires.AddMonths(-ReminderMonths);
        var state = day > expires ? TermState.Overdue : day >= reminder ? TermState.Soon : TermState.Fine;
        var shift = term.ShiftedMonths switch
        {
            > 0 => $"，经批准延期 {term.ShiftedMonths} 个月",
            < 0 => $"，经批准提前 {-term.ShiftedMonths} 个月",
            _ => "",
        };
        return new TermInfo(
            term.ElectedOn,
            term.Years,
            term.ShiftedMonths,
            expires,
            reminder,
            asElected.AddMonths(-MostShiftMonths),
            asElected.AddMonths(MostShiftMonths),
            state,
            Title(state),
            $"{term.ElectedOn:yyyy-MM-dd} 选举产生，任期 {term.Years} 年{shift}，{expires:yyyy-MM-dd} 届满；届满前 {ReminderMonths} 个月（{reminder:yyyy-MM-dd}）提醒，延期或提前累计一般不超过 1 年（《中国共产党基层组织选举工作条例》第三条）。");
    }

    public static string Title(TermState state) => state switch
    {
        TermState.None => "没有换届记录",
        TermState.Fine => "任期内",
        TermState.Soon => "即将届满",
        TermState.Overdue => "已逾期",
        _ => throw new InvalidOperationException($"State {state}"),
    };
}
