using System.Globalization;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>What sources and data are worth at a step of a case.</summary>
public static class Sources
{
    /// <summary>The value of a source as seen from a step; null when there is none, or the case does not know it (yet).</summary>
    public static JsonNode? Value(this Run run, string path, Source? source) => source?.Value(run, path);

    public static bool Holds(this Run run, string path, Condition condition) => condition.Holds(condition.Field.Value(run, path));

    /// <summary>The latest of the days that a source names, and which one; null when none is known.</summary>
    /// <param name="known">What a single source is worth.</param>
    public static (Source Source, DateOnly Day)? Latest(Source source, Func<Source, JsonNode?> known)
    {
        var days =
            from part in source.Parts
            let day = Json.Day(known(part))
            where day is not null
            orderby day.Value descending
            select ((Source, DateOnly)?)(part, day.Value);
        return days.FirstOrDefault();
    }

    /// <summary>The datum under a name, in the step's own scope: a sub-procedure knows what it was given and what it asked, nothing else.</summary>
    public static Datum? Datum(this Run run, string path, string name) =>
        run.Case.Data.GetValueOrDefault(Paths.ScopeOf(run.Procedure, path) + name);

    /// <summary>The value of that datum; null when the case does not know it.</summary>
    public static JsonNode? Known(this Run run, string path, string name) => run.Datum(path, name)?.Value;

    /// <summary>A count or day as text inside a sentence.</summary>
    public static string InWords(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.TryGetValue<bool>(out var yes) => yes ? "是" : "否",
        JsonValue v when Json.Day(v) is { } day => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        JsonValue v when v.TryGetValue<string>(out var text) => Rules.DayOrMonth.TryParse(text, out var month) ? month.InWords : text,
        _ => value.ToJsonString(Json.Options),
    };
}
