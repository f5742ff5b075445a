namespace Workflows.Host.SignIn;

/// <summary>Lets a program act as the person who made it; only its hash is kept.</summary>
internal sealed class ProgramToken
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the hour.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public bool IsValid(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
