using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workflows.Engine;
using Workflows.Storage;

namespace Workflows.Clock;

/// <summary>Whether the machine's clock can be relied on.</summary>
public enum ClockTrust
{
    Works,

    /// <summary>It shows an earlier moment than the last one on record: nothing is written until it is put right.</summary>
    Behind,

    /// <summary>It has gone on by more than a day in which nothing happened: time makes no moves until somebody confirms the
    /// date.</summary>
    Held,
}

/// <param name="Now">What the clock shows.</param>
/// <param name="Last">The last moment that is known: on record, or when the clock last worked; null: none yet.</param>
public sealed record ClockState(ClockTrust Trust, DateTimeOffset Now, DateTimeOffset? Last)
{
    /// <summary>One Chinese sentence.</summary>
    public string Says => Trust switch
    {
        ClockTrust.Works => "时钟正常。",
        ClockTrust.Behind => $"服务器时钟现在是 {Written(Now)}，比最近一条记录的时间 {Written(Last!.Value)} 还早，暂停办理。",
        ClockTrust.Held => $"服务器时钟从 {Written(Last!.Value)} 一下到了 {Written(Now)}，时限和定期事项暂停处理，等待确认日期。",
        _ => throw new InvalidOperationException($"Trust {Trust}"),
    };

    /// <summary>What to do about it; Chinese.</summary>
    public string Instead => Trust switch
    {
        ClockTrust.Works => "",
        ClockTrust.Behind => "请告诉管理员校正服务器的日期和时间；校正后自动恢复。",
        ClockTrust.Held => "请管理员核对今天的日期：日期正确的（例如放假期间关了机），点“日期正确”；不正确的，先校正服务器的时钟。",
        _ => throw new InvalidOperationException($"Trust {Trust}"),
    };

    private static string Written(DateTimeOffset moment) =>
        moment.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy 年 M 月 d 日 HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>
/// Keeps history in order and deadlines honest when the machine's clock is wrong. It never writes a moment before the last one on record;
/// and a
/// clock that has jumped forward makes nothing expire until somebody has looked at the date. What it knows lies in the database, for all
/// hosts.
/// </summary>
public sealed class ClockGuard(IDbContextFactory<WorkflowDb> contexts, TimeProvider time, ILogger<ClockGuard> log)
{
    /// <summary>Clocks of several hosts differ a little; within this a record gets the moment of the last one.</summary>
    private static readonly TimeSpan mostBehind = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan longestSilence = TimeSpan.FromDays(1);

    /// <summary>Who works by a clock that has just jumped shows nothing of its being right.</summary>
    private static readonly TimeSpan justNow = TimeSpan.FromHours(1);

    private const string WorkedKey = "clock-worked", HeldKey = "clock-held", ConfirmedKey = "clock-confirmed";

    private long newest = long.MinValue;

    /// <summary>As last looked at.</summary>
    public ClockState State { get; private set; } = new(ClockTrust.Works, default, null);

    /// <summary>The moment for a record made now: never before the last one that this host knows of.</summary>
    public DateTimeOffset Stamp()
    {
        var now = time.GetUtcNow();
        return new(Math.Max(Saw(now), now.UtcTicks), TimeSpan.Zero);
    }

    /// <summary>Why nothing may be written now; null: nothing speaks against it.</summary>
    public Problem? WhyNot()
    {
        var (now, last) = (time.GetUtcNow(), Interlocked.Read(ref newest));
        if (now.UtcTicks + mostBehind.Ticks >= last)
            return null;

        var behind = new ClockState(ClockTrust.Behind, now, new(last, TimeSpan.Zero));
        return Problem.Refused("clock-behind", behind.Says, behind.Instead);
    }

    /// <summary>May time make moves now? Notes that the clock is at work.</summary>
    public async Task<bool> MayWork(CancellationToken cancellation = default)
    {
        var before = State.Trust;
        var state = await Look(cancellation);
        if (state.Trust != before)
            log.LogWarning("The clock is {Trust}: now {Now:u}, last known {Last:u}", state.Trust, state.Now, state.Last);
        return state.Trust == ClockTrust.Works;
    }

    /// <summary>Somebody has looked at the date and says that it is right.</summary>
    /// <param name="person">A person's id, or who started the host.</param>
    public async Task Confirm(string person, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var now = time.GetUtcNow();
            var held = await Known(db, HeldKey, cancellation);
            await db.Remember(ConfirmedKey, $"{person} {Text(now)} {Text(held ?? now)}", cancellation);
            await db.Remember(WorkedKey, Text(now), cancellation);
            await db.Remembered.Where(r => r.Name == HeldKey).ExecuteDeleteAsync(cancellation);
            log.LogWarning("The date was confirmed by {Person} at {Now:u}; held since {Held:u}", person, now, held);
        }

        await Look(cancellation);
    }

    /// <summary>Looks at the clock and at what is on record.</summary>
    public async Task<ClockState> Look(CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return State = await Look(db, time.GetUtcNow(), cancellation);
    }

    private async Task<ClockState> Look(WorkflowDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var moved = await db.History.OrderByDescending(h => h.At).Select(h => (DateTimeOffset?)h.At).FirstOrDefaultAsync(cancellation);
        var changed = await db.Records.OrderByDescending(r => r.Seq).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(cancellation);
        var recorded = changed > moved || moved is null ? changed : moved;
        if (recorded is { } at)
            Saw(at);
        if (recorded is { } last && now + mostBehind < last)
            return new(ClockTrust.Behind, now, last);
        if (await Known(db, HeldKey, cancellation) is { } held)
            return new(ClockTrust.Held, now, held);

        var worked = await Known(db, WorkedKey, cancellation) ?? recorded;
        if (worked is { } from && now - from > longestSilence && !await HasHappened(db, from, now - justNow, cancellation))
        {
            await db.Remember(HeldKey, Text(from), cancellation);
            return new(ClockTrust.Held, now, from);
        }

        await db.Remember(WorkedKey, Text(now), cancellation);
        return new(ClockTrust.Works, now, worked);
    }

    private static Task<bool> HasHappened(WorkflowDb db, DateTimeOffset after, DateTimeOffset before, CancellationToken cancellation) =>
        db.History.AnyAsync(h => h.At > after && h.At < before, cancellation);

    private static async Task<DateTimeOffset?> Known(WorkflowDb db, string name, CancellationToken cancellation) =>
        await db.Remembered.AsNoTracking().Where(r => r.Name == name).Select(r => r.Value).FirstOrDefaultAsync(cancellation) is { } text
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The last moment on record, as far as this host knows; ticks.</summary>
    private long Saw(DateTimeOffset moment)
    {
        var seen = moment.UtcTicks;
        for (var known = Interlocked.Read(ref newest); ;)
        {
            if (known >= seen)
                return known;
            var was = Interlocked.CompareExchange(ref newest, seen, known);
            if (was == known)
                return seen;
            known = was;
        }
    }
}
