using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Language;

namespace Workflows.Procedures;

/// <summary>
/// Lays what a definition says otherwise over the template that it uses. Keys are laid over keys; <c>null</c> takes one away; a list takes
/// the place of a list, but a map laid over a list of named things changes those. What does not fit the template is a mistake.
/// </summary>
/// <param name="template">Name of the template, for mistakes.</param>
/// <param name="report">Takes a mistake: where it stands, in which step, what it is.</param>
internal sealed class Deviation(string template, Action<string, string, string> report)
{
    private static readonly string[] naming = ["name", "rule"];

    public JsonObject Over(JsonObject under, JsonObject own) => Over(under, own, "$", "");

    private JsonObject Over(JsonObject under, JsonObject own, string at, string step)
    {
        var whole = (JsonObject)under.DeepClone();
        string? before = null;
        foreach (var (key, value) in own)
        {
            var here = $"{at}.{key}";
            var inside = StepAt(at, step, key);
            if (whole.ContainsKey(key))
                Change(whole, key, value, here, inside);
            else if (value is null)
                report(here, inside, $"样板 {template} 中没有“{key}”，无从删去；{Spelling.Nearest(key, whole.Select(w => w.Key))}");
            else if (IsSteps(at) && (value as JsonObject)?.ContainsKey("activity") != true)
                report(here, inside, $"样板 {template} 没有步骤“{key}”；{Spelling.Nearest(key, whole.Select(w => w.Key))}新增的步骤要写 activity。");
            else
                Insert(whole, before, key, value);
            before = key;
        }

        return whole;
    }

    private void Change(JsonObject whole, string key, JsonNode? value, string at, string step)
    {
        switch (whole[key], value)
        {
            case (_, null):
                whole.Remove(key);
                break;
            case (JsonObject under, JsonObject own):
                whole[key] = Over(under, own, at, step);
                break;
            case (JsonArray list, JsonObject own) when NameOf(list) is { } name:
                whole[key] = OverNamed(list, name, own, at, step);
                break;
            case (JsonObject or JsonArray, JsonObject) or (JsonObject, _):
                report(at, step, $"样板 {template} 的“{key}”不是这种写法，对不上；请照样板的写法写不同之处，或者先用 null 删去。");
                break;
            default:
                if (JsonNode.DeepEquals(whole[key], value))
                    report(at, step, $"“{key}”同样板 {template} 一样，不用写。");
                whole[key] = value!.DeepClone();
                break;
        }
    }

    /// <summary>Changes the things of a list by their names; a new one is appended.</summary>
    private JsonArray OverNamed(JsonArray list, string name, JsonObject own, string at, string step)
    {
        var whole = (JsonArray)list.DeepClone();
        foreach (var (key, value) in own)
        {
            var here = $"{at}.{key}";
            var known = whole.OfType<JsonObject>().FirstOrDefault(one => Json.String(one[name]) == key);
            if (value is null && known is not null)
                whole.Remove(known);
            else if (value is JsonObject changed && known is not null)
                whole[whole.IndexOf(known)] = Over(known, changed, here, step);
            else if (value is JsonObject added && known is null && added.Count > 1)
                whole.Add(new JsonObject(added.Select(a => KeyValuePair.Create(a.Key, a.Value?.DeepClone())).Prepend(KeyValuePair.Create(name, (JsonNode?)key))));
            else
                report(here, step, $"样板 {template} 的这张表里没有“{key}”；{Spelling.Nearest(key, whole.OfType<JsonObject>().Select(o => Json.String(o[name]) ?? ""))}");
        }

        return whole;
    }

    /// <summary>Right after what stands before it in the deviation; at the end when that is new to the template, too, or nothing.</summary>
    private static void Insert(JsonObject whole, string? before, string key, JsonNode value)
    {
        var at = before is null ? -1 : whole.IndexOf(before);
        if (at < 0)
            whole.Add(key, value.DeepClone());
        else
            whole.Insert(at + 1, key, value.DeepClone());
    }

    private static string? NameOf(JsonArray list) =>
        naming.FirstOrDefault(name => list.Count > 0 && list.All(one => (one as JsonObject)?.ContainsKey(name) == true));

    private static bool IsSteps(string at) => at.EndsWith(".steps", StringComparison.Ordinal);

    /// <summary>The path of the step that a key belongs to, as mistakes name it.</summary>
    private static string StepAt(string at, string step, string key) =>
        IsSteps(at) ? step + key : at.EndsWith(".branches", StringComparison.Ordinal) ? $"{step}/{key}/" : step;
}
