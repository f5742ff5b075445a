using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>
/// A period as a definition states it: written out (<c>P10WD</c>), or the setting that holds it (<c>setting:key</c>);
/// <c>-setting:key</c> counts the setting's period backwards.
/// </summary>
public static class StatedPeriod
{
    private const string Prefix = "setting:";

    /// <summary>The key of the setting that it rests on; null when it is written out.</summary>
    public static string? SettingOf(string stated) =>
        stated.TrimStart('-') is var name && name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : null;

    /// <summary>The period under these settings; null when the text is neither a period nor a setting that holds one.</summary>
    public static Period? Find(string stated, Settings settings)
    {
        if (SettingOf(stated) is not { } key)
            return Period.TryParse(stated, out var written) ? written : null;
        if (!settings.Has(key) || !Period.TryParse(settings.Get(key), out var set))
            return null;
        return stated.StartsWith('-') ? set.Backwards() : set;
    }

    /// <exception cref="FormatException">Lint lets no such text through.</exception>
    public static Period Of(string stated, Settings settings) => Find(stated, settings) ?? throw new FormatException($"“{stated}” states no period.");

    /// <summary>The rules by whose setting it is counted.</summary>
    public static IEnumerable<string> RulesOf(string stated) =>
        SettingOf(stated) is { } key ? Settings.Standard.All.Where(s => s.Key == key).SelectMany(s => s.Rules) : [];
}
