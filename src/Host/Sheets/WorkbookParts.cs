using System.Globalization;
using System.Security;
using Workflows.Host.Attachments;

namespace Workflows.Host.Sheets;

/// <summary>What an xlsx file needs besides its tables: which there are, and how cells of each kind look.</summary>
internal static class WorkbookParts
{
    /// <summary>Numbers of the cell styles in <see cref="Styles"/>.</summary>
    public const int Number = 0, Text = 1, Header = 2, Day = 3, Moment = 4;

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    private const string Styles = $"""
        {Declaration}
        <styleSheet xmlns="{Main}">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>
        <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
        <fill><patternFill patternType="solid"><fgColor rgb="FFF2EFE9"/></patternFill></fill></fills>
        <borders count="1"><border/></borders>
        <cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="5">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment vertical="top" wrapText="1"/></xf>
        <xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment horizontal="left" vertical="top"/></xf>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">
        <alignment horizontal="left" vertical="top"/></xf>
        </cellXfs>
        </styleSheet>
        """;

    /// <summary>Every part with its name; titles of tables in their order.</summary>
    public static IEnumerable<(string Name, string Content)> Of(IReadOnlyList<string> titles)
    {
        string Each(Func<int, string> part) => string.Concat(titles.Select((_, i) => part(i + 1)));
        yield return ("[Content_Types].xml", $"""
            {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
            {Each(i => Invariant($"""<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{Types}.worksheet+xml"/>"""))}
            </Types>
            """);
        yield return ("_rels/.rels", $"""
            {Declaration}<Relationships xmlns="{Relations}">
            <Relationship Id="rId1" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        var sheets = Each(i => Invariant($"""<sheet name="{SecurityElement.Escape(titles[i - 1])}" sheetId="{i}" r:id="rId{i}"/>"""));
        yield return ("xl/workbook.xml", $"""
            {Declaration}<workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets>{sheets}</sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            {Declaration}<Relationships xmlns="{Relations}">
            {Each(i => Invariant($"""<Relationship Id="rId{i}" Type="{Relation}/worksheet" Target="worksheets/sheet{i}.xml"/>"""))}
            <Relationship Id="styles" Type="{Relation}/styles" Target="styles.xml"/></Relationships>
            """);
        yield return ("xl/styles.xml", Styles);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
