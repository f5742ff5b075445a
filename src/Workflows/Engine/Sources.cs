using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Organisation;

namespace Workflows.Engine;

/// <summary>Where a value comes from: definitions say which, never how to compute.</summary>
public static class Sources
{
    /// <summary>The day on which the case began.</summary>
    public const string CaseOpenedOn = "case.opened-on";

    /// <summary>The day on which the case came to the step that asks.</summary>
    public const string StepEnteredOn = "step.entered-on";

    /// <summary>What a setting says, for conditions: <c>setting:activist-least-months</c>.</summary>
    public const string OfSetting = "setting:";

    /// <summary>
    /// The value of a source as seen from a step: a data name of its own scope, <c>facts.x</c> or <c>facts.x@date-name</c>,
    /// <c>count:name</c>, <c>known:name</c> (true or false), <c>minus:name</c> (a number the other way round), <c>names:name</c> (people's names for their ids), <c>name.property</c> (of rows: that column), <c>today</c>, <c>case.opened-on</c>, <c>step.entered-on</c>, <c>setting:key</c>, <c>=text</c>, or a literal. Null when the case does not know it (yet).
    /// </summary>
    public static JsonNode? Value(this Run run, string path, JsonNode? source) =>
        Json.String(source) is { } text ? run.Value(path, text) : source;

    public static JsonNode? Value(this Run run, string path, string source)
    {
        if (source.StartsWith('='))
            return JsonValue.Create(source[1..]);
        if (int.TryParse(source, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        if (source.StartsWith(OfSetting, StringComparison.Ordinal))
            return SettingOf(run, source[OfSetting.Length..]);
        if (source == "today")
            return Json.Of(run.Today);
        if (source == CaseOpenedOn)
            return Json.Of(run.Case.OpenedOn);
        if (source == StepEnteredOn)
            return run.Case.Places.GetValueOrDefault(path) is { } place ? Json.Of(place.EnteredOn) : null;
        if (source.StartsWith("count:", StringComparison.Ordinal))
            return JsonValue.Create((run.Value(path, source["count:".Length..]) as JsonArray)?.Count ?? 0);
        if (source.StartsWith("known:", StringComparison.Ordinal))
            return JsonValue.Create(run.Value(path, source["known:".Length..]) is not null);
        if (source.StartsWith("minus:", StringComparison.Ordinal))
            return Json.Number(run.Value(path, source["minus:".Length..])) is { } positive ? JsonValue.Create(-positive) : null;
        if (source.StartsWith("names:", StringComparison.Ordinal))
            return Json.List(Json.Strings(run.Value(path, source["names:".Length..])).Select(run.World.Register.NameOf));
        if (source.StartsWith("facts.", StringComparison.Ordinal))
            return run.Fact(path, source["facts.".Length..]);

        if (run.Datum(path, source) is { } datum)
            return datum.Value;

        var dot = source.LastIndexOf('.');
        return dot < 0 ? null : run.Datum(path, source[..dot])?.Value switch
        {
            JsonObject record => record[source[(dot + 1)..]],
            JsonArray rows => Json.List(Json.Rows(rows).Select(r => Json.String(r[source[(dot + 1)..]])).OfType<string>()),
            _ => null,
        };
    }

    private static JsonValue SettingOf(Run run, string key)
    {
        var value = run.World.Settings.Get(key);
        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(value);
    }

    /// <summary>The datum under a name, in the step's own scope: a sub-procedure knows what it was given and what it asked, nothing else.</summary>
    public static Datum? Datum(this Run run, string path, string name) =>
        run.Case.Data.GetValueOrDefault(Paths.ScopeOf(run.Procedure, path) + name);

    private static JsonNode? Fact(this Run run, string path, string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        var day = at < 0 ? run.Today : Json.Day(run.Value(path, text[(at + 1)..]));
        return day is { } on ? Facts.Find(name)?.Of(new(run.World.Register, run.Case.Unit, run.Case.Subject, on)) : null;
    }

    /// <summary>The people or posts behind a <see cref="Who"/>, on the day of the move.</summary>
    public static ImmutableArray<Assignee> Resolve(this Run run, Who who, string path)
    {
        var register = run.World.Register;
        switch (who.Role)
        {
            case "starter":
                return [Person(run.Case.StartedBy)];
            case "person":
                return [.. Json.Strings(run.Value(path, who.Of)).Select(Person)];
            default:
                return [.. (who.Of == Who.AllUnits ? AllWith(run, who) : [UnitFor(run, who, path)]).Select(Post)];
        }

        Assignee Post(string unit)
        {
            var holders = RoleGroups.RolesOf(who.Role).SelectMany(r => register.Holders(r, unit, run.Now)).Distinct().Select(register.NameOf).ToArray();
            var names = holders.Length is 0 or > 3 ? "" : $"（{string.Join("、", holders)}）";
            return new(Assignee.KeyOf(who.Role, unit), $"{register.Unit(unit)?.Name}{RoleGroups.TitleOf(who.Role)}{names}");
        }

        Assignee Person(string id) => new(Assignee.KeyOf(id), register.NameOf(id));
    }

    /// <summary>The members of a body, one by one: everybody who holds the role (or one of the group) that day.</summary>
    public static ImmutableArray<Assignee> Members(this Run run, Who who, string path)
    {
        if (who.Role is "starter" or "person")
            return run.Resolve(who, path);

        var register = run.World.Register;
        var units = who.Of == Who.AllUnits ? AllWith(run, who) : [UnitFor(run, who, path)];
        return [.. units.SelectMany(u => RoleGroups.RolesOf(who.Role).SelectMany(r => register.Holders(r, u, run.Now))).Distinct()
            .Select(id => new Assignee(Assignee.KeyOf(id), register.NameOf(id)))];
    }

    /// <summary>The units of the whole tree in which somebody holds the post, from the top down.</summary>
    private static IEnumerable<string> AllWith(Run run, Who who)
    {
        var register = run.World.Register;
        var top = register.Ancestors(run.Case.Unit, run.Now).LastOrDefault()?.Id ?? run.Case.Unit;
        return register.Subtree(top, run.Now).Select(u => u.Id).Where(u => RoleGroups.RolesOf(who.Role).Any(r => !register.Holders(r, u, run.Now).IsEmpty));
    }

    /// <summary>The unit whose post is meant. A superior without such a post passes the work to the nearest one above that has it.</summary>
    private static string UnitFor(Run run, Who who, string path)
    {
        var register = run.World.Register;
        var subject = run.Case.Unit;
        var start = who.Of switch
        {
            "superior" => register.Superior(subject, run.Now)?.Id ?? subject,
            "party-committee" => register.PartyCommitteeOf(subject, run.Now)?.Id ?? subject,
            "work-committee" => register.Ancestors(subject, run.Now).LastOrDefault()?.Id ?? subject,
            "subject" => subject,
            var name => Json.String(run.Value(path, name)) ?? subject,
        };
        if (who.Of is not ("superior" or "party-committee" or "work-committee"))
            return start;

        // Of a group, whoever stands nearest: not the first of its roles, which only somebody far above may hold.
        var units = RoleGroups.RolesOf(who.Role).Select(r => register.NearestWith(start, r, run.Now)?.Id).ToHashSet();
        return register.Ancestors(start, run.Now).Select(a => a.Id).Prepend(start).FirstOrDefault(units.Contains) ?? start;
    }

    /// <summary>A count or day as text inside a sentence.</summary>
    public static string InWords(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.TryGetValue<bool>(out var yes) => yes ? "是" : "否",
        JsonValue v when Json.Day(v) is { } day => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        JsonValue v when v.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(Json.Options),
    };
}
