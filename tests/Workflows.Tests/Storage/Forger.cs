using System.Data.Common;
using Workflows.Storage;

namespace Workflows.Tests.Storage;

/// <summary>Somebody with access to the database who rewrites what happened, packing it again as the product does.</summary>
internal static class Forger
{
    /// <summary>Changes the text of a case's history rows behind the engine's back.</summary>
    /// <param name="connection">A closed connection.</param>
    /// <param name="seq">The row; null: every row.</param>
    /// <returns>How many rows read differently now.</returns>
    public static async Task<int> Rewrite(DbConnection connection, string caseId, int? seq, Func<string, string> change)
    {
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync();
            var changed = 0;
            foreach (var (number, packed) in await Rows(connection, caseId))
            {
                var text = PackedText.Unpack(packed);
                if ((seq ?? number) != number || change(text) == text)
                    continue;

                using var write = Command(connection, "UPDATE history SET packed = $1 WHERE case_id = $2 AND seq = $3", PackedText.Pack(System.Text.Encoding.UTF8.GetBytes(change(text))), caseId, number);
                changed += await write.ExecuteNonQueryAsync();
            }

            return changed;
        }
    }

    /// <summary>Gives every row of a case a hash that fits again, from the first to the last, and the case its new end: the chain alone
    /// shows nothing then.</summary>
    /// <param name="connection">A closed connection.</param>
    public static async Task Rechain(DbConnection connection, string caseId)
    {
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync();
            var (previous, last) = (Ledger.Genesis, 0);
            foreach (var row in await Whole(connection, caseId))
            {
                (previous, last) = (Ledger.HashOf(row, previous), row.Seq);
                using var write = Command(connection, "UPDATE history SET hash = $1 WHERE case_id = $2 AND seq = $3", previous, caseId, row.Seq);
                await write.ExecuteNonQueryAsync();
            }

            using var head = Command(connection, "UPDATE cases SET seq = $1, head = $2, packed_state = NULL WHERE id = $3", last, previous, caseId);
            await head.ExecuteNonQueryAsync();
        }
    }

    private static async Task<List<HistoryRow>> Whole(DbConnection connection, string caseId)
    {
        using var read = Command(connection,
            "SELECT seq, move_id, at, person, move, packed, hash FROM history WHERE case_id = $1 ORDER BY seq", caseId);
        using var reader = await read.ExecuteReaderAsync();
        var rows = new List<HistoryRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(new HistoryRow
            {
                CaseId = caseId, Seq = reader.GetInt32(0), MoveId = (byte[])reader[1],
                At = DateTimeOffset.UnixEpoch.AddMicroseconds(reader.GetInt64(2)),
                Person = reader.GetString(3), Move = reader.GetString(4), Packed = (byte[])reader[5], Hash = (byte[])reader[6],
            });
        }

        return rows;
    }

    private static async Task<List<(int Seq, byte[] Packed)>> Rows(DbConnection connection, string caseId)
    {
        using var read = Command(connection, "SELECT seq, packed FROM history WHERE case_id = $1 ORDER BY seq", caseId);
        using var reader = await read.ExecuteReaderAsync();
        var rows = new List<(int, byte[])>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetInt32(0), (byte[])reader[1]));
        return rows;
    }

    private static DbCommand Command(DbConnection connection, string sql, params object[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = connection is Microsoft.Data.Sqlite.SqliteConnection ? $"${i + 1}" : "";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
