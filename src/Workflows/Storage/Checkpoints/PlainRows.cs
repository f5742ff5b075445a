using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Workflows.Storage.Checkpoints;

/// <summary>Rows of a query one by one: a million of them need no more memory than one.</summary>
internal static class PlainRows
{
    public static async IAsyncEnumerable<T> Rows<T>(
        this WorkflowDb db, string sql, Func<DbDataReader, T> row, [EnumeratorCancellation] CancellationToken cancellation,
            params object[] values)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            // A server knows them by their order, SQLite by their names.
            parameter.ParameterName = command is SqliteCommand ? $"${i + 1}" : "";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var reader = await command.ExecuteReaderAsync(cancellation);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation))
                yield return row(reader);
        }
    }
}
