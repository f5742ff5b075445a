using System.Collections.Immutable;
using System.Text;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>One record of a CSV text.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Trouble">Why it cannot be read, in Chinese; null when its fields are good.</param>
public sealed record CsvRecord(int Line, ImmutableArray<string> Fields, string? Trouble = null);

/// <summary>Reads and writes comma-separated text as office programs do: quotes, doubled quotes, line breaks within quotes, any line ending.</summary>
public static class Csv
{
    /// <summary>Longest field accepted, in characters; a quote that is never closed is noticed here at the latest.</summary>
    public const int LongestField = 10_000;

    /// <summary>All records, empty lines left out. A record that cannot be read costs its first line only; reading goes on with the next.</summary>
    public static IEnumerable<CsvRecord> Read(string text, char separator)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var reader = new Reader(text, separator, at);
            var trouble = reader.ReadRecord();
            var end = trouble is null ? reader.At : EndOfLine(text, at);
            if (trouble is not null || reader.Fields.Any(f => f.Length > 0))
                yield return new(line, [.. reader.Fields], trouble);

            line += LineBreaks(text.AsSpan(at, end - at));
            at = end;
        }
    }

    /// <summary>Writes one record with its line ending, quoting what needs it.</summary>
    public static string Write(IEnumerable<string> fields) =>
        string.Join(',', fields.Select(f => f.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{f.Replace("\"", "\"\"")}\"" : f)) + "\r\n";

    private static int EndOfLine(string text, int from)
    {
        var length = text.AsSpan(from).IndexOfAny('\r', '\n');
        return length < 0 ? text.Length : from + length + (text.AsSpan(from + length).StartsWith("\r\n") ? 2 : 1);
    }

    private static int LineBreaks(ReadOnlySpan<char> part)
    {
        var breaks = part.Count('\n');
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '\r' && (i + 1 == part.Length || part[i + 1] != '\n'))
                breaks++;
        }

        return breaks;
    }

    private sealed class Reader(string text, char separator, int at)
    {
        private readonly StringBuilder field = new();

        public int At { get; private set; } = at;

        public List<string> Fields { get; } = [];

        public string? ReadRecord()
        {
            while (true)
            {
                var trouble = At < text.Length && text[At] == '"' ? ReadQuoted() : ReadPlain();
                if (trouble is not null)
                    return trouble;

                Fields.Add(field.ToString());
                field.Clear();
                if (At < text.Length && text[At] == separator)
                {
                    At++;
                    continue;
                }

                At = At < text.Length ? EndOfLine(text, At) : At;
                return null;
            }
        }

        private string? ReadPlain()
        {
            var start = At;
            while (At < text.Length && text[At] != separator && text[At] is not ('\r' or '\n'))
                At++;
            field.Append(text, start, At - start);
            return At - start > LongestField ? $"第 {Fields.Count + 1} 列过长（超过 {LongestField} 字）" : null;
        }

        private string? ReadQuoted()
        {
            At++;
            while (At < text.Length)
            {
                if (text[At] != '"')
                    field.Append(text[At++]);
                else if (At + 1 < text.Length && text[At + 1] == '"')
                    (_, At) = (field.Append('"'), At + 2);
                else
                    return CloseQuote();

                if (field.Length > LongestField)
                    return $"第 {Fields.Count + 1} 列过长（超过 {LongestField} 字），可能是引号没有结束";
            }

            return "引号没有结束，文件可能没有传完整";
        }

        private string? CloseQuote()
        {
            At++;
            return At == text.Length || text[At] == separator || text[At] is '\r' or '\n' ? null : $"第 {Fields.Count + 1} 列在引号后面还有文字";
        }
    }
}
