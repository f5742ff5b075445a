using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Rules;

namespace Workflows.Host.Laws;

/// <summary>A year for whoever chooses a day: what departs from the ordinary week.</summary>
/// <param name="Today">Beijing's civil day.</param>
/// <param name="Notice">That the year's holiday notice is not out yet; null when it is, and for years long past.</param>
internal sealed record CalendarAnswer(int Year, DateOnly Today, string? Notice, IReadOnlyList<CalendarDayAnswer> Days);

/// <param name="Worked">True: a weekend day that is worked; false: a day off.</param>
/// <param name="Title">What it is, such as 国庆节放假.</param>
internal sealed record CalendarDayAnswer(DateOnly Date, bool Worked, string Title);

/// <summary>放假和调休 of a year.</summary>
internal static class CalendarEndpoint
{
    public static void MapCalendar(this IEndpointRouteBuilder api) =>
        api.MapGet("/calendar/{year}", Get).WithTags("日历").WithName("getCalendar").WithSummary("一年的放假和调休上班安排；尚未公布的年份如实说明");

    private static Results<Ok<CalendarAnswer>, ProblemResult> Get(int year, CurrentUser me, InForce inForce)
    {
        if (year is < 1900 or > 2200)
            return Say.NotFound($"没有 {year} 年的日历。", "年份应在 1900 至 2200 之间。");

        var calendar = inForce.Calendar;
        var days =
            from offset in Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            let day = calendar.Listed(new DateOnly(year, 1, 1).AddDays(offset))
            where day is not null
            select new CalendarDayAnswer(day.Date, day.Kind == DayKind.MakeupWork, $"{day.Festival}{Choice.LabelOf(day.Kind)}");
        var notice = year < me.Today.Year || calendar.HasYear(year) ? null : $"{year} 年的放假和调休安排尚未公布，日历按平常的周末显示。";
        return TypedResults.Ok(new CalendarAnswer(year, me.Today, notice, [.. days]));
    }
}
