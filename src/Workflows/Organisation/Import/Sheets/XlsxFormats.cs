using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>How a workbook shows its numbers: which are days, which are months, which keep their zeros.</summary>
internal sealed partial class XlsxFormats
{
    private const string Day = "yyyy-mm-dd";
    private const string Month = "yyyy-mm";

    /// <summary>The formats that a workbook does not spell out; 27 to 58 as a Chinese spreadsheet knows them.</summary>
    private static readonly Dictionary<int, string> builtIn = new()
    {
        [1] = "0", [2] = "0.00", [14] = Day, [15] = Day, [16] = Day, [17] = Month, [22] = Day,
        [27] = Month, [28] = Day, [29] = Day, [30] = Day, [31] = Day, [36] = Month,
        [50] = Month, [51] = Day, [52] = Month, [53] = Day, [54] = Day, [57] = Month, [58] = Day,
    };

    private readonly List<string> byStyle = [];
    private readonly bool from1904;

    /// <param name="styles">The part xl/styles.xml; null when the workbook has none.</param>
    /// <param name="from1904">True when days are counted from 1904.</param>
    public XlsxFormats(XmlReader? styles, bool from1904)
    {
        this.from1904 = from1904;
        if (styles is not null)
            Read(styles);
    }

    /// <summary>The number as it is shown.</summary>
    /// <param name="value">As stored, such as <c>31113</c> or <c>1.1010119850101E+17</c>.</param>
    public Cell Show(string value, int style)
    {
        var format = style >= 0 && style < byStyle.Count ? byStyle[style] : "";
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return new(value, CellKind.Text);
        if (format is Day or Month)
            return DayNumber.ToDay(number, from1904) is { } day ? new(InWords(day, format == Month), CellKind.Day) : new(value, CellKind.Number);
        return new(Zeros().IsMatch(format) ? number.ToString(format, CultureInfo.InvariantCulture) : Plain(value, number), CellKind.Number, from1904);
    }

    /// <summary>Does a format show the month of a day and not the day?</summary>
    public static bool IsMonth(string format) => Kind(format) == Month;

    /// <summary>A day in the words of a cell: a month without its day where only that is shown.</summary>
    public static string InWords(DateOnly day, bool asMonth) =>
        asMonth ? $"{day.Year}年{day.Month}月" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>12 rather than 12.0 or 1.2E1; what has more digits than a spreadsheet keeps stays as it is stored.</summary>
    private static string Plain(string value, double number) =>
        Math.Abs(number) < 1e15 && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? Math.Round(exact, 10).ToString("0.##########", CultureInfo.InvariantCulture)
            : value;

    private void Read(XmlReader styles)
    {
        var own = new Dictionary<int, string>();
        var inCells = false;
        while (styles.Read())
        {
            if (styles.LocalName == "cellXfs")
                inCells = styles.NodeType == XmlNodeType.Element;
            else if (styles.NodeType == XmlNodeType.Element && styles.LocalName == "numFmt")
                own[Number(styles, "numFmtId")] = Kind(styles.GetAttribute("formatCode") ?? "");
            else if (inCells && styles.NodeType == XmlNodeType.Element && styles.LocalName == "xf")
                byStyle.Add(Number(styles, "numFmtId") is var id && own.TryGetValue(id, out var format) ? format : builtIn.GetValueOrDefault(id, ""));
        }
    }

    private static int Number(XmlReader at, string attribute) =>
        int.TryParse(at.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>What matters of a format: is it a day, a month, or a number with fixed zeros?</summary>
    private static string Kind(string format)
    {
        var bare = Unspoken().Replace(format.Split(';')[0], "").ToLowerInvariant();
        if (bare.Contains('y', StringComparison.Ordinal) || bare.Contains('e', StringComparison.Ordinal) && bare.Contains('m', StringComparison.Ordinal))
            return bare.Contains('d', StringComparison.Ordinal) ? Day : Month;
        return bare.Contains('d', StringComparison.Ordinal) && bare.Contains('m', StringComparison.Ordinal) ? Day : bare.Trim();
    }

    /// <summary>Text in quotes, escaped signs, widths, colours and languages.</summary>
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Unspoken();

    [GeneratedRegex(@"^0+(\.0+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Zeros();
}
