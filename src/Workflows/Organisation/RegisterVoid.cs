namespace Workflows.Organisation;

/// <summary>更正: a row of the register that was wrong from the beginning. It answers no question any more, about no day, and stays here to be read.</summary>
/// <param name="Until">The row's last day, as it stood.</param>
/// <param name="Content">The whole row as it stood, JSON.</param>
/// <param name="VoidedBy">Person id.</param>
/// <param name="Reason">Why it was wrong.</param>
/// <param name="Ground">On what paper or whose approval; empty when nothing was given.</param>
public sealed record RegisterVoid(
    RowKind Kind, string PersonId, string UnitId, string What, DateOnly From, DateOnly? Until, string Content,
    DateTimeOffset VoidedAt, string VoidedBy, string Reason, string Ground)
{
    public RowRef Row => new(Kind, PersonId, UnitId, What, From);
}
