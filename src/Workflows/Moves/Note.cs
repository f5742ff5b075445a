using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>备注: somebody who takes part adds a remark to the history; nothing else changes.</summary>
public sealed record Note : Move
{
    public required string Text { get; init; }

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (!Guards.CarriesPapers(run) && !Guards.IsSuperior(run) && !run.Case.Items.Any(i => Assignee.KeysOf(run.Actor).Contains(i.To.Key)))
            return Problem.Forbidden("not-involved", "只有承办人和上级可以备注。");

        run.Emit(new Noted(Text.Trim()));
        return null;
    }
}

public sealed class NoteValidator : AbstractValidator<Note>
{
    public NoteValidator() =>
        RuleFor(m => m.Text).NotEmpty().WithMessage("请填写备注。").MaximumLength(2000).WithMessage("备注最多 2000 字。").Plain();
}
