using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>A period as a definition states it. Read once, by <see cref="Read"/>.</summary>
[JsonConverter(typeof(AsText))]
public abstract record StatedPeriod
{
    private StatedPeriod()
    {
    }

    /// <summary>The rules by whose setting it is counted.</summary>
    public virtual IEnumerable<string> Rules => [];

    /// <summary>The period under these settings; null when it states none.</summary>
    public abstract Period? Find(Settings settings);

    /// <exception cref="FormatException">Lint lets no such text through.</exception>
    public Period Of(Settings settings) => Find(settings) ?? throw new FormatException($"“{this}” states no period.");

    /// <summary>What is wrong with it, in Chinese; null when nothing is.</summary>
    public string? Mistake(Settings settings) => Find(settings) is null ? $"“{this}”不是期间，应如 P1M、P5WD、P-3D，或者引用设置 setting:名称。" : null;

    /// <summary>Reads <c>P10WD</c>, <c>setting:key</c> (the setting that holds it) or <c>-setting:key</c> (its period backwards).</summary>
    public static StatedPeriod Read(string text) =>
        Period.TryParse(text, out var period) ? new Written(period)
        : Source.Read(text.TrimStart('-')) is Source.Setting(var key) ? new OfSetting(key, text.StartsWith('-'))
        : new Unreadable(text);

    public sealed record Written(Period Period) : StatedPeriod
    {
        public override Period? Find(Settings settings) => Period;

        public override string ToString() => Period.ToString();
    }

    public sealed record OfSetting(string Key, bool IsBackwards) : StatedPeriod
    {
        public override IEnumerable<string> Rules => Settings.Standard.Find(Key)?.Rules ?? [];

        public override Period? Find(Settings settings) =>
            !settings.Has(Key) || !Period.TryParse(settings.Get(Key), out var set) ? null : IsBackwards ? set.Backwards() : set;

        public override string ToString() => $"{(IsBackwards ? "-" : "")}setting:{Key}";
    }

    /// <summary>Something else, kept for the mistake that tells of it.</summary>
    public sealed record Unreadable(string Text) : StatedPeriod
    {
        public override Period? Find(Settings settings) => null;

        public override string ToString() => Text;
    }

    private sealed class AsText : JsonConverter<StatedPeriod>
    {
        public override StatedPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            StatedPeriod.Read(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");

        public override void Write(Utf8JsonWriter writer, StatedPeriod value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
