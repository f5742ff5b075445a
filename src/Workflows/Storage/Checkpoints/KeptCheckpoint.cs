using System.Collections.Immutable;
using Workflows.Proofs;

namespace Workflows.Storage.Checkpoints;

/// <summary>A checkpoint as somebody kept it outside of the database.</summary>
/// <param name="Name">What the person knows it by: its file, or what was pasted.</param>
/// <param name="Note">The signed text.</param>
/// <param name="Leaves">The lines that were new with it; empty where only the signed text was kept.</param>
/// <param name="Stamp">The time stamping authority's token over the signed text; null where there is none.</param>
public sealed record KeptCheckpoint(string Name, string Note, ImmutableArray<LogLeaf> Leaves, byte[]? Stamp)
{
    /// <summary>The checkpoint, if a known key signed it.</summary>
    public Checkpoint? SignedBy(IReadOnlyCollection<NoteKey> known) =>
        SignedNote.Parse(Note) is { } note && note.SignedWith(known) is { } key && Checkpoint.Parse(note.Text) is { } read
            && read.Origin == key.Name ? read : null;
}
