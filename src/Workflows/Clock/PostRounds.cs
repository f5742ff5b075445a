using System.Collections.Immutable;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Clock;

/// <summary>Notices that posts have changed hands, by a change of the register or because the day has come, and lets work follow.</summary>
public sealed class PostRounds(
    IDbContextFactory<WorkflowDb> contexts, IMediator mediator, RegisterStore registers, Surroundings surroundings, ILogger<PostRounds> log)
{
    private const string Name = "posts-held";

    /// <summary>Keys that one query looks for.</summary>
    private const int Batch = 500;

    private (Register? Register, DateOnly Day) seen;

    /// <returns>How many cases were looked at.</returns>
    public async Task<int> Follow(CancellationToken cancellation = default)
    {
        var (register, today) = (await registers.Current(cancellation), surroundings.Today);
        if (ReferenceEquals(register, seen.Register) && today == seen.Day)
            return 0;

        var held = Held(register, today);
        var text = JsonSerializer.Serialize(held, Json.Options);
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var known = await db.Remembered.AsNoTracking().FirstOrDefaultAsync(r => r.Name == Name, cancellation);
            var changed = known is null ? null : Changed(JsonSerializer.Deserialize<Dictionary<string, string>>(known.Value)!, held);
            var cases = known?.Value == text ? [] : await Concerned(db, changed, cancellation);
            foreach (var id in cases)
            {
                foreach (var move in ClockWork.MovesOn(Occasion.PostsChanged, id, $"{Json.Text(today)} {text}"))
                    await Send(move, cancellation);
            }

            if (known?.Value != text)
                await db.Remember(Name, text, cancellation);

            seen = (register, today);
            return cases.Count;
        }
    }

    /// <summary>Who holds what that day: role@unit, and the full members of each unit, by their ids.</summary>
    private static SortedDictionary<string, string> Held(Register register, DateOnly day)
    {
        var posts = from post in register.Rows.Posts where post.IsInForce(day) select (Key: Assignee.KeyOf(post.Role, post.UnitId), post.PersonId);
        var members = from m in register.Rows.Memberships
                      where m.Stage == MembershipStage.Full && m.IsInForce(day)
                      select (Key: Assignee.KeyOf(Roles.Member, m.UnitId), m.PersonId);
        return new(
            posts.Concat(members).GroupBy(h => h.Key, h => h.PersonId)
                .ToDictionary(g => g.Key, g => string.Join(' ', g.Distinct().Order(StringComparer.Ordinal))),
            StringComparer.Ordinal);
    }

    /// <summary>The keys under which work may lie that the change concerns: the posts, and everybody in a unit where one has changed.</summary>
    private static HashSet<string> Changed(Dictionary<string, string> before, SortedDictionary<string, string> now)
    {
        var changed = before.Keys.Union(now.Keys).Where(k => before.GetValueOrDefault(k) != now.GetValueOrDefault(k)).ToArray();
        var units = changed.Select(k => k.Split('@')[1]).ToHashSet();
        var people = before.Concat(now)
            .Where(h => changed.Contains(h.Key) || (units.Contains(h.Key.Split('@')[1]) && h.Key.Split('@')[0] != Roles.Member))
            .SelectMany(h => h.Value.Split(' ')).Select(Assignee.KeyOf);
        return
        [
            .. people,
            .. from key in changed
               let role = key.Split('@')[0]
               from other in RoleGroups.GroupsOf(role).Prepend(role).Concat(Roles.IsCommittee(role) ? [Roles.Committee] : [])
               select Assignee.KeyOf(other, key.Split('@')[1]),
        ];
    }

    /// <summary>The cases with work under these keys; at the first look, those where somebody is asked by name.</summary>
    private static async Task<IReadOnlyCollection<string>> Concerned(WorkflowDb db, HashSet<string>? keys, CancellationToken cancellation)
    {
        if (keys is null)
        {
            return await db.WorkItems.Where(i => i.ToKey.StartsWith("person:")).Select(i => i.CaseId)
                .Distinct().Order().ToListAsync(cancellation);
        }

        var cases = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in keys.Chunk(Batch))
        {
            cases.UnionWith(await db.WorkItems.Where(i => part.Contains(i.ToKey)).Select(i => i.CaseId)
                .Distinct().ToListAsync(cancellation));
        }
        return cases;
    }

    /// <summary>One case's trouble does not stop the others.</summary>
    private async Task Send(Move move, CancellationToken cancellation)
    {
        try
        {
            if (await mediator.Send((IRequest<MoveResult>)move, cancellation) is MoveResult.Refused refused)
                log.LogWarning("Work of {Case} could not follow the posts: {Says}", move.Case, refused.Problem.Says);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "Work of {Case} could not follow the posts", move.Case);
        }
    }
}
