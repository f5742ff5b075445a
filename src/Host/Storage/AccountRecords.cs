using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Storage;

/// <summary>Accounts, tokens and the log of what was done to them are recorded as the register is: every change, by whom and through
/// what.</summary>
internal static class AccountRecords
{
    private static readonly Dictionary<Type, RecordedTable> byType = new()
    {
        [typeof(Account)] = RecordedTable.Of<Account>("accounts", "账号") with
        {
            // That somebody signed in, or mistyped a password, changes nothing of what the account may do.
            Left = ["access_failed_count", "lockout_end", "last_signed_in_at", "concurrency_stamp", "authenticator_pending",
            "authenticator_step"],
            Digested = ["password_hash", "security_stamp", "authenticator_key"],
        },
        [typeof(ProgramToken)] = RecordedTable.Of<ProgramToken>("program_tokens", "程序访问凭证") with { Left = ["last_used_at", "last_used_from"], Digested = ["hash"] },
        [typeof(AccountGrant)] = RecordedTable.Of<AccountGrant>("account_grants", "账号核准") with { Left = ["wrong"], Digested = ["code_hash"] },
        [typeof(AccountLogEntry)] = RecordedTable.Of<AccountLogEntry>("account_log", "账号记录"),
    };

    public static ImmutableArray<RecordedTable> Tables { get; } = [.. byType.Values];

    /// <summary>What is about to be saved changes of these tables, and who does it.</summary>
    public static (IReadOnlyList<RecordChange> Changes, Authorship By) About(HostDb db, TimeProvider clock)
    {
        db.ChangeTracker.DetectChanges();
        var changes = db.ChangeTracker.Entries().Where(e => byType.ContainsKey(e.Metadata.ClrType)).Select(e => Of(db, e))
            .OfType<RecordChange>().ToArray();
        var log = db.ChangeTracker.Entries<AccountLogEntry>().FirstOrDefault(e => e.State == EntityState.Added)?.Entity;
        return (changes, log is null
            ? new Authorship(clock.GetUtcNow(), "", RecordWays.Account, "登录时自动更新")
            : new Authorship(log.At, log.ByPerson ?? "", RecordWays.Account, AccountLog.Title(log.Action)));
    }

    private static RecordChange? Of(HostDb db, EntityEntry entry)
    {
        var table = byType[entry.Metadata.ClrType];
        return entry.State switch
        {
            EntityState.Added => RecordChange.Of(db, table, null, entry.Entity),
            EntityState.Deleted => RecordChange.Of(db, table, entry.OriginalValues.ToObject(), null),
            EntityState.Modified => RecordChange.Of(db, table, entry.OriginalValues.ToObject(), entry.Entity),
            _ => null,
        };
    }
}
