using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace Workflows.Host.SignIn;

/// <summary>Locks names that do not exist as if they did, so that lock-out does not tell which names exist. In memory, bounded.</summary>
internal sealed class UnknownNames : IDisposable
{
    private const int MostNames = 10_000;
    private readonly MemoryCache names = new(new MemoryCacheOptions { SizeLimit = MostNames });

    /// <summary>The hash that a guess at an unknown name is checked against: the same work as for a known one.</summary>
    public string SomeHash { get; } = new PasswordHasher<Account>().HashPassword(null!, Secret.New());

    public DateTimeOffset? LockedUntil(string name, DateTimeOffset now) => names.Get<State>(name)?.LockedUntil is { } until && until > now ? until : null;

    public int CountFailure(string name, DateTimeOffset now)
    {
        lock (names)
        {
            var failures = (names.Get<State>(name)?.Failures ?? 0) + 1;
            var state = failures < SignInAttempts.MostFailures ? new State(failures, null) : new State(0, now + SignInAttempts.LockFor);
            names.Set(name, state, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
            return failures;
        }
    }

    public void Dispose() => names.Dispose();

    private sealed record State(int Failures, DateTimeOffset? LockedUntil);
}
