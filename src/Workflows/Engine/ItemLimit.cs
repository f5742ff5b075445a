namespace Workflows.Engine;

/// <summary>A day of its own by which an item is to be answered, when it is not what its step waits for.</summary>
public sealed record ItemLimit(DateOnly Due, bool Provisional, string Why);

/// <summary>By when a work item is to be answered.</summary>
/// <param name="For">What is due then, when it is more than the item itself: a deadline around its step, such as 思想汇报; empty otherwise.</param>
public sealed record ItemDue(DateOnly Due, bool Provisional, string For)
{
    /// <summary>Its own day; else that of the next deadline of its step or around it; null when nothing is due.</summary>
    public static ItemDue? Of(Case state, WorkItem item) => Of(state, item, []);

    /// <summary>The same in a list that tells some deadlines by themselves: they are the days of what is asked in their asides.</summary>
    public static ItemDue? Of(Case state, WorkItem item, IReadOnlyList<Beside> besides)
    {
        if (state.SuspendedOn is not null)
            return null;
        if (item.Limit is { } own)
            return new(own.Due, own.Provisional, "");
        if (besides.FirstOrDefault(b => Paths.IsWithin(item.Path, b.Aside))?.Deadline is { } beside)
            return new(beside.Due, beside.Provisional, "");
        var next = state.Running.Where(d => Paths.IsWithin(item.Path, d.Path) && besides.All(b => b.Deadline.Key != d.Key)).MinBy(d => d.Due);
        return next is null ? null : new(next.Due, next.Provisional, next.Path == item.Path ? "" : next.Title);
    }
}
