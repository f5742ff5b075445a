using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.SignIn;

/// <summary>
/// Remembers accounts, sessions, tokens and who they are, so that a request asks the database one question: whether anything of that has
/// changed,
/// on whichever host. What ends a session or a token ends it with the next request.
/// </summary>
internal sealed class KnownAccounts(
    IDbContextFactory<HostDb> contexts, MoveContexts connections, RegisterStore registers, Library library, TimeProvider clock)
{
    /// <summary>What somebody changes in the database by hand renews no mark; it is noticed after this long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private volatile Memory memory = new("", default);

    /// <summary>What is so now.</summary>
    public async ValueTask<AsOf> Look(CancellationToken cancellation)
    {
        var lease = await connections.Rent(cancellation);
        await using (lease)
        {
            var (register, mark) = await registers.Current(lease.Db, AccountsMark.Sql, cancellation);
            lease.Sound = true;
            return new AsOf(contexts, register, library, Memorised(mark), clock.GetUtcNow());
        }
    }

    /// <summary>The people who can sign in.</summary>
    public async ValueTask<IReadOnlySet<string>?> WhoSignIn(CancellationToken cancellation) =>
        await (await Look(cancellation)).WhoSignIn(cancellation);

    private Memory Memorised(string mark)
    {
        var (known, now) = (memory, clock.GetUtcNow());
        var age = now - known.Since;
        // A clock that was put back makes everything look young.
        return known.Mark == mark && age >= TimeSpan.Zero && age < Longest ? known : memory = new Memory(mark, now);
    }

    /// <summary>What was read while the mark stood; the mark is read first, so what is older than a change is forgotten with it.</summary>
    internal sealed class Memory(string mark, DateTimeOffset since)
    {
        public string Mark => mark;

        public DateTimeOffset Since => since;

        public ConcurrentDictionary<string, Account> Accounts { get; } = new(StringComparer.Ordinal);

        /// <summary>By the hash of their secret.</summary>
        public ConcurrentDictionary<string, ProgramToken> Tokens { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Session> Sessions { get; } = new(StringComparer.Ordinal);

        public volatile IReadOnlySet<string>? WhoSignIn;

        public volatile Users? Users;
    }

    /// <summary>Who the accounts are by this register on this day.</summary>
    internal sealed record Users(Register Register, DateOnly Today)
    {
        public ConcurrentDictionary<(string Account, bool IsProgram), CurrentUser> All { get; } = new();
    }
}

/// <summary>Accounts and register as of one moment: that of a request.</summary>
internal sealed class AsOf(
    IDbContextFactory<HostDb> contexts, Register register, Library library, KnownAccounts.Memory memory, DateTimeOffset now)
{
    public Register Register => register;

    /// <summary>Null: there is none. What is unknown is not remembered, so nobody fills the memory by guessing.</summary>
    public async ValueTask<Account?> Account(string id, CancellationToken cancellation)
    {
        if (memory.Accounts.TryGetValue(id, out var known))
            return known;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is { } found
            ? memory.Accounts[id] = found
            : null;
    }

    public async ValueTask<ProgramToken?> Token(string hash, CancellationToken cancellation)
    {
        if (memory.Tokens.TryGetValue(hash, out var known))
            return known;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Tokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellation) is { } found
            ? memory.Tokens[hash] = found
            : null;
    }

    /// <summary>Null: there is none of this id that has not ended.</summary>
    public async ValueTask<Session?> Session(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        // Another host may have seen it later than this one remembers.
        if (memory.Sessions.TryGetValue(id, out var known) && known.MayLast(now))
            return known;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.EndedAt == null, cancellation) is { } found
            && found.MayLast(now)
            ? memory.Sessions[id] = found
            : null;
    }

    public async ValueTask<IReadOnlySet<string>> WhoSignIn(CancellationToken cancellation)
    {
        if (memory.WhoSignIn is { } known)
            return known;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Accounts.Where(a => !a.IsDisabled && a.PasswordHash != "").Select(a => a.PersonId)
            .ToHashSetAsync(cancellation);
        memory.WhoSignIn = found;
        return found;
    }

    /// <summary>Null: the register has nobody of this account.</summary>
    public CurrentUser? User(Account account, bool isProgram)
    {
        if (register.Person(account.PersonId) is not { } person)
            return null;

        var today = Beijing.DayOf(now);
        var users = memory.Users;
        if (users is null || !ReferenceEquals(users.Register, register) || users.Today != today)
            memory.Users = users = new(register, today);
        return users.All.GetOrAdd((account.Id, isProgram), _ => new CurrentUser(account.Id, account.UserName!, person, register, today)
        {
            Library = library,
            MustChangePassword = account.MustChangePassword,
            IsProgram = isProgram,
        });
    }
}
