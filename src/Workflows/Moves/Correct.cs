using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>更正: a value that was filled in wrongly is put right; the old one stays on record, the step's rules are asked again, deadlines are recounted.</summary>
public sealed record Correct : Move
{
    /// <summary>Full name of the datum.</summary>
    public required string Name { get; init; }

    public JsonNode? Value { get; init; }

    public required string Reason { get; init; }

    /// <summary>Soft rules that the corrected value departs from, with reason and approver.</summary>
    public ImmutableArray<Departure> Departures { get; init; } = [];

    /// <summary>The data that this actor may correct now: filled in on forms that a post of theirs was asked for.</summary>
    public static IEnumerable<(string Name, Field Field, Datum Datum)> Correctable(Run run)
    {
        if (!run.Case.IsOpen)
            yield break;

        var keys = Assignee.KeysOf(run.Actor);
        foreach (var (name, datum) in run.Case.Data)
        {
            if (run.Procedure.Find(datum.Path)?.Activity is FormActivity form
                && form.Fields.FirstOrDefault(f => name == Paths.ScopeOf(run.Procedure, datum.Path) + f.Name) is { } field
                && run.Resolve(form.By, datum.Path).Any(a => keys.Contains(a.Key)))
                yield return (name, field, datum);
        }
    }

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (Correctable(run).FirstOrDefault(c => c.Name == Name) is not { Field: { } field, Datum: { } datum })
            return Problem.Forbidden("cannot-correct", "这一项不能由您更正。", "表决和选举结果不能更正，只能依规定重新表决；其他内容请由原填报人更正。");

        var reader = new Answers(run, datum.Path);
        var values = reader.Read([field], new JsonObject { [field.Name] = Value?.DeepClone() });
        if (reader.Errors.Count > 0)
            return Problem.Malformed("更正的内容不符合要求。", reader.Errors);

        if (values.IsEmpty)
            return Problem.Refused("not-asked", $"按现有内容，{Labels.Quoted(field.Label)}不需要填写，不能更正。", "请先更正决定它是否填写的那一项。");

        run.Emit(new Corrected(Name, field.Label, datum.Value, values[0].Value?.DeepClone(), Reason.Trim()));
        PassOn(run);
        var step = run.StepAt(datum.Path);
        if (step.Activity is FormActivity { Collect: { } list })
            FormActivity.CorrectLast(run, datum.Path, list, field.Name);
        Redate(run, Json.Day(datum.Value), Json.Day(values[0].Value));
        if (run.Judge(datum.Path, step.Rules.Where(r => Reads(r, field.Name)), new Answer(OutcomeOf(step), [], Departures, null)) is { } refused)
            return refused;

        Timers.Recount(run);
        return null;
    }

    /// <summary>Sub-procedures that still run hear of the correction, outer ones first.</summary>
    private void PassOn(Run run)
    {
        var corrected = new HashSet<string>(StringComparer.Ordinal) { Name };
        foreach (var path in run.Case.Places.Keys)
        {
            if (run.StepAt(path).Activity is CallActivity call)
                corrected.UnionWith(call.GiveAnew(run, path, corrected));
        }
    }

    /// <summary>Where a person's stage began on the corrected day, the register hears of it.</summary>
    private void Redate(Run run, DateOnly? was, DateOnly? now)
    {
        if (was is not { } old || now is not { } day || old == day)
            return;
        foreach (var (path, step) in run.Procedure.AllSteps().Where(s => run.Case.Visited.Contains(s.Path)))
        {
            if (step.Activity is ChangeStageActivity change && Paths.ScopeOf(run.Procedure, path) + change.From == Name)
                run.Emit(new StageDated(run.Case.Subject, change.To, day, old));
        }
    }

    /// <summary>Does the rule look at this datum: as a value, a count, a list of names, the day it is asked for, or its condition?</summary>
    private static bool Reads(RuleUse rule, string name) =>
        rule.Given.Values.Select(Json.String).Append(rule.On).Append(rule.When?.Field).OfType<string>()
            .SelectMany(source => source.Split('@'))
            .Select(part => part[(part.LastIndexOf(':') + 1)..])
            .Any(part => part == name || part.StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>The way by which the step was left with its fields filled in.</summary>
    private static string OutcomeOf(Step step) =>
        step.Activity is FormActivity form && form.Ways.Where(w => !w.Value.SkipsFields).Select(w => w.Key).ToArray() is [var only] ? only : "submitted";
}

public sealed class CorrectValidator : AbstractValidator<Correct>
{
    public CorrectValidator()
    {
        RuleFor(m => m.Name).NotEmpty().WithMessage("请选择要更正的内容。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明更正理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
    }
}
