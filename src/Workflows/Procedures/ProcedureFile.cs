using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>What stands at the top of a definition.</summary>
internal sealed record ProcedureHead
{
    public required string Procedure { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public ImmutableArray<Who> OpenBy { get; init; } = [];

    public ImmutableArray<string> UnitKinds { get; init; } = [];

    public bool OnePerUnit { get; init; }

    /// <summary>The stages in which a person may be whom a case is about; <c>none</c> for somebody in no stage.</summary>
    public ImmutableArray<string> About { get; init; } = [];

    /// <summary>True for a sub-flow that is only called.</summary>
    public bool Part { get; init; }

    /// <summary>Names that a caller gives to a sub-flow.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    public Recurrence? Recurs { get; init; }

    public Acceptance? Accepts { get; init; }

    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    public ImmutableArray<string> SuperiorMayEnd { get; init; } = [];

    public required string Start { get; init; }

    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    public required JsonObject Steps { get; init; }
}

/// <summary>What stands in a step besides its activity's settings.</summary>
internal sealed record StepText
{
    public required string Title { get; init; }

    public string Hint { get; init; } = "";

    public string Number { get; init; } = "";

    public required string Activity { get; init; }

    public JsonObject? With { get; init; }

    public IReadOnlyDictionary<string, string> Next { get; init; } = ImmutableDictionary<string, string>.Empty;

    public IReadOnlyDictionary<string, BlockText>? Branches { get; init; }

    public ImmutableArray<RuleUse> Rules { get; init; } = [];

    public ImmutableArray<DeadlineUse> Deadlines { get; init; } = [];

    public ImmutableArray<string> SendBackTo { get; init; } = [];
}

internal sealed record BlockText
{
    public required string Start { get; init; }

    public required JsonObject Steps { get; init; }
}

/// <summary>One definition file: text → a procedure whose calls are not resolved yet, or all of its mistakes.</summary>
public sealed class ProcedureFile
{
    private readonly StrictText strict;
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    private ProcedureFile(YamlText yaml, string file, ICollection<Mistake> mistakes) => strict = new StrictText(yaml, file, mistakes);

    /// <summary>Reads a definition; null and mistakes when it cannot be used.</summary>
    public static Definition? Read(string text, string file, ICollection<Mistake> mistakes)
    {
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return null;
        if (yaml.Root is not JsonObject root)
        {
            mistakes.Add(new Mistake(file, 1, "", "定义应以 procedure、version、title … 等键开始。"));
            return null;
        }

        return new ProcedureFile(yaml, file, mistakes).Read(root, text, yaml, file);
    }

    private Definition? Read(JsonObject root, string text, YamlText yaml, string file)
    {
        if (strict.Read(root, typeof(ProcedureHead), "$", "") is not ProcedureHead head)
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
            Inputs = head.Inputs,
            IsPart = head.Part,
            Recurs = head.Recurs,
            Accepts = head.Accepts,
            Deadlines = head.Deadlines,
            Milestones = head.Milestones,
            SuperiorEnds = head.SuperiorMayEnd,
            Root = block,
            Ends = head.Ends.ToImmutableSortedDictionary(),
        };
        return new Definition(procedure, head.Inputs, text, file, yaml) { Unreadable = [.. unreadable] };
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
        if (strict.Read(node, typeof(StepText), at, path) is not StepText text)
            return null;
        if (!ActivityTypes.All.TryGetValue(text.Activity, out var type))
        {
            strict.Report($"{at}.activity", path, $"没有“{text.Activity}”这种活动类型；{StrictText.Nearest(text.Activity, ActivityTypes.All.Keys)}");
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
            Next = text.Next.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Branches = branches,
            Rules = text.Rules,
            Deadlines = text.Deadlines,
            SendBackTo = text.SendBackTo,
        };
    }
}

/// <summary>A definition as read, before the procedures it calls are put in place.</summary>
public sealed record Definition(Procedure Procedure, ImmutableArray<string> Inputs, string Text, string File, YamlText Yaml)
{
    /// <summary>Paths of steps that could not be read; their mistakes are told already, and nothing that rests on them is judged.</summary>
    public ImmutableHashSet<string> Unreadable { get; init; } = [];

    /// <summary>The keys of the procedures that it calls.</summary>
    public IEnumerable<string> Calls => Procedure.AllSteps().Select(s => s.Step.Activity).OfType<CallActivity>().Select(c => c.Procedure).Distinct();

    /// <summary>The line of something within a step, such as <c>.rules[0]</c>; an empty step means the head.</summary>
    public int LineOf(string stepPath, string within = "")
    {
        if (stepPath.Length == 0)
            return Math.Max(1, Yaml.LineOf("$" + within));

        var parts = stepPath.Split('/');
        var at = "$.steps";
        for (var i = 0; i < parts.Length; i++)
            at += i % 2 == 0 ? $".{parts[i]}" : $".branches.{parts[i]}.steps";
        return Yaml.LineOf(at + within);
    }
}
