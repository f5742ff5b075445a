using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Reads the rows of one sheet of a workbook; cells that are merged all say what the first of them says.</summary>
internal sealed class XlsxSheet(Xlsx book, string part, List<string> strings, XlsxFormats formats)
{
    public IEnumerable<SheetRow> Rows()
    {
        var merges = Merges();
        var (line, filled) = (0, 0);
        using var at = book.Part(part)!;
        while (at.Read())
        {
            if (at.NodeType != XmlNodeType.Element || at.LocalName != "row")
                continue;

            line = Number(at.GetAttribute("r")) ?? line + 1;
            var isHidden = at.GetAttribute("hidden") is "1" or "true";
            var cells = at.IsEmptyElement ? [] : Cells(at);
            var isBlank = cells.TrueForAll(c => string.IsNullOrWhiteSpace(c.Text));
            merges.Fill(line, cells);
            if (isBlank)
                continue;
            if (++filled > SheetLimits.MostLines)
                throw new UnreadableException(SheetLimits.TooManyRows);

            yield return new SheetRow(line, [.. cells], IsHidden: isHidden);
        }
    }

    private XlsxMerges Merges()
    {
        var merges = new XlsxMerges();
        using var at = book.Part(part)!;
        while (at.Read())
        {
            while (at.NodeType == XmlNodeType.Element && at.LocalName == "sheetData")
                at.Skip();
            if (at.NodeType == XmlNodeType.Element && at.LocalName == "mergeCell")
                merges.Add(at.GetAttribute("ref") ?? "");
        }

        return merges;
    }

    private List<Cell> Cells(XmlReader at)
    {
        var (cells, depth) = (new List<Cell>(), at.Depth);
        at.Read();
        while (at.Depth > depth)
        {
            if (at.NodeType != XmlNodeType.Element || at.LocalName != "c")
            {
                at.Read();
                continue;
            }

            var column = ColumnOf(at.GetAttribute("r")) ?? cells.Count;
            var cell = OneCell(at);
            if (cell.IsEmpty || column >= SheetLimits.MostColumns)
                continue;
            while (cells.Count < column)
                cells.Add(Cell.Empty);
            if (cells.Count == column)
                cells.Add(cell);
            else
                cells[column] = cell;
        }

        return cells;
    }

    /// <summary>Reads the cell on which the reader stands, and moves past it.</summary>
    private Cell OneCell(XmlReader at)
    {
        var kind = at.GetAttribute("t");
        var style = Number(at.GetAttribute("s")) ?? 0;
        var (value, isFormula, depth) = ("", false, at.Depth);
        if (at.IsEmptyElement)
        {
            at.Read();
            return Cell.Empty;
        }

        at.Read();
        while (at.Depth > depth)
        {
            if (at.NodeType == XmlNodeType.Element && at.LocalName is "v" or "is")
                value = Xlsx.RichText(at);
            else if (at.NodeType == XmlNodeType.Element && at.LocalName == "f")
            {
                isFormula = true;
                at.Skip();
                continue;
            }

            at.Read();
        }

        at.Read();
        return value.Length == 0 ? isFormula && kind != "str" ? new("没有算出的公式", CellKind.Error) : Cell.Empty : Shown(kind, value, style);
    }

    private Cell Shown(string? kind, string value, int style) => kind switch
    {
        "s" => new(Number(value) is { } index && index < strings.Count ? strings[index] : "", CellKind.Text),
        "str" or "inlineStr" => new(value, CellKind.Text),
        "b" => new(value == "1" ? "TRUE" : "FALSE", CellKind.Text),
        "e" => new(value, CellKind.Error),
        "d" => new(value.Split('T')[0], CellKind.Day),
        _ => formats.Show(value, style),
    };

    /// <summary>2 of <c>C7</c>.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z' || column > 100_000)
                break;
            column = (column * 26) + c - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
