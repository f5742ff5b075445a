using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.Engine;

/// <summary>A place where the case stands now: a step that was entered and not yet left.</summary>
/// <param name="Answers">What was replied here since it was entered.</param>
/// <param name="Finished">Branch → end, for activities with branches.</param>
public sealed record Place(string Path, DateOnly EnteredOn, ImmutableArray<Replied> Answers, ImmutableSortedDictionary<string, string> Finished);

/// <summary>待办: what one person or post is asked to do.</summary>
/// <param name="To">Who has it now.</param>
/// <param name="Asked">Whom the procedure asked: a handing over does not change whose work it is.</param>
public sealed record WorkItem(string Id, string Path, string Part, Assignee To, string Asked, string Title, DateOnly Since);

/// <summary>A value and the step that set it.</summary>
public sealed record Datum(JsonNode? Value, string Path);

/// <summary>时限: a deadline that runs, with the days it had before.</summary>
public sealed record Deadline(
    string Key, string Path, string Title, string Anchor, DateOnly From, string Period, DateOnly Due, DateOnly? Wake, bool Provisional, string Why)
{
    public bool Passed { get; init; }

    public ImmutableArray<DateOnly> Was { get; init; } = [];
}

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

    /// <summary>How many events have been applied; ids within the case are made from it.</summary>
    public int Count { get; init; }

    public int AnswerCount { get; init; }

    public ImmutableSortedDictionary<string, Place> Places { get; init; } = ImmutableSortedDictionary.Create<string, Place>(StringComparer.Ordinal);

    public ImmutableArray<WorkItem> Items { get; init; } = [];

    public ImmutableSortedDictionary<string, Deadline> Deadlines { get; init; } = ImmutableSortedDictionary.Create<string, Deadline>(StringComparer.Ordinal);

    [JsonConverter(typeof(DataJson))]
    public ImmutableSortedDictionary<string, Datum> Data { get; init; } = ImmutableSortedDictionary.Create<string, Datum>(StringComparer.Ordinal);

    /// <summary>Steps that were left at least once, for sending back and for the diagram.</summary>
    public ImmutableSortedSet<string> Visited { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    [JsonIgnore]
    public bool IsOpen => Id.Length > 0 && End is null;

    public WorkItem? Item(string id) => Items.FirstOrDefault(i => i.Id == id);

    /// <summary>The case after one more event.</summary>
    public Case Apply(CaseEvent happened) => Effect(happened) with { Count = Count + 1 };

    public static Case Fold(IEnumerable<CaseEvent> history) => history.Aggregate(None, (state, happened) => state.Apply(happened));

    private Case Effect(CaseEvent happened) => happened switch
    {
        CaseOpened e => this with { Id = e.Id, Procedure = e.Procedure, Version = e.Version, Unit = e.Unit, Subject = e.Subject ?? "", Title = e.Title, StartedBy = e.By, OpenedOn = e.On, RecordedOn = e.RecordedOn },
        CaseClosed e => this with { End = e.End, Places = Places.Clear(), Items = [], Deadlines = Deadlines.Clear() },
        StepEntered e => this with { Places = Places.SetItem(e.Path, new Place(e.Path, e.On, [], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal))) },
        StepLeft e => Without(e.Path),
        SentBack e => Without(e.From),
        BranchFinished e => WithPlace(e.Path, p => p with { Finished = p.Finished.SetItem(e.Branch, e.End) }),
        ItemOffered e => this with { Items = Items.Add(new WorkItem(e.Item, e.Path, e.Part, e.To, e.To.Key, e.Title, e.On)) },
        ItemTakenBack e => this with { Items = Items.RemoveAll(i => i.Id == e.Item) },
        Replied { Part: Attention.Part } e => this with { Items = Items.RemoveAll(i => i.Id == e.Item) },
        Replied e => WithPlace(e.Path, p => p with { Answers = p.Answers.Add(e) }) with { Items = Items.RemoveAll(i => i.Id == e.Item), AnswerCount = AnswerCount + 1 },
        ValueSet e => this with { Data = Data.SetItem(e.Name, new Datum(e.Value, e.Path)) },
        ScopeBegan e => this with { Data = Data.RemoveRange(Data.Keys.Where(name => name.StartsWith(e.Scope, StringComparison.Ordinal))) },
        Corrected e => this with { Data = Data.SetItem(e.Name, Data[e.Name] with { Value = e.New }) },
        DeadlineSet e => this with { Deadlines = Deadlines.SetItem(e.Key, new Deadline(e.Key, e.Path, e.Title, e.Anchor, e.From, e.Period, e.Due, e.Wake, e.Provisional, e.Why)) },
        DeadlineMoved e => WithDeadline(e.Key, d => d with { From = e.From, Due = e.Due, Wake = e.Wake, Provisional = e.Provisional, Why = e.Why, Passed = false, Was = d.Was.Add(e.OldDue) }),
        DeadlineLifted e => this with { Deadlines = Deadlines.Remove(e.Key) },
        DeadlineMet e => this with { Deadlines = Deadlines.Remove(e.Key) },
        Reminded e => WithDeadline(e.Key, d => d with { Wake = e.Wake }),
        DeadlinePassed e => WithDeadline(e.Key, d => d with { Passed = true, Wake = null }),
        CaseMoved e => this with { Unit = e.Unit },
        HandedOver e => this with { Items = [.. Items.Select(i => i.Id == e.Item ? i with { To = e.To } : i)] },
        ReportTaken e => this with { Data = Data.SetItem(e.Into, new Datum(WithRow(e), Data.GetValueOrDefault(e.Into)?.Path ?? "")) },
        RuleSpoke or Departed or Noted or Noticed or Reported or TermBegan or TermShifted or PostsGiven or PersonEntered or StageChanged or StageDated => this,
        _ => throw new InvalidOperationException($"No effect is defined for {happened.GetType().Name}."),
    };

    private Case Without(string path)
    {
        bool Inside(string other) => other == path || other.StartsWith(path + "/", StringComparison.Ordinal);
        return this with
        {
            Places = Places.RemoveRange(Places.Keys.Where(Inside)),
            Items = Items.RemoveAll(i => Inside(i.Path)),
            Deadlines = Deadlines.RemoveRange(Deadlines.Where(d => Inside(d.Value.Path)).Select(d => d.Key)),
            Visited = Visited.Add(path),
        };
    }

    private JsonArray WithRow(ReportTaken taken) =>
        [.. Json.Rows(Data.GetValueOrDefault(taken.Into)?.Value).Append(taken.Row).Select(r => r.DeepClone())];

    private Case WithPlace(string path, Func<Place, Place> change) =>
        this with { Places = Places.SetItem(path, change(Places[path])) };

    private Case WithDeadline(string key, Func<Deadline, Deadline> change) =>
        this with { Deadlines = Deadlines.SetItem(key, change(Deadlines[key])) };
}
