using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>Where a value comes from. A definition says which, never how to compute. Read once, by <see cref="Read(string)"/>.</summary>
[JsonConverter(typeof(AsText))]
public abstract record Source
{
    private const string OfFacts = "facts.";

    /// <summary>Words before a colon, and what they make of the source behind it.</summary>
    private static readonly ImmutableDictionary<string, Func<string, Source>> prefixes =
        new Dictionary<string, Func<string, Source>>(StringComparer.Ordinal)
    {
        ["count"] = text => new Count(Read(text)),
        ["known"] = text => new Known(Read(text)),
        ["minus"] = text => new Minus(Read(text)),
        ["names"] = text => new NamesOf(Read(text)),
        ["latest"] = text => new Latest([.. text.Split(',', StringSplitOptions.TrimEntries).Select(Read)]),
        ["member-since"] = text => new MemberSince(Read(text)),
        ["setting"] = text => new Setting(text),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private Source()
    {
    }

    /// <summary>The day of the move.</summary>
    public static Source Today { get; } = new Moment("today", "今天", (run, _) => run.Today);

    /// <summary>The day on which the case began.</summary>
    public static Source CaseOpenedOn { get; } = new Moment("case.opened-on", "事项发起之日", (run, _) => run.Case.OpenedOn);

    /// <summary>The day on which the case came to the step that asks.</summary>
    public static Source StepEnteredOn { get; } =
        new Moment("step.entered-on", "来到这一步之日", (run, path) => run.Case.Places.GetValueOrDefault(path)?.EnteredOn);

    /// <summary>The same for a deadline: the case's first day where it belongs to no step.</summary>
    public static Source Entered { get; } =
        new Moment("entered", "收到之日", (run, path) => run.Case.Places.GetValueOrDefault(path)?.EnteredOn ?? run.Case.OpenedOn);

    /// <summary>Data that it looks at, named as in the step's own scope.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>Does it name just this datum?</summary>
    public bool Is(string name) => this is Named named && named.Name == name;

    /// <summary>The single sources that it consists of.</summary>
    public virtual ImmutableArray<Source> Parts => [this];

    /// <summary>What it is worth at a step; null when the case does not know it (yet).</summary>
    public abstract JsonNode? Value(Run run, string path);

    /// <summary>What it is called in Chinese; null when it has no name of its own.</summary>
    public virtual string? Label(Procedure procedure) => null;

    /// <summary>What is wrong with it, in Chinese; null when it can be known.</summary>
    /// <param name="procedure">Whose source it is.</param>
    /// <param name="ofName">What is wrong with a data name.</param>
    public virtual string? Mistake(Procedure procedure, Func<string, string?> ofName) => Names.Select(ofName).FirstOrDefault(m => m is not null);

    /// <summary>
    /// Reads a data name of the step's own scope, <c>name.property</c> (of rows: that column), <c>facts.x</c>, <c>facts.x@day</c>,
    /// <c>count:</c>, <c>known:</c> (true or false), <c>minus:</c>, <c>names:</c> (people's names), <c>latest:a,b</c>,
    /// <c>member-since:</c> (党龄), <c>setting:key</c>, <c>today</c>, <c>case.opened-on</c>, <c>step.entered-on</c>, a number, or <c>=text</c>.
    /// </summary>
    public static Source Read(string text)
    {
        if (text.StartsWith('='))
            return new Literal(JsonValue.Create(text[1..]));
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return new Literal(JsonValue.Create(number));
        if (new[] { Today, CaseOpenedOn, StepEnteredOn, Entered }.FirstOrDefault(m => m.ToString() == text) is { } moment)
            return moment;
        if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && prefixes.TryGetValue(text[..colon], out var read))
            return read(text[(colon + 1)..]);
        if (!text.StartsWith(OfFacts, StringComparison.Ordinal))
            return new Named(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new OfRegister(text[OfFacts.Length..], null) : new OfRegister(text[OfFacts.Length..at], Read(text[(at + 1)..]));
    }

    /// <summary>A text is read as a source; anything else stands for itself.</summary>
    public static Source Read(JsonNode? node) => Json.String(node) is { } text ? Read(text) : new Literal(node?.DeepClone());

    /// <summary>A value that is known already.</summary>
    public static Source Of(JsonNode? value) => new Literal(value);

    /// <summary>Written out in the definition.</summary>
    public sealed record Literal(JsonNode? Node) : Source
    {
        public override JsonNode? Value(Run run, string path) => Node;

        public override string? Mistake(Procedure procedure, Func<string, string?> ofName) => Node is null ? "没有写明来源" : null;

        public bool Equals(Literal? other) => other is not null && JsonNode.DeepEquals(Node, other.Node);

        public override int GetHashCode() => Node?.ToJsonString().GetHashCode(StringComparison.Ordinal) ?? 0;

        public override string ToString() => Json.String(Node) is { } text ? "=" + text : Node?.ToJsonString(Json.Options) ?? "";
    }

    /// <summary>A datum that a step filled in, a property of it, or a column of its rows.</summary>
    public sealed record Named(string Name) : Source
    {
        public override IEnumerable<string> Names => [Name];

        public override JsonNode? Value(Run run, string path)
        {
            if (run.Datum(path, Name) is { } datum)
                return datum.Value;
            var dot = Name.LastIndexOf('.');
            return dot < 0 ? null : run.Datum(path, Name[..dot])?.Value switch
            {
                JsonObject record => record[Name[(dot + 1)..]],
                JsonArray rows => Json.List(Json.Rows(rows).Select(r => Json.String(r[Name[(dot + 1)..]])).OfType<string>()),
                _ => null,
            };
        }

        public override string? Label(Procedure procedure) => Labels.Of(procedure, Name) is var label && label != Name ? label : null;

        public override string ToString() => Name;
    }

    /// <summary>What the register knows (<see cref="FactBook"/>), on the day of the move or on another one.</summary>
    public sealed record OfRegister(string Name, Source? On) : Source
    {
        /// <summary>What it asks the register for; null when there is no such fact.</summary>
        public Fact? In(Procedure procedure) => procedure.Facts.Find(Name);

        public override IEnumerable<string> Names => On?.Names ?? [];

        public override JsonNode? Value(Run run, string path)
        {
            var day = On is null ? run.Today : Json.Day(On.Value(run, path));
            return day is { } on ? In(run.Procedure)?.Of(new(run.World.Register, run.Case.Unit, run.Case.Subject, on)) : null;
        }

        public override string? Label(Procedure procedure) => In(procedure)?.Title;

        public override string? Mistake(Procedure procedure, Func<string, string?> ofName) => In(procedure) is null
            ? $"名册中没有“{Name}”；{Spelling.Nearest(Name, procedure.Facts.All.Select(f => f.Name))}"
            : On?.Mistake(procedure, ofName);

        public override string ToString() => $"{OfFacts}{Name}{(On is null ? "" : $"@{On}")}";
    }

    /// <summary>What a setting says.</summary>
    public sealed record Setting(string Key) : Source
    {
        public override JsonNode? Value(Run run, string path)
        {
            var value = run.World.Settings.Get(Key);
            return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : JsonValue.Create(value);
        }

        public override string? Label(Procedure procedure) => procedure.Settings.Find(Key)?.Label;

        public override string? Mistake(Procedure procedure, Func<string, string?> ofName) => procedure.Settings.Has(Key)
            ? null
            : $"没有“{Key}”这一设置；{Spelling.Nearest(Key, procedure.Settings.All.Select(s => s.Key))}";

        public override string ToString() => $"setting:{Key}";
    }

    /// <summary>A day that every case knows.</summary>
    public sealed record Moment(string Text, string Title, Func<Run, string, DateOnly?> Day) : Source
    {
        public override JsonNode? Value(Run run, string path) => Day(run, path) is { } day ? Json.Of(day) : null;

        public override string? Label(Procedure procedure) => Title;

        public override string ToString() => Text;
    }

    /// <summary>How many there are in a list; 0 for none.</summary>
    public sealed record Count(Source Inner) : Derived("count", Inner)
    {
        public override JsonNode? Value(Run run, string path) => JsonValue.Create((Inner.Value(run, path) as JsonArray)?.Count ?? 0);
    }

    /// <summary>Does the case know it? What is empty it does not.</summary>
    public sealed record Known(Source Inner) : Derived("known", Inner)
    {
        public override JsonNode? Value(Run run, string path) => JsonValue.Create(!Json.IsEmpty(Inner.Value(run, path)));
    }

    /// <summary>A number the other way round.</summary>
    public sealed record Minus(Source Inner) : Derived("minus", Inner)
    {
        public override JsonNode? Value(Run run, string path) =>
            Json.Number(Inner.Value(run, path)) is { } positive ? JsonValue.Create(-positive) : null;
    }

    /// <summary>People's names for their ids.</summary>
    public sealed record NamesOf(Source Inner) : Derived("names", Inner)
    {
        public override JsonNode? Value(Run run, string path) =>
            Json.List(Json.Strings(Inner.Value(run, path)).Select(run.World.Register.NameOf));
    }

    /// <summary>The day from which somebody's years in the party count (党龄), the latest of several people's.</summary>
    public sealed record MemberSince(Source Inner) : Derived("member-since", Inner)
    {
        public override JsonNode? Value(Run run, string path)
        {
            var days = Json.Strings(Inner.Value(run, path))
                .Select(p => run.World.Register.MembershipsOf(p).FirstOrDefault(m => m.Stage == MembershipStage.Full)?.From).ToArray();
            return days.Length == 0 || days.Contains(null) ? null : Json.Of(days.Max()!.Value);
        }
    }

    /// <summary>The latest of several days.</summary>
    public sealed record Latest(ImmutableArray<Source> Days) : Source
    {
        public override ImmutableArray<Source> Parts => Days;

        public override IEnumerable<string> Names => Days.SelectMany(s => s.Names);

        public override JsonNode? Value(Run run, string path) =>
            Days.Select(s => Json.Day(s.Value(run, path))).Max() is { } day ? Json.Of(day) : null;

        public override string? Mistake(Procedure procedure, Func<string, string?> ofName) =>
            Days.Select(s => s.Mistake(procedure, ofName)).FirstOrDefault(m => m is not null);

        public bool Equals(Latest? other) => other is not null && Days.SequenceEqual(other.Days);

        public override int GetHashCode() => Days.Aggregate(0, HashCode.Combine);

        public override string ToString() => $"latest:{string.Join(',', Days)}";
    }

    /// <summary>Something made of one other source.</summary>
    public abstract record Derived(string Word, Source Inner) : Source
    {
        public sealed override IEnumerable<string> Names => Inner.Names;

        public sealed override string? Mistake(Procedure procedure, Func<string, string?> ofName) => Inner.Mistake(procedure, ofName);

        public sealed override string ToString() => $"{Word}:{Inner}";
    }

    private sealed class AsText : JsonConverter<Source>
    {
        public override bool HandleNull => true;

        public override Source Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Source.Read(JsonNode.Parse(ref reader));

        public override void Write(Utf8JsonWriter writer, Source value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
