using FluentValidation;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>Somebody whom the register does not know yet: an applicant from outside the party.</summary>
/// <param name="Born">Day of birth; the rules on age ask for it.</param>
public sealed record Newcomer(string Name, DateOnly Born, Sex Sex, string Ethnicity = "", string Education = "", string Position = "");

public sealed class NewcomerValidator : AbstractValidator<Newcomer>
{
    public NewcomerValidator()
    {
        RuleFor(n => n.Name).NotEmpty().WithMessage("请填写姓名。").MaximumLength(60).WithMessage("姓名最多 60 字。").Plain();
        RuleFor(n => n.Born.Year).InclusiveBetween(1900, 2200).WithMessage("请填写出生日期。").OverridePropertyName("born");
        RuleFor(n => n.Ethnicity).MaximumLength(30).WithMessage("民族最多 30 字。").Plain();
        RuleFor(n => n.Education).MaximumLength(60).WithMessage("学历学位最多 60 字。").Plain();
        RuleFor(n => n.Position).MaximumLength(100).WithMessage("现任职务最多 100 字。").Plain();
    }
}

/// <summary>Whom a case may be about.</summary>
internal static class Subjects
{
    /// <summary>Whoever belongs to the unit is on its register, and is not entered as somebody new.</summary>
    private static Problem? Registered(Newcomer newcomer, string unit, Run run)
    {
        var name = newcomer.Name.Trim();
        return run.World.Register.Alike(name, newcomer.Sex, newcomer.Born)
            .Select(p => run.World.Register.MembershipOf(p.Id, run.Today)).FirstOrDefault(m => m?.UnitId == unit) is { } now
            ? Problem.Refused(
                "already-registered", $"名册中已有姓名、性别、出生日期都相同的人：{name}，现为本党组织的{now.Stage.Title()}。", "请选“名册中的人员”，从名册中选择。")
            : null;
    }

    /// <summary>Why the case cannot be about this person, or needs one; null when it can.</summary>
    public static Problem? WhyNot(Open open, Run run)
    {
        var procedure = run.Procedure;
        if (!procedure.IsAboutPerson)
            return open.Subject.Length == 0 ? null : Problem.Malformed($"“{procedure.Title}”不针对个人。", [KeyValuePair.Create("about", "请不要选择人员。")]);
        if (open.Newcomer is { } newcomer)
        {
            if (newcomer.Born >= run.Today)
                return Problem.Malformed("出生日期应早于今天。", [KeyValuePair.Create("newcomer.born", "出生日期应早于今天。")]);
            if (Registered(newcomer, open.Unit, run) is { } known)
                return known;
            return procedure.About.Contains("none") ? null : Problem.Refused("not-on-register", $"“{procedure.Title}”只办理名册中的人员。", "请先在名册中登记。");
        }

        if (open.About is not { } id || run.World.Register.Person(id) is null)
            return Problem.Malformed($"请选择“{procedure.Title}”是办理谁的。", [KeyValuePair.Create("about", "请从名册选择，或者录入新的人员。")]);

        var now = run.World.Register.MembershipOf(id, run.Now);
        if (now is not null && now.UnitId != open.Unit)
        {
            return Problem.Refused(
                "of-another-unit", $"{run.World.Register.NameOf(id)}的组织关系在{run.World.Register.Unit(now.UnitId, run.Now)?.Name}，不在这个党组织。", "请由其所在党组织发起，或者先转接组织关系。");
        }

        // Papers that are entered afterwards begin with what the person was then; the register knows what they are now.
        var stage = now is null ? "none" : System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(now.Stage.ToString());
        return run.IsRecording || procedure.About.Contains(stage)
            ? null
            : Problem.Refused("wrong-stage", $"{run.World.Register.NameOf(id)}现为{(now is null ? "无身份人员" : Rules.Choice.LabelOf(now.Stage))}，不适用“{procedure.Title}”。", "请核对人员；以前在纸上办过的，请按补录发起。");
    }
}
