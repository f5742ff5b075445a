using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <param name="Failed">A sentence when the verification itself could not go on.</param>
internal sealed record VerifyState(int Done, int Total, bool Finished, IReadOnlyList<BreachView> Broken, string? Failed);

internal sealed record BreachView(string Case, string Number, int Seq, string What);

/// <summary>Verifications under way: they run on while the page is left, and tell how far they are.</summary>
internal sealed class VerifyJobs(IDbContextFactory<WorkflowDb> contexts, Verifier verifier, IHostApplicationLifetime lifetime, ILogger<VerifyJobs> log)
{
    private const int MostRemembered = 50;

    private readonly ConcurrentDictionary<string, Job> jobs = new(StringComparer.Ordinal);

    public string Start(CurrentUser me, string? only)
    {
        foreach (var old in jobs.Where(j => j.Value.State.Finished).OrderBy(j => j.Value.Started).SkipLast(MostRemembered))
            jobs.TryRemove(old.Key, out _);

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var units = me.Scope.GovernedUnits.ToHashSet();
        var job = jobs[id] = new Job(me.Person.Id, jobs.Count);
        _ = Task.Run(() => Run(job, units, only, lifetime.ApplicationStopping));
        return id;
    }

    public VerifyState? Find(CurrentUser me, string id) => jobs.TryGetValue(id, out var job) && job.Person == me.Person.Id ? job.State : null;

    private async Task Run(Job job, HashSet<string> units, string? only, CancellationToken stopping)
    {
        try
        {
            var cases = await Cases(units, only, stopping);
            var broken = new List<BreachView>();
            for (var i = 0; i < cases.Count; i++)
            {
                broken.AddRange((await verifier.Verify(cases[i], stopping)).Select(b => new BreachView(b.Case, b.Number, b.Seq, b.Says)));
                job.State = new VerifyState(i + 1, cases.Count, false, [.. broken], null);
            }

            job.State = new VerifyState(cases.Count, cases.Count, true, broken, null);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "A verification failed");
            job.State = job.State with { Finished = true, Failed = "核验中断，请稍后重新核验；详细情况见系统日志。" };
        }
    }

    /// <summary>Cases of the person's units, and rows of history whose case is gone.</summary>
    private async Task<List<string>> Cases(HashSet<string> units, string? only, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var unitOf = await db.Cases.Select(c => new { c.Id, c.UnitId }).ToDictionaryAsync(c => c.Id, c => c.UnitId, cancellation);
        return [.. (await verifier.Cases(only, cancellation)).Where(id => !unitOf.TryGetValue(id, out var unit) || units.Contains(unit))];
    }

    private sealed class Job(string person, int started)
    {
        public string Person { get; } = person;

        public int Started { get; } = started;

        public VerifyState State { get; set; } = new(0, 0, false, [], null);
    }
}
