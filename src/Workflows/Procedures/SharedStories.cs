using System.Text.Json.Nodes;

namespace Workflows.Procedures;

/// <summary>
/// What the stories of a folder share: <c>stories/shared.yaml</c> says who is who, how stories open, and roads that they follow. Each file, and
/// each story, lays over it what it says otherwise.
/// </summary>
internal sealed class SharedStories
{
    private const string Opening = "opening";
    private const string Roads = "roads";

    /// <summary>How deep a part of a file is laid over the shared one, entry by entry: <c>register.people.chair</c>.</summary>
    private static readonly (string Key, int Depth)[] parts = [("register", 2), ("settings", 1), (Opening, 2), (Roads, 1)];

    private readonly JsonObject root;
    private readonly YamlText yaml;
    private readonly string file;

    private SharedStories(JsonObject root, YamlText yaml, string file) => (this.root, this.yaml, this.file) = (root, yaml, file);

    /// <summary>The file beside one of stories; null when there is none, or when it has mistakes, which are told.</summary>
    /// <param name="folder">Mistakes name the file as seen from there.</param>
    /// <param name="stories">The file of stories.</param>
    /// <param name="mistakes">Takes what is wrong.</param>
    public static SharedStories? Beside(string folder, string stories, ICollection<Mistake> mistakes)
    {
        if (DefinitionLayout.SharedBeside(stories) is not { } path)
            return null;
        var place = Path.GetRelativePath(folder, path);
        if (YamlText.Read(File.ReadAllText(path), place, mistakes) is not { } yaml)
            return null;
        if (yaml.Root is not JsonObject written)
        {
            mistakes.Add(new Mistake(place, 1, "", $"这个文件写情景共用的内容，应以 {string.Join("、", parts.Select(p => p.Key))} 中的一个键开始。"));
            return null;
        }

        var known = OldKeys.InStories(written, yaml);
        return DefinitionJson.Strict(yaml, place, mistakes).Read(known, typeof(SharedStoriesText), "$", "") is null ? null : new SharedStories(known, yaml, place);
    }

    /// <summary>Puts what is shared into a file of stories, wherever that says nothing else.</summary>
    /// <param name="own">The file.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="report">Takes a mistake: where it stands, and what it is.</param>
    public void Under(JsonObject own, YamlText lines, Action<string, string> report)
    {
        foreach (var (key, depth) in parts.Where(p => root[p.Key] is not null))
        {
            if (own[key] is null or JsonObject)
                Lay(new JsonObject { [key] = root[key]!.DeepClone() }, own, "$", depth, (at, _) => lines.Take(at, yaml, file));
        }

        foreach (var road in (root[Roads] as JsonObject ?? []).Select(r => r.Key).Where(r => lines.FileOf($"$.{Roads}.{r}") is null))
            report($"$.{Roads}.{road}", $"“{road}”这一段在 {Path.GetFileName(file)} 中已经写过，请换一个名称。");
    }

    /// <summary>Puts a file's opening into each of its stories, wherever that opens otherwise in nothing.</summary>
    public static void Open(JsonObject file, YamlText lines)
    {
        if (file[Opening] is not JsonObject opening || file["scenarios"] is not JsonArray stories)
            return;
        for (var i = 0; i < stories.Count; i++)
        {
            if (stories[i] is JsonObject story)
                Lay(opening, story, $"$.scenarios[{i}]", 1, (at, within) => lines.Name($"$.{Opening}{within}", at));
        }
    }

    /// <param name="taken">Told of what was put in: its path, and its path below where this began.</param>
    private static void Lay(JsonObject under, JsonObject over, string at, int depth, Action<string, string> taken, string within = "")
    {
        foreach (var (key, value) in under)
        {
            var (here, inside) = ($"{at}.{key}", $"{within}.{key}");
            if (!over.TryGetPropertyValue(key, out var own))
            {
                over[key] = value?.DeepClone();
                taken(here, inside);
            }
            else if (depth > 0 && value is JsonObject map && own is JsonObject mine)
                Lay(map, mine, here, depth - 1, taken, inside);
        }
    }
}
