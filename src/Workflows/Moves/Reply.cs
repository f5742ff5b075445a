using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>办理: somebody answers a work item.</summary>
[Move("reply", "办理", Place = 1, InStories = "reply", StoryHelp = "选哪个结果；结果见“结果的写法”。")]
public sealed record Reply : Move
{
    [Member("the work item")]
    public string Item { get; init; } = "";

    [Member("one of the form's outcomes", IsMain = true)]
    public string Outcome { get; init; } = "";

    [Member("field → value")]
    public JsonObject Values { get; init; } = [];

    [Member("soft rules that are departed from, with reason and approver")]
    public ImmutableArray<Departure> Departures { get; init; } = [];

    [Member("for outcomes that need one; at most 2000 characters")]
    public string? Reason { get; init; }

    /// <summary>Null: it is done now.</summary>
    [Member("补录: the day on which it was done on paper")]
    public DateOnly? DoneOn { get; init; }

    [Member("补录: the papers that show it, as files handed in")]
    public JsonArray Evidence { get; init; } = [];

    public override DateOnly? PerformedOn => DoneOn;

    /// <summary>What cannot even be read is told by the form, with its field.</summary>
    public override IEnumerable<KeyValuePair<string, JsonNode?>> HandsIn =>
        (Json.IsReadable(Values) ? Values : []).Append(KeyValuePair.Create<string, JsonNode?>("evidence", Evidence));

    protected override Problem? Make(Run run)
    {
        if (Guards.Item(run, Item, out var item) is { } no)
            return no;
        if (DoneOn is not null && Recordings.WhyNot(run, item!, Evidence) is { } unproven)
            return unproven;

        var answer = new Answer(Outcome, Values, Departures, Reason) { Evidence = run.IsRecording ? (JsonArray)Evidence.DeepClone() : null };
        var problem = !item!.IsOfStep
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
        RuleForEach(m => m.Departures).NotNull().WithMessage("突破“一般”要求的说明是空的。").SetValidator(new DepartureValidator());
    }
}

/// <summary>A departure says why, and who allowed it.</summary>
internal sealed class DepartureValidator : AbstractValidator<Departure>
{
    public DepartureValidator()
    {
        RuleFor(x => x.Reason).NotEmpty().WithMessage("突破“一般”要求须写明理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
        RuleFor(x => x.Approver).NotEmpty().WithMessage("突破“一般”要求须写明批准人。").MaximumLength(100).WithMessage("批准人最多 100 字。").Plain();
    }
}
