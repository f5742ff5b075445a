using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Preview;

/// <summary>Lays what was read over the register on paper only, and tells what becomes different.</summary>
public static class RegisterPreview
{
    /// <param name="existing">The register as it stands.</param>
    /// <param name="read">What the files say.</param>
    public static ImportPreview Of(Register existing, RegisterImport read)
    {
        var rows = KnownBefore.Kept(existing, read.Rows);
        var old = existing.Rows;
        var then = existing.With(rows);
        var words = new RowWords(then);
        var conflicts = new PreviewConflicts(existing, then);
        var tables = ImmutableArray.CreateBuilder<TableChanges>();
        var changes = new RegisterRows
        {
            Units = Compare("单位", old.Units, rows.Units, u => (u.Id, u.From), words.Of, conflicts.Of),
            People = Compare("人员", old.People, rows.People, p => p.Id, words.Of, conflicts.Of),
            Memberships = Compare("党员经历", old.Memberships, rows.Memberships, RegisterRows.KeyOf, words.Of, conflicts.Of),
            Posts = Compare("职务", old.Posts, rows.Posts, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
            Terms = Compare("任期", old.Terms, rows.Terms, RegisterRows.KeyOf, words.Of, (_, _) => []),
            Shifts = Compare("任期调整", old.Shifts, rows.Shifts, RegisterRows.KeyOf, words.Of, (_, _) => []),
            Disciplines = Compare("处分", old.Disciplines, rows.Disciplines, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
            Absences = Compare("长期不能参会", old.Absences, rows.Absences, RegisterRows.KeyOf, words.Of, PreviewConflicts.Reopened),
        };
        return ImportPreview.Of(tables.ToImmutable(), changes, read.Mistakes);

        ImmutableArray<T> Compare<T>(
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
