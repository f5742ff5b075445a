using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>A place where the case stands now: a step that was entered and not yet left.</summary>
/// <param name="Answers">What was replied here since it was entered.</param>
/// <param name="Finished">Branch → end, for activities with branches.</param>
/// <param name="At">How many events the case had when it was entered.</param>
public sealed record Place(
    string Path, DateOnly EnteredOn, ImmutableArray<Replied> Answers, ImmutableSortedDictionary<string, string> Finished, int At);

/// <summary>How a step was left the last time: what rests on what follows from the order.</summary>
/// <param name="EnteredAt">How many events the case had when it was entered.</param>
/// <param name="At">How many it had when it was left.</param>
/// <param name="On">The day on which it was done; what was written before days were kept knows only when it was entered.</param>
/// <param name="By">Who had answered there.</param>
public sealed record Leaving(string Outcome, int EnteredAt, int At, DateOnly On, ImmutableArray<string> By)
{
    /// <summary>It was begun anew or given up since: what was decided there stands no longer.</summary>
    public bool IsRedone { get; init; }
}

/// <summary>A value and the step that set it.</summary>
public sealed record Datum(JsonNode? Value, string Path);

/// <summary>事项: one running procedure, a value. <see cref="Apply"/> is the only place where it changes.</summary>
public sealed record Case
{
    public static Case None { get; } = new();

    public string Id { get; init; } = "";

    public string Procedure { get; init; } = "";

    public int Version { get; init; }

    public string Unit { get; init; } = "";

    /// <summary>The person whom it is about; empty when it is about the unit alone.</summary>
    public string Subject { get; init; } = "";

    public string Title { get; init; } = "";

    public string StartedBy { get; init; } = "";

    public DateOnly OpenedOn { get; init; }

    /// <summary>补录: the day on which a case that began on paper was entered; null when it began here.</summary>
    public DateOnly? RecordedOn { get; init; }

    /// <summary>The end state; null while the case is open.</summary>
    public string? End { get; init; }

    /// <summary>中止: since when nothing is done and no deadline runs; null while it goes on.</summary>
    public DateOnly? SuspendedOn { get; init; }

    /// <summary>How many events have been applied; ids within the case are made from it.</summary>
    public int Count { get; init; }

    public int AnswerCount { get; init; }

    public ImmutableSortedDictionary<string, Place> Places { get; init; } = ImmutableSortedDictionary.Create<string, Place>(StringComparer.Ordinal);

    public ImmutableArray<WorkItem> Items { get; init; } = [];

    public ImmutableSortedDictionary<string, Deadline> Deadlines { get; init; } = ImmutableSortedDictionary.Create<string, Deadline>(StringComparer.Ordinal);

    [JsonConverter(typeof(DataJson))]
    public ImmutableSortedDictionary<string, Datum> Data { get; init; } = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.Ordinal);

    /// <summary>What it is to change in the register; null when it changes nothing, or has.</summary>
    public Organisation.RegisterChange? Proposed { get; init; }

    /// <summary>What it is to decide of a setting; null when it decides nothing, or has.</summary>
    public Rules.SettingChange? ProposedSetting { get; init; }

    /// <summary>Steps that were left at least once, for sending back and for the diagram.</summary>
    public ImmutableSortedSet<string> Visited { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>How each step was left the last time.</summary>
    public ImmutableSortedDictionary<string, Leaving> Left { get; init; } =
        ImmutableSortedDictionary.Create<string, Leaving>(StringComparer.Ordinal);

    [JsonIgnore]
    public bool IsOpen => Id.Length > 0 && End is null;

    /// <summary>The deadlines that run: not those that are paused, and none while the case is suspended.</summary>
    [JsonIgnore]
    public IEnumerable<Deadline> Running => SuspendedOn is null ? Deadlines.Values.Where(d => d.PausedOn is null) : [];

    public WorkItem? Item(string id) => Items.FirstOrDefault(i => i.Id == id);

    /// <summary>The case after one more event.</summary>
    public Case Apply(CaseEvent happened) => Effect(happened) with { Count = Count + 1 };

    public static Case Fold(IEnumerable<CaseEvent> history) => history.Aggregate(None, (state, happened) => state.Apply(happened));

    private Case Effect(CaseEvent happened) => happened switch
    {
        CaseOpened e => this with { Id = e.Id, Procedure = e.Procedure, Version = e.Version, Unit = e.Unit, Subject = e.Subject ?? "", Title = e.Title, StartedBy = e.By, OpenedOn = e.On, RecordedOn = e.RecordedOn },
        CaseClosed e => this with { End = e.End, Places = Places.Clear(), Items = [], Deadlines = Deadlines.Clear() },
        StepEntered e => Redone(e.Path).Entered(e),
        StepLeft e => Without(e.Path) with { Left = Left.SetItem(e.Path, LeavingOf(e)) },
        SentBack e => Redone(e.From).Without(e.From),
        AnswersLapsed e => Redone(e.Path).Lapsed(e.Path),
        BranchFinished e => WithPlace(e.Path, p => p with { Finished = p.Finished.SetItem(e.Branch, e.End) }),
        CaseSuspended e => this with { SuspendedOn = e.On },
        CaseResumed e => Resumed(e.On),
        ItemOffered e => this with { Items = Items.Add(WorkItem.Of(e)) },
        ItemReady e => WithItem(e.Item, i => i with { State = ItemState.Open }),
        ItemTakenBack e => this with { Items = Items.RemoveAll(i => i.Id == e.Item) },
        Replied { IsUrging: true } e => this with { Items = Items.RemoveAll(i => i.Id == e.Item) },
        Replied e => WithPlace(e.Path, p => p with { Answers = p.Answers.Add(e) }) with { Items = Items.RemoveAll(i => i.Id == e.Item), AnswerCount = AnswerCount + 1 },
        ValueSet e => this with { Data = Data.SetItem(e.Name, new Datum(e.Value, e.Path)) },
        ScopeBegan e => this with { Data = Data.RemoveRange(Data.Keys.Where(name => name.StartsWith(e.Scope, StringComparison.Ordinal))) },
        Corrected e => this with { Data = Data.SetItem(e.Name, Data[e.Name] with { Value = e.New }) },
        DeadlineSet e => this with { Deadlines = Deadlines.SetItem(e.Key, new Deadline(e.Key, e.Path, e.Title, e.Anchor, e.From, e.Period, e.Due, e.Wake, e.Provisional, e.Why)) },
        DeadlineMoved e => WithDeadline(e.Key, d => d with { From = e.From, Due = e.Due, Wake = e.Wake, Provisional = e.Provisional, Why = e.Why, Passed = false, Was = d.Was.Add(e.OldDue) }),
        DeadlineLifted e => this with { Deadlines = Deadlines.Remove(e.Key) },
        DeadlineMet e => this with { Deadlines = Deadlines.Remove(e.Key) },
        DeadlinePaused e => WithDeadline(e.Key, d => d with { PausedOn = e.On }),
        DeadlineResumed e => WithDeadline(e.Key, d => d.HeldFrom(d.PausedOn ?? e.On, Earlier(SuspendedOn, e.On)) with { PausedOn = null }),
        Reminded e => WithDeadline(e.Key, d => d with { Wake = e.Wake }),
        DeadlinePassed e => WithDeadline(e.Key, d => d with { Passed = true, Wake = null }),
        CaseMoved e => this with { Unit = e.Unit },
        HandedOver e => WithItem(e.Item, i => i with { To = e.To }),
        // Whom the procedure asked is somebody else now, unless it only comes back to them.
        ItemPassed e => WithItem(e.Item, i => i with { To = e.To, Asked = i.Asked == e.From.Key ? e.To.Key : i.Asked }),
        ChangeProposed e => this with { Proposed = e.Change },
        ChangeEntered => this with { Proposed = null },
        SettingProposed e => this with { ProposedSetting = e.Change },
        SettingDecided => this with { ProposedSetting = null },
        ReportTaken e => this with { Data = Data.SetItem(e.Into, new Datum(WithRow(e), Data.GetValueOrDefault(e.Into)?.Path ?? "")) },
        RuleSpoke or Departed or Noted or Noticed or Reported or TermBegan or TermShifted or PostsGiven or PersonEntered or StageChanged or StageDated
            or AccountProposed => this,
        _ => throw new InvalidOperationException($"No effect is defined for {happened.GetType().Name}."),
    };

    /// <summary>What was paused meanwhile stays paused, and its days are counted once.</summary>
    private Case Resumed(DateOnly on) => this with
    {
        SuspendedOn = null,
        Deadlines = Deadlines.SetItems(
            Deadlines.Values.Select(d => KeyValuePair.Create(d.Key, d.HeldFrom(SuspendedOn ?? on, Earlier(d.PausedOn, on))))),
    };

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one is { } day && day < other ? day : other;

    private Case Entered(StepEntered e) => this with
    {
        Places = Places.SetItem(
            e.Path, new(e.Path, e.On, [], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), Count)),
    };

    /// <summary>The case without a step and what lies inside it.</summary>
    private Case Without(string path) => this with
    {
        Places = Places.RemoveRange(Places.Keys.Where(p => Paths.IsWithin(p, path))),
        Items = Items.RemoveAll(i => Paths.IsWithin(i.Path, path)),
        Deadlines = Deadlines.RemoveRange(Deadlines.Where(d => Paths.IsWithin(d.Value.Path, path)).Select(d => d.Key)),
        Visited = Visited.Add(path),
    };

    /// <summary>What was answered at a step and done in its branches counts no longer; whoever has not answered is still asked.</summary>
    private Case Lapsed(string path)
    {
        bool IsInside(string other) => other.StartsWith(path + "/", StringComparison.Ordinal);
        return this with
        {
            Places = Places.RemoveRange(Places.Keys.Where(IsInside))
                .SetItem(path, Places[path] with { Answers = [], Finished = Places[path].Finished.Clear() }),
            Items = Items.RemoveAll(i => IsInside(i.Path)),
            Deadlines = Deadlines.RemoveRange(Deadlines.Where(d => IsInside(d.Value.Path)).Select(d => d.Key)),
        };
    }

    private Case Redone(string path) => this with
    {
        Left = Left.SetItems(Left.Where(l => !l.Value.IsRedone && Paths.IsWithin(l.Key, path))
            .Select(l => KeyValuePair.Create(l.Key, l.Value with { IsRedone = true }))),
    };

    private Leaving LeavingOf(StepLeft left)
    {
        var place = Places[left.Path];
        return new(left.Outcome, place.At, Count, left.On ?? place.EnteredOn, [.. place.Answers.Select(a => a.By).Distinct()]);
    }

    private JsonArray WithRow(ReportTaken taken) =>
        [.. Json.Rows(Data.GetValueOrDefault(taken.Into)?.Value).Append(taken.Row).Select(r => r.DeepClone())];

    private Case WithPlace(string path, Func<Place, Place> change) =>
        this with { Places = Places.SetItem(path, change(Places[path])) };

    private Case WithItem(string id, Func<WorkItem, WorkItem> change) => this with { Items = [.. Items.Select(i => i.Id == id ? change(i) : i)] };

    private Case WithDeadline(string key, Func<Deadline, Deadline> change) =>
        this with { Deadlines = Deadlines.SetItem(key, change(Deadlines[key])) };
}
