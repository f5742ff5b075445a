using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>One row before and after.</summary>
/// <param name="Table">Its table's name.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Before">JSON; null: the row is new.</param>
/// <param name="After">JSON; null: the row is gone.</param>
public sealed record RecordChange(string Table, string Key, string? Before, string? After)
{
    /// <summary>The change of a row of the library; null when nothing is different.</summary>
    public static RecordChange? Of<T>(DbContext db, T? before, T? after)
        where T : class => Of(db, RecordedTable.Named(db.Model.FindEntityType(typeof(T))!.GetTableName()!), before, after);

    /// <summary>The change of a row; null when nothing that is recorded is different.</summary>
    /// <param name="db">Knows the table's columns.</param>
    /// <param name="table">The row's table.</param>
    /// <param name="before">Null: the row is new.</param>
    /// <param name="after">Null: the row is gone; of the two one is given.</param>
    public static RecordChange? Of(DbContext db, RecordedTable table, object? before, object? after)
    {
        var entity = db.Model.FindEntityType((after ?? before)!.GetType())!;
        var was = before is null ? null : RowText.Of(table, entity, before);
        var becomes = after is null ? null : RowText.Of(table, entity, after);
        return was == becomes ? null : new(table.Name, RowText.KeyOf(entity, (after ?? before)!), was, becomes);
    }
}
