using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Storage;

namespace Workflows.Host.Audit;

/// <summary>How far a verification is, for the other hosts.</summary>
internal sealed class SharedJob
{
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>When its host last said so.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>The <see cref="VerifyState"/> as JSON.</summary>
    public required string State { get; set; }
}

/// <summary>Tells the other hosts every few seconds how far the verifications of this one are.</summary>
internal sealed class SharedJobs(IDbContextFactory<HostDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>A host that has said nothing for so long has stopped.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private DateTimeOffset told;

    public async Task Begin(string id, string person, VerifyState state, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.VerifyJobs.Where(j => j.At < now - Kept).ExecuteDeleteAsync(cancellation);
        db.VerifyJobs.Add(new SharedJob { Id = id, PersonId = person, At = now, State = JsonSerializer.Serialize(state) });
        await db.SaveChangesAsync(cancellation);
    }

    public async Task Tell(string id, string person, VerifyState state, CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - told >= Every)
            await Write(id, person, state, cancellation);
    }

    /// <summary>Tells the end, also while the host stops; one that cannot be written is told by its silence.</summary>
    public async Task TellLast(string id, string person, VerifyState state)
    {
        try
        {
            await Write(id, person, state, CancellationToken.None);
        }
        catch (Exception trouble) when (StorageFailures.Explain(trouble) is not null)
        {
        }
    }

    public async Task<VerifyState?> Find(string person, string id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.VerifyJobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id && j.PersonId == person, cancellation) is not { } job)
            return null;

        var state = JsonSerializer.Deserialize<VerifyState>(job.State)!;
        return state.Finished || clock.GetUtcNow() - job.At < Silent
            ? state
            : state with { Finished = true, Failed = "核验所在的主机已停止，核验中断，请重新核验。" };
    }

    private async Task Write(string id, string person, VerifyState state, CancellationToken cancellation)
    {
        var now = told = clock.GetUtcNow();
        var text = JsonSerializer.Serialize(state);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.VerifyJobs.Where(j => j.Id == id && j.PersonId == person)
            .ExecuteUpdateAsync(j => j.SetProperty(x => x.State, text).SetProperty(x => x.At, now), cancellation);
    }
}
