using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>核验 of the records: is the chain whole, and does what it tells stand in the tables, no more and no less?</summary>
public static class RecordVerifier
{
    private const string Name = "变更记录";

    /// <summary>Everything that is wrong with the chain; empty when it is as it was written.</summary>
    public static Task<List<Breach>> Chain(WorkflowDb db, CancellationToken cancellation = default) => Snapshot.Read(db, async () =>
    {
        var breaches = new List<Breach>();
        var (seq, previous) = (0L, RecordChain.Genesis);
        await foreach (var row in db.Records.AsNoTracking().OrderBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (row.Seq != ++seq)
            {
                breaches.Add(At(seq, $"第 {seq} 条至第 {row.Seq - 1} 条缺失，被删除过。"));
                seq = row.Seq;
            }
            else if (row.Format != RecordChain.Format || !RecordChain.HashOf(row, previous).AsSpan().SequenceEqual(row.Hash))
            {
                breaches.Add(At(seq, $"第 {seq} 条的内容与校验值不符，被改动过。"));
            }

            previous = row.Hash;
        }

        var head = await db.RecordHeads.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (head is null || head.Seq != seq || !(head.Hash ?? RecordChain.Genesis).AsSpan().SequenceEqual(previous))
            breaches.Add(At(seq, $"登记的末条是第 {head?.Seq ?? 0} 条，实有 {seq} 条，末尾被增删或改动过。"));
        return breaches;
    }, cancellation);

    /// <summary>Every row of these tables that is not as the records tell it.</summary>
    /// <param name="db">Knows the tables and the records.</param>
    /// <param name="tables">All of one context.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static Task<List<Breach>> Tables(DbContext db, ImmutableArray<RecordedTable> tables,
        CancellationToken cancellation = default) => Snapshot.Read(db, async () =>
    {
        var breaches = new List<Breach>();
        foreach (var table in tables)
        {
            var told = new Dictionary<string, (long Seq, string? Text)>(StringComparer.Ordinal);
            await foreach (var row in db.Set<RecordRow>().AsNoTracking().Where(r => r.TableName == table.Name).OrderBy(r => r.Seq)
                .AsAsyncEnumerable().WithCancellation(cancellation))
                told[row.RowKey] = (row.Seq, row.AfterText);
            await foreach (var row in table.Rows(db).WithCancellation(cancellation))
            {
                var entity = db.Model.FindEntityType(row.GetType())!;
                var key = RowText.KeyOf(entity, row);
                told.Remove(key, out var record);
                if (record.Text is null)
                    breaches.Add(At(record.Seq, $"{table.Title}“{key}”没有登记过{(record.Seq > 0 ? "（第 " + record.Seq.ToString(CultureInfo.InvariantCulture) + " 条记为已删去）" : "")}，是在系统以外加进去的。"));
                else if (Differences(record.Text, RowText.Of(table, entity, row)) is { Length: > 0 } different)
                    breaches.Add(At(record.Seq, $"{table.Title}“{key}”与第 {record.Seq} 条登记不符：{string.Join('、', different)}被改动过。"));
            }

            breaches.AddRange(told.Where(t => t.Value.Text is not null)
                .Select(t => At(t.Value.Seq, $"{table.Title}“{t.Key}”登记在第 {t.Value.Seq} 条，现已不在，是在系统以外删去的。")));
        }

        return breaches;
    }, cancellation);

    /// <summary>The columns that differ. One that came later has no value in older records: then it must have none that says
    /// anything.</summary>
    private static string[] Differences(string told, string stands)
    {
        if (told == stands)
            return [];

        var (was, now) = (Parse(told), Parse(stands));
        return [.. was.Select(p => p.Key).Union(now.Select(p => p.Key))
            .Where(c => Text(was[c]) != Text(now[c]) && (was.ContainsKey(c) || !IsNothing(now[c])))];
    }

    private static bool IsNothing(JsonNode? value) => Text(value) is "" or "false" or "0" or "\"\"";

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "";

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Breach At(long seq, string says) => new("", Name, (int)Math.Min(seq, int.MaxValue), says);
}
