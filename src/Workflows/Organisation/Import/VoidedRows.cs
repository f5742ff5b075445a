using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.Organisation.Import;

/// <summary>Takes away imported rows that were taken out of the register as wrong: an old file does not bring them back unsaid.</summary>
internal static class VoidedRows
{
    private static readonly TimeSpan beijing = TimeSpan.FromHours(8);

    /// <returns>How many rows were taken away.</returns>
    public static int Keep(ImportRows rows, Register existing, ImmutableArray<RegisterVoid> voids, ImportLog log)
    {
        if (voids.IsEmpty)
            return 0;

        // What a case has decided again since then stands in the register, and may be imported as often as anybody likes.
        var standing = RowRef.AllOf(existing.Rows).ToHashSet();
        var voided = voids.Where(v => !standing.Contains(v.Row)).GroupBy(v => v.Row).ToDictionary(g => g.Key, g => g.Last());
        (string, string)? Say(RowRef? row, string column) => row is not null && voided.TryGetValue(row, out var by) ? (column, Why(by)) : null;

        return RegisterChecks.Keep(rows.People, p => Say(p.Membership is { } m ? RowRef.Of(m) : null, "起始日期"), log)
            + RegisterChecks.Keep(rows.Posts, p => Say(RowRef.Of(p), "任职日期"), log)
            + RegisterChecks.Keep(rows.Terms, t => Say(RowRef.Of(t.Term), "选举日期") ?? Say(t.Shift is { } s ? RowRef.Of(s) : null, "调整决定日期"), log)
            + RegisterChecks.Keep(rows.Disciplines, d => Say(RowRef.Of(d), "生效日期"), log)
            + RegisterChecks.Keep(rows.Absences, a => Say(RowRef.Of(a), "开始日期"), log);
    }

    private static string Why(RegisterVoid by) =>
        $"该行已于 {by.VoidedAt.ToOffset(beijing).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 更正作废（理由：{by.Reason.TrimEnd('。')}），没有导入；请从文件中删去这一行或者改成正确的内容，确实要恢复的，勾选“恢复已作废的行”后再导入";
}
