using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>转办: whoever has an item passes it to somebody who may have it.</summary>
public sealed record HandOver : Move
{
    public required string Item { get; init; }

    /// <summary>The person's id.</summary>
    public required string To { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who may take the item over: people with a post in the unit that is asked, or electors of the case's unit for a personal item.</summary>
    public static IEnumerable<string> Candidates(Run run, WorkItem item)
    {
        if (IsPersonal(run, item))
            return [];

        var barred = item.Part == Attention.Part ? [] : run.StepAt(item.Path).Activity.Barred(run, item.Path).ToHashSet();
        return Asked(run, item).Distinct().Where(p => p != run.Actor.Person && !barred.Contains(p));
    }

    /// <summary>Who could have been asked in the first place; a person who was chosen from a list, those on the list.</summary>
    private static IEnumerable<string> Asked(Run run, WorkItem item)
    {
        if (item.Part != Attention.Part && ChosenFrom(run, item.Path) is { } list)
            return Json.Strings(run.Value(item.Path, list));

        var register = run.World.Register;
        var at = item.Asked.IndexOf('@', StringComparison.Ordinal);
        return at >= 0
            ? register.PostsIn(item.Asked[(at + 1)..], run.Today).Where(p => p.Role != Organisation.Roles.Auditor).Select(p => p.PersonId)
            : register.PostsIn(run.Case.Unit, run.Today).Select(p => p.PersonId)
                .Concat(register.Roll(run.Case.Unit, run.Today).Members.Where(m => m.HasVote).Select(m => m.Person.Id));
    }

    private static string? ChosenFrom(Run run, string path) => run.StepAt(path).Activity.Asks is [{ Role: "person" } who]
        ? Labels.FieldOf(run.Procedure, Paths.ScopeOf(run.Procedure, path) + who.Of)?.From
        : null;

    private static bool IsPersonal(Run run, WorkItem item) => item.Part != Attention.Part && run.StepAt(item.Path).Activity.IsPersonal(item);

    protected override Problem? Make(Run run)
    {
        if (Guards.Item(run, Item, out var item) is { } no)
            return no;
        if (IsPersonal(run, item!))
            return Problem.Refused("vote-is-personal", "表示意见由成员本人作出，不能转办。", "因故不能表示意见的，由其他成员依规定决定。");
        if (item!.Part != Attention.Part && run.StepAt(item.Path).Activity.MayHave(run, item.Path, To) is { } barred)
            return barred;
        if (!Candidates(run, item!).Contains(To))
            return Problem.Refused("cannot-take-over", $"{run.World.Register.NameOf(To)}没有办理这一待办的职务。", "请从列出的人员中选择。");

        run.Emit(new HandedOver(Item, item!.To, new Assignee(Assignee.KeyOf(To), run.World.Register.NameOf(To)), Reason.Trim()));
        return null;
    }
}

public sealed class HandOverValidator : AbstractValidator<HandOver>
{
    public HandOverValidator()
    {
        RuleFor(m => m.To).NotEmpty().WithMessage("请选择转给谁。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明转办理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
    }
}
