using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>One definition file: text → a procedure whose calls are not resolved yet, or all of its mistakes.</summary>
public sealed class ProcedureFile
{
    private readonly StrictText strict;
    private readonly SharedNames names;
    private readonly Shared shared;
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    private ProcedureFile(YamlText yaml, string file, ICollection<Mistake> mistakes, Shared shared, bool isPublished = false)
    {
        strict = DefinitionJson.Strict(yaml, file, mistakes, isPublished);
        this.shared = shared;
        names = new SharedNames(shared, yaml, strict);
    }

    /// <summary>Reads a definition; null and mistakes when it cannot be used.</summary>
    /// <param name="shared">What it may take from shared files; null: it says everything by itself, as a published text does.</param>
    public static Definition? Read(string text, string file, ICollection<Mistake> mistakes, Shared? shared = null)
    {
        if (shared is not null && !WrittenNames.AreSeen(text, file, mistakes))
            return null;
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return null;

        var read = Read(yaml, text, file, mistakes, shared);
        // What is published already keeps whatever name it has.
        return shared is null || read is null || WrittenNames.AreFit(read, yaml, file, mistakes) ? read : null;
    }

    private static Definition? Read(YamlText yaml, string text, string file, ICollection<Mistake> mistakes, Shared? shared)
    {
        if (yaml.Root is not JsonObject root)
        {
            mistakes.Add(new Mistake(file, 1, "", "定义应以 procedure、version、title … 等键开始。"));
            return null;
        }

        if (OtherThan(root) is var (key, what))
        {
            mistakes.Add(new Mistake(file, yaml.LineOf($"$.{key}"), "", $"这是{what}，不是定义，不在这里发布；请不要选它。"));
            return null;
        }

        if (root.ContainsKey(SpreadSteps.Key))
        {
            if (SpreadSteps.Gather(root, text, yaml, file, mistakes, shared ?? Shared.None) is not { } whole)
                return null;
            (root, text) = whole;
        }

        if (root["use"] is { } use)
            return Deviating(root, use, yaml, file, mistakes, shared ?? Shared.None);

        var block = root["shared"] as JsonObject;
        if (shared is not null && root.ContainsKey("shared"))
        {
            mistakes.Add(new Mistake(file, yaml.LineOf("$.shared"), "",
                "shared 由系统在发布时写入，不用手写；请写进 deadlines.yaml、fields.yaml、settings.yaml、roles.yaml 或 facts.yaml。"));
        }

        return new ProcedureFile(yaml, file, mistakes, shared ?? (block is null ? Shared.None : Shared.Of(block, file)), isPublished: shared is null)
            .Read(root, text, yaml, file);
    }

    /// <summary>What lies beside definitions and is sent along by mistake.</summary>
    private static (string Key, string What)? OtherThan(JsonObject root) =>
        root.ContainsKey("scenarios") ? ("scenarios", "情景") : root.ContainsKey("documents") ? ("documents", "文书") : null;

    /// <summary>Reads a template as if a procedure were nothing else: by itself it has to be without mistakes.</summary>
    public static Definition? ReadTemplate(string text, string file, ICollection<Mistake> mistakes, Shared shared)
    {
        if (YamlText.Read(text, file, mistakes) is not { Root: JsonObject root } yaml)
            return null;
        if (new[] { "use", SpreadSteps.Key }.FirstOrDefault(root.ContainsKey) is { } nested)
        {
            mistakes.Add(new Mistake(file, yaml.LineOf($"$.{nested}"), "", "样板写在一个文件里，不能再用样板。"));
            return null;
        }

        var whole = (JsonObject)root.DeepClone();
        foreach (var (key, value) in new (string, JsonNode)[] { ("procedure", Path.GetFileNameWithoutExtension(file)), ("version", 1), ("title", "样板") })
            whole.TryAdd(key, value);
        return new ProcedureFile(yaml.With(whole), file, mistakes, shared).Read(whole, YamlWriter.Write(whole), yaml, file);
    }

    /// <summary>Lays the text over the template that it names; what is published is the whole.</summary>
    private static Definition? Deviating(JsonObject root, JsonNode use, YamlText yaml, string file, ICollection<Mistake> mistakes, Shared shared)
    {
        var before = mistakes.Count;
        if (shared.Templates.GetValueOrDefault(Json.String(use) ?? "") is not { } template)
        {
            mistakes.Add(new Mistake(file, yaml.LineOf("$.use"), "", shared.Templates.IsEmpty
                ? $"没有样板“{use}”：样板放在 templates 目录里。"
                : $"没有样板“{use}”；{Spelling.Nearest(use.ToString(), shared.Templates.Keys)}"));
            return null;
        }

        var own = new JsonObject(root.Where(r => r.Key != "use").Select(r => KeyValuePair.Create(r.Key, r.Value?.DeepClone())));
        var whole = new Deviation(use.ToString(), (at, step, says) => mistakes.Add(new Mistake(yaml.FileOf(at) ?? file, yaml.LineOf(at), step, says))).Over(template, own);
        // The head comes first, as in a definition that is written out.
        var inOrder = new JsonObject(whole.OrderBy(w => w.Key is "procedure" or "version" or "title" ? 0 : 1).Select(w => KeyValuePair.Create(w.Key, w.Value?.DeepClone())));
        return mistakes.Count > before
            ? null
            : new ProcedureFile(yaml.With(inOrder), file, mistakes, shared).Read(inOrder, YamlWriter.Write(inOrder), yaml, file);
    }

    private Definition? Read(JsonObject written, string text, YamlText yaml, string file)
    {
        var root = OldKeys.InDefinition(names.Expand(written), yaml);
        if (names.IsTorn("") || strict.Read(root, typeof(ProcedureHead), "$", "") is not ProcedureHead head)
        {
            // The head is unusable, yet its steps may have mistakes of their own worth telling now.
            if (root["steps"] is JsonObject orphans)
                ReadBlock("", "$.steps", root["start"]?.ToString() ?? "", orphans);
            return null;
        }

        var block = ReadBlock("", "$.steps", head.Start, head.Steps);
        var procedure = new Procedure
        {
            Key = head.Procedure,
            Version = head.Version,
            Title = head.Title,
            Summary = head.Summary,
            OpenBy = head.OpenBy,
            UnitKinds = head.UnitKinds,
            OnePerUnit = head.OnePerUnit,
            About = head.About,
            Inputs = head.Approves is null ? head.Inputs : [.. head.Inputs, .. Proposal.Inputs],
            Approves = head.Approves,
            IsSensitive = head.Sensitive,
            IsPart = head.Part,
            Recurs = head.Recurs,
            Accepts = head.Accepts,
            Deadlines = head.Deadlines,
            Milestones = head.Milestones,
            SuperiorEnds = head.SuperiorMayEnd,
            Root = block,
            Ends = head.Ends.ToImmutableSortedDictionary(),
            Settings = Settings.Standard.Declaring(names.Settings),
            Roles = RoleBook.BuiltIn.With(names.Roles),
            Facts = FactBook.BuiltIn.With(names.Facts),
        };
        return new Definition(procedure, names.Compose(text, written, file), file, yaml)
        {
            Unreadable = [.. unreadable],
            Shared = shared,
            Says = names.Says(root),
        };
    }

    private Block ReadBlock(string prefix, string at, string start, JsonObject steps)
    {
        var read = steps.Select(s => ReadStep(prefix + s.Key, s.Key, $"{at}.{s.Key}", s.Value)).OfType<Step>();
        return new Block(start, read.ToDictionary(s => s.Name, StringComparer.Ordinal));
    }

    private Step? ReadStep(string path, string name, string at, JsonNode? node)
    {
        var step = TryStep(path, name, at, node);
        if (step is null)
            unreadable.Add(path);
        return step;
    }

    private Step? TryStep(string path, string name, string at, JsonNode? node)
    {
        if (names.IsTorn(path) || strict.Read(node, typeof(StepText), at, path) is not StepText text)
            return null;
        if (!ActivityTypes.All.TryGetValue(text.Activity, out var type))
        {
            strict.Report($"{at}.activity", path, $"没有“{text.Activity}”这种活动类型；{Spelling.Nearest(text.Activity, ActivityTypes.All.Keys)}");
            return null;
        }

        var branches = (text.Branches ?? ImmutableDictionary<string, BlockText>.Empty).ToImmutableSortedDictionary(
            b => b.Key,
            b => ReadBlock($"{path}/{b.Key}/", $"{at}.branches.{b.Key}.steps", b.Value.Start, b.Value.Steps),
            StringComparer.Ordinal);
        if (strict.Read(text.With ?? [], type.Type, $"{at}.with", path) is not Activity activity)
            return null;

        return new Step
        {
            Name = name,
            Title = text.Title,
            Hint = text.Hint,
            Number = text.Number,
            Activity = activity,
            Next = text.Next.ToImmutableSortedDictionary(n => n.Key, n => Target.Read(n.Key, n.Value), StringComparer.Ordinal),
            Branches = branches,
            Rules = text.Rules,
            Deadlines = text.Deadlines,
            SendBackTo = text.SendBackTo,
            ReportsTo = text.ReportsTo,
        };
    }
}
