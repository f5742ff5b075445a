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

        return me.Scope.Governs(found.Row.UnitId)
            || found.Case.Items.Any(i => me.Keys.Contains(i.To.Key))
            || found.Row.StartedBy == me.Person.Id
            || await db.History.AnyAsync(h => h.CaseId == id && h.Person == me.Person.Id, cancellation)
            ? found
            : null;
    }

    /// <summary>The cases that this person may see in lists: those of governed units.</summary>
    public static IQueryable<CaseRow> Visible(this WorkflowDb db, CurrentUser me, string? unit)
    {
        var units = me.Scope.GovernedUnits.ToArray();
        var wanted = unit is null ? units : [.. me.Register.Subtree(unit, me.Today).Select(u => u.Id).Intersect(units)];
        return db.Cases.AsNoTracking().Where(c => wanted.Contains(c.UnitId));
    }

    public static Actor ActorOf(CurrentUser me) => Actor.Of(me.Register, me.Person.Id, me.Today);
}
