using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>The baseline: the rows of real replies, read back from the run and written again with prepared ADO.NET commands, one transaction a reply.</summary>
internal static class PlainWrites
{
    public static double Rate(string measured, string folder)
    {
        var rows = Rows(measured);
        var file = Path.Combine(folder, "plain.db");
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        foreach (var sql in Schema(measured))
            Run(connection, sql);
        Run(connection, "INSERT INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, seq, head) SELECT DISTINCT value, '', '', 1, '', '', '', '', '', 0, x'' FROM json_each('" + System.Text.Json.JsonSerializer.Serialize(rows.Select(r => r.Case).Distinct()) + "')");
        using var history = Command(connection, "INSERT INTO history VALUES ($a,$b,$c,$d,$e,$f,'',$h,$g)", "$a", "$b", "$c", "$d", "$e", "$f", "$g", "$h");
        using var state = Command(connection, "UPDATE cases SET packed_state=$s, seq=$n, head=$h, place=$p WHERE id=$i", "$s", "$n", "$h", "$p", "$i");
        using var add = Command(connection, "INSERT INTO work_items VALUES ($a,$b,'secretary@u',$c,'','第一级审批','2026-01-01','9999',0)", "$a", "$b", "$c");
        using var remove = Command(connection, "DELETE FROM work_items WHERE case_id=$a AND id=$b", "$a", "$b");
        Write(0, 200);
        var watch = Stopwatch.StartNew();
        Write(200, rows.Count);
        return (rows.Count - 200) / watch.Elapsed.TotalSeconds;

        void Write(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var row = rows[i];
                using var transaction = connection.BeginTransaction();
                Set(history, transaction, row.Case, row.Seq, row.Move, row.At, "approver", "reply", row.Packed, row.Hash);
                Set(state, transaction, row.State, row.Seq, row.Hash, "第一级审批", row.Case);
                Set(remove, transaction, row.Case, "i" + (row.Seq - 1));
                Set(add, transaction, row.Case, "i" + row.Seq, "s" + row.Seq);
                transaction.Commit();
            }
        }
    }

    private static List<(string Case, long Seq, byte[] Move, long At, byte[] Packed, byte[] State, byte[] Hash)> Rows(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT case_id, seq, move_id, at, packed, hash FROM history WHERE move = 'reply' ORDER BY at, case_id, seq";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long, byte[], long, byte[], byte[], byte[])>();
        while (reader.Read())
            {
            // The state is gone when a case is closed; twice the events is about as long.
            var packed = (byte[])reader[4];
            byte[] state = [.. packed, .. packed];
            rows.Add((reader.GetString(0), reader.GetInt64(1), (byte[])reader[2], reader.GetInt64(3), packed, state, (byte[])reader[5]));
        }

        return rows;
    }

    private static List<string> Schema(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE tbl_name IN ('cases','history','work_items') AND sql IS NOT NULL ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
            all.Add(reader.GetString(0));
        return all;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
            command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    private static void Set(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
