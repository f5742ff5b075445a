using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Attachments;
using Workflows.Host.SignIn;
using Workflows.Host.State;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <param name="Failed">A sentence when the verification itself could not go on.</param>
/// <param name="HeadHash">SHA-256 over the last hashes of all cases verified, hexadecimal: noted down elsewhere, it shows years later whether any of them was rewritten. Null until finished.</param>
internal sealed record VerifyState(int Done, int Total, bool Finished, IReadOnlyList<BreachView> Broken, string? Failed, string? HeadHash);

internal sealed record BreachView(string Case, string Number, int Seq, string What);

/// <summary>Verifications under way: they run on while the page is left, and tell how far they are.</summary>
internal sealed class VerifyJobs(
    IDbContextFactory<WorkflowDb> contexts, IDbContextFactory<HostDb> hosts, Verifier verifier, AttachmentVerifier files,
    DatabaseChoice database, StorageState storage,
    IHostApplicationLifetime lifetime, SharedJobs shared, ILogger<VerifyJobs> log)
{
    private const int MostRemembered = 50;

    private readonly ConcurrentDictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private int started;

    /// <summary>Starts to verify one case, or all that this person may see; null when they may see no such case.</summary>
    public async Task<string?> Start(CurrentUser me, string? only, CancellationToken cancellation)
    {
        var cases = await Cases([.. me.Scope.RecordedUnits], only, cancellation);
        // What belongs to no case belongs to no unit either: it is told to whoever sees all of them.
        var isAll = only is null && me.AuditsAll;
        if (only is not null && cases.Count == 0)
            return null;

        foreach (var old in jobs.Where(j => j.Value.State.Finished).OrderBy(j => j.Value.Number).SkipLast(MostRemembered))
            jobs.TryRemove(old.Key, out _);

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var job = jobs[id] = new Job(id, me.Person.Id, Interlocked.Increment(ref started), cases.Count);
        await shared.Begin(id, job.Person, job.State, cancellation);
        _ = Task.Run(() => Run(job, cases, only is null, isAll, lifetime.ApplicationStopping), CancellationToken.None);
        return id;
    }

    /// <summary>How far a verification of this person is, on whichever host it runs; null: there is none.</summary>
    public async Task<VerifyState?> Find(CurrentUser me, string id, CancellationToken cancellation)
    {
        if (jobs.TryGetValue(id, out var job))
            return job.Person == me.Person.Id ? job.State : null;

        return await shared.Find(me.Person.Id, id, cancellation);
    }

    private async Task Run(Job job, IReadOnlyList<string> cases, bool records, bool isAll, CancellationToken stopping)
    {
        try
        {
            var health = await DatabaseCheck.Run(database, stopping);
            storage.Found(health);
            if (!health.IsSound)
                job.Found([new Breach("", "数据库", 0, health.Says)]);
            for (var i = 0; i < cases.Count; i++)
            {
                job.Found(await verifier.Verify(cases[i], stopping));
                job.State = job.State with { Done = i + 1 };
                await shared.Tell(job.Id, job.Person, job.State, stopping);
            }

            // Whom a case rests on is everybody's business who audits, whichever units they see.
            if (records)
                job.Found(await WholeRecords.Verify(contexts, hosts, stopping));
            job.Found(await files.Verify(isAll ? null : cases, stopping).ToListAsync(stopping));

            job.State = job.State with { Finished = true, HeadHash = await verifier.HeadHash(cases, stopping) };
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "A verification failed");
            job.State = job.State with { Finished = true, Failed = "核验中断，请稍后重新核验；详细情况见系统日志。" };
        }

        await shared.TellLast(job.Id, job.Person, job.State);
    }

    /// <summary>Cases of the person's units, and rows of history whose case is gone.</summary>
    private async Task<IReadOnlyList<string>> Cases(HashSet<string> units, string? only, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var unitOf = await db.Cases.Where(c => only == null || c.Id == only).Select(c => new { c.Id, c.UnitId }).ToDictionaryAsync(c => c.Id, c => c.UnitId, cancellation);
        return [.. (await verifier.Cases(only, cancellation)).Where(id => !unitOf.TryGetValue(id, out var unit) || units.Contains(unit))];
    }

    private sealed class Job(string id, string person, int number, int total)
    {
        public string Id { get; } = id;

        public string Person { get; } = person;

        public int Number { get; } = number;

        public VerifyState State { get; set; } = new(0, total, false, [], null, null);

        public void Found(IReadOnlyList<Breach> breaches)
        {
            if (breaches.Count > 0)
                State = State with { Broken = [.. State.Broken, .. breaches.Select(b => new BreachView(b.Case, b.Number, b.Seq, b.Says))] };
        }
    }
}
