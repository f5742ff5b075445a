using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Organisation.Import.Preview;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>What an import changes in one table of the register.</summary>
/// <param name="Same">Rows that the register has already.</param>
/// <param name="Conflicts">Sentences of conflicts in its rows.</param>
/// <param name="Voided">Rows that are taken out because they were wrong.</param>
/// <param name="Rows">Those with conflicts first, at most 500; <paramref name="Added"/>, <paramref name="Changed"/> and
/// <paramref name="Ended"/> count all.</param>
internal sealed record ChangedTable(
    string Title, int Added, int Changed, int Ended, int Voided, int Same, int Conflicts, IReadOnlyList<ChangedRow> Rows);

/// <param name="Subject">Whom or what it is about.</param>
/// <param name="Fields">What becomes different; for a new row what it says.</param>
/// <param name="Conflicts">What should be looked at before, in sentences.</param>
internal sealed record ChangedRow(
    ChangeKind Kind, string KindTitle, string Subject, IReadOnlyList<FieldChange> Fields, IReadOnlyList<string> Conflicts);

/// <summary>Tells the preview of an import, with the work that lies with posts that end.</summary>
internal static class ChangedTables
{
    private const int MostRows = 500;

    /// <summary>As many as one proposal may have: whoever approves sees all of them.</summary>
    private const int MostOfCase = 5_000;

    /// <param name="then">The register as it would be.</param>
    public static async Task<IReadOnlyList<ChangedTable>> Of(
        WorkflowDb db, Register then, ImportPreview preview, CancellationToken cancellation)
    {
        var ended = preview.Tables.SelectMany(t => t.Rows).Select(r => r.EndedPost).OfType<Post>();
        var keys = ended.SelectMany(KeysOf).Distinct().ToArray();
        var waiting = await db.WorkItems.Where(i => keys.Contains(i.ToKey)).GroupBy(i => i.ToKey)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return [.. preview.Tables.Select(t =>
            Table(t, [.. t.Rows.Select(r => With(Waiting(r.EndedPost), r)).OrderBy(r => r.Conflicts.IsEmpty)]))];

        string? Waiting(Post? post)
        {
            if (post is null || KeysOf(post).Where(waiting.ContainsKey).ToList() is not { Count: > 0 } left)
                return null;

            var next = then.PostsIn(post.UnitId, post.Until!.Value).Where(p => KeysOf(p).Any(left.Contains)).ToList();
            return left.Exists(key => !next.Exists(p => KeysOf(p).Contains(key)))
                ? $"这个职务名下有 {left.Sum(k => waiting[k])} 件待办，此后没有人能办理；请一并写明接任的人。"
                : $"这个职务名下有 {left.Sum(k => waiting[k])} 件待办，此后由{string.Join("、", next.Select(p => then.NameOf(p.PersonId)).Distinct())}办理。";
        }
    }

    /// <summary>The keys under which work lies with a post.</summary>
    private static IEnumerable<string> KeysOf(Post post) =>
        Assignee.KeysOf(new Actor(post.PersonId, "", [post])).Where(k => k != Assignee.KeyOf(post.PersonId));

    /// <summary>What a change that was proposed does, as told to whoever approves it and whoever looks at it later.</summary>
    public static IReadOnlyList<ChangedTable> Of(Register register, RegisterChange change) =>
        [.. RegisterPreview.Of(register, change).Select(t => Table(t, [.. t.Rows.OrderBy(r => (r.Conflicts.IsEmpty, r.Kind == ChangeKind.Added))], MostOfCase))];

    /// <summary>How many rows are of which kind, without the rows.</summary>
    public static IReadOnlyList<ChangedTable> Counts(ImportPreview preview) => [.. preview.Tables.Select(t => Table(t, []))];

    private static RowChange With(string? conflict, RowChange row) => 
        conflict is null ? row : row with { Conflicts = row.Conflicts.Add(conflict) };

    private static ChangedTable Table(TableChanges table, ImmutableArray<RowChange> rows, int most = MostRows) => new(
        table.Title, table.Count(ChangeKind.Added), table.Count(ChangeKind.Changed), table.Count(ChangeKind.Ended), table.Count(ChangeKind.Voided),
        table.Same,
        rows.Sum(r => r.Conflicts.Length),
        [.. rows.Take(most).Select(r => new ChangedRow(r.Kind, Choice.LabelOf(r.Kind), r.Subject, r.Fields, r.Conflicts))]);
}
