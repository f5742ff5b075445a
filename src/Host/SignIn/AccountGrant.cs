namespace Workflows.Host.SignIn;

/// <summary>What came of a case by which an account was approved: its link, made once, and the code of whoever approved it.</summary>
internal sealed class AccountGrant
{
    /// <summary>So many wrong codes, and the link is dead.</summary>
    public const int MostWrong = 5;

    public required string CaseId { get; init; }

    /// <summary>Person id of the administrator who made the link; null: nobody has.</summary>
    public string? LinkBy { get; set; }

    public DateTimeOffset? LinkAt { get; set; }

    /// <summary>SHA-256 of the case's id and the code, in hexadecimal.</summary>
    public string? CodeHash { get; set; }

    public string? CodeBy { get; set; }

    public DateTimeOffset? CodeAt { get; set; }

    /// <summary>When the password was chosen by it; null: it has not been.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>How many wrong codes have been tried.</summary>
    public int Wrong { get; set; }
}
