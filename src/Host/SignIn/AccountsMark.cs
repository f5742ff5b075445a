using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>Some random text, another one whenever who may sign in changes: tells every host that what it remembers is old.</summary>
internal sealed class AccountsMark
{
    /// <summary>The mark as committed; asked together with the register's version.</summary>
    public const string Sql = "SELECT mark FROM accounts_mark WHERE id = 1";

    private const int OnlyId = 1;

    private static readonly string[] OfSigningIn =
        [nameof(Account.LastSignedInAt), nameof(Account.AccessFailedCount), nameof(Account.LockoutEnd), nameof(Account.PasswordHash), nameof(Account.AuthenticatorPending)];

    public int Id { get; init; } = OnlyId;

    public string Mark { get; set; } = "";

    /// <summary>Renews the mark in what is about to be saved, when that changes an account, a session or a token.</summary>
    public static void Renew(HostDb db)
    {
        if (!db.ChangeTracker.Entries().Any(Matters))
            return;

        var mark = db.AccountsMarks.Local.FirstOrDefault() ?? db.AccountsMarks.Attach(new AccountsMark()).Entity;
        mark.Mark = Secret.New();
    }

    /// <summary>That somebody signed in, or mistyped a password, ends nothing; a new session or token is remembered by nobody
    /// yet.</summary>
    private static bool Matters(EntityEntry entry) => (entry.State, entry.Entity) switch
    {
        (EntityState.Unchanged or EntityState.Detached, _) => false,
        (EntityState.Modified, Account) => entry.Properties.Any(p => p.IsModified && !OfSigningIn.Contains(p.Metadata.Name)),
        (_, Account) => true,
        (var state, ProgramToken or Session) => state != EntityState.Added,
        _ => false,
    };
}
