using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;
using System.Xml;
using Workflows.Host.Start;

namespace Workflows.Host.Sheets;

/// <summary>One table as the XML of a worksheet: the header stands still when the rows are turned, and can be filtered by.</summary>
internal sealed partial class SheetText(TextWriter text)
{
    /// <summary>More a cell does not hold.</summary>
    private const int LongestText = 32_767;

    private static readonly DateTime firstDay = new(1899, 12, 30);
    private readonly List<string> letters = [];
    private int row;

    public void Begin(IReadOnlyList<(string Title, int Width)> columns)
    {
        letters.AddRange(columns.Select((_, i) => Letters(i)));
        text.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        text.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">""");
        text.Write("""<sheetViews><sheetView workbookViewId="0">""");
        text.Write("""<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>""");
        text.Write("</sheetView></sheetViews><cols>");
        foreach (var (i, (_, width)) in columns.Index())
            text.Write(string.Create(CultureInfo.InvariantCulture,
                $"""<col min="{i + 1}" max="{i + 1}" width="{width}" customWidth="1"/>"""));
        text.Write("</cols><sheetData>");
        Row(columns.Select(c => (object?)c.Title), WorkbookParts.Header);
    }

    public void Row(IEnumerable<object?> values) => Row(values, WorkbookParts.Text);

    public void End()
    {
        text.Write("</sheetData>");
        if (letters.Count > 0)
            text.Write(string.Create(CultureInfo.InvariantCulture, $"""<autoFilter ref="A1:{letters[^1]}{row}"/>"""));
        text.Write("</worksheet>");
    }

    private void Row(IEnumerable<object?> values, int styleOfText)
    {
        row++;
        text.Write(string.Create(CultureInfo.InvariantCulture, $"""<row r="{row}">"""));
        foreach (var (i, value) in values.Index())
            Cell(i, value, styleOfText);
        text.Write("</row>");
    }

    private void Cell(int column, object? value, int styleOfText)
    {
        switch (value)
        {
            case null or "":
                break;
            case string words:
                text.Write(string.Create(CultureInfo.InvariantCulture, $"""<c r="{letters[column]}{row}" s="{styleOfText}" """));
                text.Write($"""t="inlineStr"><is><t xml:space="preserve">{Escape(words)}</t></is></c>""");
                break;
            case bool yes:
                Cell(column, yes ? "是" : "否", styleOfText);
                break;
            case int number:
                Number(column, WorkbookParts.Number, number);
                break;
            case long number:
                Number(column, WorkbookParts.Number, number);
                break;
            case DateOnly day:
                Number(column, WorkbookParts.Day, day.DayNumber - DateOnly.FromDateTime(firstDay).DayNumber);
                break;
            case DateTimeOffset moment:
                Number(column, WorkbookParts.Moment, (Beijing.Clock(moment) - firstDay).TotalDays);
                break;
            default:
                throw new InvalidOperationException($"A cell holds no {value.GetType().Name}.");
        }
    }

    private void Number(int column, int style, double number) =>
        text.Write(string.Create(CultureInfo.InvariantCulture, $"""<c r="{letters[column]}{row}" s="{style}"><v>{number:R}</v></c>"""));

    /// <summary>0 → A, 26 → AA.</summary>
    private static string Letters(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + Letters(column % 26);

    /// <summary>What XML cannot say is left out; what a spreadsheet would take for a hidden character stays what it is.</summary>
    private static string Escape(string words)
    {
        if (words.Length > LongestText)
            words = words[..(LongestText - 1)] + "…";
        if (words.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') >= 0)
            words = string.Concat(words.EnumerateRunes()
                .Where(r => r.Value > 0xFFFF || (r.Value != '\r' && r.Value != 0xFFFD && XmlConvert.IsXmlChar((char)r.Value))));
        return SecurityElement.Escape(LooksHidden().Replace(words, "_x005F$0"));
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LooksHidden();
}
