namespace Workflows.Host.SignIn;

/// <summary>Lets a program act as the person who made it; only its hash is kept.</summary>
internal sealed class ProgramToken
{
    private TokenScope[]? scopes;

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

    /// <summary>The address that it last came from.</summary>
    public string? LastUsedFrom { get; set; }

    /// <summary>What it may be used for: names of <see cref="TokenScope"/>, separated by spaces.</summary>
    public required string Scopes { get; init; }

    public bool May(TokenScope scope) => (scopes ??= TokenScopes.Read(Scopes)).Contains(scope);

    public bool IsValid(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}
