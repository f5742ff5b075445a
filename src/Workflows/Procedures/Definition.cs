using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>A definition as read, before the procedures it calls are put in place.</summary>
/// <param name="Text">As it is published: with what it takes from shared files.</param>
/// <param name="Yaml">The file's own lines.</param>
public sealed record Definition(Procedure Procedure, string Text, string File, YamlText Yaml)
{
    /// <summary>Paths of steps that could not be read; their mistakes are told already, and nothing that rests on them is judged.</summary>
    public ImmutableHashSet<string> Unreadable { get; init; } = [];

    /// <summary>The keys of the procedures that it calls.</summary>
    public IEnumerable<string> Calls => Procedure.AllSteps().Select(s => s.Step.Activity.Calls).OfType<string>().Distinct();

    /// <summary>What it may take from shared files.</summary>
    public required Shared Shared { get; init; }

    /// <summary>All that it says, with everything in place; its settings are decided elsewhere and count for nothing here.</summary>
    public required string Says { get; init; }

    /// <summary>Does a published text say the same, key by key, in other lines and with other remarks?</summary>
    public bool SaysTheSameAs(string text) => ProcedureFile.Read(text, File, [])?.Says == Says;

    /// <summary>A mistake in something within a step, such as <c>.rules[0]</c>; an empty step means the head.</summary>
    public Mistake MistakeAt(string stepPath, string within, string says)
    {
        var at = PlaceOf(stepPath, within);
        return new Mistake(Yaml.FileOf(at) ?? File, Math.Max(stepPath.Length == 0 ? 1 : 0, Yaml.LineOf(at)), stepPath, says);
    }

    private static string PlaceOf(string stepPath, string within)
    {
        if (stepPath.Length == 0)
            return "$" + within;

        var parts = stepPath.Split('/');
        var at = "$.steps";
        for (var i = 0; i < parts.Length; i++)
            at += i % 2 == 0 ? $".{parts[i]}" : $".branches.{parts[i]}.steps";
        return at + within;
    }
}
