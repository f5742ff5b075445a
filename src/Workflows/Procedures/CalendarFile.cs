using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>What a calendar file says: its year, or null and everything that is wrong with it.</summary>
public sealed record CalendarReading(CalendarYear? Year, ImmutableArray<Mistake> Mistakes);

/// <summary>Reads <c>workflow-definitions/calendar/*.yaml</c>: dated, cited holiday notices, strictly (WD-04).</summary>
public static class CalendarFile
{
    /// <summary>The calendar of every <c>.yaml</c> file in a folder; files with mistakes are left out and their mistakes returned.</summary>
    public static (WorkCalendar Calendar, ImmutableArray<Mistake> Mistakes) ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            return (WorkCalendar.Empty, [new(folder, 0, "", "没有这个日历目录；请建立目录并放入各年的放假安排，如 2026.yaml。")]);

        var calendar = WorkCalendar.Empty;
        var mistakes = ImmutableArray.CreateBuilder<Mistake>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var reading = Read(path, File.ReadAllText(path));
            mistakes.AddRange(reading.Mistakes);
            if (reading.Year is not { } year)
                continue;
            if (calendar.HasYear(year.Year))
                mistakes.Add(new(path, 1, "", $"{year.Year} 年已由另一个文件给出；一年只留一个文件，修订时提高 version。"));
            else
                calendar = calendar.With(year);
        }

        return (calendar, mistakes.ToImmutable());
    }

    /// <param name="file">The name that mistakes are reported under.</param>
    /// <param name="text">The file's content.</param>
    public static CalendarReading Read(string file, string text)
    {
        var mistakes = new List<Mistake>();
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return new(null, [.. mistakes]);
        if (yaml.Root is not JsonObject)
            return new(null, [new(file, 1, "", "文件应为一份放假安排，写明 year、document、number、issued、version、days。")]);

        var strict = new StrictText(yaml, file, mistakes);
        var year = strict.Read(yaml.Root, typeof(YearText), "$", "") is YearText read
            ? new Reader((path, says) => strict.Report(path, "", says)).Year(read)
            : null;
        return new(mistakes is [] ? year : null, [.. mistakes]);
    }

    /// <summary>As written: everything as text, so that each mistake is told in words of its own.</summary>
    private sealed record YearText
    {
        public required string? Year { get; init; }

        public required string? Document { get; init; }

        public required string? Number { get; init; }

        public required string? Issued { get; init; }

        public required string? Version { get; init; }

        public required ImmutableArray<DayText> Days { get; init; }
    }

    private sealed record DayText
    {
        public required string? Date { get; init; }

        public required string? Kind { get; init; }

        public required string? Festival { get; init; }
    }

    /// <param name="wrong">The place, and what is wrong there.</param>
    private sealed class Reader(Action<string, string> wrong)
    {
        public CalendarYear Year(YearText read)
        {
            var year = Number("year", read.Year, 1990, 2199);
            var days = ImmutableArray.CreateBuilder<CalendarDay>();
            if (read.Days.IsEmpty)
                wrong("$.days", "days 应为放假和调休上班日的列表，至少一项。");
            foreach (var (text, i) in read.Days.Select((d, i) => (d, i)))
            {
                var day = Day($"days[{i}]", text, year);
                if (day.Date != default && days.Any(d => d.Date == day.Date))
                    wrong($"$.days[{i}]", $"{day.Date:yyyy-MM-dd} 列了两次，请只留一次。");
                days.Add(day);
            }

            return new(
                year, Text("document", read.Document), Text("number", read.Number), Date("issued", read.Issued),
                Number("version", read.Version, 1, 99), days.ToImmutable());
        }

        private CalendarDay Day(string at, DayText text, int year)
        {
            var date = Date($"{at}.date", text.Date);
            var kind = Text($"{at}.kind", text.Kind);
            if (kind is not ("off" or "makeup-work" or ""))
                wrong($"$.{at}.kind", $"kind 只能是 off（放假）或 makeup-work（调休上班），不能是“{kind}”。");
            if (date != default && year != 0 && date.Year != year)
                wrong($"$.{at}.date", $"{date:yyyy-MM-dd} 不在 {year} 年内；请写进它那一年的文件。");
            else if (date != default && kind == "makeup-work" && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                wrong($"$.{at}.date", $"{date:yyyy-MM-dd} 是工作日，不能列为调休上班日；调休上班日只能是周六或周日。");
            return new(date, kind == "makeup-work" ? DayKind.MakeupWork : DayKind.Off, Text($"{at}.festival", text.Festival));
        }

        private string Text(string at, string? text)
        {
            if (string.IsNullOrWhiteSpace(text))
                wrong($"$.{at}", $"{NameOf(at)} 应为一段文字，不能为空。");
            return text?.Trim() ?? "";
        }

        private int Number(string at, string? written, int least, int most)
        {
            var text = Text(at, written);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            if (text.Length > 0)
                wrong($"$.{at}", $"{NameOf(at)} 应为 {least} 至 {most} 的整数，不能是“{text}”。");
            return 0;
        }

        private DateOnly Date(string at, string? written)
        {
            var text = Text(at, written);
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            if (text.Length > 0)
                wrong($"$.{at}", $"{NameOf(at)} 应为历法上存在的日期，写作 2026-10-01，不能是“{text}”。");
            return default;
        }

        private static string NameOf(string at) => at[(at.LastIndexOf('.') + 1)..];
    }
}
