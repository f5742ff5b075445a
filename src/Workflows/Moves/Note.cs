using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>备注: somebody who takes part adds a remark to the history; nothing else changes.</summary>
[Move("note", "备注", Place = 8, InStories = "note", StoryHelp = "备注的话。")]
public sealed record Note : Move, IOffered
{
    [Member("the remark; at most 2000 characters", IsMain = true)]
    public string Text { get; init; } = "";

    private static readonly FormField remark = new("text", "备注", FieldType.LongText) { Required = true, Max = MoveForms.LongestText };

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) => [new MoveOffer("备注", MoveForms.Of("保存备注", remark))];

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
