using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workflows.Storage;

/// <summary>
/// Statements written plainly. On an SQLite connection that stays open they are kept prepared, since most of them cost less
/// than preparing them anew; Npgsql keeps its own.
/// </summary>
internal static class PreparedStatements
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, SqliteCommand>> kept = [];

    /// <summary>From now on the statements on this open connection stay prepared, until <see cref="Forget"/>.</summary>
    public static void Keep(DbConnection connection)
    {
        if (connection is SqliteConnection)
            kept.TryAdd(connection, new(StringComparer.Ordinal));
    }

    /// <summary>Ends every kept statement. A closing connection would end them too, but once reopened it would not know those that are used again.</summary>
    public static void Forget(DbConnection connection)
    {
        if (!kept.TryGetValue(connection, out var statements))
            return;

        kept.Remove(connection);
        foreach (var command in statements.Values)
            command.Dispose();
    }

    /// <summary>The statement with these values, in the context's transaction; both databases know <c>$1</c>, <c>$2</c> …</summary>
    /// <param name="db">Its connection is open.</param>
    /// <param name="sql">One statement of this library; never anything that a person wrote.</param>
    /// <param name="values">As the database stores them.</param>
    public static Statement Statement(this DbContext db, string sql, params ReadOnlySpan<object> values) => db.Statements().Of(sql, values);

    /// <summary>For several statements, one after another.</summary>
    public static Statements Statements(this DbContext db)
    {
        var connection = db.Database.GetDbConnection();
        return new(connection, kept.TryGetValue(connection, out var statements) ? statements : null, db.Database.CurrentTransaction?.GetDbTransaction());
    }

    public static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"${index + 1}");
}

/// <summary>The plain statements of one context in one transaction.</summary>
/// <param name="kept">Those that its connection keeps prepared; null: it keeps none.</param>
internal readonly struct Statements(DbConnection connection, Dictionary<string, SqliteCommand>? kept, DbTransaction? transaction)
{
    /// <summary>A statement with these values, as the database stores them.</summary>
    public Statement Of(string sql, params ReadOnlySpan<object> values)
    {
        var command = kept is null ? New(connection, sql) : Kept(kept, sql);
        Fill(command, values);
        command.Transaction = transaction;
        return new Statement(command, kept is not null);
    }

    private SqliteCommand Kept(Dictionary<string, SqliteCommand> statements, string sql)
    {
        if (!statements.TryGetValue(sql, out var command))
            statements.Add(sql, command = (SqliteCommand)New(connection, sql));
        return command;
    }

    private static DbCommand New(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // See the parameter of Statement.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>Npgsql counts parameters without a name; SQLite knows them by name alone.</summary>
    private static void Fill(DbCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i < command.Parameters.Count)
                command.Parameters[i].Value = values[i];
            else
                command.Parameters.Add(command is SqliteCommand ? new SqliteParameter(PreparedStatements.NameOf(i), values[i]) : new NpgsqlParameter { Value = values[i] });
        }
    }
}

/// <summary>A statement ready to run; disposing it ends it unless its connection keeps it.</summary>
internal readonly struct Statement(DbCommand command, bool isKept) : IAsyncDisposable
{
    public DbCommand Command => command;

    public ValueTask DisposeAsync() => isKept ? ValueTask.CompletedTask : command.DisposeAsync();
}
