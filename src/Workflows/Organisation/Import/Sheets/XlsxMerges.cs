using System.Globalization;
using System.Text.RegularExpressions;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>The merged cells of a sheet: a branch written once beside ten people is the branch of all ten.</summary>
internal sealed partial class XlsxMerges
{
    private const int Most = 20_000;
    private readonly List<Area> areas = [];
    private readonly List<Area> open = [];
    private int next = -1;

    /// <param name="reference">Such as <c>B3:B12</c>.</param>
    public void Add(string reference)
    {
        if (areas.Count == Most || Reference().Match(reference) is not { Success: true } found)
            return;

        var (left, right) = (Column(found.Groups["left"].Value), Column(found.Groups["right"].Value));
        if (right < SheetLimits.MostColumns)
            areas.Add(new(Number(found, "top"), Number(found, "bottom"), left, right));
    }

    /// <summary>Fills the cells of a line that belong to merged areas; lines come in order.</summary>
    public void Fill(int line, List<Cell> cells)
    {
        if (areas.Count == 0)
            return;
        if (next < 0)
        {
            areas.Sort((a, b) => a.Top.CompareTo(b.Top));
            next = 0;
        }

        open.RemoveAll(a => a.Bottom < line);
        for (; next < areas.Count && areas[next].Top <= line; next++)
        {
            var area = areas[next];
            if (area.Top == line && area.Left < cells.Count)
                open.Add(area with { Content = cells[area.Left] });
        }

        foreach (var area in open)
            Lay(area, cells);
    }

    private static void Lay(Area area, List<Cell> cells)
    {
        if (area.Content.IsEmpty)
            return;

        while (cells.Count <= area.Right)
            cells.Add(Cell.Empty);
        for (var i = area.Left; i <= area.Right; i++)
            cells[i] = area.Content;
    }

    private static int Column(string letters) => letters.Aggregate(0, (column, c) => (column * 26) + c - 'A' + 1) - 1;

    private static int Number(Match found, string group) => int.Parse(found.Groups[group].Value, CultureInfo.InvariantCulture);

    private sealed record Area(int Top, int Bottom, int Left, int Right)
    {
        public Cell Content { get; init; } = Cell.Empty;
    }

    [GeneratedRegex(@"^(?<left>[A-Z]{1,3})(?<top>\d{1,7}):(?<right>[A-Z]{1,3})(?<bottom>\d{1,7})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
