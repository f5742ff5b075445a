using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Storage;

/// <summary>Adds rows or replaces those with the same key, in the one statement that SQLite and PostgreSQL both understand.</summary>
internal static class Upsert
{
    public static async Task Rows<T>(WorkflowDb db, ImmutableArray<T> rows, CancellationToken cancellation)
        where T : class
    {
        if (rows.IsEmpty)
            return;

        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var properties = entity.GetProperties().ToArray();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Names come from the model, values are parameters.
        command.CommandText = Sql(entity, properties, table);
#pragma warning restore CA2100
        var parameters = properties.Select((p, i) => Parameter(command, p, i)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < properties.Length; i++)
                parameters[i].Value = Value(properties[i], row);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static string Sql(IEntityType entity, IProperty[] properties, StoreObjectIdentifier table)
    {
        string Column(IProperty property) => property.GetColumnName(table)!;
        var keys = string.Join(", ", entity.FindPrimaryKey()!.Properties.Select(Column));
        var others = properties.Where(p => !p.IsPrimaryKey()).Select(p => $"{Column(p)} = excluded.{Column(p)}");
        return $"INSERT INTO {table.Name} ({string.Join(", ", properties.Select(Column))}) "
            + $"VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))}) "
            + $"ON CONFLICT ({keys}) DO UPDATE SET {string.Join(", ", others)}";
    }

    private static DbParameter Parameter(DbCommand command, IProperty property, int index)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(command, $"@p{index}", null, property.IsNullable);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private static object Value(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        var converter = property.GetTypeMapping().Converter;
        return (converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
    }
}
