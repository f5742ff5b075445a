using System.Collections.Immutable;
using System.Reflection;

namespace Workflows.Organisation;

/// <summary>A role that a procedure may ask for.</summary>
/// <param name="Key">Kebab-case name used in definitions.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Nature">Is it held by appointment, or does it follow from the register?</param>
public sealed record Role(string Key, string Title, RoleNature Nature)
{
    /// <summary>The groups it belongs to.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Kinds of units that have it, such as <c>agency-committee</c>; empty: every kind.</summary>
    public ImmutableArray<string> UnitKinds { get; init; } = [];

    /// <summary>True when one person at a time holds it in a unit.</summary>
    public bool IsSingle { get; init; }

    /// <summary>True when a file of the office declares it.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>Where the holders of a role come from.</summary>
public enum RoleNature
{
    /// <summary>A stored post that makes its holder a member of the unit's committee.</summary>
    Committee,

    /// <summary>A stored post outside the committee.</summary>
    Office,

    /// <summary>Follows from the register; never stored as a post.</summary>
    Derived,
}

/// <summary>An office's own role as a file declares it: a post outside the committee.</summary>
public record RoleText
{
    [Key("名称", "职务表、待办和历程中的叫法。", Example = "工会主席")]
    public required string Title { get; init; }

    [Key("适用党组织", "只有这几类党组织有这个职务；不写就是都有。", Example = "[agency-committee]")]
    public ImmutableArray<string> UnitKinds { get; init; } = [];

    [Key("只设一人", "true：一个党组织同一时间只有一人任职。")]
    public bool Single { get; init; }
}

/// <summary>Every role by key: the built-in ones and those that an office declares; immutable.</summary>
public sealed class RoleBook
{
    private readonly ImmutableDictionary<string, string> groups;
    private readonly ImmutableDictionary<string, Role> byKey;

    private RoleBook(ImmutableArray<Role> all, ImmutableDictionary<string, string> groups) =>
        (All, this.groups, byKey) = (all, groups, all.ToImmutableDictionary(r => r.Key, StringComparer.Ordinal));

    /// <summary>What comes with the library.</summary>
    public static RoleBook BuiltIn { get; } = ReadBuiltIn();

    /// <summary>All roles, in the order in which a page lists them.</summary>
    public ImmutableArray<Role> All { get; }

    /// <summary>Those that an office declares.</summary>
    public IEnumerable<Role> Own => All.Where(r => r.IsOwn);

    /// <summary>What a definition may ask: roles and groups of them.</summary>
    public IEnumerable<string> Names => All.Select(r => r.Key).Concat(groups.Keys);

    public Role? Find(string key) => byKey.GetValueOrDefault(key);

    public bool IsGroup(string key) => groups.ContainsKey(key);

    public bool Has(string key) => byKey.ContainsKey(key) || IsGroup(key);

    /// <summary>Chinese title of a role or of a group; the key itself when there is no such role.</summary>
    public string TitleOf(string key) => groups.GetValueOrDefault(key) ?? Find(key)?.Title ?? key;

    /// <summary>The book and an office's own roles; a built-in one stays as it is.</summary>
    public RoleBook With(IEnumerable<Role> own)
    {
        var added = own.Where(o => BuiltIn.Find(o.Key) is null).ToArray();
        return added.Length == 0 ? this : new([.. All.Where(r => added.All(a => a.Key != r.Key)), .. added.Select(a => a with { IsOwn = true })], groups);
    }

    /// <summary>A role as an office declares it.</summary>
    public static Role Of(string key, RoleText text) =>
        new(key, text.Title, RoleNature.Office) { UnitKinds = text.UnitKinds, IsSingle = text.Single, IsOwn = true };

    /// <summary>What is wrong with such a role, in Chinese; null when nothing is.</summary>
    /// <param name="others">The own roles that are known already.</param>
    public static string? MistakeOf(Role role, IEnumerable<Role> others)
    {
        string[] kinds = [.. Enum.GetNames<UnitKind>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)];
        if (BuiltIn.Has(role.Key) || role.Key is "starter" or "person")
            return "这个名称已由系统使用，请换一个。";
        if (role.Key.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            return "键名只用英文小写、数字和连字符。";
        if (BuiltIn.All.Concat(others).FirstOrDefault(r => r.Title == role.Title) is { } same)
            return $"“{role.Title}”已是 {same.Key} 的名称，导入时分不清。";
        return role.UnitKinds.FirstOrDefault(k => !kinds.Contains(k)) is { } kind
            ? $"unit-kinds 中没有“{kind}”这一类党组织；{Spelling.Nearest(kind, kinds)}"
            : null;
    }

    private static RoleBook ReadBuiltIn()
    {
        var mistakes = new List<Mistake>();
        using var stream = new StreamReader(typeof(RoleBook).Assembly.GetManifestResourceStream("roles.yaml")!);
        var yaml = YamlText.Read(stream.ReadToEnd(), "roles.yaml", mistakes);
        var all = yaml is null ? null : new StrictText(yaml, "roles.yaml", mistakes).Read(yaml.Root, typeof(BuiltInText), "$", "") as BuiltInText;
        if (all is null || mistakes.Count > 0)
            throw new InvalidOperationException($"The built-in roles are wrong: {string.Join(' ', mistakes)}");

        var named = typeof(Roles).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
        if (named.FirstOrDefault(n => !all.Roles.ContainsKey(n)) is { } missing)
            throw new InvalidOperationException($"The code names the role {missing}, which roles.yaml does not have.");
        if (all.Roles.Values.SelectMany(r => r.Groups).FirstOrDefault(g => !all.Groups.ContainsKey(g)) is { } unknown)
            throw new InvalidOperationException($"There is no group {unknown} of roles.");
        return new(
            [.. all.Roles.Select(r => Of(r.Key, r.Value) with { Nature = r.Value.Nature, Groups = r.Value.Groups, IsOwn = false })],
            all.Groups.ToImmutableDictionary());
    }

    private sealed record BuiltInText
    {
        public required IReadOnlyDictionary<string, string> Groups { get; init; }

        public required IReadOnlyDictionary<string, BuiltInRole> Roles { get; init; }
    }

    private sealed record BuiltInRole : RoleText
    {
        public required RoleNature Nature { get; init; }

        public ImmutableArray<string> Groups { get; init; } = [];
    }
}
