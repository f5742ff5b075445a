using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>Decisions on settings: who changed what when and why; the values in force are read with every move, they are few.</summary>
public sealed class SettingStore
{
    private readonly ConcurrentDictionary<string, Settings> known = new(StringComparer.Ordinal);

    public async ValueTask<Settings> Current(WorkflowDb db, CancellationToken cancellation)
    {
        var rows = await db.Settings.AsNoTracking().ToListAsync(cancellation);
        if (rows.Count == 0)
            return Settings.Standard;

        // A setting that a newer version no longer knows, or no longer allows, falls back to its default.
        var print = string.Join('\n', rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}={r.Value}"));
        if (known.Count > 100)
            known.Clear();
        return known.GetOrAdd(print, _ => rows.Where(r => Settings.Standard.Validate(r.Key, r.Value) is null).Aggregate(Settings.Standard, (s, r) => s.With(r.Key, r.Value)));
    }

    /// <summary>Decides a setting and keeps who, when and why; the mistake when the value is not allowed.</summary>
    public async Task<string?> Decide(WorkflowDb db, string key, string value, string reason, string person, DateTimeOffset at, CancellationToken cancellation)
    {
        if (Settings.Standard.Validate(key, value) is { } mistake)
            return mistake;

        var old = (await Current(db, cancellation)).Get(key);
        var row = await db.Settings.FindAsync([key], cancellation);
        if (row is not null)
            db.Remove(row);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        db.Add(new SettingRow(key, value));
        db.Add(new SettingChangeRow(Guid.CreateVersion7(at).ToString("N"), key, old, value, reason, person, at));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
