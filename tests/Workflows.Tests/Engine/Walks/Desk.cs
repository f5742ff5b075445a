using System.Text;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Tests.Engine.Walks;

/// <summary>The engine without a database: a case, its history as text, and a day. After every move the case is read back from its text, as after a restart.</summary>
internal sealed class Desk(Procedure procedure, Register register, DateOnly today)
{
    private readonly List<string> history = [];

    public Procedure Procedure => procedure;

    public Register Register => register;

    public DateOnly Today { get; set; } = today;

    public WorkCalendar Calendar { get; set; } = WorkCalendar.Empty;

    public Case Case { get; private set; } = Case.None;

    /// <summary>The history as read back from its text, folded move by move.</summary>
    public Case Folded { get; private set; } = Case.None;

    public IEnumerable<CaseEvent> Events => history.SelectMany(Ledger.Read);

    public Case FoldFromTheStart() => Case.Fold(history.SelectMany(Ledger.Read));

    /// <summary>A run of this person on the case as it is.</summary>
    public Run Run(string by) =>
        new(procedure, Case, by == Actor.Clock.Person ? Actor.Clock : Actor.Of(register, by, Today), Today, new World(register, RuleBook.Standard, Settings.Standard, Calendar));

    /// <summary>Makes a move; the problem when it is refused, and then nothing has changed.</summary>
    public Problem? Make(Move move)
    {
        var run = Run(move.By);
        if (move.Try(run) is { } problem)
            return problem;
        if (run.Events.Count == 0)
            return null;

        history.Add(Encoding.UTF8.GetString(Ledger.Write(run.Events)));
        Folded = Ledger.Read(history[^1]).Aggregate(Folded, (state, happened) => state.Apply(happened));
        Case = Invariants.ReadBack(run.Case);
        return null;
    }

    /// <summary>The clock looks at what is due today, as it does every minute; what it is refused it tries again another day.</summary>
    public void Tick()
    {
        foreach (var deadline in Case.Deadlines.Values.Where(d => d.Wake <= Today).Select(d => d.Key).ToArray())
            Make(new Expire { Id = Guid.Empty, Case = Case.Id, By = Actor.Clock.Person, Deadline = deadline });
    }
}
