namespace Workflows.Storage;

/// <summary>What somebody did to a procedure as a whole.</summary>
public enum PublicationAct
{
    /// <summary>发布: a text of it was sent, and is in force.</summary>
    Publish,

    /// <summary>停用: no new case begins; those that run go on.</summary>
    Retire,

    /// <summary>恢复: cases can begin again.</summary>
    Resume,
}

/// <summary>That somebody published, retired or resumed a procedure, why, and when; rows are added, never changed.</summary>
/// <param name="Version">The version that was published, or that is in force.</param>
/// <param name="Person">Who did it; a person's id.</param>
public sealed record Publication(string Key, DateTimeOffset At, PublicationAct Act, int Version, string Person, string Reason);
