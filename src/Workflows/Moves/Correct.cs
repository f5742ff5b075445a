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

        run.Emit(new Corrected(Name, field.Label, datum.Value, values[0].Value?.DeepClone(), Reason.Trim()));
        var rules = run.StepAt(datum.Path).Rules.Where(r => r.Given.Values.Any(s => Json.String(s)?.Split('@').Contains(field.Name) == true));
        if (run.Judge(datum.Path, rules, new Answer("submitted", [], [], null)) is { } refused)
            return refused;

        Timers.Recount(run);
        return null;
    }
}

public sealed class CorrectValidator : AbstractValidator<Correct>
{
    public CorrectValidator()
    {
        RuleFor(m => m.Name).NotEmpty().WithMessage("请选择要更正的内容。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明更正理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。");
    }
}
