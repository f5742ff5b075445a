using System.Globalization;
using System.Text.RegularExpressions;
using Workflows.Organisation.Import.Sheets;

namespace Workflows.Organisation.Import;

/// <summary>Reads typed values from one line of a table and notes every mistake with its column.</summary>
internal sealed partial class RowValues
{
    /// <summary>What people write where there is nothing to write.</summary>
    private static readonly HashSet<string> nothing = ["", "无", "空", "暂无", "—", "——", "-", "--", "－", "―", "/", "\\", "至今", "今", "目前", "现任", "在任", "现在"];

    private readonly TableLine line;
    private readonly ImportLog log;
    private readonly HashSet<string> wrong = [];

    public RowValues(TableLine line, ImportLog log)
    {
        (this.line, this.log) = (line, log);
        foreach (var (column, cell) in line.Cells)
        {
            if (cell.Kind == CellKind.Error || FormulaError().IsMatch(cell.Text))
                Wrong(column, $"单元格里是公式的错误“{cell.Text}”，请改成应有的内容");
        }
    }

    /// <summary>False as soon as one value could not be read.</summary>
    public bool IsGood { get; private set; } = true;

    public Place Place => line.Place;

    /// <summary>True when the file has the column.</summary>
    public bool Has(string column) => line.Cells.ContainsKey(column);

    /// <summary>Nothing is written there, or a sign that says so.</summary>
    public bool IsEmpty(string column) => nothing.Contains(TextOf(column));

    public bool AreEmpty(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (!IsEmpty(column))
                return false;
        }

        return true;
    }

    /// <summary>What stands there, without spaces around it and without what cannot be seen.</summary>
    public string TextOf(string column) => line.Cells.TryGetValue(column, out var cell) ? HeaderText.Trimmed(cell.Text) : "";

    /// <summary>An identifier of a unit or person; empty and noted when missing or unfit.</summary>
    public string Id(string column)
    {
        var text = HeaderText.HalfWidth(Needed(column));
        if (DamagedNumber(column) is { } damage)
            Wrong(column, damage);
        else if (text.Length > 64)
            Wrong(column, "编号过长（最多 64 个字符）");
        else if (text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or '"'))
            Wrong(column, $"编号“{text}”里有空格或标点");
        else if (text.StartsWith('=') || text.StartsWith('+') || text.StartsWith('-') || text.StartsWith('@'))
            Wrong(column, $"编号不能以“{text[0]}”开头，表格软件会把它当成公式");
        return text;
    }

    /// <summary>As <see cref="Id"/>, but may be left empty.</summary>
    public string? IdOrNone(string column) => IsEmpty(column) ? null : Id(column);

    /// <summary>How a spreadsheet has spoilt a number; null when it has not.</summary>
    public string? DamagedNumber(string column)
    {
        var (text, cell) = (HeaderText.HalfWidth(TextOf(column)), line.Cells.GetValueOrDefault(column));
        if (cell.Kind == CellKind.Day)
            return $"编号被表格软件改成了日期“{text}”；请把这一列设为“文本”格式，重新填写";
        if (Scientific().IsMatch(text) || (cell.Kind == CellKind.Number && text.Count(char.IsAsciiDigit) > 15))
            return $"“{Masked(text)}”是表格软件把长编号当成数字造成的，末尾几位已经丢失；请把这一列设为“文本”格式，按原始资料重新填写";
        return text.StartsWith('\'') || text.StartsWith('’') || text.StartsWith('‘') || text.StartsWith('`')
            ? $"“{Masked(text)}”前面的撇号是表格软件的文本标记，不是编号的一部分，请去掉"
            : null;
    }

    /// <summary>A person's name: letters of any script and the 间隔号, whose lookalikes become the standard one.</summary>
    public string PersonName(string column)
    {
        var name = PersonNames.Standard(Needed(column));
        if (name.Length > 0 && PersonNames.Trouble(name) is { } trouble)
            Wrong(column, trouble);
        return name;
    }

    /// <summary>Free text of at most <paramref name="longest"/> characters, on one line; may be empty.</summary>
    public string Text(string column, int longest, bool needed = false)
    {
        var text = needed ? Needed(column) : IsEmpty(column) ? "" : TextOf(column);
        if (text.Length > longest)
            Wrong(column, $"过长（最多 {longest} 字，现有 {text.Length} 字）");
        else if (text.Any(char.IsControl))
            Wrong(column, "里有换行或其他控制字符");
        return text.Replace('\u00A0', ' ');
    }

    public DateOnly Day(string column)
    {
        Needed(column);
        return DayOrNone(column) ?? default;
    }

    public DateOnly? DayOrNone(string column)
    {
        if (WrittenDay(column) is not { } written)
            return null;
        if (written.IsMonth)
            Wrong(column, $"“{Short(TextOf(column))}”只有年月，这里要写到日");
        return written.First;
    }

    /// <summary>A day, or a month without its day; null and noted when it is neither.</summary>
    public WrittenDay? WrittenDay(string column)
    {
        if (IsEmpty(column))
            return null;

        var (day, trouble) = Import.WrittenDay.Read(line.Cells[column] with { Text = TextOf(column) });
        if (trouble is not null)
            Wrong(column, trouble);
        return day;
    }

    /// <summary>A whole number within bounds; <paramref name="standard"/> when left empty.</summary>
    public int Number(string column, int least, int most, int standard)
    {
        if (IsEmpty(column))
            return standard;

        var text = HeaderText.Normal(TextOf(column)).TrimEnd('年', '月', '个');
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            Wrong(column, $"“{Short(TextOf(column))}”应为 {least} 到 {most} 之间的整数");
        return number;
    }

    /// <summary>One of a closed set, by its Chinese title or another usual name of it.</summary>
    public T Choice<T>(string column, IReadOnlyCollection<(T Value, string Title)> choices, params IReadOnlyCollection<(T Value, string Title)> others)
    {
        var text = HeaderText.Normal(Needed(column));
        foreach (var (value, title) in choices.Concat(others))
        {
            if (HeaderText.Normal(title) == text)
                return value;
        }

        if (text.Length > 0)
            Wrong(column, $"“{Short(TextOf(column))}”不认识，可写：{string.Join("、", choices.Select(c => c.Title))}");
        return default!;
    }

    /// <summary>Notes when a period ends on or before the day it begins.</summary>
    public DateOnly? Until(string column, DateOnly from)
    {
        var until = DayOrNone(column);
        if (until is { } end && end <= from && end != default && from != default)
            Wrong(column, $"{Rules.Words.Day(end)} 应在起始日期 {Rules.Words.Day(from)} 之后");
        return until;
    }

    /// <summary>Notes what is wrong with a column; only the first thing is told, the next would follow from it.</summary>
    public void Wrong(string column, string reason)
    {
        IsGood = false;
        if (wrong.Add(column))
            log.Add(line.Place, column, reason);
    }

    /// <summary>The beginning of a text, as a sentence quotes it.</summary>
    public static string Short(string text) => text.Length <= 20 ? text : text[..(char.IsHighSurrogate(text[19]) ? 19 : 20)] + "…";

    /// <summary>A long number is perhaps that of a citizen: it is not repeated to whoever reads what was wrong.</summary>
    private static string Masked(string text) => text.Length > 12 ? text[..6] + "…" : text;

    private string Needed(string column)
    {
        var text = TextOf(column);
        if (text.Length == 0)
            Wrong(column, "不能为空");
        return text;
    }

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+?\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|#+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormulaError();
}
