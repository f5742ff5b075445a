using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>What a shared file holds, and what a published text has from such files: with it the text says everything by itself.</summary>
internal sealed record SharedText
{
    [Key("共用时限", "名称: 时限；步骤写 deadlines: [名称]。", Example = "{ reply-5wd: { title: 答复, within: P5WD, article: 本单位约定 } }")]
    public IReadOnlyDictionary<string, DeadlineUse> Deadlines { get; init; } = ImmutableDictionary<string, DeadlineUse>.Empty;

    [Key("共用填报项", "名称: 填报项；步骤写 fields: [名称]。", Example = "{ decision-number: { label: 文号, max: 30 } }")]
    public ImmutableArray<Field> Fields { get; init; } = [];

    [Key("名册数据", "名称: 问名册什么；定义写 facts.名称。", Example = "{ union-chairs: { title: 工会主席, list: posts, roles: [union-chair], of: superior } }")]
    public IReadOnlyDictionary<string, FactText> Facts { get; init; } = ImmutableDictionary<string, FactText>.Empty;

    [Key("本单位的职务", "键名: 职务；定义写 by: 键名。", Example = "{ union-chair: { title: 工会主席, unit-kinds: [agency-committee], single: true } }")]
    public IReadOnlyDictionary<string, RoleText> Roles { get; init; } = ImmutableDictionary<string, RoleText>.Empty;

    [Key("本单位的设置", "键名: 设置；定义写 setting:键名。")]
    public IReadOnlyDictionary<string, SettingText> Settings { get; init; } = ImmutableDictionary<string, SettingText>.Empty;
}

/// <summary>What the definitions of a folder share by name: deadlines, fields, and the office's own settings, roles and facts.</summary>
public sealed record Shared
{
    /// <summary>What is shared → the type that one of it is read into.</summary>
    private static readonly ImmutableSortedDictionary<string, Type> types =
        new Dictionary<string, Type>(StringComparer.Ordinal)
        {
            ["deadlines"] = typeof(DeadlineUse),
            ["facts"] = typeof(FactText),
            ["fields"] = typeof(Field),
            ["roles"] = typeof(RoleText),
            ["settings"] = typeof(SettingText),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static Shared None { get; } = new();

    /// <summary>What → name → as written.</summary>
    private ImmutableDictionary<string, ImmutableSortedDictionary<string, JsonNode>> Written { get; init; } =
        types.Keys.ToImmutableDictionary(k => k, _ => ImmutableSortedDictionary.Create<string, JsonNode>(StringComparer.Ordinal));

    /// <summary>Name → the definition that others begin with.</summary>
    public ImmutableSortedDictionary<string, JsonObject> Templates { get; private init; } =
        ImmutableSortedDictionary.Create<string, JsonObject>(StringComparer.Ordinal);

    /// <summary>Path → the steps with which a definition goes on there.</summary>
    internal ImmutableDictionary<string, StepFile> StepFiles { get; private init; } = ImmutableDictionary<string, StepFile>.Empty;

    /// <summary>The office's own settings.</summary>
    public ImmutableArray<DeclaredSetting> Settings { get; private init; } = [];

    /// <summary>The office's own roles.</summary>
    public ImmutableArray<Role> Roles { get; private init; } = [];

    /// <summary>The office's own facts.</summary>
    public ImmutableArray<Fact> Facts { get; private init; } = [];

    /// <summary>Every setting that a definition of the folder may name.</summary>
    public Rules.Settings AllSettings => Rules.Settings.Standard.Declaring(Settings.Select(s => s.Info));

    /// <summary>Is this one of the files that hold what definitions share? It is known by its name, wherever it lies.</summary>
    public static bool IsFile(string path) => types.Keys.Any(k => Path.GetFileName(path) == $"{k}.yaml") && !DefinitionLayout.IsTemplate(path) && !DefinitionLayout.IsSteps(path);

    /// <summary>Everything below a folder that definitions share, begin with or go on with.</summary>
    public static Shared ReadFolder(string folder, ICollection<Mistake> mistakes) =>
        DefinitionLayout.Beside(folder).Aggregate(None, (shared, path) => shared.WithAny(Path.GetRelativePath(folder, path), File.ReadAllText(path), mistakes));

    /// <summary>With one more of the files that <see cref="DefinitionLayout.Beside"/> lists.</summary>
    public Shared WithAny(string file, string text, ICollection<Mistake> mistakes) =>
        DefinitionLayout.IsTemplate(file) ? WithTemplate(text, file, mistakes)
        : DefinitionLayout.IsSteps(file) ? WithSteps(text, file, mistakes)
        : With(text, file, mistakes);

    /// <summary>The block of a published text, which was looked through when it was published.</summary>
    public static Shared Of(JsonObject block, string file) => None.With(block.ToJsonString(), file, [], isPublished: true);

    /// <summary>Settings that no definition of the folder asks for.</summary>
    public IEnumerable<Mistake> IdleIn(string folder)
    {
        var texts = DefinitionLayout.Definitions(folder).Concat(DefinitionLayout.Beside(folder)).Select(File.ReadAllText).ToArray();
        return Settings.Where(s => !texts.Any(t => t.Contains($"setting:{s.Info.Key}", StringComparison.Ordinal)))
            .Select(s => new Mistake(s.File, s.Line, "", $"设置 {s.Info.Key} 没有流程用到：请在定义中写 setting:{s.Info.Key}，或者删去。"));
    }

    public IEnumerable<string> NamesOf(string kind) => Written[kind].Keys;

    /// <summary>One of them as written; null when there is none of that name.</summary>
    public JsonNode? Find(string kind, string name) => Written[kind].GetValueOrDefault(name)?.DeepClone();

    /// <summary>Some of them, as they stand at the end of a published text.</summary>
    public JsonObject Only(IEnumerable<(string Kind, string Name)> used)
    {
        var block = new JsonObject();
        foreach (var (kind, name) in used.OrderBy(u => u.Kind, StringComparer.Ordinal).ThenBy(u => u.Name, StringComparer.Ordinal))
        {
            block[kind] ??= new JsonObject();
            block[kind]![name] = Find(kind, name);
        }

        return block;
    }

    /// <summary>The templates and nothing else.</summary>
    public Shared TemplatesAlone() => None with { Templates = Templates };

    private Shared WithSteps(string text, string file, ICollection<Mistake> mistakes)
    {
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return this;
        if (yaml.Root is JsonObject steps)
            return this with { StepFiles = StepFiles.SetItem(file, new StepFile(text, yaml, steps)) };

        mistakes.Add(new Mistake(file, 1, "", "这个文件应是“步骤名: 步骤”的表。"));
        return this;
    }

    /// <summary>With one more template, called as its file is; one that cannot be read is told and left out.</summary>
    private Shared WithTemplate(string text, string file, ICollection<Mistake> mistakes) =>
        YamlText.Read(text, file, mistakes)?.Root is JsonObject root
            ? this with { Templates = Templates.SetItem(Path.GetFileNameWithoutExtension(file), root) }
            : this;

    /// <summary>With one more file; what has a mistake is told and left out.</summary>
    public Shared With(string text, string file, ICollection<Mistake> mistakes, bool isPublished = false)
    {
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return this;
        if (yaml.Root is not JsonObject root)
        {
            mistakes.Add(new Mistake(file, 1, "", $"文件应以 {string.Join("、", types.Keys)} 中的一个键开始。"));
            return this;
        }

        var strict = DefinitionJson.Strict(yaml, file, mistakes, isPublished);
        foreach (var key in root.Select(r => r.Key).Where(k => !types.ContainsKey(k)))
            strict.Report($"$.{key}", "", $"未知的键“{key}”；{Spelling.Nearest(key, types.Keys)}");
        var all = this;
        foreach (var (kind, type) in types.Where(t => root.ContainsKey(t.Key)).OrderBy(t => t.Key != "roles"))
        {
            if (root[kind] is not JsonObject map)
            {
                strict.Report($"$.{kind}", "", $"{kind} 应为“名称: 内容”的表。");
                continue;
            }

            foreach (var (name, node) in map)
            {
                var at = $"$.{kind}.{name}";
                var written = WithName(type, name, node);
                if (all.Written[kind].ContainsKey(name))
                    strict.Report(at, "", $"“{name}”在另一个文件的 {kind} 中已经写过；一个名称只写一次。");
                else if (strict.Read(written, type, at, "") is { } value && written is not null)
                    all = all.With(kind, name, written, value, says => strict.Report(at, "", says), new(file, yaml.LineOf(at)));
            }
        }

        return all;
    }

    private Shared With(string kind, string name, JsonNode written, object value, Action<string> report, (string File, int Line) place)
    {
        var setting = value is SettingText text ? SettingFile.InfoOf(name, text) : null;
        var role = value is RoleText post ? RoleBook.Of(name, post) : null;
        var says = value switch
        {
            SettingText own => MistakeOf(setting!, own),
            RoleText => RoleBook.MistakeOf(role!, Roles),
            FactText when FactBook.BuiltIn.Find(name) is not null => "这是内置的名册数据，请换一个名称。",
            FactText own => own.Mistake(RoleBook.BuiltIn.With(Roles)),
            _ => null,
        };
        if (says is not null)
        {
            report($"{value switch { SettingText => "设置", RoleText => "职务", _ => "名册数据" }} {name}：{says}");
            return this;
        }

        return this with
        {
            Written = Written.SetItem(kind, Written[kind].Add(name, written)),
            Settings = setting is null ? Settings : Settings.Add(new DeclaredSetting(setting with { IsOwn = true }, place.File, place.Line)),
            Roles = role is null ? Roles : Roles.Add(role),
            Facts = value is FactText fact ? Facts.Add(fact.Named(name) with { IsOwn = true }) : Facts,
        };
    }

    private static string? MistakeOf(SettingInfo setting, SettingText text) => SettingFile.BuiltIn.ContainsKey(setting.Key)
        ? "这是内置的设置，不能重新声明；要改它的值，请在“管理 → 设置”中决定。"
        : SettingFile.MistakeOf(setting, text);

    /// <summary>A deadline is called as its entry is.</summary>
    private static JsonNode? WithName(Type type, string name, JsonNode? node)
    {
        if (type != typeof(DeadlineUse) || node is not JsonObject map || map.ContainsKey("name"))
            return node?.DeepClone();
        return new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())).Prepend(KeyValuePair.Create("name", (JsonNode?)name)));
    }
}
