using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Puts in place what a definition takes from shared files by name, and knows what that was.</summary>
internal sealed partial class SharedNames(Shared shared, YamlText yaml, StrictText strict)
{
    private const string Use = "use";
    private const string FactKind = "facts";

    private readonly HashSet<(string Kind, string Name)> used = [];
    private readonly HashSet<string> torn = new(StringComparer.Ordinal);

    /// <summary>The office's own settings that the definition names.</summary>
    public IEnumerable<Rules.SettingInfo> Settings => shared.Settings.Select(s => s.Info).Where(s => used.Contains(("settings", s.Key)));

    /// <summary>The office's own roles that it asks.</summary>
    public IEnumerable<Organisation.Role> Roles => shared.Roles.Where(r => used.Contains(("roles", r.Key)));

    /// <summary>The office's own facts that it asks for.</summary>
    public IEnumerable<Fact> Facts => shared.Facts.Where(f => used.Contains((FactKind, f.Name)));

    /// <summary>True for a step (or, empty, the head) in which a name leads nowhere: that is told, and nothing else of it is judged.</summary>
    public bool IsTorn(string step) => torn.Contains(step);

    /// <summary>The definition with everything in place.</summary>
    public JsonObject Expand(JsonObject root)
    {
        var whole = (JsonObject)root.DeepClone();
        Deadlines(whole, "$", "");
        Steps(whole["steps"], "$.steps", "");
        NoteNamed(whole, [.. Texts(whole)]);
        return whole;
    }

    /// <summary>Settings, facts and roles stay names; what they are goes with the text.</summary>
    private void NoteNamed(JsonObject whole, string[] texts)
    {
        var settings = texts.SelectMany(t => OwnSetting().Matches(t)).Select(m => m.Groups["key"].Value).ToHashSet();
        var facts = texts.SelectMany(t => OwnFact().Matches(t)).Select(m => m.Groups["key"].Value).ToHashSet();
        if (Json.String((whole["recurs"] as JsonObject)?["fact"]) is { } anchor)
            facts.Add(anchor);
        used.UnionWith(shared.NamesOf("settings").Where(settings.Contains).Select(name => ("settings", name)));
        used.UnionWith(shared.NamesOf(FactKind).Where(facts.Contains).Select(name => (FactKind, name)));

        string[] asked = [.. texts, .. Facts.SelectMany(f => Texts(shared.Find(FactKind, f.Name)))];
        used.UnionWith(shared.NamesOf("roles").Where(r => asked.Any(t => t == r || t.StartsWith(r + " ", StringComparison.Ordinal))).Select(r => ("roles", r)));
    }

    /// <summary>The text and, at its end, what it has from shared files: what is published says everything by itself.</summary>
    public string Compose(string text, JsonObject root, string file)
    {
        // A published text has it already.
        if (used.Count == 0 || root.ContainsKey("shared"))
            return text;

        var block = shared.Only(used);
        var lines = block.SelectMany(kind => kind.Value!.AsObject()
            .Select(one => $"    {one.Key}: {one.Value!.ToJsonString(Json.Options)}\n").Prepend($"  {kind.Key}:\n"));
        var composed = $"{text.TrimEnd()}\nshared:\n{string.Concat(lines)}";
        var whole = (JsonObject)root.DeepClone();
        whole["shared"] = block;
        // A text in braces, or one that says where it ends, takes no further line.
        return YamlText.Read(composed, file, []) is { } again && JsonNode.DeepEquals(again.Root, whole) ? composed : whole.ToJsonString(Json.Options);
    }

    /// <summary>All that a definition says: with everything in place, and what its facts ask for. A setting is decided elsewhere, a role only named.</summary>
    public string Says(JsonObject whole)
    {
        var parts = whole.Where(r => r.Key != "shared").Select(r => KeyValuePair.Create(r.Key, r.Value?.DeepClone()));
        return new JsonObject(parts.Append(KeyValuePair.Create("shared", (JsonNode?)shared.Only(used.Where(u => u.Kind == FactKind))))).ToJsonString();
    }

    private void Steps(JsonNode? steps, string at, string prefix)
    {
        foreach (var (name, node) in (steps as JsonObject ?? []).ToArray())
        {
            if (node is not JsonObject step)
                continue;
            var (here, path) = ($"{at}.{name}", prefix + name);
            Deadlines(step, here, path);
            if (step["with"] is JsonObject settings)
                Fields(settings, "fields", $"{here}.with", path);
            foreach (var (branch, block) in step["branches"] as JsonObject ?? [])
                Steps((block as JsonObject)?["steps"], $"{here}.branches.{branch}.steps", $"{path}/{branch}/");
        }
    }

    private void Deadlines(JsonObject owner, string at, string step)
    {
        if (owner["deadlines"] is not JsonArray list)
            return;
        for (var i = 0; i < list.Count; i++)
        {
            if (NameIn(list[i]) is { } name)
                list[i] = Taken("deadlines", name, list[i] as JsonObject, $"{at}.deadlines[{i}]", step);
        }
    }

    private void Fields(JsonObject owner, string key, string at, string step)
    {
        if (owner[key] is JsonArray list)
            owner[key] = ByName(list, $"{at}.{key}", step);
        foreach (var (name, node) in (owner[key] as JsonObject ?? []).ToArray())
        {
            var here = $"{at}.{key}.{name}";
            if (NameIn(node) is { } taken)
                owner[key]![name] = Taken("fields", taken, node as JsonObject, here, step);
            if (owner[key]![name] is JsonObject field)
                Fields(field, "columns", here, step);
        }
    }

    /// <summary>A list of fields as the map that it stands for: a bare name is a shared field, others say their own.</summary>
    private JsonObject ByName(JsonArray list, string at, string step)
    {
        var map = new JsonObject();
        for (var i = 0; i < list.Count; i++)
        {
            var name = Json.String(list[i]) ?? Json.String((list[i] as JsonObject)?["name"]) ?? NameIn(list[i]);
            if (name is null || map.ContainsKey(name))
            {
                Tear($"{at}[{i}]", step, name is null ? "列表中的填报项应是共用的名称，或者写明 name。" : $"项目“{name}”写了两次。");
                continue;
            }

            yaml.Name($"{at}[{i}]", $"{at}.{name}");
            map[name] = list[i]!.DeepClone();
            (map[name] as JsonObject)?.Remove("name");
        }

        return map;
    }

    private JsonObject? Taken(string kind, string name, JsonObject? besides, string at, string step)
    {
        if (shared.Find(kind, name) is not JsonObject taken)
        {
            Tear(at, step, $"共用的 {kind} 中没有“{name}”；{Otherwise(name, kind)}");
            return null;
        }

        used.Add((kind, name));
        foreach (var (key, value) in (besides ?? []).Where(b => b.Key != Use))
            taken[key] = value?.DeepClone();
        return taken;
    }

    private void Tear(string at, string step, string says)
    {
        torn.Add(step);
        strict.Report(at, step, says);
    }

    /// <summary><c>name</c> or <c>{ use: name, … }</c>.</summary>
    private static string? NameIn(JsonNode? node) => Json.String(node) ?? Json.String((node as JsonObject)?[Use]);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(m => Texts(m.Value)),
        JsonArray list => list.SelectMany(Texts),
        _ => Json.String(node) is { } text ? [text] : [],
    };

    [GeneratedRegex("setting:(?<key>[a-z0-9-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnSetting();

    [GeneratedRegex(@"facts\.(?<key>[a-z0-9-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnFact();

    /// <summary>What was probably meant; when nothing is near, the file that says it was probably not given along.</summary>
    private string Otherwise(string name, string kind) => Spelling.Nearest(name, shared.NamesOf(kind)) is var says && says.EndsWith('？')
        ? says
        : $"{says.TrimEnd('。')}。写在自己的 {kind}.yaml 里的，检查时放在同一目录，发布时一起选上。";
}
