namespace Workflows.Host.SignIn;

/// <summary>That somebody is signed in at a browser; the row outlives the session as the record of who signed in when and from
/// where.</summary>
internal sealed class Session
{
    /// <summary>Random; the cookie names it under the host's signature, so knowing it opens nothing.</summary>
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>To ten minutes.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When its person last proved who they are: at sign-in, or when asked again.</summary>
    public required DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>True: it lasts however seldom it is used; neither kind lasts beyond fourteen days.</summary>
    public required bool IsRemembered { get; init; }

    public required string Address { get; init; }

    public required string Device { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who ended it; null: its own person, or it was ended with the account's password.</summary>
    public string? EndedBy { get; set; }

    /// <summary>Can somebody still be at it?</summary>
    public bool MayLast(DateTimeOffset now) =>
        EndedAt is null && now < StartedAt + Sessions.Remembered && (IsRemembered || now < LastSeenAt + Sessions.Idle + Sessions.SeenEvery);
}
