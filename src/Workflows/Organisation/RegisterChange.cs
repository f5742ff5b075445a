using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Workflows.Organisation;

/// <summary>A row that is to be taken out of the register because it was wrong from the beginning.</summary>
/// <param name="Reason">Why it is wrong.</param>
/// <param name="Ground">The paper or approval that it rests on; empty when none was named.</param>
public sealed record RowTaken(RowRef Row, string Reason, string Ground);

/// <summary>名册变更: what somebody proposes to change in the register, with the rows as they stood when it was proposed.</summary>
public sealed record RegisterChange
{
    /// <summary>The rows that would be replaced or taken out, as they stood.</summary>
    public RegisterRows Before { get; init; } = new();

    /// <summary>The rows that would be laid over the register.</summary>
    public RegisterRows After { get; init; } = new();

    public ImmutableArray<RowTaken> Taken { get; init; } = [];

    /// <summary>Rows to be added or changed, and rows to be taken out.</summary>
    [JsonIgnore]
    public int Count => After.Count + Taken.Length;

    /// <summary>Does it touch who decides, who counts, where a unit belongs, or who somebody is? A new unit below another, a unit's name and
    /// plain data about people do not.</summary>
    public bool CarriesPower(Register now) => !Taken.IsEmpty
        || After.Memberships.Length + After.Posts.Length + After.Terms.Length + After.Shifts.Length + After.Disciplines.Length + After.Absences.Length > 0
        || After.Units.Any(u => MovesTree(now, u))
        || After.People.Any(p => now.Person(p.Id) is { } known && (known.Name, known.Born, known.Sex) != (p.Name, p.Born, p.Sex));

    private static bool MovesTree(Register now, Unit unit) => now.Rows.Units.Where(u => u.Id == unit.Id).ToArray() is { Length: > 0 } known
        ? !Array.Exists(known, k => (k.From, k.ParentId, k.Kind, k.Until) == (unit.From, unit.ParentId, unit.Kind, unit.Until))
        : unit.ParentId is null && !now.Rows.Units.IsEmpty;

    /// <summary>Whom it is about, each once.</summary>
    [JsonIgnore]
    public IEnumerable<string> People => After.People.Select(p => p.Id).Concat(After.Memberships.Select(m => m.PersonId))
        .Concat(After.Posts.Select(p => p.PersonId)).Concat(After.Disciplines.Select(d => d.PersonId))
        .Concat(After.Absences.Select(a => a.PersonId)).Concat(Taken.Select(t => t.Row.Person).Where(p => p.Length > 0)).Distinct();

    public static RegisterChange Of(Register now, RegisterRows after) => new() { Before = now.Rows.Alike(after), After = after };

    /// <summary>Takes one row out; a term takes the shifts of its end along. Null when the register has no such row.</summary>
    public static RegisterChange? Taking(Register now, RowTaken taken)
    {
        taken = taken with { Row = taken.Row.Bare() };
        var known = now.Rows;
        var rows = known.At([taken.Row]);
        if (rows.Count == 0)
            return null;

        var also = rows.Terms.SelectMany(t => known.Shifts.Where(s => s.UnitId == t.UnitId && s.ElectedOn == t.ElectedOn)).Select(RowRef.Of).ToArray();
        return new()
        {
            Before = rows.Over(known.At(also)),
            Taken = [taken, .. also.Select(row => taken with { Row = row })],
        };
    }

    /// <summary>Do the rows that it touches stand as they stood when it was proposed?</summary>
    public bool StillHolds(Register now)
    {
        var known = now.Rows;
        return known.Alike(After).Over(known.At([.. Taken.Select(t => t.Row)])).IsSameAs(Before);
    }

    public Register On(Register register) => register.With(After).Without([.. Taken.Select(t => t.Row)]);
}
