using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Tests.Rules;

/// <summary>Asks rules the way the API does: by id, with JSON, on a day.</summary>
internal static class Asking
{
    public static string CalendarFolder { get; } = Path.Combine(Root(), "workflow-definitions", "calendar");

    /// <summary>The calendars that the product ships: 2025 and 2026.</summary>
    public static WorkCalendar Calendar { get; } = CalendarFile.ReadFolder(CalendarFolder).Calendar;

    public static RuleAnswer Ask(string id, string given, string on = "2026-11-21", Settings? settings = null) =>
        Outcome(id, given, on, settings) switch
        {
            RuleOutcome.Answered answered => answered.Answer,
            RuleOutcome.NotAnswered refused => throw new Xunit.Sdk.XunitException(string.Join('\n', refused.Mistakes)),
            var other => throw new InvalidOperationException($"{other}"),
        };

    public static IReadOnlyList<RuleMistake> Refused(string id, string given, string on = "2026-11-21") =>
        Assert.IsType<RuleOutcome.NotAnswered>(Outcome(id, given, on, null)).Mistakes;

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A yes or no as it stands in JSON.</summary>
    public static string Json(bool yes) => yes ? "true" : "false";

    public static string? Text(this JsonNode? node) => node is JsonValue ? node.ToString() : node?.ToJsonString(RuleJson.Options);

    private static RuleOutcome Outcome(string id, string given, string on, Settings? settings) =>
        RuleBook.Standard.Ask(id, Day(on), JsonNode.Parse(given)!.AsObject(), settings ?? Settings.Standard, Calendar);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workflows.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
