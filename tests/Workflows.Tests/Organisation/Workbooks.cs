using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Workflows.Organisation.Import;

namespace Workflows.Tests.Organisation;

/// <summary>Writes small workbooks as a spreadsheet does, cell by cell, so that a test can have what no export writes.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Styles by number: 0 general, 1 a day, 2 a month as 1985年3月 (built in), 3 the same spelt out, 4 two decimals, 5 six digits, 6 a month as 1985.03.</summary>
    private const string Styles =
        $"""<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/><numFmt numFmtId="165" formatCode="yyyy\.mm"/><numFmt numFmtId="166" formatCode="000000"/></numFmts>"""
        + """<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="57"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="166"/><xf numFmtId="165"/></cellXfs></styleSheet>""";

    /// <summary>A workbook; each sheet is its name and the XML of its rows.</summary>
    public static ImportFile File(params (string Name, string Rows)[] sheets) => File("花名册.xlsx", "", sheets);

    /// <param name="workbook">XML before the list of sheets.</param>
    public static ImportFile File(string name, string workbook, params (string Name, string Rows)[] sheets)
    {
        var parts = new List<(string, string)>
        {
            ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="r">{workbook}<sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name.TrimStart('!')}\" sheetId=\"{i + 1}\" {(s.Name[0] == '!' ? "state=\"hidden\"" : "")} r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"<Relationships>{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>"),
            ("xl/styles.xml", Styles),
        };
        parts.AddRange(sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", Sheet(s.Rows))));
        return new(name, Zip([.. parts]));
    }

    /// <summary>A sheet with what stands before and after its rows; rows that begin with an element are whole already.</summary>
    public static string Sheet(string rows) => $"<worksheet xmlns=\"{Main}\">{(rows.StartsWith("<row", StringComparison.Ordinal) ? $"<sheetData>{rows}</sheetData>" : rows)}</worksheet>";

    public static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open(), Encoding.UTF8);
                part.Write(text);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A workbook whose only sheet unfolds to that many bytes of nothing.</summary>
    public static ImportFile Bomb(long bytes)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var book = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open()))
                book.Write("<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"a\"/></sheets></workbook>");
            using (var relations = new StreamWriter(zip.CreateEntry("xl/_rels/workbook.xml.rels").Open()))
                relations.Write("<r><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></r>");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var spaces = new byte[1024 * 1024];
            Array.Fill(spaces, (byte)' ');
            sheet.Write("<worksheet>"u8);
            for (var written = 0L; written < bytes; written += spaces.Length)
                sheet.Write(spaces);
        }

        return new("表.xlsx", content.ToArray());
    }

    /// <summary>One row of cells: text as text, <c>=1985.03</c> a number, <c>=31113~2</c> a number in style 2, <c>#N/A</c> an error.</summary>
    public static string Row(int line, params string[] cells) =>
        $"<row r=\"{line}\">{string.Concat(cells.Select((c, i) => Cell($"{(char)('A' + i)}{line}", c)))}</row>";

    private static string Cell(string at, string content)
    {
        if (content.Length == 0)
            return "";
        if (content[0] == '#')
            return $"<c r=\"{at}\" t=\"e\"><v>{content}</v></c>";
        if (content[0] != '=')
            return $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(content)}</t></is></c>";

        var (number, style) = content[1..].Split('~') is [var n, var s] ? (n, int.Parse(s, CultureInfo.InvariantCulture)) : (content[1..], 0);
        return $"<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>";
    }

    /// <summary>A file that LibreOffice wrote, from the folder beside this one.</summary>
    public static ImportFile Written(string name) => new(name, System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "tests/Workflows.Tests/Organisation/Files", name)));
}
