using System.Text;
using System.Text.Json;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>The rows that a move writes: its history row, the case, and what lists and the clock read. What has not changed is not written.</summary>
internal static class MoveRows
{
    /// <param name="row">The case as stored; it becomes the case as saved.</param>
    /// <param name="before">The state that belongs to the row as stored.</param>
    public static StatementBatch Of(CaseRow row, Case before, Run run, Move move, DateTimeOffset at)
    {
        var batch = new StatementBatch();
        Append(batch, row, run, move, at);
        if (row.Seq == 1)
            Add(batch, row, run);
        else
            Change(batch, row, run);
        Items(batch, row, before, run);
        Deadlines(batch, row, before, run);
        if (run.Actor != Actor.Clock)
            Drafts(batch, row, run);
        if (!run.Procedure.Milestones.IsEmpty)
            Milestone(batch, row, run);
        foreach (var message in Projections.MessagesOf(run, at))
            batch.Add("INSERT INTO messages (id, to_key, case_id, at, text) VALUES (?, ?, ?, ?, ?)", message.Id, message.ToKey, message.CaseId, message.At, message.Text);
        ReportTable.Project(batch, run, at);
        foreach (var hash in Projections.FilesOf(run.Events, move))
            batch.Add("INSERT INTO attachment_uses (hash, case_id) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, row.Id);
        return batch;
    }

    /// <summary>The history row. Its key is the lock: whoever read the same version writes the same number and is too late.</summary>
    private static void Append(StatementBatch batch, CaseRow row, Run run, Move move, DateTimeOffset at)
    {
        var moment = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
        var events = Ledger.Write(run.Events);
        var kind = move.Kind;
        var id = move.Id.ToByteArray();
        row.Seq++;
        row.Head = Ledger.Hash(row.Head, row.Id, row.Seq, id, moment, run.Actor.Person, kind, events);
        batch.Add(
            "INSERT INTO history (case_id, seq, move_id, at, person, move, events, packed, hash) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?)",
            row.Id, row.Seq, id, moment, run.Actor.Person, kind, PackedText.Pack(events), row.Head);
        foreach (var rule in run.Spoken.Select(s => s.Rule).Distinct())
            batch.Add("INSERT INTO history_rules (case_id, seq, rule) VALUES (?, ?, ?)", row.Id, row.Seq, rule);
    }

    private static void Add(StatementBatch batch, CaseRow row, Run run)
    {
        Settle(row, run);
        batch.Add(
            """
            INSERT INTO cases (id, number, procedure, version, unit_id, subject, title, started_by, opened_on, closed_on, end_state, place, due, due_for, seq, head, packed_state, only_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            row.Id, row.Number, row.Procedure, row.Version, row.UnitId, row.Subject, row.Title, row.StartedBy, row.OpenedOn,
            row.ClosedOn, row.EndState, row.Place, row.Due, row.DueFor, row.Seq, row.Head, row.PackedState, row.OnlyKey);
    }

    /// <summary>A column that stands in the statement costs its index, changed or not: those that seldom change are named when they do.</summary>
    private static void Change(StatementBatch batch, CaseRow row, Run run)
    {
        var (unit, due, dueFor, only) = (row.UnitId, row.Due, row.DueFor, row.OnlyKey);
        Settle(row, run);
        var columns = new StringBuilder("place = ?, seq = ?, head = ?, packed_state = ?");
        var values = new List<object?> { row.Place, row.Seq, row.Head, row.PackedState };
        if (row.Due != due)
            Set("due", row.Due);
        if (row.DueFor != dueFor)
            Set("due_for", row.DueFor);
        if (row.UnitId != unit)
            Set("unit_id", row.UnitId);
        if (row.OnlyKey != only)
            Set("only_key", row.OnlyKey);
        if (row.EndState is not null)
        {
            Set("closed_on", row.ClosedOn);
            Set("end_state", row.EndState);
        }

        batch.Add($"UPDATE cases SET {columns} WHERE id = ?", [.. values, row.Id]);

        void Set(string column, object? value)
        {
            columns.Append(", ").Append(column).Append(" = ?");
            values.Add(value);
        }
    }

    private static void Settle(CaseRow row, Run run)
    {
        var after = run.Case;
        row.UnitId = after.Unit;
        row.PackedState = after.IsOpen ? PackedText.PackState(JsonSerializer.SerializeToUtf8Bytes(after, Json.Options)) : null;
        row.EndState = after.End;
        row.ClosedOn = after.IsOpen ? null : run.Now;
        row.OnlyKey = after.IsOpen ? CaseStore.OnlyKeyOf(run.Procedure, after.Unit, after.Subject) : null;
        row.Place = Projections.PlaceOf(run.Procedure, after);
        var next = after.Running.MinBy(d => d.Due);
        (row.Due, row.DueFor) = (next?.Due, next?.Title);
    }

    private static void Items(StatementBatch batch, CaseRow row, Case before, Run run)
    {
        var (gone, come) = Projections.Difference(
            Projections.ItemsOf(run.Procedure, before, row.Id), Projections.ItemsOf(run.Procedure, run.Case, row.Id));
        foreach (var item in gone)
            batch.Add("DELETE FROM work_items WHERE case_id = ? AND id = ?", item.CaseId, item.Id);
        foreach (var item in come)
        {
            batch.Add(
                """
                INSERT INTO work_items (case_id, id, to_key, path, part, kind, title, since, due, provisional, due_for)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                item.CaseId, item.Id, item.ToKey, item.Path, item.Part, RuleBook.KebabCase(item.Kind.ToString()),
                item.Title, item.Since, item.Due, item.Provisional, item.DueFor);
        }
    }

    private static void Deadlines(StatementBatch batch, CaseRow row, Case before, Run run)
    {
        var (gone, come) = Projections.Difference(Projections.DeadlinesOf(before, row.Id), Projections.DeadlinesOf(run.Case, row.Id));
        foreach (var deadline in gone)
            batch.Add("DELETE FROM deadlines WHERE case_id = ? AND key = ?", deadline.CaseId, deadline.Key);
        foreach (var deadline in come)
            batch.Add("INSERT INTO deadlines (case_id, key, wake) VALUES (?, ?, ?)", deadline.CaseId, deadline.Key, deadline.Wake);
    }

    /// <summary>What the person typed about items that are no longer open is no longer needed.</summary>
    private static void Drafts(StatementBatch batch, CaseRow row, Run run) => batch.Add(
        "DELETE FROM drafts WHERE case_id = ? AND person = ? AND item NOT IN (SELECT id FROM work_items WHERE case_id = ?)",
        row.Id, run.Actor.Person, row.Id);

    /// <summary>The station ahead rests on settings and calendar too, so it is counted anew every time, and written when it is another one.</summary>
    private static void Milestone(StatementBatch batch, CaseRow row, Run run)
    {
        var ahead = Projections.AheadOf(run, row.Id);
        batch.Add("DELETE FROM milestones WHERE case_id = ? AND name <> ?", row.Id, ahead?.Name ?? "");
        if (ahead is null)
            return;

        batch.Add(
            """
            INSERT INTO milestones (case_id, name, title, earliest, latest) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (case_id, name) DO UPDATE SET title = excluded.title, earliest = excluded.earliest, latest = excluded.latest
            WHERE milestones.title <> excluded.title OR milestones.earliest IS DISTINCT FROM excluded.earliest OR milestones.latest IS DISTINCT FROM excluded.latest
            """,
            ahead.CaseId, ahead.Name, ahead.Title, ahead.Earliest, ahead.Latest);
    }
}
