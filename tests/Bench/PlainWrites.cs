using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Workflows.Storage;

namespace Workflows.Bench;

/// <summary>The baseline: the rows of real replies, read back from the run and written again with prepared ADO.NET commands, one transaction a reply.</summary>
internal sealed class PlainWrites : IDisposable
{
    private readonly string measured;
    private readonly SqliteConnection connection;
    private readonly SqliteCommand opening, history, state, add, remove;
    private int written;

    /// <param name="measured">The file of the run.</param>
    /// <param name="folder">Where the baseline's own file is put.</param>
    public PlainWrites(string measured, string folder)
    {
        this.measured = measured;
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "plain.db")}");
        connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        foreach (var sql in Schema(measured))
            Run(sql);
        opening = Command("INSERT OR IGNORE INTO cases (id, number, procedure, version, unit_id, title, started_by, opened_on, place, seq, head) VALUES ($a, $a, '', 1, '', '', '', '', '', 0, x'')", "$a");
        history = Command("INSERT INTO history VALUES ($a,$b,$c,$d,$e,$f,'',$h,$g)", "$a", "$b", "$c", "$d", "$e", "$f", "$g", "$h");
        state = Command("UPDATE cases SET packed_state=$s, seq=$n, head=$h, place=$p WHERE id=$i", "$s", "$n", "$h", "$p", "$i");
        add = Command("INSERT INTO work_items VALUES ($a,$b,'secretary@u',$c,'','第一级审批','2026-01-01','9999',0,'')", "$a", "$b", "$c");
        remove = Command("DELETE FROM work_items WHERE case_id=$a AND id=$b", "$a", "$b");
    }

    /// <summary>Writes what the run has written since the last call; the time that it took.</summary>
    public TimeSpan Write()
    {
        var rows = Rows();
        written += rows.Count;
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var id in rows.Select(r => r.Case).Distinct())
                Set(opening, transaction, id);
            transaction.Commit();
        }

        var watch = Stopwatch.StartNew();
        foreach (var row in rows)
        {
            using var transaction = connection.BeginTransaction();
            Set(history, transaction, row.Case, row.Seq, row.Move, row.At, "approver", "reply", row.Packed, row.Hash);
            Set(state, transaction, row.State, row.Seq, row.Hash, "第一级审批", row.Case);
            Set(remove, transaction, row.Case, "i" + (row.Seq - 1));
            Set(add, transaction, row.Case, "i" + row.Seq, "s" + row.Seq);
            transaction.Commit();
        }

        return watch.Elapsed;
    }

    public void Dispose()
    {
        foreach (var command in new[] { opening, history, state, add, remove })
            command.Dispose();
        connection.Dispose();
    }

    private List<(string Case, long Seq, byte[] Move, long At, byte[] Packed, byte[] State, byte[] Hash)> Rows()
    {
        using var source = new SqliteConnection($"Data Source={measured}");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = "SELECT case_id, seq, move_id, at, packed, hash FROM history WHERE move = 'reply' ORDER BY at, case_id, seq LIMIT -1 OFFSET $written";
        command.Parameters.AddWithValue("$written", written);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long, byte[], long, byte[], byte[], byte[])>();
        while (reader.Read())
        {
            // The state is gone when a case is closed; twice the events is about as long.
            var packed = (byte[])reader[4];
            byte[] about = [.. packed, .. packed];
            rows.Add((reader.GetString(0), reader.GetInt64(1), (byte[])reader[2], reader.GetInt64(3), packed, about, (byte[])reader[5]));
        }

        return rows;
    }

    private static List<string> Schema(string file)
    {
        using var source = new SqliteConnection($"Data Source={file}");
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE tbl_name IN ('cases','history','work_items') AND sql IS NOT NULL ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
            all.Add(reader.GetString(0));
        return all;
    }

    private SqliteCommand Command(string sql, params string[] names)
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

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
