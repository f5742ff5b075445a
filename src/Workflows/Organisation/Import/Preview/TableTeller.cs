using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Preview;

/// <summary>Compares rows with those that they replace, and tells the difference table by table.</summary>
internal sealed class TableTeller(Register existing, Register then)
{
    private readonly RowWords words = new(then);
    private readonly PreviewConflicts conflicts = new(existing, then);
    private readonly List<TableChanges> tables = [];

    public ImmutableArray<TableChanges> Tables => [.. tables];

    /// <returns>The rows that differ.</returns>
    public RegisterRows Compare(RegisterRows old, RegisterRows wanted) => new()
    {
        Units = Compare("单位", old.Units, wanted.Units, u => (u.Id, u.From), words.Of, conflicts.Of),
        People = Compare("人员", old.People, wanted.People, p => p.Id, words.Of, conflicts.Of),
        Memberships = Compare("党员经历", old.Memberships, wanted.Memberships, RegisterRows.KeyOf, words.Of, conflicts.Of),
        Posts = Compare("职务", old.Posts, wanted.Posts, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
        Terms = Compare("任期", old.Terms, wanted.Terms, RegisterRows.KeyOf, words.Of, (_, _) => []),
        Shifts = Compare("任期调整", old.Shifts, wanted.Shifts, RegisterRows.KeyOf, words.Of, (_, _) => []),
        Disciplines = Compare("处分", old.Disciplines, wanted.Disciplines, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
        Absences = Compare("长期不能参会", old.Absences, wanted.Absences, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
    };

    /// <summary>Tells the rows that are taken out because they were wrong, each with the reason.</summary>
    public void Take(RegisterChange change)
    {
        if (change.Taken.IsEmpty)
            return;

        var reasons = change.Taken.ToDictionary(t => t.Row);
        var rows = change.Before;
        tables.Add(new("更正作废", 0,
        [
            .. Gone(rows.Memberships, RowRef.Of, words.Of), .. Gone(rows.Posts, RowRef.Of, words.Of), .. Gone(rows.Terms, RowRef.Of, words.Of),
            .. Gone(rows.Shifts, RowRef.Of, words.Of), .. Gone(rows.Disciplines, RowRef.Of, words.Of), .. Gone(rows.Absences, RowRef.Of, words.Of),
        ]));

        IEnumerable<RowChange> Gone<T>(ImmutableArray<T> all, Func<T, RowRef> named, Func<T, RowText> tell) =>
            from row in all
            let taken = reasons.GetValueOrDefault(named(row))
            where taken is not null
            let text = tell(row)
            select new RowChange(
                ChangeKind.Voided, text.Subject,
                [
                    .. text.Fields.Where(f => f.Text.Length > 0).Select(f => new FieldChange(f.Name, f.Text, "")),
                    new("作废理由", "", $"{taken.Reason}{(taken.Ground.Length > 0 ? $"（依据：{taken.Ground}）" : "")}"),
                ],
                []);
    }

    private ImmutableArray<T> Compare<T>(
        string title, ImmutableArray<T> stored, ImmutableArray<T> wanted, Func<T, object> key, Func<T, RowText> tell,
        Func<T?, T, IEnumerable<string>> conflictsOf)
        where T : class
    {
        if (wanted.IsEmpty)
            return [];

        var known = stored.ToDictionary(key);
        var different = wanted.Where(row => !row.Equals(known.GetValueOrDefault(key(row)))).ToImmutableArray();
        var told = different.Select(row => Change(known.GetValueOrDefault(key(row)), row, tell, conflictsOf));
        tables.Add(new(title, wanted.Length - different.Length, [.. told.OrderBy(r => r.Conflicts.IsEmpty)]));
        return different;
    }

    private static RowChange Change<T>(T? before, T after, Func<T, RowText> tell, Func<T?, T, IEnumerable<string>> conflictsOf)
        where T : class
    {
        var (subject, now) = tell(after);
        var earlier = before is null ? [.. now.Select(f => f with { Text = "" })] : tell(before).Fields;
        var fields = now.Zip(earlier, (a, b) => new FieldChange(a.Name, b.Text, a.Text)).Where(f => f.Before != f.After);
        var kind = before is null ? ChangeKind.Added
            : before is IDated { Until: null } && after is IDated { Until: not null } ? ChangeKind.Ended
            : ChangeKind.Changed;
        return new(kind, subject, [.. fields], [.. conflictsOf(before, after)], kind == ChangeKind.Ended ? after as Post : null);
    }
}
