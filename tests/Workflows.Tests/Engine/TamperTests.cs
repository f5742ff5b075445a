using Workflows.Tests.Storage;

namespace Workflows.Tests.Engine;

/// <summary>核验: whatever is changed behind the engine's back is found.</summary>
public sealed class TamperTests
{
    private static string Definition { get; } = Definitions.Countersigning
        .Replace("remind: [P-3D], then: escalate }", "remind: [P-3D], then: escalate }\n    rules: [{ rule: OR-04, informs: true, given: { full-members: facts.full-members } }]", StringComparison.Ordinal)
        .Replace("title: 委员表决,", "title: 委员表决, deadlines: [{ name: vote, title: 表决, within: P5D, article: 示例办法 }],", StringComparison.Ordinal);

    [Fact]
    public async Task An_untouched_database_has_nothing_to_report()
    {
        await using var bench = await TwoCases();
        foreach (var id in await bench.Verifier.Cases(null))
            Assert.Empty(await bench.Verifier.Verify(id));
        Assert.Equal(2, (await bench.Verifier.Cases(null)).Count);
    }

    [Theory]
    [InlineData("UPDATE history SET person = 'org' WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET at = at + 1 WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET move = 'note' WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET move_id = x'00112233445566778899aabbccddeeff' WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET hash = zeroblob(32) WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET events = '[', packed = NULL WHERE seq = 2", "第 2 条记录无法重放：内容不能读出。")]
    [InlineData("UPDATE history SET events = '[{\"kind\":\"nothing\"}]', packed = NULL WHERE seq = 2", "第 2 条记录无法重放：内容不能读出。")]
    [InlineData("UPDATE history SET events = '[]' WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET packed = NULL WHERE seq = 2", "第 2 条记录的内容与校验值不符")]
    [InlineData("UPDATE history SET packed = x'0100000009' WHERE seq = 2", "第 2 条记录无法重放：内容不能读出。")]
    [InlineData("UPDATE history SET seq = 9 WHERE seq = 2", "第 2 条记录缺失")]
    [InlineData("DELETE FROM history WHERE seq = 1", "第 1 条记录缺失")]
    [InlineData("DELETE FROM history WHERE seq = 3", "末尾的记录被增删或改动过")]
    [InlineData("DELETE FROM history", "末尾的记录被增删或改动过")]
    [InlineData("INSERT INTO history SELECT case_id, 4, zeroblob(16), at, person, move, '[]', hash, NULL FROM history WHERE seq = 3", "第 4 条记录的内容与校验值不符")]
    [InlineData("UPDATE cases SET seq = 2", "末尾的记录被增删或改动过")]
    [InlineData("UPDATE cases SET head = zeroblob(32)", "末尾的记录被增删或改动过")]
    [InlineData("UPDATE cases SET packed_state = x'00000000027B7D'", "事项的当前状态与重放结果不符")]
    [InlineData("UPDATE cases SET packed_state = x'00'", "事项的当前状态与重放结果不符")]
    [InlineData("UPDATE cases SET end_state = 'agreed'", "事项的办结状态与重放结果不符")]
    [InlineData("UPDATE cases SET closed_on = '2026-11-02'", "事项的办结状态与重放结果不符")]
    [InlineData("UPDATE cases SET unit_id = 'p'", "与历程不符")]
    [InlineData("UPDATE cases SET title = '另一件'", "与历程不符")]
    [InlineData("UPDATE cases SET started_by = 'org'", "与历程不符")]
    [InlineData("UPDATE cases SET opened_on = '2026-11-01'", "与历程不符")]
    [InlineData("UPDATE cases SET procedure = 'other'", "与历程不符")]
    [InlineData("UPDATE cases SET version = 2", "与历程不符")]
    [InlineData("UPDATE cases SET place = '印发'", "所处步骤")]
    [InlineData("UPDATE cases SET only_key = 'countersigning@b'", "唯一性标记")]
    [InlineData("UPDATE cases SET due = '2030-01-01'", "最近时限")]
    [InlineData("UPDATE work_items SET to_key = 'person:m1'", "待办与重放结果不符")]
    [InlineData("UPDATE work_items SET title = '别的'", "待办与重放结果不符")]
    [InlineData("UPDATE work_items SET due = '2030-01-01'", "待办与重放结果不符")]
    [InlineData("UPDATE work_items SET part = 'overdue'", "待办与重放结果不符")]
    [InlineData("DELETE FROM work_items", "待办与重放结果不符")]
    [InlineData("DELETE FROM deadlines", "时限与重放结果不符")]
    [InlineData("UPDATE deadlines SET wake = '2030-01-01'", "时限与重放结果不符")]
    [InlineData("DELETE FROM history_rules", "供检索的规则登记与历程不符")]
    [InlineData("UPDATE history_rules SET rule = 'EL-04'", "供检索的规则登记与历程不符")]
    [InlineData("DELETE FROM cases", "事项本身已被删除")]
    public async Task Whatever_is_changed_is_found_and_the_other_case_stays_clean(string sql, string says)
    {
        await using var bench = await TwoCases();
        var clean = (await bench.Verifier.Cases(null)).Single(c => c != bench.Case);
        var where = sql.StartsWith("INSERT", StringComparison.Ordinal) ? sql + " AND case_id = "
            : sql.Contains(" WHERE ", StringComparison.Ordinal) ? sql + " AND case_id = "
            : sql + (sql.Contains(" cases", StringComparison.Ordinal) ? " WHERE id = " : " WHERE case_id = ");
        await bench.Sql($"{where}'{bench.Case}'");

        Assert.Contains(says, string.Join('\n', (await bench.Verifier.Verify(bench.Case)).Select(b => b.Says)), StringComparison.Ordinal);
        Assert.Empty(await bench.Verifier.Verify(clean));
    }

    [Theory]
    [InlineData(2, "采购", "购置")]
    [InlineData(1, "\"chair\"", "\"org\"")]
    public async Task A_history_that_was_rewritten_is_found(int seq, string from, string to)
    {
        await using var bench = await TwoCases();
        Assert.Equal(1, await Forger.Rewrite(bench.Database.Choice.Connection(), bench.Case, seq, text => text.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains(await bench.Verifier.Verify(bench.Case), b => b.Says.StartsWith($"第 {seq} 条记录的内容与校验值不符", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_case_that_is_opened_again_is_found()
    {
        await using var bench = await TwoCases();
        bench.Case = (await bench.Verifier.Cases(null)).Single(c => c != bench.Case);
        await bench.Sql("UPDATE cases SET end_state = NULL, closed_on = NULL");
        Assert.Contains(await bench.Verifier.Verify(bench.Case), b => b.Says.Contains("办结状态", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_published_text_that_is_changed_in_the_database_is_no_longer_used_and_shows_in_every_case_under_it()
    {
        await using var bench = await TwoCases();
        await bench.Sql("UPDATE definitions SET text = replace(text, '> 1/2', '> 0/1')");
        var mistakes = await bench.Reload();
        Assert.Contains("被改动过，不再使用", string.Join('\n', mistakes), StringComparison.Ordinal);
        Assert.Contains(await bench.Verifier.Verify(bench.Case), b => b.Says.Contains("流程文本", StringComparison.Ordinal));
        Assert.Equal("no-such-procedure", Bench.Refusal(await bench.Reply("org", "decide", "approved")).Code);
    }

    [Fact]
    public async Task A_published_text_that_is_changed_with_its_hash_shows_in_the_cases_that_began_under_it()
    {
        await using var bench = await TwoCases();
        var text = Definition.Replace("> 1/2", "> 0/1", StringComparison.Ordinal);
        await bench.Sql($"UPDATE definitions SET text = replace(text, '> 1/2', '> 0/1'), hash = '{Workflows.Procedures.ProcedureBook.HashOf(text)}'");
        await bench.Reload();
        Assert.Contains(await bench.Verifier.Verify(bench.Case), b => b.Says.Contains("流程文本", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Both_databases_verify_what_they_hold(Database on)
    {
        await using var bench = await TwoCases(on);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        await bench.Sql($"UPDATE history SET person = 'org' WHERE seq = 2 AND case_id = '{bench.Case}'");
        Assert.Single(await bench.Verifier.Verify(bench.Case));
    }

    /// <summary>One that is closed, and one that stands in the countersigning with a deadline and a rule in its history.</summary>
    private static async Task<Bench> TwoCases(Database on = Database.Sqlite)
    {
        var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Define(Definition);
        Bench.Done(await bench.Open("org", "countersigning", "b"));
        Bench.Done(await bench.Make(new Workflows.Moves.Withdraw { Id = Guid.NewGuid(), Case = bench.Case, By = "org", Reason = "写错" }));
        Bench.Done(await bench.Open("chair", "countersigning", "b"));
        Bench.Done(await bench.Reply("chair", "draft", "submitted", """{"subject":"采购","day":"2026-11-02"}"""));
        Bench.Done(await bench.Reply("org", "decide", "approved"));
        return bench;
    }
}
