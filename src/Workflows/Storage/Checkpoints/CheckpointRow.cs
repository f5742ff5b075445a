namespace Workflows.Storage.Checkpoints;

/// <summary>A checkpoint as the database keeps it.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Size">How many leaves the log had.</param>
/// <param name="MadeBy">A person's id, or <c>clock</c>.</param>
/// <param name="Note">The signed text.</param>
/// <param name="Stamp">An RFC 3161 token over the signed text, in DER; null where no authority was asked or has answered yet.</param>
public sealed record CheckpointRow(long Number, DateTimeOffset At, long Size, string MadeBy, string Note, byte[]? Stamp);
