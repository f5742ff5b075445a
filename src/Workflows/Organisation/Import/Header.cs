using System.Collections.Immutable;
using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>The header of a sheet: which table it is, and what each column is.</summary>
/// <param name="Line">The line of the header, or of the lower of two.</param>
/// <param name="Rows">How many lines end with the header: a title above it counts.</param>
/// <param name="Columns">For each column what it is; null when it is not imported.</param>
/// <param name="Titles">For each column what it is called in the file.</param>
internal sealed record Header(RegisterTable Table, int Line, int Rows, ImmutableArray<RegisterColumn?> Columns, ImmutableArray<string> Titles)
{
    /// <summary>A header stands in the first lines of a sheet.</summary>
    public const int LinesLookedAt = 20;

    private int Known => Columns.OfType<RegisterColumn>().Distinct().Count();

    private int Missing => Table.Missing(Columns.OfType<RegisterColumn>().ToHashSet()).Count();

    /// <summary>The line, or two lines together, that come nearest to one of our tables; null when none is like any.</summary>
    public static Header? Find(IReadOnlyList<SheetRow> first)
    {
        Header? best = null;
        for (var i = 0; i < Math.Min(first.Count, LinesLookedAt); i++)
        {
            best = Better(best, Of(first[i].Line, i + 1, [.. first[i].Cells.Select(c => new[] { c.Text })]));
            if (i + 1 < first.Count)
                best = Better(best, Of(first[i + 1].Line, i + 2, TwoLevels(first[i], first[i + 1])));
        }

        return best is { Known: >= 2 } ? best : null;
    }

    private static Header? Better(Header? best, Header? other)
    {
        if (best is null || other is null)
            return best ?? other;

        var (one, two) = (Rank(best), Rank(other));
        return two.CompareTo(one) > 0 ? other : best;
    }

    private static (bool, int, int) Rank(Header header) => (header.Missing == 0, header.Known, -header.Missing);

    private static Header? Of(int line, int rows, ImmutableArray<string[]> names)
    {
        var titles = names.Select(n => HeaderText.OnOneLine(n.FirstOrDefault(t => t.Length > 0) ?? "")).ToImmutableArray();
        return RegisterTable.All
            .Select(t => new Header(t, line, rows, [.. names.Select(n => n.Select(t.Find).FirstOrDefault(c => c is not null))], titles))
            .Where(h => h.Known > 0)
            .Aggregate((Header?)null, Better);
    }

    /// <summary>What each column may be called when its name stands on two lines, the upper one over several columns.</summary>
    private static ImmutableArray<string[]> TwoLevels(SheetRow upper, SheetRow lower)
    {
        var (names, above) = (new List<string[]>(), "");
        for (var i = 0; i < Math.Max(upper.Cells.Length, lower.Cells.Length); i++)
        {
            var (own, below) = (At(upper, i), At(lower, i));
            above = own.Length > 0 ? own : below.Length > 0 ? above : "";
            names.Add(below.Length == 0 || below == above ? [above] : [below, above + below, below + above, own]);
        }

        return [.. names];
    }

    private static string At(SheetRow row, int index) => index < row.Cells.Length ? row.Cells[index].Text : "";
}
