namespace Workflows.Organisation;

/// <summary>A fact of the register that holds from one day until another.</summary>
public interface IDated
{
    /// <summary>First day in force.</summary>
    DateOnly From { get; }

    /// <summary>First day no longer in force; null: still in force.</summary>
    DateOnly? Until { get; }
}

/// <summary>Asks a dated fact about a day.</summary>
public static class Dated
{
    public static bool IsInForce(this IDated fact, DateOnly day) => fact.From <= day && (fact.Until is null || day < fact.Until);

    /// <summary>Do two facts share a day?</summary>
    public static bool Overlaps(this IDated one, IDated other) =>
        (other.Until is null || one.From < other.Until) && (one.Until is null || other.From < one.Until);
}
