using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Host.Registers;

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

/// <summary>Asks the rules for a term's days (EL-01 its end, EL-02 how far it may move, EL-03 the reminder); counts nothing itself.</summary>
internal sealed class Terms(RuleBook book, Rules.Settings settings, WorkCalendar calendar)
{
    private const int YearsOfVillages = 5;

    /// <summary>The unit's term as it runs on a day; null when there is none, or the rules know no term for such a unit.</summary>
    public TermInfo? Of(Register register, string unitId, DateOnly day) =>
        register.Unit(unitId, day) is { } unit && register.CurrentTerm(unitId, day) is { } term && BodyOf(unit.Kind, term) is { } body ? Describe(body, term, day) : null;

    public TermState StateOf(Register register, string unitId, DateOnly day) => Of(register, unitId, day)?.State ?? TermState.None;

    private TermInfo? Describe(string body, Term term, DateOnly day)
    {
        var given = new JsonObject { ["body"] = body, ["elected-on"] = Json.Of(term.ElectedOn), ["shifted-months"] = term.ShiftedMonths };
        if (Ask("EL-01", day, given) is not { } end || Ask("EL-02", day, given) is not { } window || Ask("EL-03", day, given) is not { } reminder
            || Json.Day(end.Value) is not { } expires || Json.Day(reminder.Value) is not { } remindOn
            || Json.Day(window.Value?["earliest"]) is not { } earliest || Json.Day(window.Value?["latest"]) is not { } latest)
            return null;

        var state = !end.Holds ? TermState.Overdue : day >= remindOn ? TermState.Soon : TermState.Fine;
        return new TermInfo(
            term.ElectedOn, term.Years, term.ShiftedMonths, expires, remindOn, earliest, latest, state, Title(state),
            $"{Cited(end)}{Cited(reminder)}{Cited(window)}{(expires == term.ExpiresOn ? "" : $"名册登记的届满日是 {term.ExpiresOn:yyyy年M月d日}，与此不同，请核对任期年数。")}");
    }

    private RuleAnswer? Ask(string rule, DateOnly day, JsonObject given)
    {
        // Days before a rule was made are judged by its first version: the page only looks.
        var on = day < book.FirstDayOf(rule) ? book.FirstDayOf(rule) : day;
        return book.Ask(rule, on, given, settings, calendar) is RuleOutcome.Answered { Answer: var answer } ? answer : null;
    }

    private static string Cited(RuleAnswer answer) => $"{answer.Because.TrimEnd('。')}（{answer.Article}）。";

    /// <summary>The body as the rules call it; null: a unit that is not elected for a term.</summary>
    private static string? BodyOf(UnitKind kind, Term term) => kind switch
    {
        UnitKind.AgencyCommittee => "agency-committee",
        UnitKind.GeneralBranch or UnitKind.Branch when term.Years == YearsOfVillages => "village-or-community",
        UnitKind.GeneralBranch => "general-branch",
        UnitKind.Branch => "branch",
        UnitKind.WorkCommittee or UnitKind.PartyGroup => null,
        _ => throw new InvalidOperationException($"Kind {kind}"),
    };

    public static string Title(TermState state) => state switch
    {
        TermState.None => "没有换届记录",
        TermState.Fine => "任期内",
        TermState.Soon => "即将届满",
        TermState.Overdue => "已逾期",
        _ => throw new InvalidOperationException($"State {state}"),
    };
}
