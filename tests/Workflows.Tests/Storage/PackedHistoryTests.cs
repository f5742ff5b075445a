using System.Text;
using Workflows.Storage;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Storage;

/// <summary>The history lies packed; what is older lies as text; both read, chain and verify the same.</summary>
public sealed class PackedHistoryTests
{
    private const string Steps = """
        s:
          title: 起草
          activity: form
          with: { by: officers, fields: { who: { label: 谁 } } }
          next: { submitted: t }
        t:
          title: 审批
          activity: approval
          with: { by: organiser }
          next: { approved: "end:done", rejected: s }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("中国共产党支部工作条例 𬱖 \0 “”")]
    public void A_text_comes_back_as_it_was(string text) => Assert.Equal(text, PackedText.Unpack(PackedText.Pack(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_long_text_comes_back_as_it_was_and_takes_less_room()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"第 {i} 条，{i * 7919 % 10007}。"));
        var packed = PackedText.Pack(Encoding.UTF8.GetBytes(text));
        Assert.Equal(text, PackedText.Unpack(packed));
        Assert.True(packed.Length < Encoding.UTF8.GetByteCount(text) / 2, $"{packed.Length}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00000000015B5D")]
    [InlineData("00000000035B5D")]
    [InlineData("0100000002")]
    [InlineData("01FFFFFFFF00")]
    [InlineData("017FFFFFFF00")]
    [InlineData("0200000002000102")]
    [InlineData("01000000020B00800000")]
    public void Bytes_that_nobody_packed_are_no_text(string bytes) => Assert.Equal("", PackedText.Unpack(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData(511, 516)]
    [InlineData(512, 99)]
    public void A_text_is_compressed_where_that_is_worth_the_while(int length, int most)
    {
        var text = new string('a', length);
        var packed = PackedText.Pack(Encoding.UTF8.GetBytes(text));
        Assert.InRange(packed.Length, most < length ? 6 : most, most);
        Assert.Equal(text, PackedText.Unpack(packed));
    }

    [Theory]
    [InlineData(4095, 4100)]
    [InlineData(4096, 99)]
    public void A_state_is_compressed_where_that_is_worth_the_while(int length, int most)
    {
        var text = new string('a', length);
        var packed = PackedText.PackState(Encoding.UTF8.GetBytes(text));
        Assert.InRange(packed.Length, most < length ? 6 : most, most);
        Assert.Equal(text, PackedText.Unpack(packed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void A_packed_text_that_lost_its_end_is_no_text(int times)
    {
        var packed = PackedText.Pack(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[{\"kind\":\"left\",\"path\":\"s\",\"outcome\":\"submitted\"}]", times))));
        Assert.Equal("", PackedText.Unpack(packed.AsSpan(0, packed.Length - 1)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task New_rows_lie_packed_and_read_as_the_text_that_was_hashed(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"书记甲"}"""));
        var history = await bench.History();
        Assert.All(history, row => Assert.True(row.Text.Length == 0 && row.Packed is not null));
        Assert.Contains("\"value\":\"书记甲\"", history[1].Events, StringComparison.Ordinal);
        Assert.Equal(history[1].Hash, Ledger.HashOf(history[1], history[0].Hash));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_that_began_before_rows_were_packed_goes_on_and_its_chain_holds(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"书记甲"}"""));
        var before = await bench.Timeline();
        foreach (var row in await bench.History())
            await bench.Sql($"UPDATE history SET events = '{row.Events}', packed = NULL WHERE seq = {row.Seq}");
        await bench.Sql("UPDATE cases SET packed_state = NULL");

        Assert.Equal(before, await bench.Timeline());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        Bench.Done(await bench.Reply("org", "t", "rejected", reason: "再议"));
        Assert.True(await bench.Row() is { PackedState: not null });
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"书记乙"}"""));
        Bench.Done(await bench.Reply("org", "t", "approved"));

        var history = await bench.History();
        Assert.Equal([false, false, true, true, true], history.Select(h => h.Packed is not null));
        Assert.All(history, h => Assert.StartsWith("[{\"kind\":", h.Events, StringComparison.Ordinal));
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        Assert.Equal("done", (await bench.Now()).End);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_before_is_upgraded_in_place_and_its_rows_read_as_they_were(Database on)
    {
        using var database = TestDatabase.Empty(on);
        var older = SchemaScripts.Workflows with { Scripts = [.. SchemaScripts.Workflows.Scripts.TakeWhile(s => s.Name != "0007-packed-history")] };
        Assert.Null((await new SchemaUpgrade(database.Choice, [older], TimeProvider.System).Run()).Trouble);
        await using (var connection = database.Choice.Connection())
        {
            await connection.OpenAsync();
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO history (case_id, seq, move_id, at, person, move, events, hash) VALUES ('c', 1, {(on == Database.Sqlite ? "x'01'" : "'\\x01'")}, 5, 'p1', 'note', '[{{\"kind\":\"noted\",\"text\":\"旧\"}}]', {(on == Database.Sqlite ? "x'02'" : "'\\x02'")})";
            await insert.ExecuteNonQueryAsync();
        }

        Assert.Null((await new SchemaUpgrade(database.Choice, [SchemaScripts.Workflows], TimeProvider.System).Run()).Trouble);

        await using var db = await database.Contexts.CreateDbContextAsync();
        var row = Assert.Single(await CaseStore.History(db, "c"));
        Assert.Equal("旧", Assert.IsType<Workflows.Engine.Noted>(Assert.Single(Ledger.Read(row.Events))).Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_state_that_an_earlier_version_kept_is_forgotten_and_folded_anew(Database on)
    {
        await using var bench = await Bench.Opened(Steps, on: on);
        var earlier = (await bench.Row()).State()!.AsSpan(0, 20).ToArray();
        await bench.Sql("ALTER TABLE cases ADD COLUMN state TEXT");
        await bench.Sql("DROP INDEX cases_open");
        await bench.Sql("CREATE INDEX cases_by_due ON cases (due) WHERE end_state IS NULL");
        await bench.Sql($"UPDATE cases SET packed_state = {(on == Database.Sqlite ? "x'" : "'\\x")}{Convert.ToHexString(PackedText.PackState(earlier))}'");
        await bench.Sql("DELETE FROM schema_version WHERE name = '0008-states-and-counts'");
        Assert.NotEmpty(await bench.Verifier.Verify(bench.Case));

        Assert.Null((await new SchemaUpgrade(bench.Database.Choice, [SchemaScripts.Workflows], TimeProvider.System).Run()).Trouble);

        Assert.Empty(await bench.Verifier.Verify(bench.Case));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":"书记甲"}"""));
        Assert.NotNull((await bench.Row()).PackedState);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task The_same_history_as_text_and_packed_has_one_hash()
    {
        await using var bench = await Bench.Opened(Steps);
        var packed = (await bench.History())[0];
        var text = new HistoryRow { CaseId = packed.CaseId, Seq = 1, MoveId = packed.MoveId, At = packed.At, Person = packed.Person, Move = packed.Move, Text = packed.Events, Hash = packed.Hash };
        Assert.Equal(packed.Hash, Ledger.HashOf(text, Ledger.Genesis));
        Assert.Equal(packed.Hash, Ledger.HashOf(packed, Ledger.Genesis));
    }
}
