using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.SignIn;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Desk;

/// <summary>Open work and cases as rows of a list, from the narrow tables alone.</summary>
internal static class WorkLists
{
    /// <summary>Work items in the order in which they are due.</summary>
    public static async Task<List<InboxItem>> Read(WorkflowDb db, CurrentUser me, Library library, IQueryable<ItemRow> items, int skip, int take, CancellationToken cancellation)
    {
        var page = items.OrderBy(i => i.Due).ThenBy(i => i.Since).ThenBy(i => i.CaseId).ThenBy(i => i.Id).Skip(skip).Take(take);
        return (await WithCases(db, page).ToListAsync(cancellation)).ConvertAll(r => Item(me, library, r));
    }

    /// <summary>All of them in the same order, one after another.</summary>
    public static IAsyncEnumerable<InboxItem> All(WorkflowDb db, CurrentUser me, Library library, IQueryable<ItemRow> items) =>
        WithCases(db, items).AsAsyncEnumerable().Select(r => Item(me, library, r));

    private static IQueryable<ItemOfCase> WithCases(WorkflowDb db, IQueryable<ItemRow> items) =>
        items.Join(db.Cases, i => i.CaseId, c => c.Id, (i, c) =>
            new ItemOfCase { Item = i, Title = c.Title, Procedure = c.Procedure, Version = c.Version, Unit = c.UnitId })
            .OrderBy(r => r.Item.Due).ThenBy(r => r.Item.Since).ThenBy(r => r.Item.CaseId).ThenBy(r => r.Item.Id);

    private static InboxItem Item(CurrentUser me, Library library, ItemOfCase row)
    {
        var item = row.Item;
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        var step = item.Path.Length == 0 ? null : procedure?.Find(item.Path);
        var isAttention = item.Kind == ItemKind.Urged;
        // One that was put before it had a day of its own shows none: that of the overdue deadline is not its own.
        var due = isAttention && item.DueFor is null ? null : Json.Day(item.Due);
        return new InboxItem(
            item.CaseId, row.Title, procedure?.Title ?? row.Procedure, me.Register.Unit(row.Unit)?.Name ?? row.Unit, item.Id, item.Title,
            isAttention ? "下级事项逾期，请督办" : step?.Hint ?? "",
            isAttention || step is null ? Attention.Kind : ActivityTypes.NameOf(step.Activity),
            item.Since, due, due < me.Today, due is not null && item.Provisional, string.IsNullOrEmpty(item.DueFor) ? null : item.DueFor,
            Beside.AsideOf(item.Id, item.Path));
    }

    /// <summary>Cases, those still open first, newest first.</summary>
    public static async Task<List<CaseRowView>> Read(CurrentUser me, Library library, IQueryable<CaseRow> cases, int most, CancellationToken cancellation) =>
        (await cases.OrderBy(c => c.EndState != null).ThenByDescending(c => c.OpenedOn).ThenBy(c => c.Id).Take(most).ToListAsync(cancellation)).ConvertAll(r => Row(me, library, r));

    public static CaseRowView Row(CurrentUser me, Library library, CaseRow row)
    {
        var procedure = library.Procedures.Find(row.Procedure, row.Version)?.Procedure;
        return new CaseRowView(
            row.Id, row.Number, row.Title, procedure?.Title ?? row.Procedure, row.UnitId, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, row.Place,
            row.OpenedOn, row.ClosedOn, row.Due, row.DueFor, row.EndState is null && row.Due < me.Today,
            row.EndState is { } end ? procedure is null ? Ends.TitleOf(end) : Ends.TitleOf(procedure, end) : null);
    }

    private sealed class ItemOfCase
    {
        public required ItemRow Item { get; init; }

        public required string Title { get; init; }

        public required string Procedure { get; init; }

        public required int Version { get; init; }

        public required string Unit { get; init; }
    }
}
