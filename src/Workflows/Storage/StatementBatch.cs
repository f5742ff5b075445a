using System.Collections.Concurrent;
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
/// Statements that belong together, sent together where there is a way to a server: those of one move, and what is added to the records. A
/// reply is what the product does most; tracked entities cost several times what the rows themselves do, so they are written plainly here.
/// </summary>
internal sealed class StatementBatch
{
    /// <summary>The few statements there are, with their placeholders numbered.</summary>
    private static readonly ConcurrentDictionary<string, string> numbered = new(StringComparer.Ordinal);

    private readonly List<(string Sql, object[] Values)> statements = [];

    /// <summary>Adds a statement; every <c>?</c> takes the next value.</summary>
    public void Add(string statement, params ReadOnlySpan<object?> given)
    {
        var values = new object[given.Length];
        for (var i = 0; i < given.Length; i++)
            values[i] = Stored(given[i]);
        statements.Add((numbered.GetOrAdd(statement, Numbered), values));
    }

    /// <exception cref="DbUpdateException">Somebody else wrote the same row first.</exception>
    public async Task Run(DbContext db, CancellationToken cancellation)
    {
        var connection = db.Database.GetDbConnection();
        try
        {
            if (connection.CanCreateBatch)
                await Together(connection, db.Database.CurrentTransaction?.GetDbTransaction(), cancellation);
            else
                await OneByOne(db, cancellation);
        }
        catch (DbException taken) when (IsTaken(taken))
        {
            throw new DbUpdateException("The row is there already.", taken);
        }
    }

    private async Task Together(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
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

    private async Task OneByOne(DbContext db, CancellationToken cancellation)
    {
        var plain = db.Statements();
        foreach (var (sql, values) in statements)
        {
            var statement = plain.Of(sql, values);
            await using (statement.ConfigureAwait(false))
                await statement.Command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Both databases know <c>$1</c>, <c>$2</c> …</summary>
    private static string Numbered(string statement)
    {
        var sql = new StringBuilder(statement.Length + 20);
        var next = 0;
        foreach (var part in statement)
            _ = part == '?' ? sql.Append(PreparedStatements.NameOf(next++)) : sql.Append(part);
        return sql.ToString();
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
