using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Moves;

namespace Workflows.Host.Cases;

/// <summary>What a person may do with a case besides answering: the server decides, the page only shows it.</summary>
internal static class PermittedMoves
{
    private static readonly FormField reason = new("reason", "理由", FieldType.LongText) { Required = true, Max = 2000 };

    public static IEnumerable<MoveView> Of(Run run, CurrentUser me)
    {
        if (!run.Case.IsOpen || Guards.MayAct(run) is not null)
            yield break;

        foreach (var item in run.Case.Items.Where(i => me.Keys.Contains(i.To.Key)))
        {
            if (HandOver.Candidates(run, item).ToArray() is { Length: > 0 } others)
                yield return new MoveView("hand-over", $"转办“{item.Title}”", Form("转办", People(run, others), reason), item.Id);
            if (item.Path.Length > 0 && SendBack.Targets(run, item).ToArray() is { Length: > 0 } targets)
                yield return new MoveView("send-back", "退回", Form("退回", Steps(run, targets), reason), item.Id);
        }

        foreach (var aside in BeginAside.Open(run))
        {
            var hint = new FormField("hint", "", FieldType.Info) { Value = aside.Hint.Length > 0 ? aside.Hint : "提出后列为一件待办，由经办人填写；原来的步骤照常办理。" };
            yield return new MoveView("begin-aside", aside.Title, Form("提出", hint), Fixed: new JsonObject { ["step"] = aside.Name });
        }

        foreach (var (name, field, datum) in Correct.Correctable(run))
        {
            var value = Forms.Build(run, datum.Path, [field with { ShowWhen = null }], _ => datum.Value)[0];
            yield return new MoveView("correct", $"更正“{field.Label}”", Form("更正", value with { Name = "value" }, reason), Fixed: new JsonObject { ["name"] = name });
        }

        if (run.Actor.Person == run.Case.StartedBy && run.Case.AnswerCount == 0)
            yield return new MoveView("withdraw", "撤回", Form("撤回", reason));
        if (Guards.IsSuperior(run))
            yield return new MoveView("cancel", "终止", Form("终止", [.. EndsOf(run), reason]));
        yield return new MoveView("note", "备注", Form("保存备注", new FormField("text", "备注", FieldType.LongText) { Required = true, Max = 2000 }));
    }

    private static AnswerForm Form(string title, params ImmutableArray<FormField> fields) =>
        new(fields, [new FormOutcome("go", title, title is "终止" or "撤回" ? "danger" : "primary")]);

    private static FormField People(Run run, IEnumerable<string> people) => new("to", "转给", FieldType.Person)
    {
        Required = true,
        Options = [.. people.Select(p => new FormOption(p, run.World.Register.NameOf(p)))],
    };

    private static FormField Steps(Run run, IEnumerable<string> paths) => new("to", "退回到", FieldType.Choice)
    {
        Required = true,
        Options = [.. paths.Select(p => new FormOption(Paths.NameOf(p), run.StepAt(p).Title))],
    };

    private static ImmutableArray<FormField> EndsOf(Run run) => run.Procedure.SuperiorEnds.IsEmpty
        ? []
        : [new FormField("end", "终止为", FieldType.Choice)
        {
            Required = true,
            Options = [new FormOption(Ends.Cancelled, Ends.TitleOf(Ends.Cancelled)), .. run.Procedure.SuperiorEnds.Select(e => new FormOption(e, Ends.TitleOf(run.Procedure, e)))],
        }];
}
