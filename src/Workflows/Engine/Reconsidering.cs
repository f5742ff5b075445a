using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.Engine;

/// <summary>A value that a step read has been corrected since it was left.</summary>
/// <param name="Left">How it was left.</param>
/// <param name="Was">Full names of the data that were corrected, with what they were.</param>
/// <param name="Departures">Soft rules that the correction departs from.</param>
public sealed record Reconsidering(Leaving Left, IReadOnlyDictionary<string, JsonNode?> Was, ImmutableArray<Departure> Departures)
{
    private static readonly Problem past = Problem.Refused("rests-on", "当时核对所用的其他内容此后已有变化，不能再按更正后的内容重新核对。");

    /// <summary>Does a source, as seen from a step, look at anything that was corrected?</summary>
    public bool Touches(Run run, string path, Source? source) => Was.Keys.Any(name => Readings.Reads(run.Procedure, path, source, name));

    public bool Touches(Run run, string path, IEnumerable<Source> sources) => sources.Any(s => Touches(run, path, s));

    /// <summary>Must a rule be asked again? Why it cannot be, when what else it was asked with is not what it was.</summary>
    public bool MustAsk(Run run, string path, RuleUse use, out Problem? cannot)
    {
        cannot = null;
        var sources = Readings.SourcesOf(use).ToArray();
        if (!Touches(run, path, sources))
            return false;
        if (IsPast(run, path, sources) is not { } changed)
            return true;

        // Another day under the same law asks nothing anew.
        var byDayAlone = !Touches(run, path, Readings.SourcesOf(use with { AsOf = null }));
        cannot = byDayAlone && !IsOtherLaw(run, path, use.Rule, use.AsOf!) ? null : changed;
        return false;
    }

    /// <summary>That what these sources look at besides was set by another step since; null when it is as it was.</summary>
    public Problem? IsPast(Run run, string path, IEnumerable<Source> sources) =>
        sources.Where(s => !Touches(run, path, s)).SelectMany(s => s.Names).Select(name => DatumOf(run, path, name)).OfType<Datum>()
            .Any(d => d.Path != path && run.Case.Left.GetValueOrDefault(d.Path)?.At > Left.At) ? past : null;

    /// <summary>Has the day of a source moved to where another text of the rule is in force?</summary>
    public bool IsOtherLaw(Run run, string path, string rule, Source source) =>
        DayBefore(run, path, source) is not { } was || Json.Day(run.Value(path, source)) is not { } now
        || run.World.Rules.Find(rule, was) != run.World.Rules.Find(rule, now);

    /// <summary>The day that a source was before.</summary>
    public DateOnly? DayBefore(Run run, string path, Source source) =>
        Was.Where(w => Readings.Reads(run.Procedure, path, source, w.Key)).Select(w => Json.Day(w.Value)).FirstOrDefault();

    private static Datum? DatumOf(Run run, string path, string name) =>
        run.Datum(path, name) ?? (name.LastIndexOf('.') is > 0 and var dot ? run.Datum(path, name[..dot]) : null);
}
