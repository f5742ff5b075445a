namespace Workflows.Host.SignIn;

/// <summary>Why somebody chooses a password by a link.</summary>
internal enum ActivationPurpose
{
    /// <summary>The account is new.</summary>
    New,

    /// <summary>The password was reset.</summary>
    Recovery,
}

/// <summary>A one-time link with which a person chooses their own password; one an account, kept only as a hash.</summary>
internal sealed class ActivationLink
{
    /// <summary>How long the link of a new account is valid.</summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromDays(7);

    /// <summary>How long the link of a reset password is valid.</summary>
    public static readonly TimeSpan RecoveryFor = TimeSpan.FromDays(1);

    public required string AccountId { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal.</summary>
    public required string Hash { get; set; }

    public required ActivationPurpose Purpose { get; set; }

    /// <summary>Person id of the administrator.</summary>
    public string? MadeBy { get; set; }

    public required DateTimeOffset MadeAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The case that approved it: whoever opens it needs the code of whoever approved; null: the link alone does.</summary>
    public string? GrantCase { get; set; }
}
