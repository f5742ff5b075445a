using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>
/// The baseline: the rows of real replies, read back from the run and written again with prepared ADO.NET commands, one transaction a
/// reply. To a server all commands of a reply go together.
/// </summary>
internal sealed class PlainWrites : IDisposable
{
    private const string Change = "UPDATE cases SET packed_state=$1, seq=$2, head=$3, place=$4 WHERE id=$5";
    private const string Close = "UPDATE cases SET packed_state=$1, seq=$2, head=$3, place=$4, closed_on='2026-01-01', end_state='approved' WHERE id=$5";
    private const string Remove = "DELETE FROM work_items WHERE case_id=$1 AND id=$2";

    private const string History = """
        INSERT INTO history (case_id, seq, move_id, at, person, move, events, packed, hash) VALUES ($1,$2,$3,$4,'approver','reply','',$5,$6)
        """;

    private const string Add = """
        INSERT INTO work_items (case_id, id, to_key, path, part, kind, title, since, due, provisional, due_for)
        VALUES ($1,$2,'secretary@u',$3,'','asked','第一级审批','2026-01-01','9999',0,'')
        """;

    private static readonly string[] goingOn = [History, Change, Remove, Add];
    private static readonly string[] closing = [History, Close, Remove];

    private readonly DatabaseChoice measured;
    private readonly IReadOnlyList<byte[]?> states;
    private readonly DbConnection connection;
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string[], DbBatch> batches = [];
    private int written;

    /// <param name="measured">The database of the run.</param>
    /// <param name="own">A fresh one of the same kind.</param>
    /// <param name="states">How a case stands after each of its replies.</param>
    public PlainWrites(DatabaseChoice measured, DatabaseChoice own, IReadOnlyList<byte[]?> states)
    {
        (this.measured, this.states, connection) = (measured, states, BenchDatabase.Open(own));
    }

    /// <summary>Writes what the run has written since the last call; the time that it took, and that of the processor.</summary>
    public (TimeSpan Taken, TimeSpan Busy) Write()
    {
        var rows = Rows();
        written += rows.Count;
        Open([.. rows.Select(r => r.Case).Distinct()]);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        foreach (var row in rows)
        {
            var state = states[row.Seq - 2];
            object[] history = [row.Case, row.Seq, row.Move, row.At, row.Packed, row.Hash];
            object[] change = [state ?? (object)DBNull.Value, row.Seq, row.Hash, "第一级审批", row.Case];
            object[] remove = [row.Case, Item(row.Seq - 1)];
            object[] add = [row.Case, Item(row.Seq), Item(row.Seq)];
            using var transaction = connection.BeginTransaction();
            Run(transaction, state is null ? closing : goingOn, history, change, remove, add);
            transaction.Commit();
        }

        return (watch.Elapsed, Environment.CpuUsage.TotalTime - cpu);
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        foreach (var batch in batches.Values)
            batch.Dispose();
        connection.Dispose();
    }

    private static string Item(int seq) => string.Create(CultureInfo.InvariantCulture, $"i{seq}");

    private List<(string Case, int Seq, byte[] Move, long At, byte[] Packed, byte[] Hash)> Rows()
    {
        using var source = BenchDatabase.Open(measured);
        using var command = New(source, "SELECT case_id, seq, move_id, at, packed, hash FROM history WHERE move = 'reply' ORDER BY at, case_id, seq");
        using var reader = command.ExecuteReader();
        var rows = new List<(string, int, byte[], long, byte[], byte[])>();
        for (var skipped = 0; reader.Read();)
        {
            if (skipped++ >= written)
                rows.Add((reader.GetString(0), reader.GetInt32(1), (byte[])reader[2], reader.GetInt64(3), (byte[])reader[4], (byte[])reader[5]));
        }

        return rows;
    }

    /// <summary>The cases as they were opened, each with its first item; not measured.</summary>
    private void Open(string[] cases)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var id in cases)
        {
            Run(transaction, """
                INSERT INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, seq, head)
                VALUES ($1, '十级审批〔2026〕1000号', 'chain', 1, 'u', '十级审批', 'starter', '2026-01-01', '第1级审批', 1, $2)
                """, [id, new byte[32]]);
            Run(transaction, Add, [id, Item(1), Item(1)]);
        }

        transaction.Commit();
    }

    private void Run(DbTransaction transaction, string[] statements, params object[][] values)
    {
        if (!connection.CanCreateBatch)
        {
            for (var i = 0; i < statements.Length; i++)
                Run(transaction, statements[i], values[i]);
            return;
        }

        if (!batches.TryGetValue(statements, out var batch))
            batches.Add(statements, batch = Batch(statements, values));
        batch.Transaction = transaction;
        for (var i = 0; i < statements.Length; i++)
            Set(batch.BatchCommands[i].Parameters, values[i]);
        batch.ExecuteNonQuery();
    }

    private DbBatch Batch(string[] statements, object[][] values)
    {
        var batch = connection.CreateBatch();
        for (var i = 0; i < statements.Length; i++)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statements[i];
            foreach (var value in values[i])
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private void Run(DbTransaction transaction, string sql, object[] values)
    {
        if (!commands.TryGetValue(sql, out var command))
            commands.Add(sql, command = New(connection, sql, values));
        command.Transaction = transaction;
        Set(command.Parameters, values);
        command.ExecuteNonQuery();
    }

    private static DbCommand New(DbConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(command is SqliteCommand ? new SqliteParameter($"${i + 1}", values[i]) : new NpgsqlParameter { Value = values[i] });
        return command;
    }

    private static void Set(DbParameterCollection parameters, object[] values)
    {
        for (var i = 0; i < values.Length; i++)
            parameters[i].Value = values[i];
    }
}
