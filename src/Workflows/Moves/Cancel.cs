using System.Collections.Immutable;
using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>终止: the superior ends a case that should not go on; what has happened stays on record.</summary>
[Move("cancel", "终止", Place = 7, InStories = "cancel", StoryHelp = "终止为哪个结束状态；写 true 就是终止。")]
public sealed record Cancel : Move, IOffered
{
    [Member("why; at most 2000 characters")]
    public string Reason { get; init; } = "";

    /// <summary>Cancelled when absent.</summary>
    [Member("one of the ends that the superior may give", IsMain = true)]
    public string? End { get; init; }

    private const string Sure = "事项就此办结，不能恢复；已经办的各步留在历程中，时限不再计算，待办收回。";

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) => Guards.IsSuperior(run)
        ? [new MoveOffer("终止", MoveForms.Final("终止", Sure, [.. EndsOf(run), MoveForms.Reason]))]
        : [];

    private static ImmutableArray<FormField> EndsOf(Run run) => run.Procedure.SuperiorEnds.IsEmpty
        ? []
        : [MoveForms.Choice("end", "终止为", FieldType.Choice, run.Procedure.SuperiorEnds.Prepend(Ends.Cancelled)
            .Select(e => new FormOption(e, Ends.TitleOf(run.Procedure, e))))];

    protected override Problem? Make(Run run)
    {
        if (Guards.IsOpen(run) is { } closed)
            return closed;
        if (!Guards.IsSuperior(run))
            return Problem.Forbidden("not-superior", "只有上级党组织可以终止事项。", "请联系上级党组织组织科。");
        if (End is { } end && end != Ends.Cancelled && !run.Procedure.SuperiorEnds.Contains(end))
            return Problem.Malformed("不能以所选的状态终止。", [KeyValuePair.Create("end", "请从列出的状态中选择。")]);

        run.Emit(new CaseClosed(End ?? Ends.Cancelled, Reason.Trim()));
        return null;
    }
}

public sealed class CancelValidator : AbstractValidator<Cancel>
{
    public CancelValidator() =>
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明终止理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
}
