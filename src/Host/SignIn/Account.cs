using Microsoft.AspNetCore.Identity;

namespace Workflows.Host.SignIn;

/// <summary>How one person of the register signs in; what they may do follows from their posts, not from the account.</summary>
internal sealed class Account : IdentityUser
{
    public const int NameLength = 32;

    /// <summary>The person in the register; one account each.</summary>
    public required string PersonId { get; init; }

    /// <summary>True until the person has replaced a password that somebody else gave them.</summary>
    public bool MustChangePassword { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>The key of the authenticator app under the host's protection; null: there is no second factor.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>A key that was shown and not confirmed yet.</summary>
    public string? AuthenticatorPending { get; set; }

    /// <summary>The step of time of the newest code that was used; an older one is no longer good.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>True for the accounts of <c>--demo</c>.</summary>
    public bool IsSample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSignedInAt { get; set; }
}
