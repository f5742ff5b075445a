using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.Rules;

/// <summary>What values a setting takes.</summary>
public enum SettingType
{
    Number,
    Period,
    Share,
    YesNo,
    Choice,
    Text,
}

/// <summary>A setting as a file declares it.</summary>
public sealed record SettingText
{
    [Key("名称", "设置页上的叫法。", Example = "主题党日方案提前多久报送")]
    public required string Title { get; init; }

    [Key("类型", "number 数字、period 期间、share 份额、yes-no 是否、choice 选项、text 文字。")]
    public required SettingType Type { get; init; }

    [Key("默认值", "没有人作过决定时用的值。", Example = "P3WD")]
    public required string Default { get; init; }

    [Key("单位", "写在数字后面。", Example = "天")]
    public string Unit { get; init; } = "";

    [Key("最小", "number 用：不能小于它。", Example = "1")]
    public int Min { get; init; }

    [Key("最大", "number 用：不能大于它。", Example = "30")]
    public int Max { get; init; } = 1_000_000;

    [Key("选项", "choice 用，yes-no 也可以写：取值: 中文名称。", Example = "{ false: 不顺延, true: 顺延 }")]
    public IReadOnlyDictionary<string, string> Choices { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    [Key("性质", "D 本单位约定，LOC 地方规定，GK 通行做法（没有查到原文）。")]
    public required string Standing { get; init; }

    [Key("为什么", "为什么要由人来定；写在设置页上。", Example = "条文没有写提前几天。")]
    public required string Why { get; init; }
}

/// <summary>A file of settings.</summary>
public sealed record SettingFileText
{
    [Key("设置", "键名: 设置；键名用英文小写加连字符。")]
    public required IReadOnlyDictionary<string, SettingText> Settings { get; init; }
}

/// <summary>A declared setting and where it stands.</summary>
public sealed record DeclaredSetting(SettingInfo Info, string File, int Line);

/// <summary>Reads files of settings strictly: every mistake with its place.</summary>
public static class SettingFile
{
    /// <summary>What the rules of this library ask for, by key; it comes with the library.</summary>
    public static ImmutableSortedDictionary<string, SettingInfo> BuiltIn { get; } = ReadBuiltIn();

    /// <summary>The settings of a text; those with a mistake are left out and told.</summary>
    public static ImmutableArray<DeclaredSetting> Read(string text, string file, ICollection<Mistake> mistakes) => Read(text, file, mistakes, isBuiltIn: false);

    private static ImmutableArray<DeclaredSetting> Read(string text, string file, ICollection<Mistake> mistakes, bool isBuiltIn)
    {
        if (YamlText.Read(text, file, mistakes) is not { } yaml
            || new StrictText(yaml, file, mistakes).Read(yaml.Root, typeof(SettingFileText), "$", "") is not SettingFileText all)
            return [];

        var read = ImmutableArray.CreateBuilder<DeclaredSetting>();
        foreach (var (key, one) in all.Settings)
        {
            var info = InfoOf(key, one);
            var line = yaml.LineOf($"$.settings.{key}");
            // The choices of a built-in one are those that its rule tells apart.
            if (!(isBuiltIn && one is { Type: SettingType.Choice, Choices.Count: 0 }) && MistakeOf(info, one) is { } says)
                mistakes.Add(new Mistake(file, line, "", $"设置 {key}：{says}"));
            else
                read.Add(new DeclaredSetting(info, file, line));
        }

        return read.ToImmutable();
    }

    /// <summary>A setting as its declaration says it.</summary>
    public static SettingInfo InfoOf(string key, SettingText text) => new(
        key, text.Title, text.Default, [.. ChoicesOf(text)], StatusOf(text.Standing) ?? RuleStatus.D, [])
    {
        Type = text.Type,
        Why = text.Why,
        Parameter = new RuleParameter(key, TypeOf(text.Type), new GivenAttribute(text.Title, text.Unit) { Min = text.Min, Max = text.Max }, null, null, false),
    };

    /// <summary>What is wrong with a declaration, in Chinese; null when nothing is.</summary>
    public static string? MistakeOf(SettingInfo info, SettingText text) => text switch
    {
        _ when StatusOf(text.Standing) is null => $"standing 应为 D、LOC 或 GK，不能是“{text.Standing}”。",
        { Min: var min, Max: var max } when min > max => "min 大于 max。",
        { Type: not SettingType.Number, Max: not 1_000_000 } or { Type: not SettingType.Number, Min: not 0 } => "min、max 只用于 number。",
        { Type: not (SettingType.Choice or SettingType.YesNo), Choices.Count: > 0 } => "choices 只用于 choice 和 yes-no。",
        { Type: SettingType.YesNo, Choices.Count: > 0 } when !text.Choices.Keys.Order(StringComparer.Ordinal).SequenceEqual(["false", "true"]) =>
            "yes-no 的 choices 应写 true 和 false 两项。",
        _ when info.Validate(text.Default) is { } says => $"默认值不合适：{says}",
        _ => null,
    };

    /// <summary>What an article says by itself is a rule and no setting.</summary>
    private static RuleStatus? StatusOf(string standing) =>
        Enum.TryParse<RuleStatus>(standing, out var status) && Enum.IsDefined(status) && status != RuleStatus.V1 ? status : null;

    private static IEnumerable<Choice> ChoicesOf(SettingText text) =>
        text is { Type: SettingType.YesNo, Choices.Count: 0 } ? [new("true", "是"), new("false", "否")] : text.Choices.Select(c => new Choice(c.Key, c.Value));

    private static Type TypeOf(SettingType type) => type switch
    {
        SettingType.Number => typeof(int),
        SettingType.Period => typeof(Period),
        SettingType.Share => typeof(Share),
        SettingType.YesNo => typeof(bool),
        SettingType.Choice or SettingType.Text => typeof(string),
        _ => throw new JsonException($"Type {type}."),
    };

    private static ImmutableSortedDictionary<string, SettingInfo> ReadBuiltIn()
    {
        var assembly = typeof(SettingFile).Assembly;
        var mistakes = new List<Mistake>();
        var read = new List<DeclaredSetting>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("settings/", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            read.AddRange(Read(text.ReadToEnd(), name, mistakes, isBuiltIn: true));
        }

        return mistakes is [var first, ..]
            ? throw new InvalidOperationException($"The built-in settings are wrong: {first}")
            : read.ToImmutableSortedDictionary(d => d.Info.Key, d => d.Info, StringComparer.Ordinal);
    }
}
