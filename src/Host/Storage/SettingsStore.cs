using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Host.Storage;

/// <summary>That somebody decided a setting, why, and when; decisions are added, never changed.</summary>
internal sealed class SettingDecision
{
    public required string Key { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required string Value { get; init; }

    public required string Reason { get; init; }

    /// <summary>Person id.</summary>
    public required string DecidedBy { get; init; }
}

/// <summary>The settings in force: the rules' defaults with the decisions on top. Kept in memory as long as the register's version stands.</summary>
internal sealed class SettingsStore(IDbContextFactory<HostDb> contexts)
{
    private volatile Loaded? loaded;

    /// <param name="register">The register as of this request: a decision raises its version, so an unchanged register means unchanged settings.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async ValueTask<Settings> Current(Register register, CancellationToken cancellation)
    {
        if (loaded is { } known && ReferenceEquals(known.For, register))
            return known.Settings;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = Settings.Standard;
        foreach (var decision in await db.SettingDecisions.AsNoTracking().OrderBy(d => d.DecidedAt).ToListAsync(cancellation))
        {
            // A decision about a setting that this version no longer knows is history, nothing more.
            if (settings.Validate(decision.Key, decision.Value) is null)
                settings = settings.With(decision.Key, decision.Value);
        }

        loaded = new Loaded(register, settings);
        return settings;
    }

    public async Task Decide(SettingDecision decision, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.SettingDecisions.Add(decision);
        await db.SaveChangesAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("UPDATE register_version SET version = version + 1", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What was decided, by setting, newest first.</summary>
    public async Task<ILookup<string, SettingDecision>> History(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await db.SettingDecisions.AsNoTracking().OrderByDescending(d => d.DecidedAt).ToListAsync(cancellation)).ToLookup(d => d.Key);
    }

    private sealed record Loaded(Register For, Settings Settings);
}
