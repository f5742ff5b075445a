using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>Reads the row of one case and its history plainly: every move, every look at a case begins with it.</summary>
internal static class CaseReader
{
    /// <summary>Whoever moves a case has to know as of which register: one question to a server instead of two.</summary>
    private const string Sql = """
        SELECT id, number, procedure, c.version, unit_id, subject, title, started_by, opened_on, closed_on, end_state, place, due, due_for,
            seq, head, packed_state, only_key, r.version
        FROM register_version r LEFT JOIN cases c ON id = $1
        """;

    private const string HistorySql =
        "SELECT seq, move_id, at, person, move, events, packed, hash FROM history WHERE case_id = $1 ORDER BY seq";

    /// <summary>The row as it is now, null when there is none; and the version of the register at that moment.</summary>
    public static async Task<(CaseRow? Row, long Register)> Read(WorkflowDb db, string id)
    {
        await db.Database.OpenConnectionAsync();
        try
        {
            var statement = db.Statement(Sql, id);
            await using (statement.ConfigureAwait(false))
            {
                var reader = await statement.Command.ExecuteReaderAsync(System.Data.CommandBehavior.SingleRow);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync();
                    return (reader.IsDBNull(0) ? null : Row(reader), reader.GetInt64(18));
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public static async Task<List<HistoryRow>> History(WorkflowDb db, string id, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var statement = db.Statement(HistorySql, id);
            await using (statement.ConfigureAwait(false))
            {
                var rows = new List<HistoryRow>();
                var reader = await statement.Command.ExecuteReaderAsync(cancellation);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellation))
                        rows.Add(HistoryRow(reader, id));
                }

                return rows;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static HistoryRow HistoryRow(DbDataReader row, string id) => new()
    {
        CaseId = id,
        Seq = row.GetInt32(0),
        MoveId = row.GetFieldValue<byte[]>(1),
        At = DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(2) * TimeSpan.TicksPerMicrosecond),
        Person = row.GetString(3),
        Move = row.GetString(4),
        Text = row.GetString(5),
        Packed = row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6),
        Hash = row.GetFieldValue<byte[]>(7),
    };

    private static CaseRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Number = row.GetString(1),
        Procedure = row.GetString(2),
        Version = row.GetInt32(3),
        UnitId = row.GetString(4),
        Subject = Text(row, 5),
        Title = row.GetString(6),
        StartedBy = row.GetString(7),
        OpenedOn = Day(row.GetString(8)),
        ClosedOn = Text(row, 9) is { } closed ? Day(closed) : null,
        EndState = Text(row, 10),
        Place = row.GetString(11),
        Due = Text(row, 12) is { } due ? Day(due) : null,
        DueFor = Text(row, 13),
        Seq = row.GetInt32(14),
        Head = row.GetFieldValue<byte[]>(15),
        PackedState = row.IsDBNull(16) ? null : row.GetFieldValue<byte[]>(16),
        OnlyKey = Text(row, 17),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
