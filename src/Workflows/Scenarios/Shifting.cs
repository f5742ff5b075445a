using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;

namespace Workflows.Scenarios;

/// <summary>Moves a story to another time: every day in it, of births and posts as of deeds, by the same number of days. Which days must come of it is not compared: months are not equally long everywhere.</summary>
public static class Shifting
{
    /// <summary>The story as if it began on that day, or on the first one after it that is the same day of the week: people meet on Tuesdays, not on Sundays.</summary>
    public static Scenario To(this Scenario story, DateOnly on)
    {
        const int Week = 7;
        var days = on.DayNumber - story.On.DayNumber;
        days += ((-days % Week) + Week) % Week;
        return days == 0 ? story : story with
        {
            On = story.On.AddDays(days),
            BeganOn = By(story.BeganOn, days),
            Newcomer = story.Newcomer is { } person ? person with { Born = person.Born.AddDays(days) } : null,
            Register = By(story.Register, days),
            Moves = [.. story.Moves.Select(m => By(m, days))],
        };
    }

    private static ScenarioMove By(ScenarioMove move, int days) => move switch
    {
        PersonActs acts => acts with { On = By(acts.On, days), DoneOn = By(acts.DoneOn, days), Values = (JsonObject)By(acts.Values, days)!, Value = By(acts.Value, days), Says = null },
        TimePasses passes => new TimePasses(passes.Line, passes.To.AddDays(days)) { File = passes.File },
        MustBe must => new MustBe(must.Line, By(must.On, days)) { File = must.File, Place = must.Place, Item = must.Item },
        _ => throw new InvalidOperationException($"Scenario move {move.GetType().Name}."),
    };

    private static RegisterRows By(RegisterRows rows, int days) => new()
    {
        Units = [.. rows.Units.Select(u => u with { From = u.From.AddDays(days), Until = By(u.Until, days) })],
        People = [.. rows.People.Select(p => p with { Born = p.Born?.AddDays(days) })],
        Memberships = [.. rows.Memberships.Select(m => m with { From = m.From.AddDays(days), Until = By(m.Until, days) })],
        Disciplines = [.. rows.Disciplines.Select(d => d with { From = d.From.AddDays(days), Until = By(d.Until, days) })],
        Absences = [.. rows.Absences.Select(a => a with { From = a.From.AddDays(days), Until = By(a.Until, days) })],
        Posts = [.. rows.Posts.Select(p => p with { From = p.From.AddDays(days), Until = By(p.Until, days) })],
        Terms = [.. rows.Terms.Select(t => t with { ElectedOn = t.ElectedOn.AddDays(days) })],
        Shifts = [.. rows.Shifts.Select(s => s with { ElectedOn = s.ElectedOn.AddDays(days), DecidedOn = s.DecidedOn.AddDays(days) })],
    };

    private static JsonNode? By(JsonNode? value, int days) => value switch
    {
        JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, By(m.Value, days)))),
        JsonArray list => new JsonArray([.. list.Select(v => By(v, days))]),
        _ when Json.Day(value) is { } day => Json.Of(day.AddDays(days)),
        _ => value?.DeepClone(),
    };

    private static DateOnly? By(DateOnly? day, int days) => day?.AddDays(days);
}
