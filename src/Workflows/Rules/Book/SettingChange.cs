namespace Workflows.Rules;

/// <summary>That a setting is to have another value.</summary>
/// <param name="Before">The value that it had when that was proposed.</param>
public sealed record SettingChange(string Key, string Before, string Value)
{
    /// <summary>Why it cannot be decided so any more, in Chinese; null when it can.</summary>
    public string? WhyNot(Settings settings) =>
        !settings.Has(Key) ? "这项设置已经没有了。"
        : settings.Get(Key) != Before ? "这项设置刚刚有人作过决定。"
        : settings.Validate(Key, Value);
}
