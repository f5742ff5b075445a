using System.Collections.Immutable;
using System.Globalization;
using Workflows.Rules;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workflows.Procedures;

/// <summary>One thing wrong with a calendar file, by line.</summary>
/// <param name="Line">From 1; 0 when it concerns the file or folder as a whole.</param>
/// <param name="Message">A Chinese sentence that says what to write instead.</param>
public sealed record CalendarMistake(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}

/// <summary>What a calendar file says: its year, or null and everything that is wrong with it.</summary>
public sealed record CalendarReading(CalendarYear? Year, ImmutableArray<CalendarMistake> Mistakes);

/// <summary>Reads <c>workflow-definitions/calendar/*.yaml</c>: dated, cited holiday notices, strictly (WD-04).</summary>
public static class CalendarFile
{
    private static readonly string[] YearKeys = ["year", "document", "number", "issued", "version", "days"];
    private static readonly string[] DayKeys = ["date", "kind", "festival"];

    /// <summary>The calendar of every <c>.yaml</c> file in a folder; files with mistakes are left out and their mistakes returned.</summary>
    public static (WorkCalendar Calendar, ImmutableArray<CalendarMistake> Mistakes) ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return (WorkCalendar.Empty, [new(folder, 0, "没有这个日历目录；请建立目录并放入各年的放假安排，如 2026.yaml。")]);

        var calendar = WorkCalendar.Empty;
        var mistakes = ImmutableArray.CreateBuilder<CalendarMistake>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var reading = Read(path, File.ReadAllText(path));
            mistakes.AddRange(reading.Mistakes);
            if (reading.Year is not { } year)
                continue;
            if (calendar.HasYear(year.Year))
                mistakes.Add(new(path, 1, $"{year.Year} 年已由另一个文件给出；一年只留一个文件，修订时提高 version。"));
            else
                calendar = calendar.With(year);
        }

        return (calendar, mistakes.ToImmutable());
    }

    /// <param name="file">The name that mistakes are reported under.</param>
    /// <param name="text">The file's content.</param>
    public static CalendarReading Read(string file, string text)
    {
        var reader = new Reader(file);
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (Exception torn) when (torn is YamlException or InvalidOperationException)
        {
            // The scanner throws InvalidOperationException, without a place, on an unclosed bracket before another key.
            reader.Add(torn is YamlException { Start.Line: var line } ? (int)line : 1, "不是合格的 YAML：这一行附近缺了括号、引号或冒号，缩进不齐，或者一个键写了两次。");
            return new(null, reader.Mistakes);
        }

        var year = yaml.Documents is [{ RootNode: YamlMappingNode root }] ? reader.Year(root) : reader.NoMapping();
        return reader.Mistakes is [] ? new(year, []) : new(null, reader.Mistakes);
    }

    private sealed class Reader(string file)
    {
        public ImmutableArray<CalendarMistake> Mistakes { get; private set; } = [];

        public void Add(int line, string message) => Mistakes = Mistakes.Add(new(file, line, message));

        public CalendarYear? NoMapping()
        {
            Add(1, $"文件应为一份放假安排，写明 {string.Join("、", YearKeys)}。");
            return null;
        }

        public CalendarYear Year(YamlMappingNode root)
        {
            var entries = Entries(root, YearKeys);
            var year = Number(entries, "year", 1990, 2199);
            return new(year, Text(entries, "document"), Text(entries, "number"), Date(entries, "issued"), Number(entries, "version", 1, 99), Days(entries, year));
        }

        private ImmutableArray<CalendarDay> Days(Dictionary<string, YamlNode> entries, int year)
        {
            if (entries.GetValueOrDefault("days") is not { } node)
                return [];
            if (node is not YamlSequenceNode list || list.Children.Count == 0)
            {
                Add(Line(node), "days 应为放假和调休上班日的列表，至少一项。");
                return [];
            }

            var days = ImmutableArray.CreateBuilder<CalendarDay>();
            foreach (var item in list)
            {
                if (item is not YamlMappingNode fields)
                {
                    Add(Line(item), $"每一天应写明 {string.Join("、", DayKeys)}。");
                    continue;
                }

                var day = Day(fields, year);
                if (day.Date != default && days.Any(d => d.Date == day.Date))
                    Add(Line(item), $"{day.Date:yyyy-MM-dd} 列了两次，请只留一次。");
                days.Add(day);
            }

            return days.ToImmutable();
        }

        private CalendarDay Day(YamlMappingNode fields, int year)
        {
            var entries = Entries(fields, DayKeys);
            var date = Date(entries, "date");
            var kind = Kind(entries);
            if (date != default && year != 0 && date.Year != year)
                Add(Line(entries["date"]), $"{date:yyyy-MM-dd} 不在 {year} 年内；请写进它那一年的文件。");
            else if (date != default && kind == DayKind.MakeupWork && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                Add(Line(entries["date"]), $"{date:yyyy-MM-dd} 是工作日，不能列为调休上班日；调休上班日只能是周六或周日。");
            return new(date, kind, Text(entries, "festival"));
        }

        private DayKind Kind(Dictionary<string, YamlNode> entries)
        {
            var text = Text(entries, "kind");
            if (text is not ("off" or "makeup-work" or ""))
                Add(Line(entries["kind"]), $"kind 只能是 off（放假）或 makeup-work（调休上班），不能是“{text}”。");
            return text == "makeup-work" ? DayKind.MakeupWork : DayKind.Off;
        }

        private Dictionary<string, YamlNode> Entries(YamlMappingNode node, string[] keys)
        {
            var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            foreach (var (key, value) in node)
            {
                var name = (key as YamlScalarNode)?.Value ?? "";
                if (keys.Contains(name, StringComparer.Ordinal))
                    entries[name] = value;
                else
                    Add(Line(key), $"不认识“{name}”；可写的是 {string.Join("、", keys)}。");
            }

            foreach (var key in keys.Where(k => !entries.ContainsKey(k)))
                Add(Line(node), $"缺少 {key}。");
            return entries;
        }

        private string Text(Dictionary<string, YamlNode> entries, string key)
        {
            if (entries.GetValueOrDefault(key) is not { } node)
                return "";
            if (node is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text))
                return text.Trim();

            Add(Line(node), $"{key} 应为一段文字，不能为空。");
            return "";
        }

        private int Number(Dictionary<string, YamlNode> entries, string key, int least, int most)
        {
            var text = Text(entries, key);
            if (text.Length == 0)
                return 0;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;

            Add(Line(entries[key]), $"{key} 应为 {least} 至 {most} 的整数，不能是“{text}”。");
            return 0;
        }

        private DateOnly Date(Dictionary<string, YamlNode> entries, string key)
        {
            var text = Text(entries, key);
            if (text.Length == 0)
                return default;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;

            Add(Line(entries[key]), $"{key} 应为历法上存在的日期，写作 2026-10-01，不能是“{text}”。");
            return default;
        }

        private static int Line(YamlNode node) => (int)node.Start.Line;
    }
}
