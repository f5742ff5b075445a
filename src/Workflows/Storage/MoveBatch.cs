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
/// The statements of one move, sent together where there is a way to a server. A reply is what the product does most; tracked
/// entities cost several times what the rows themselves do, so they are written plainly here and nowhere else.
/// </summary>
internal sealed class MoveBatch
{
    private readonly List<(string Sql, object[] Values)> statements = [];

    /// <summary>Adds a statement; every <c>?</c> takes the next value.</summary>
    public void Add(string statement, params ReadOnlySpan<object?> given)
    {
        var values = new object[given.Length];
        for (var i = 0; i < given.Length; i++)
            values[i] = Stored(given[i]);
        statements.Add((Numbered(statement), values));
    }

    /// <exception cref="DbUpdateException">Somebody else wrote the same row first.</exception>
    public async Task Run(WorkflowDb db, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        try
        {
            if (connection.CanCreateBatch)
                await Together(connection, transaction, cancellation);
            else
                await OneByOne(connection, transaction, cancellation);
        }
        catch (DbException taken) when (IsTaken(taken))
        {
            throw new DbUpdateException("The row is there already.", taken);
        }
    }

    private async Task Together(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Transaction = transaction;
            foreach (var (sql, values) in statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                foreach (var value in values)
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task OneByOne(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        foreach (var (sql, values) in statements)
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
#pragma warning disable CA2100 // Only statements of this library; every value is a parameter.
                command.CommandText = sql;
#pragma warning restore CA2100
                command.Transaction = transaction;
                for (var i = 0; i < values.Length; i++)
                    command.Parameters.Add(new SqliteParameter(Name(i), values[i]));
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    /// <summary>Both databases know <c>$1</c>, <c>$2</c> …</summary>
    private static string Numbered(string statement)
    {
        var sql = new StringBuilder(statement.Length + 20);
        var next = 0;
        foreach (var part in statement)
            _ = part == '?' ? sql.Append(Name(next++)) : sql.Append(part);
        return sql.ToString();
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");

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
