using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>办理: somebody answers a work item.</summary>
public sealed record Reply : Move
{
    public required string Item { get; init; }

    public required string Outcome { get; init; }

    public JsonObject Values { get; init; } = [];

    public ImmutableArray<Departure> Departures { get; init; } = [];

    public string? Reason { get; init; }

    /// <summary>补录: the day on which it was done on paper; null: it is done now.</summary>
    public DateOnly? DoneOn { get; init; }

    /// <summary>补录: the papers that show it, as files handed in.</summary>
    public JsonArray Evidence { get; init; } = [];

    public override DateOnly? PerformedOn => DoneOn;

    protected override Problem? Make(Run run)
    {
        if (Guards.Item(run, Item, out var item) is { } no)
            return no;
        if (DoneOn is not null && Recordings.WhyNot(run, item!, Evidence) is { } unproven)
            return unproven;

        var answer = new Answer(Outcome, Values, Departures, Reason) { Evidence = run.IsRecording ? (JsonArray)Evidence.DeepClone() : null };
        var problem = item!.Part == Attention.Part
            ? Attention.Resume(run, item, answer)
            : run.StepAt(item.Path).Activity.Resume(run, item, answer);
        if (problem is null)
            Timers.Recount(run);
        return problem;
    }
}

public sealed class ReplyValidator : AbstractValidator<Reply>
{
    public ReplyValidator()
    {
        RuleFor(m => m.Id).NotEmpty().WithMessage("缺少操作编号。");
        RuleFor(m => m.Item).NotEmpty().MaximumLength(20).WithMessage("缺少待办编号。");
        RuleFor(m => m.Outcome).NotEmpty().MaximumLength(60).WithMessage("请选择办理方式。");
        RuleFor(m => m.DoneOn).NotNull().When(m => m.Evidence.Count > 0).OverridePropertyName("performedOn").WithMessage("补录须写明当时办理的日期。");
        RuleFor(m => m.Reason).MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
        RuleForEach(m => m.Departures).NotNull().WithMessage("突破“一般”要求的说明是空的。").ChildRules(d =>
        {
            d.RuleFor(x => x.Reason).NotEmpty().WithMessage("突破“一般”要求须写明理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
            d.RuleFor(x => x.Approver).NotEmpty().WithMessage("突破“一般”要求须写明批准人。").MaximumLength(100).WithMessage("批准人最多 100 字。").Plain();
        });
    }
}
