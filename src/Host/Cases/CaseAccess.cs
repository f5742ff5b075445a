using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Who may see a case: whoever governs its unit or one above, whoever is asked something in it, whoever took part.</summary>
internal static class CaseAccess
{
    /// <summary>The case as found, if this person may see it; null otherwise, as if there were none.</summary>
    public static async Task<StoredCase?> FindFor(this WorkflowDb db, CurrentUser me, string id, CancellationToken cancellation)
    {
        if (await CaseStore.Find(db, id) is not { } found)
            return null;

        return await db.MaySee(me, found.Case, cancellation) ? found : null;
    }

    public static async ValueTask<bool> MaySee(this WorkflowDb db, CurrentUser me, Case state, CancellationToken cancellation) =>
        me.HasPartIn(state) || await db.History.AnyAsync(h => h.CaseId == state.Id && h.Person == me.Person.Id, cancellation);

    /// <summary>What the case itself says of it; whoever took part before stands in the history alone.</summary>
    public static bool HasPartIn(this CurrentUser me, Case state) =>
        me.SeesCasesOf(state.Unit, state.Procedure) || state.Items.Any(i => me.Keys.Contains(i.To.Key)) || state.StartedBy == me.Person.Id;

    /// <summary>The cases of governed units: what an auditor searches.</summary>
    /// <param name="db">The context to query.</param>
    /// <param name="me">Who asks.</param>
    /// <param name="unit">Only this unit and those below it; null: all.</param>
    public static IQueryable<CaseRow> Governed(this WorkflowDb db, CurrentUser me, string? unit) =>
        db.Cases.AsNoTracking().Where(ByPost(me, Units(me, unit)));

    /// <summary>Every case that <see cref="FindFor"/> would show: governed ones, and the few elsewhere in which this person has a part.</summary>
    public static async Task<IQueryable<CaseRow>> Visible(this WorkflowDb db, CurrentUser me, string? unit, CancellationToken cancellation)
    {
        var elsewhere = await Elsewhere(db, me, unit, cancellation);
        return db.Cases.AsNoTracking().Where(ByPost(me, Units(me, unit), elsewhere));
    }

    /// <summary>What a person sees by their posts: all cases of these units, sensitive ones only where they are trusted with them.</summary>
    /// <param name="me">Who asks.</param>
    /// <param name="units">Ids of governed units.</param>
    /// <param name="besides">Ids of cases that are seen anyway.</param>
    private static Expression<Func<CaseRow, bool>> ByPost(CurrentUser me, string[] units, params string[] besides)
    {
        var trusted = Array.FindAll(units, me.Scope.SeesSensitiveCasesOf);
        var sensitive = me.Library.Procedures.Sensitive.ToArray();
        var seesAll = trusted.Length == units.Length || sensitive.Length == 0;
        return (seesAll, besides.Length == 0) switch
        {
            (true, true) => c => units.Contains(c.UnitId),
            (true, false) => c => units.Contains(c.UnitId) || besides.Contains(c.Id),
            (false, true) => c => units.Contains(c.UnitId) && (!sensitive.Contains(c.Procedure) || trusted.Contains(c.UnitId)),
            (false, false) => c =>
                (units.Contains(c.UnitId) && (!sensitive.Contains(c.Procedure) || trusted.Contains(c.UnitId))) || besides.Contains(c.Id),
        };
    }

    public static Actor ActorOf(CurrentUser me) => Actor.Of(me.Register, me.Person.Id, me.Today);

    /// <summary>Ids of the cases, other than those seen by a post, in which this person has a part.</summary>
    private static async Task<string[]> Elsewhere(WorkflowDb db, CurrentUser me, string? unit, CancellationToken cancellation)
    {
        var keys = me.Keys.ToArray();
        var taking = db.History.Where(h => h.Person == me.Person.Id).Select(h => h.CaseId)
            .Union(db.WorkItems.Where(i => keys.Contains(i.ToKey)).Select(i => i.CaseId));
        var byPost = db.Cases.Where(ByPost(me, [.. me.Scope.RecordedUnits])).Select(c => c.Id);
        var found = await db.Cases.AsNoTracking().Where(c => taking.Contains(c.Id) && !byPost.Contains(c.Id))
            .Select(c => new { c.Id, c.UnitId }).ToListAsync(cancellation);
        return [.. found.Where(c => unit is null || me.Register.Units.IsWithin(c.UnitId, unit, me.Today)).Select(c => c.Id)];
    }

    private static string[] Units(CurrentUser me, string? unit) => unit is null
        ? [.. me.Scope.RecordedUnits]
        : [.. me.Register.Subtree(unit, me.Today).Concat(me.Register.Subtree(unit)).Select(u => u.Id).Distinct().Where(me.Scope.SeesCasesOf)];
}
