using System.Text.RegularExpressions;
using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>Reads the lines below a header: tells those of people from blank ones, sums, notes and repeated headers.</summary>
internal sealed partial class SheetBody(Header header, bool keepsWidth, int source, ImportLog log)
{
    /// <summary>A note has few cells: what begins like one but goes on is a person's line.</summary>
    private const int CellsOfNote = 4;

    private int count;
    private int hidden;

    /// <summary>False when the line last read was blank, a sum, a note or the header again.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>The line; null when it is not one of the table, or damaged.</summary>
    public TableLine? Read(SheetRow row)
    {
        var trouble = row.Trouble ?? Damage(row);
        IsCounted = trouble is not null || !IsBlank(row);
        if (trouble is null && IsCounted && IsNote(row))
        {
            log.Remark(new Place(source, row.Line), "是合计、说明或者重复的表头，没有导入");
            IsCounted = false;
        }

        if (!IsCounted)
            return null;

        count++;
        hidden += row.IsHidden ? 1 : 0;
        if ((trouble ?? Width(row)) is { } bad)
        {
            log.Add(source, row.Line, "", bad);
            return null;
        }

        var cells = new Dictionary<string, Cell>(header.Columns.Length);
        for (var i = 0; i < header.Columns.Length; i++)
        {
            if (header.Columns[i] is { } column)
                cells[column.Name] = i < row.Cells.Length ? row.Cells[i] : Cell.Empty;
        }

        return new(header.Table, new Place(source, row.Line), cells);
    }

    /// <param name="torn">The name of the file when its last line has no end; null when it has.</param>
    public void Finish(string? torn)
    {
        if (hidden > 0)
            log.Remark($"{log.Name(source)}有 {hidden} 行是隐藏的（例如被筛选掉），也一并读取了。");
        if (torn is not null && count > 0)
            log.Remark($"{torn} 的最后一行后面没有换行，请确认文件是完整的。");
    }

    private static bool IsBlank(SheetRow row) => row.Cells.All(c => HeaderText.Trimmed(c.Text).Length == 0);

    private bool IsNote(SheetRow row)
    {
        var said = row.Cells.Select(c => HeaderText.Normal(c.Text)).Where(t => t.Length > 0).Distinct().ToArray();
        if (said.Length <= CellsOfNote && Note().IsMatch(said[0]))
            return true;

        var titles = header.Titles.Select(HeaderText.Normal).ToHashSet();
        return said.Length > 1 && Array.TrueForAll(said, titles.Contains);
    }

    private static string? Damage(SheetRow row)
    {
        if (row.Cells.Any(c => c.Text.Contains('\0')))
            return "含有 NUL 字符，文件已损坏或不是 UTF-8、GB 18030 编码";
        return row.Cells.Any(c => c.Text.Contains('\uFFFD')) ? "含有无法识别的字节，文件已损坏或不是 UTF-8、GB 18030 编码" : null;
    }

    /// <summary>Spreadsheets drop empty cells at the end of a line; a needed one among them means that the line is torn.</summary>
    private string? Width(SheetRow row)
    {
        var (width, wanted) = (row.Cells.Length, header.Columns.Length);
        if (keepsWidth && header.Columns.Skip(width).Any(c => c is { Needed: true }))
            return $"只有 {width} 列，应有 {wanted} 列，文件可能在此处中断";
        return keepsWidth && row.Cells.Skip(wanted).Any(c => HeaderText.Trimmed(c.Text).Length > 0) ? $"有 {width} 列，应有 {wanted} 列" : null;
    }

    /// <summary>Sums and what is written below a table.</summary>
    [GeneratedRegex(@"^(合计|总计|小计|共计|累计)|^(注|备注|说明|附注|填表说明)[:：]|^(填表人|填报人|填报单位|制表|审核|单位负责人|负责人|联系人|联系电话|填表日期|填报日期|统计时间)(人|日期)?[:：]|^共\d+(人|名)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Note();
}
