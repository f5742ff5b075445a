using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Storage;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Storage;

/// <summary>The narrow tables were laid anew (script 0009): what was in them is in them, and what verification asks for is found by case.</summary>
public sealed class KeyedTablesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_lay_in_the_narrow_tables_lies_there_after_the_upgrade(Database on)
    {
        using var database = TestDatabase.Empty(on);
        var older = SchemaScripts.Workflows with { Scripts = [.. SchemaScripts.Workflows.Scripts.Where(s => s.Number < 9)] };
        Assert.Null((await new SchemaUpgrade(database.Choice, [older], TimeProvider.System).Run()).Trouble);
        await using (var connection = database.Choice.Connection())
        {
            await connection.OpenAsync();
            await Execute(connection, "INSERT INTO history_rules (rule, case_id, seq) VALUES ('EL-04', 'c', 2), ('MT-01', 'c', 2), ('EL-04', 'd', 1)");
            await Execute(connection, "INSERT INTO work_items (case_id, id, to_key, path, part, title, since, due, provisional) VALUES ('c', 'i1', 'secretary@b', 's', '', '起草', '2026-11-02', '9999', 1), ('c', 'i2', 'officers@p', 's', 'overdue', '督办', '2026-11-03', '2026-11-06', 0)");
            await Execute(connection, "INSERT INTO deadlines (case_id, key, wake) VALUES ('c', 's#d', '2026-12-02')");
            await Execute(connection, "INSERT INTO milestones (case_id, name, title, earliest, latest) VALUES ('c', 'talk', '谈话', NULL, '2026-12-02')");
        }

        Assert.Null((await new SchemaUpgrade(database.Choice, [SchemaScripts.Workflows], TimeProvider.System).Run()).Trouble);

        await using var db = await database.Contexts.CreateDbContextAsync();
        Assert.Equal(["EL-04 c 2", "EL-04 d 1", "MT-01 c 2"], (await db.HistoryRules.ToListAsync()).Select(r => $"{r.Rule} {r.CaseId} {r.Seq}").Order(StringComparer.Ordinal));
        Assert.Equal(new ItemRow("c", "i1", "secretary@b", "s", "", ItemKind.Asked, "起草", Bench.Day("2026-11-02"), "9999", true, null), await db.WorkItems.SingleAsync(i => i.Id == "i1"));
        // What was known by its part is known by its kind (script 0014).
        Assert.Equal(new ItemRow("c", "i2", "officers@p", "s", "", ItemKind.Urged, "督办", Bench.Day("2026-11-03"), "2026-11-06", false, null), await db.WorkItems.SingleAsync(i => i.Kind == ItemKind.Urged));
        Assert.Equal(new DeadlineRow("c", "s#d", Bench.Day("2026-12-02")), await db.Deadlines.SingleAsync());
        Assert.Equal(new MilestoneRow("c", "talk", "谈话", null, Bench.Day("2026-12-02")), await db.Milestones.SingleAsync());
    }

    [Theory]
    [InlineData("SELECT * FROM history_rules WHERE case_id = 'c'")]
    [InlineData("SELECT * FROM history_rules WHERE rule = 'EL-04' AND case_id = 'c' AND seq = 1")]
    [InlineData("SELECT source FROM reports WHERE from_case = 'c'")]
    [InlineData("SELECT source FROM report_takings WHERE case_id = 'c'")]
    [InlineData("SELECT * FROM work_items WHERE case_id = 'c'")]
    [InlineData("SELECT * FROM deadlines WHERE case_id = 'c'")]
    public async Task What_is_asked_for_each_case_is_never_looked_for_row_by_row(string query)
    {
        using var database = TestDatabase.Fresh(Database.Sqlite);
        await using var connection = database.Choice.Connection();
        await connection.OpenAsync();

        using var plan = connection.CreateCommand();
#pragma warning disable CA2100 // One of the six above.
        plan.CommandText = "EXPLAIN QUERY PLAN " + query;
#pragma warning restore CA2100
        using var steps = await plan.ExecuteReaderAsync();
        Assert.True(await steps.ReadAsync());
        Assert.StartsWith("SEARCH", steps.GetString(3), StringComparison.Ordinal);
        Assert.False(await steps.ReadAsync());
    }

    private static async Task Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
