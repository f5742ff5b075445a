using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Workflows.Engine;

namespace Workflows.Storage;

/// <summary>
/// The rows of one move as one command. A reply is what the product does most; tracked entities cost several times
/// what the rows themselves do, so they are written plainly here and nowhere else.
/// </summary>
internal sealed class MoveBatch
{
    private readonly StringBuilder sql = new();
    private readonly List<object> values = [];

    /// <summary>Adds a statement; every <c>?</c> takes the next value.</summary>
    public void Add(string statement, params ReadOnlySpan<object?> given)
    {
        var next = 0;
        foreach (var part in statement)
        {
            if (part != '?')
            {
                sql.Append(part);
                continue;
            }

            sql.Append(CultureInfo.InvariantCulture, $"@p{values.Count}");
            values.Add(Stored(given[next++]));
        }

        sql.Append(";\n");
    }

    /// <exception cref="DbUpdateException">Somebody else wrote the same row first.</exception>
    public async Task Run(WorkflowDb db, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Only statements of this library; every value is a parameter.
            command.CommandText = sql.ToString();
#pragma warning restore CA2100
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
            for (var i = 0; i < values.Count; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                parameter.Value = values[i];
                command.Parameters.Add(parameter);
            }

            try
            {
                await command.ExecuteNonQueryAsync(cancellation);
            }
            catch (DbException taken) when (IsTaken(taken))
            {
                throw new DbUpdateException("The row is there already.", taken);
            }
        }
    }

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        DateOnly day => Json.Text(day),
        DateTimeOffset moment => Ledger.Microseconds(moment),
        bool yes => yes ? 1 : 0,
        _ => value,
    };

    private static bool IsTaken(DbException trouble) => trouble switch
    {
        SqliteException { SqliteErrorCode: 19 } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure } => true,
        _ => false,
    };
}
