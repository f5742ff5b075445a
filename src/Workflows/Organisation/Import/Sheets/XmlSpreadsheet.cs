using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Reads “XML 表格 2003”, which old systems write under the name .xls.</summary>
internal sealed class XmlSpreadsheet
{
    private const string Ss = "urn:schemas-microsoft-com:office:spreadsheet";

    /// <summary>Whether a style shows only the month of a day, by its id.</summary>
    private readonly Dictionary<string, bool> showsMonth = new(StringComparer.Ordinal);

    private bool from1904;

    private XmlSpreadsheet()
    {
    }

    public static ImmutableArray<Sheet> Read(string text) => new XmlSpreadsheet().Sheets(text);

    private ImmutableArray<Sheet> Sheets(string text)
    {
        try
        {
            using var at = XmlReader.Create(new StringReader(text.TrimStart()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var sheets = new List<Sheet>();
            while (at.Read() && sheets.Count < SheetLimits.MostSheets)
            {
                if (at.NodeType != XmlNodeType.Element)
                    continue;
                if (at.LocalName == "Date1904")
                    from1904 = true;
                else if (at.LocalName == "Style")
                    ReadStyle(at);
                else if (at.LocalName == "Worksheet")
                    sheets.Add(new(at.GetAttribute("Name", Ss) ?? "", IsHidden: false, KeepsWidth: false, [.. Rows(at)]));
            }

            return [.. sheets];
        }
        catch (XmlException)
        {
            throw new UnreadableException(Xlsx.Torn);
        }
    }

    /// <summary>A style shows numbers as its parent does unless it says otherwise; parents stand first.</summary>
    private void ReadStyle(XmlReader at)
    {
        var (id, depth) = (at.GetAttribute("ID", Ss) ?? "", at.Depth);
        showsMonth[id] = ShowsMonth(at.GetAttribute("Parent", Ss));
        if (at.IsEmptyElement)
            return;
        while (at.Read() && at.Depth > depth)
        {
            if (at.NodeType == XmlNodeType.Element && at.LocalName == "NumberFormat")
                showsMonth[id] = XlsxFormats.IsMonth(at.GetAttribute("Format", Ss) ?? "");
        }
    }

    private bool ShowsMonth(string? style) => style is not null && showsMonth.GetValueOrDefault(style);

    private IEnumerable<SheetRow> Rows(XmlReader at)
    {
        var (line, filled, depth) = (0, 0, at.Depth);
        while (at.Read() && at.Depth > depth)
        {
            if (at.NodeType != XmlNodeType.Element || at.LocalName != "Row")
                continue;

            line = Number(at, "Index") ?? line + 1;
            var (isHidden, cells) = (at.GetAttribute("Hidden", Ss) == "1", at.IsEmptyElement ? [] : Cells(at, at.GetAttribute("StyleID", Ss)));
            if (cells.TrueForAll(c => string.IsNullOrWhiteSpace(c.Text)))
                continue;
            if (++filled > SheetLimits.MostLines)
                throw new UnreadableException(SheetLimits.TooManyRows);
            yield return new(line, [.. cells], IsHidden: isHidden);
        }
    }

    private List<Cell> Cells(XmlReader at, string? style)
    {
        var (cells, depth) = (new List<Cell>(), at.Depth);
        while (at.Read() && at.Depth > depth)
        {
            if (at.NodeType != XmlNodeType.Element || at.LocalName != "Cell")
                continue;

            var (column, across) = ((Number(at, "Index") ?? cells.Count + 1) - 1, Number(at, "MergeAcross") ?? 0);
            var cell = at.IsEmptyElement ? Cell.Empty : OneCell(at, ShowsMonth(at.GetAttribute("StyleID", Ss) ?? style));
            while (cells.Count < Math.Min(column, SheetLimits.MostColumns))
                cells.Add(Cell.Empty);
            for (var i = 0; i <= across && cells.Count < SheetLimits.MostColumns; i++)
                cells.Add(cell);
        }

        return cells;
    }

    private Cell OneCell(XmlReader at, bool asMonth)
    {
        var (cell, depth) = (Cell.Empty, at.Depth);
        while (at.Read() && at.Depth > depth)
        {
            if (at.NodeType != XmlNodeType.Element || at.LocalName != "Data")
                continue;

            var kind = at.GetAttribute("Type", Ss);
            var text = Xlsx.RichText(at);
            cell = kind switch
            {
                "DateTime" => new(Shown(text.Split('T')[0], asMonth), CellKind.Day),
                "Number" => new(text, CellKind.Number, from1904),
                "Error" => new(text, CellKind.Error),
                _ => new(text, CellKind.Text),
            };
        }

        return cell;
    }

    private static string Shown(string written, bool asMonth) =>
        DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? XlsxFormats.InWords(day, asMonth)
            : written;

    private static int? Number(XmlReader at, string attribute) =>
        int.TryParse(at.GetAttribute(attribute, Ss), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
