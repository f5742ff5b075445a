using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>One move being made: what it emits, and how the case flows on from step to step until it waits again.</summary>
public sealed class Run(Procedure procedure, Case before, Actor actor, DateOnly today, World world, DateOnly? now = null)
{
    // A chain of automatic steps longer than this is a circle that lint has missed.
    private const int MostAutomaticSteps = 100;

    private readonly List<CaseEvent> events = [];
    private readonly List<RuleAnswer> spoken = [];
    private int entered;

    public Procedure Procedure { get; } = procedure;

    /// <summary>The case as it is after the events so far.</summary>
    public Case Case { get; private set; } = before;

    public Actor Actor { get; } = actor;

    /// <summary>The Beijing civil day on which what is done is done; in a recorded move the day on paper.</summary>
    public DateOnly Today { get; private set; } = today;

    /// <summary>The Beijing civil day of the move itself: who holds which post, and when the clock looks next, follows from it.</summary>
    public DateOnly Now { get; } = now ?? today;

    /// <summary>补录: something is entered that was done on paper before.</summary>
    public bool IsRecording => Today < Now;

    /// <summary>What is entered was done before the case came here: nobody could say no to it then. Later papers are held to the rules like everything else.</summary>
    public bool IsFromBefore => IsRecording && Today < Case.RecordedOn;

    /// <summary>试算: nothing of the move is kept. Of a form that is not full yet, the rules are asked that it is full enough for.</summary>
    public bool IsTrial { get; init; }

    /// <summary>试算: what an activity knows that the answer leads to, where its events do not say so.</summary>
    public List<string> Foretold { get; } = [];

    /// <summary>What lies outside the case; the register as this move has changed it.</summary>
    public World World { get; private set; } = world;

    /// <summary>The rows that the move lays over the register.</summary>
    public RegisterRows Changes { get; private set; } = new();

    /// <summary>The rows that the move takes out of the register.</summary>
    public ImmutableArray<RowTaken> Taken { get; private set; } = [];

    /// <summary>The setting that the move decides; null: none.</summary>
    public SettingChange? Decided { get; private set; }

    /// <summary>It enters into the register what was approved, which holds only while the rows stand as they stood.</summary>
    public bool EntersChange => events.Any(e => e is ChangeEntered or SettingDecided);

    public IReadOnlyList<CaseEvent> Events => events;

    /// <summary>Every rule that was asked during the move, in order.</summary>
    public IReadOnlyList<RuleAnswer> Spoken => spoken;

    public void Emit(CaseEvent happened)
    {
        events.Add(happened);
        var (proposed, setting) = (Case.Proposed, Case.ProposedSetting);
        Case = Case.Apply(happened);
        if (happened is ChangeEntered)
            Enter(proposed ?? throw NothingProposed());
        if (happened is SettingDecided)
            Decided = setting ?? throw NothingProposed();
        if (Effects.Of(happened, World.Register, Case.Id, Today) is { } rows)
        {
            Changes = Changes.Over(rows);
            World = World with { Register = World.Register.With(rows) };
        }
    }

    private InvalidOperationException NothingProposed() => new($"{Case.Id}: nothing was proposed.");

    private void Enter(RegisterChange change)
    {
        Changes = Changes.Over(change.After);
        Taken = [.. Taken, .. change.Taken];
        World = World with { Register = change.On(World.Register) };
    }

    public void Begin()
    {
        Timers.StartCase(this);
        EnterBlock("", Procedure.Root);
    }

    public void Enter(string path)
    {
        if (++entered > MostAutomaticSteps)
            throw new InvalidOperationException($"{Procedure.Key} v{Procedure.Version}: more than {MostAutomaticSteps} steps in one move, last {path}.");

        var step = StepAt(path);
        Emit(new StepEntered(path, Today));
        Timers.Start(this, path, step);
        step.Activity.Enter(this, path);
    }

    public void EnterBlock(string prefix, Block block) => Enter(prefix + block.Start);

    /// <summary>Leaves a step by an outcome and goes where the definition says.</summary>
    public void Leave(string path, string outcome)
    {
        var step = StepAt(path);
        if (!step.Next.TryGetValue(outcome, out var next))
            throw new InvalidOperationException($"{Procedure.Key}: step {path} has no way out for {outcome}.");

        Emit(new StepLeft(path, outcome, Today));
        var parent = Paths.BlockOf(path);
        switch (next)
        {
            case Target.Stay:
                foreach (var place in Case.Places.Keys.Where(p => Paths.BlockOf(p) == parent).ToArray())
                    StepAt(place).Activity.AsideEnded(this, place);
                break;
            case Target.End end:
                EndBlock(parent, end.State);
                break;
            case Target.ToStep to:
                if (step.Activity.IsAside && parent.Length == 0)
                    TurnTo(path, to.Name);
                Enter(parent + to.Name);
                break;
        }
    }

    /// <summary>What came of an aside takes the case elsewhere: where it stood before no longer counts.</summary>
    private void TurnTo(string aside, string next)
    {
        foreach (var place in Case.Places.Keys.Where(p => !p.Contains('/', StringComparison.Ordinal) && !StepAt(p).Activity.IsAside).ToArray())
            Emit(new SentBack(place, next, StepAt(aside).Title));
    }

    /// <summary>Asks a person or post; an item within its step is known by <paramref name="part"/>.</summary>
    public void Offer(string path, Who who, string part = "", string? title = null, ItemLimit? limit = null)
    {
        var asked = this.Resolve(who, path);
        if (asked.IsEmpty)
            throw new MoveRefusedException(Problem.Refused("nobody-to-ask", $"“{title ?? StepAt(path).Title}”没有确定由谁办理。", "请先选定办理人，再进入这一步。"));
        // What is entered from paper, and what comes of itself, waits for whoever gets the post.
        if (!Actor.IsClock && !IsRecording && asked.FirstOrDefault(a => this.IsVacant(a.Key)) is { } vacant)
            throw new MoveRefusedException(Vacancies.Problem(this, title ?? StepAt(path).Title, vacant));
        foreach (var to in asked)
            Offer(path, to, part, title, limit);
    }

    public void Offer(string path, Assignee to, string part = "", string? title = null, ItemLimit? limit = null, ItemKind kind = ItemKind.Asked)
    {
        Emit(new ItemOffered($"i{Case.Count}", path, part, to, title ?? TitleAt(path), Today, limit, kind == ItemKind.Asked ? null : kind));
        if (WithoutAccount.Says(this, to, title ?? TitleAt(path)) is { } says)
            Tell([this.PostOf(Organisation.RoleGroups.Officers, Case.Unit)], $"{Case.Title}：{says}");
    }

    /// <summary>A step of a sub-procedure is asked under the name of what it is called for: 上级批复换届请示：形式审查.</summary>
    public string TitleAt(string path)
    {
        var title = StepAt(path).Title;
        var block = Paths.BlockOf(path);
        return block.Length > 0 && StepAt(Paths.OwnerOf(block).Step) is { Activity.OpensScope: true } call && call.Title != title ? $"{call.Title}：{title}" : title;
    }

    /// <summary>Puts a value into the case's data, in the scope of the step.</summary>
    public void Set(string path, string name, JsonNode? value) =>
        Emit(new ValueSet(Paths.ScopeOf(Procedure, path) + name, path, value?.DeepClone()));

    /// <summary>Notes what a rule said; what was said already in this move is not said twice.</summary>
    public void Note(string path, DateOnly on, RuleAnswer answer)
    {
        if (spoken.Contains(answer))
            return;
        spoken.Add(answer);
        Emit(new RuleSpoke(path, on, answer));
    }

    public Step StepAt(string path) =>
        Procedure.Find(path) ?? throw new InvalidOperationException($"{Procedure.Key} v{Procedure.Version} has no step {path}.");

    /// <summary>Asks something as on the day on which it was asked first, by the register and the law of that day (CV-08).</summary>
    public T AsOf<T>(DateOnly day, Func<T> ask)
    {
        var current = Today;
        Today = day;
        try
        {
            return ask();
        }
        finally
        {
            Today = current;
        }
    }

    /// <summary>Answers given to a text that has been corrected since count no longer; who gave them is told.</summary>
    public void Lapse(string path, IEnumerable<string> by)
    {
        var people = by.Distinct().ToImmutableArray();
        Emit(new AnswersLapsed(path, people));
        Tell(
            people.Select(p => new Assignee(Assignee.KeyOf(p), World.Register.NameOf(p))),
            $"“{Case.Title}”中已报的内容作了更正，您在“{StepAt(path).Title}”对原内容作出的答复不再有效；需要您重新办理的，已列入待办。");
    }

    /// <summary>Tells people something without asking them anything.</summary>
    public void Tell(IEnumerable<Assignee> to, string text)
    {
        var all = to.ToImmutableArray();
        if (!all.IsEmpty)
            Emit(new Noticed(all, text));
    }

    private void EndBlock(string prefix, string end)
    {
        if (prefix.Length == 0)
        {
            Emit(new CaseClosed(end));
            return;
        }

        var (owner, branch) = Paths.OwnerOf(prefix);
        Emit(new BranchFinished(owner, branch, end));
        StepAt(owner).Activity.BranchEnded(this, owner, branch, end);
    }
}
