using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>Reads the tables of a web page, which old systems write under the name .xls. It takes what it understands and minds no missing end tags.</summary>
internal static class HtmlTables
{
    /// <summary>One sheet a table; empty when there is none. A line is the row's number within its table.</summary>
    public static ImmutableArray<Sheet> Read(string text)
    {
        var reader = new Reader();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('<', at);
            reader.Text(text.AsSpan(at, (open < 0 ? text.Length : open) - at));
            if (open < 0)
                break;

            var comment = text.AsSpan(open).StartsWith("<!--");
            var close = comment ? text.IndexOf("-->", open, StringComparison.Ordinal) : text.IndexOf('>', open);
            if (close < 0)
                break;
            if (!comment)
                reader.Tag(text.AsSpan(open + 1, close - open - 1));
            at = close + (comment ? 3 : 1);
        }

        return reader.Finish();
    }

    private sealed class Reader
    {
        private readonly List<Sheet> sheets = [];
        private readonly StringBuilder text = new();
        private readonly Dictionary<int, (int Rows, Cell Cell)> down = [];
        private List<SheetRow> rows = [];
        private List<Cell>? row;
        private (int Across, int Down)? cell;
        private int line;
        private bool isSilent;

        public void Text(ReadOnlySpan<char> more)
        {
            if (cell is null || isSilent || text.Length > Csv.LongestField)
                return;

            foreach (var c in more)
                text.Append(c is '\r' or '\n' or '\t' ? ' ' : c);
        }

        public void Tag(ReadOnlySpan<char> tag)
        {
            var isEnd = tag.StartsWith("/");
            var bare = isEnd ? tag[1..] : tag;
            var length = bare.IndexOfAny(" \t\r\n/");
            switch ((length < 0 ? bare : bare[..length]).ToString().ToUpperInvariant())
            {
                case "TABLE":
                    EndTable();
                    break;
                case "TR":
                    EndRow();
                    row = isEnd ? null : [];
                    break;
                case "TD" or "TH":
                    EndCell();
                    if (!isEnd)
                        cell = (Span(bare, "colspan"), Span(bare, "rowspan"));
                    break;
                case "BR" or "P" or "DIV":
                    Break();
                    break;
                case "STYLE" or "SCRIPT":
                    isSilent = !isEnd;
                    break;
            }
        }

        private void Break()
        {
            if (cell is not null && text.Length > 0)
                text.Append('\n');
        }

        public ImmutableArray<Sheet> Finish()
        {
            EndTable();
            return [.. sheets];
        }

        private void EndTable()
        {
            EndRow();
            if (rows.Count > 0 && sheets.Count < SheetLimits.MostSheets)
                sheets.Add(new(sheets.Count == 0 ? "" : $"第 {sheets.Count + 1} 个表", IsHidden: false, KeepsWidth: false, rows));
            (rows, line) = ([], 0);
            down.Clear();
        }

        private void EndRow()
        {
            EndCell();
            if (row is null)
                return;

            line++;
            Spanned();
            if (!row.TrueForAll(c => string.IsNullOrWhiteSpace(c.Text)))
                rows.Add(rows.Count < SheetLimits.MostLines ? new(line, [.. row]) : throw new UnreadableException(SheetLimits.TooManyRows));
            row = null;
        }

        private void EndCell()
        {
            if (cell is not var (across, rowsDown))
                return;

            cell = null;
            row ??= [];
            Spanned();
            var said = new Cell(WebUtility.HtmlDecode(text.ToString()).Trim());
            text.Clear();
            for (var i = 0; i < across && row.Count < SheetLimits.MostColumns; i++)
            {
                if (rowsDown > 1)
                    down[row.Count] = (rowsDown - 1, said);
                row.Add(said);
            }
        }

        /// <summary>Fills the columns that a cell of an earlier row reaches down into.</summary>
        private void Spanned()
        {
            while (row is not null && row.Count < SheetLimits.MostColumns && down.TryGetValue(row.Count, out var above))
            {
                down.Remove(row.Count);
                if (above.Rows > 1)
                    down[row.Count] = (above.Rows - 1, above.Cell);
                row.Add(above.Cell);
            }
        }

        private static int Span(ReadOnlySpan<char> tag, string attribute)
        {
            var at = tag.IndexOf(attribute, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return 1;

            var value = tag[(at + attribute.Length)..].TrimStart(" =\"'");
            var end = value.IndexOfAnyExceptInRange('0', '9');
            return int.TryParse(end < 0 ? value : value[..end], out var span) ? Math.Clamp(span, 1, SheetLimits.MostLines) : 1;
        }
    }
}
