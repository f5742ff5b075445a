using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>转办: whoever has an item passes it to somebody who may have it.</summary>
[Move("hand-over", "转办", Place = 2, InStories = "hand-over", StoryHelp = "转给谁，register 中的人。")]
public sealed record HandOver : Move, IOffered
{
    [Member("the work item")]
    public string Item { get; init; } = "";

    [Member("person id", IsMain = true, IsPerson = true)]
    public string To { get; init; } = "";

    [Member("why; at most 2000 characters")]
    public string Reason { get; init; } = "";

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) =>
        from item in Guards.ItemsOf(run)
        let others = Candidates(run, item).ToArray()
        where others.Length > 0
        select new MoveOffer($"转办“{item.Title}”", MoveForms.Of("转办", People(run, others), MoveForms.Reason), item.Id);

    private static FormField People(Run run, IEnumerable<string> people) =>
        MoveForms.Choice("to", "转给", FieldType.Person, people.Select(p => new FormOption(p, run.World.Register.NameOf(p))));

    /// <summary>Who may take the item over: people with a post in the unit that is asked, or electors of the case's unit for a personal item.</summary>
    public static IEnumerable<string> Candidates(Run run, WorkItem item)
    {
        if (IsPersonal(run, item))
            return [];

        var others = Asked(run, item).Distinct().Where(p => p != run.Actor.Person);
        if (!item.IsOfStep)
            return others;

        var activity = run.StepAt(item.Path).Activity;
        var barred = activity.BarredFrom(run, item).ToHashSet();
        return others.Where(p => !barred.Contains(p) && activity.WhyNotHandedTo(run, item, p) is null
            && (run.Procedure.Approves is null || activity.MayHaveItem(run, item, p) is null));
    }

    /// <summary>Who could have been asked in the first place; a person who was chosen from a list, those on the list.</summary>
    internal static IEnumerable<string> Asked(Run run, WorkItem item)
    {
        if (item.IsOfStep && ChosenFrom(run, item.Path) is { } list)
            return Json.Strings(run.Value(item.Path, list));

        var register = run.World.Register;
        var at = item.Asked.IndexOf('@', StringComparison.Ordinal);
        return at >= 0
            ? register.PostsIn(item.Asked[(at + 1)..], run.Today).Where(p => !Organisation.Duties.Is(p.Role)).Select(p => p.PersonId)
            : register.PostsIn(run.Case.Unit, run.Today).Select(p => p.PersonId)
                .Concat(register.Roll(run.Case.Unit, run.Today).Members.Where(m => m.HasVote).Select(m => m.Person.Id));
    }

    private static Source? ChosenFrom(Run run, string path) => run.StepAt(path).Activity.Asks is [Who.Person { In: Source.Named(var name) }]
        ? Labels.FieldOf(run.Procedure, Paths.ScopeOf(run.Procedure, path) + name)?.From
        : null;

    private static bool IsPersonal(Run run, WorkItem item) => item.IsOfStep && run.StepAt(item.Path).Activity.IsPersonal(item);

    protected override Problem? Make(Run run)
    {
        if (Guards.Item(run, Item, out var item) is { } no)
            return no;
        if (IsPersonal(run, item!))
            return Problem.Refused("vote-is-personal", "表示意见由成员本人作出，不能转办。", "因故不能表示意见的，由其他成员依规定决定。");
        if (item!.IsOfStep && WhyNotTo(run, item, run.StepAt(item.Path).Activity) is { } barred)
            return barred;
        if (!Candidates(run, item!).Contains(To))
            return Problem.Refused("cannot-take-over", $"{run.World.Register.NameOf(To)}没有办理这一待办的职务。", "请从列出的人员中选择。");

        run.Emit(new HandedOver(Item, item!.To, new Assignee(Assignee.KeyOf(To), run.World.Register.NameOf(To)), Reason.Trim()));
        return null;
    }

    private Problem? WhyNotTo(Run run, WorkItem item, Activity activity) =>
        activity.MayHaveItem(run, item, To) ?? activity.WhyNotHandedTo(run, item, To);
}

public sealed class HandOverValidator : AbstractValidator<HandOver>
{
    public HandOverValidator()
    {
        RuleFor(m => m.To).NotEmpty().WithMessage("请选择转给谁。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明转办理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
    }
}
