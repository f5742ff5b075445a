using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Open work and cases as rows of a list, from the narrow tables alone.</summary>
internal static class WorkLists
{
    /// <summary>Work items in the order in which they are due.</summary>
    public static async Task<List<InboxItem>> Read(WorkflowDb db, CurrentUser me, Library library, IQueryable<ItemRow> items, int skip, int take, CancellationToken cancellation)
    {
        var rows = await items.OrderBy(i => i.Due).ThenBy(i => i.Since).ThenBy(i => i.CaseId).ThenBy(i => i.Id).Skip(skip).Take(take)
            .Join(db.Cases, i => i.CaseId, c => c.Id, (i, c) => new { Item = i, c.Title, c.Procedure, c.Version, c.UnitId })
            .OrderBy(r => r.Item.Due).ThenBy(r => r.Item.Since).ThenBy(r => r.Item.CaseId).ThenBy(r => r.Item.Id)
            .ToListAsync(cancellation);
        return rows.ConvertAll(r =>
        {
            var procedure = library.Procedures.Find(r.Procedure, r.Version)?.Procedure;
            var step = r.Item.Path.Length == 0 ? null : procedure?.Find(r.Item.Path);
            var isAttention = r.Item.Part == Attention.Part;
            var due = Json.Day(r.Item.Due);
            return new InboxItem(
                r.Item.CaseId, r.Title, procedure?.Title ?? r.Procedure, me.Register.Unit(r.UnitId)?.Name ?? r.UnitId, r.Item.Id, r.Item.Title,
                isAttention ? "下级事项逾期，请督办" : step?.Hint ?? "", isAttention || step is null ? Attention.Kind : ActivityTypes.NameOf(step.Activity),
                r.Item.Since, due, due < me.Today, r.Item.Provisional);
        });
    }

    /// <summary>Cases, those still open first, newest first.</summary>
    public static async Task<List<CaseRowView>> Read(CurrentUser me, Library library, IQueryable<CaseRow> cases, int most, CancellationToken cancellation) =>
        (await cases.OrderBy(c => c.EndState != null).ThenByDescending(c => c.OpenedOn).ThenBy(c => c.Id).Take(most).ToListAsync(cancellation)).ConvertAll(r => Row(me, library, r));

    public static CaseRowView Row(CurrentUser me, Library library, CaseRow row)
    {
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        return new CaseRowView(
            row.Id, row.Number, row.Title, procedure?.Title ?? row.Procedure, row.UnitId, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, row.Place,
            row.OpenedOn, row.ClosedOn, row.Due, row.EndState is null && row.Due < me.Today,
            row.EndState is { } end ? procedure is null ? Ends.TitleOf(end) : Ends.TitleOf(procedure, end) : null);
    }
}
