using Microsoft.EntityFrameworkCore;
using Workflows.Host.Storage;

namespace Workflows.Host.SignIn;

/// <summary>How often something was guessed at lately; in the database, so that it counts on every host.</summary>
internal sealed class GuessCount
{
    /// <summary>Hash of what is counted: somebody may have typed a password for a name.</summary>
    public required string Key { get; init; }

    /// <summary>Hash of the account's name, when it is about one.</summary>
    public string? Subject { get; init; }

    public required int Failures { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}

/// <summary>What guesses are counted by, how many are too many, and for how long it is locked then.</summary>
/// <param name="Subject">The account's normalised name; null: it is about no single account.</param>
internal sealed record GuessKey(string Kind, string Of, string? Subject, int Most, TimeSpan LockFor)
{
    /// <summary>What failed longer ago than this counts no more.</summary>
    public TimeSpan Window => Kind == "address" ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);

    public string Hash => Secret.HashOf($"{Kind}\n{Of}\n{Subject}");

    /// <summary>One account from one address.</summary>
    public static GuessKey Pair(string name, string address) =>
        new("pair", address, name, SignInAttempts.MostFailures, SignInAttempts.LockFor);

    /// <summary>One account from wherever nobody knows the browser.</summary>
    public static GuessKey Account(string name) => new("account", "", name, 20, SignInAttempts.LockFor);

    /// <summary>One account from a browser at which its owner has signed in before.</summary>
    public static GuessKey Device(string device, string name) =>
        new("device", device, name, SignInAttempts.MostFailures, SignInAttempts.LockFor);

    /// <summary>All accounts from one address, from browsers at which nobody has signed in before.</summary>
    public static GuessKey Address(string address) => new("address", address, null, 30, TimeSpan.FromMinutes(1));

    /// <summary>Somebody who is signed in proves once more who they are.</summary>
    public static GuessKey Proof(string name) => new("proof", "", name, SignInAttempts.MostFailures, SignInAttempts.LockFor);
}

/// <summary>Counts guesses and locks what was guessed at too often. A guess counts before it is looked at, so those sent side by side all
/// count.</summary>
internal sealed class GuessLimits(HostDb db, TimeProvider clock)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public static string SubjectOf(string name) => Secret.HashOf($"subject\n{name}");

    /// <summary>Counts an attempt under each key.</summary>
    /// <returns>The lock that stands in its way, or null; and whether the next wrong one is locked out.</returns>
    public async Task<(GuessKey? Locked, DateTimeOffset Until, bool IsLast)> Begin(IReadOnlyList<GuessKey> keys,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var hashes = keys.Select(k => k.Hash).ToArray();
        var standing = await db.GuessCounts.AsNoTracking().Where(c => hashes.Contains(c.Key) && c.LockedUntil > now)
            .ToListAsync(cancellation);
        if (standing.MaxBy(c => c.LockedUntil) is { } standingLock)
            return (keys.First(k => k.Hash == standingLock.Key), standingLock.LockedUntil!.Value, false);

        await db.GuessCounts.Where(c => c.Since < now - Forgotten && (c.LockedUntil == null || c.LockedUntil < now))
            .ExecuteDeleteAsync(cancellation);
        var isLast = false;
        foreach (var key in keys)
        {
            var failures = await Count(key, now, cancellation);
            if (failures > key.Most)
                return (key, await Lock(key, now, cancellation), false);
            isLast |= failures == key.Most;
        }

        return (null, default, isLast);
    }

    /// <summary>The attempt was wrong: locks what has been guessed at too often with it.</summary>
    /// <returns>What is locked now, and until when; null: nothing.</returns>
    public async Task<(GuessKey Key, DateTimeOffset Until)?> Fail(IReadOnlyList<GuessKey> keys, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        (GuessKey, DateTimeOffset)? locked = null;
        foreach (var key in keys)
        {
            var hash = key.Hash;
            if (await db.GuessCounts.AnyAsync(c => c.Key == hash && c.Failures >= key.Most, cancellation))
            {
                var until = await Lock(key, now, cancellation);
                locked ??= (key, until);
            }
        }

        return locked;
    }

    /// <summary>The attempt was right: of this account here all is forgotten, of what others share only this attempt.</summary>
    public async Task Succeed(IReadOnlyList<GuessKey> keys, CancellationToken cancellation)
    {
        foreach (var key in keys)
        {
            var counted = Counted(key.Hash);
            if (key.Kind is "address" or "account")
                await counted.Where(c => c.Failures > 0)
                    .ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, x => x.Failures - 1), cancellation);
            else
                await counted.ExecuteDeleteAsync(cancellation);
        }
    }

    /// <summary>The attempt was neither right nor wrong.</summary>
    public async Task TakeBack(IReadOnlyList<GuessKey> keys, CancellationToken cancellation)
    {
        var hashes = keys.Select(k => k.Hash).ToArray();
        await db.GuessCounts.Where(c => hashes.Contains(c.Key) && c.Failures > 0)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, x => x.Failures - 1), cancellation);
    }

    /// <summary>Forgets all guesses at an account.</summary>
    public Task Forget(string name, CancellationToken cancellation = default)
    {
        var subject = SubjectOf(name);
        return db.GuessCounts.Where(c => c.Subject == subject).ExecuteDeleteAsync(cancellation);
    }

    private async Task<int> Count(GuessKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        var (hash, subject) = (key.Hash, key.Subject is { } name ? SubjectOf(name) : null);
        var (at, from) = (Microseconds(now), Microseconds(now - key.Window));
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_limits (key, subject, failures, since) VALUES ({hash}, {subject}, 1, {at})
            ON CONFLICT (key) DO UPDATE SET
                failures = CASE WHEN sign_in_limits.since < {from} THEN 1 ELSE sign_in_limits.failures + 1 END,
                since = CASE WHEN sign_in_limits.since < {from} THEN {at} ELSE sign_in_limits.since END
            """, cancellation);
        return await Counted(hash).Select(c => c.Failures).SingleOrDefaultAsync(cancellation);
    }

    private async Task<DateTimeOffset> Lock(GuessKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset? until = now + key.LockFor;
        await Counted(key.Hash).ExecuteUpdateAsync(c => c.SetProperty(x => x.Failures, 0).SetProperty(x => x.Since, now).SetProperty(x => x.LockedUntil, until), cancellation);
        return until.Value;
    }

    private IQueryable<GuessCount> Counted(string hash) => db.GuessCounts.Where(c => c.Key == hash);

    private static long Microseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;
}
