using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Preview;

/// <summary>What a file does not say stays as the register has it: a table without a column takes nothing away.</summary>
internal static class KnownBefore
{
    public static RegisterRows Kept(Register existing, RegisterRows rows)
    {
        var shifts = existing.Rows.Shifts.ToDictionary(RegisterRows.KeyOf);
        return rows with
        {
            People = Each(rows.People, p => existing.Person(p.Id) is { } known ? Kept(known, p) : p),
            // The case that gave a term or moved its end is in no file.
            Terms = Each(rows.Terms, t =>
                t with { CaseId = existing.TermsOf(t.UnitId).FirstOrDefault(k => k.ElectedOn == t.ElectedOn)?.CaseId }),
            Shifts = Each(rows.Shifts, s => s with { CaseId = shifts.GetValueOrDefault(RegisterRows.KeyOf(s))?.CaseId }),
        };
    }

    private static Person Kept(Person known, Person read) => read with
    {
        Born = read.Born ?? known.Born,
        Ethnicity = OrElse(read.Ethnicity, known.Ethnicity),
        Education = OrElse(read.Education, known.Education),
        Position = OrElse(read.Position, known.Position),
    };

    private static string OrElse(string read, string known) => read.Length > 0 ? read : known;

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> rows, Func<T, T> keep) => [.. rows.Select(keep)];
}
