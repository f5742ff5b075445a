using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Opens a workbook (xlsx): its sheets in order, with strings and formats resolved.</summary>
internal sealed class Xlsx
{
    private static readonly XmlReaderSettings settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly Dictionary<string, ZipArchiveEntry> parts;
    private readonly ByteBudget budget = new(SheetLimits.MostBytes);

    private Xlsx(ZipArchive archive)
    {
        if (archive.Entries.Sum(e => e.Length) > SheetLimits.MostBytes)
            throw new UnreadableException(SheetLimits.TooLarge);

        parts = archive.Entries.DistinctBy(e => e.FullName, StringComparer.OrdinalIgnoreCase).ToDictionary(e => e.FullName, StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="UnreadableException">The file is no workbook, or torn, or too large.</exception>
    public static ImmutableArray<Sheet> Open(ReadOnlyMemory<byte> content)
    {
        try
        {
            return new Xlsx(new ZipArchive(new MemoryStream(content.ToArray(), writable: false))).Sheets();
        }
        catch (Exception torn) when (IsTorn(torn))
        {
            throw new UnreadableException(Torn);
        }
    }

    /// <summary>True for what a damaged zip or a damaged part of it throws.</summary>
    public static bool IsTorn(Exception exception) => exception is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException;

    public static string Torn => "文件不完整或者已经损坏，请用表格软件打开它，另存为“Excel 工作簿（.xlsx）”后再导入";

    /// <summary>Opens one part; null when the workbook does not have it.</summary>
    public XmlReader? Part(string name) =>
        parts.GetValueOrDefault(name) is { } part ? XmlReader.Create(new CountedStream(part.Open(), budget), settings) : null;

    private ImmutableArray<Sheet> Sheets()
    {
        const string Workbook = "xl/workbook.xml";
        using var book = Part(Workbook) ?? throw new UnreadableException(WhatItIs());
        var targets = Targets();
        var (from1904, listed) = (false, new List<(string Name, bool IsHidden, string Id)>());
        while (book.Read())
        {
            if (book.NodeType != XmlNodeType.Element)
                continue;
            if (book.LocalName == "workbookPr")
                from1904 = book.GetAttribute("date1904") is "1" or "true";
            else if (book.LocalName == "sheet")
                listed.Add((book.GetAttribute("name") ?? "", book.GetAttribute("state") is "hidden" or "veryHidden", RelationOf(book)));
        }

        if (listed.Count > SheetLimits.MostSheets)
            throw new UnreadableException($"有 {listed.Count} 个工作表，一次最多导入 {SheetLimits.MostSheets} 个");

        var formats = Formats(from1904);
        var strings = Strings();
        return
        [
            .. from s in listed
               where targets.TryGetValue(s.Id, out var target) && parts.ContainsKey(target)
               select new Sheet(s.Name, s.IsHidden, KeepsWidth: false, new XlsxSheet(this, targets[s.Id], strings, formats).Rows()),
        ];
    }

    /// <summary>Relation id → name of the part, for sheets only.</summary>
    private Dictionary<string, string> Targets()
    {
        using var relations = Part("xl/_rels/workbook.xml.rels") ?? throw new UnreadableException(Torn);
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        while (relations.Read())
        {
            if (relations.NodeType == XmlNodeType.Element && relations.GetAttribute("Type")?.EndsWith("/worksheet", StringComparison.Ordinal) == true
                && relations.GetAttribute("Id") is { } id && relations.GetAttribute("Target") is { } target)
                targets[id] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
        }

        return targets;
    }

    private XlsxFormats Formats(bool from1904)
    {
        using var styles = Part("xl/styles.xml");
        return new XlsxFormats(styles, from1904);
    }

    private List<string> Strings()
    {
        using var part = Part("xl/sharedStrings.xml");
        var strings = new List<string>();
        while (part?.Read() == true)
        {
            if (part.NodeType == XmlNodeType.Element && part.LocalName == "si")
                strings.Add(RichText(part));
        }

        return strings;
    }

    /// <summary>All the text within the element on which the reader stands; how it is pronounced left out.</summary>
    public static string RichText(XmlReader at)
    {
        if (at.IsEmptyElement)
            return "";

        var (text, depth) = (new StringBuilder(), at.Depth);
        at.Read();
        while (at.Depth > depth)
        {
            if (at.NodeType == XmlNodeType.Element && at.LocalName == "rPh")
            {
                at.Skip();
                continue;
            }

            if (at.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA or XmlNodeType.Whitespace
                && text.Length <= Csv.LongestField)
                text.Append(at.Value);
            at.Read();
        }

        return Unescaped(text.ToString());
    }

    /// <summary>_x000D_ is a carriage return.</summary>
    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text;

    private static string RelationOf(XmlReader sheet)
    {
        for (var more = sheet.MoveToFirstAttribute(); more; more = sheet.MoveToNextAttribute())
        {
            if (sheet.LocalName == "id" && sheet.Prefix.Length > 0)
                return sheet.Value;
        }

        return "";
    }

    /// <summary>Says what a zip is that is no workbook.</summary>
    private string WhatItIs()
    {
        if (parts.ContainsKey("xl/workbook.bin"))
            return "这是二进制工作簿（xlsb），请在表格软件里另存为“Excel 工作簿（.xlsx）”后再导入";
        if (parts.ContainsKey("word/document.xml"))
            return "这是文字处理文件（docx），请把表格粘贴到电子表格里，存为 xlsx 后再导入";
        if (parts.ContainsKey("content.xml"))
            return "这是 OpenDocument 表格（ods），请在表格软件里另存为“Excel 工作簿（.xlsx）”后再导入";
        return "这是压缩文件，里面没有工作簿；请解压后导入其中的 xlsx 或 CSV 文件";
    }
}
