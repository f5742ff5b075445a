using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Activities;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;

namespace Workflows.Tests.Engine.Walks;

/// <summary>Chooses what somebody might do next: answers, ways back, handing over, corrections, and time.</summary>
internal sealed class Walker(Random dice)
{
    /// <summary>A move that may well be made now; null when time should pass instead.</summary>
    public Move? Next(Func<string, Run> runFor, Case state, Register register, DateOnly today)
    {
        if (state.Items.IsEmpty || dice.Next(6) == 0)
            return null;

        var item = state.Items[dice.Next(state.Items.Length)];
        var able = register.People.Select(p => p.Id).Where(p => Assignee.KeysOf(Actor.Of(register, p, today)).Contains(item.To.Key)).Order(StringComparer.Ordinal).ToArray();
        if (able.Length == 0)
            return null;

        var by = able[dice.Next(able.Length)];
        var run = runFor(by);
        var id = NewId();
        switch (dice.Next(20))
        {
            case 0 when SendBack.Targets(run, item.Path.Length == 0 ? state.Items.First(i => i.Path.Length > 0) : item).ToArray() is { Length: > 0 } targets:
                return new SendBack { Id = id, Case = state.Id, By = by, Item = item.Id, To = Paths.NameOf(targets[dice.Next(targets.Length)]), Reason = "退回" };
            case 1 when HandOver.Candidates(run, item).ToArray() is { Length: > 0 } others:
                return new HandOver { Id = id, Case = state.Id, By = by, Item = item.Id, To = others[dice.Next(others.Length)], Reason = "出差" };
            case 2 or 6 or 7 when Correct.Correctable(run).ToArray() is { Length: > 0 } correctable:
                var (name, field, datum) = correctable[dice.Next(correctable.Length)];
                return new Correct { Id = id, Case = state.Id, By = by, Name = name, Value = Value(Forms.Build(run, datum.Path, [field with { ShowWhen = null }])[0], today), Reason = "笔误" };
            case 3 when dice.Next(8) == 0:
                return new Cancel { Id = id, Case = state.Id, By = "chief", Reason = "终止" };
            case 4 when dice.Next(8) == 0:
                return new Withdraw { Id = id, Case = state.Id, By = state.StartedBy, Reason = "撤回" };
            case 5:
                return new Note { Id = id, Case = state.Id, By = by, Text = "备注" };
            default:
                return Answer(run, item, by, id, today);
        }
    }

    private Reply Answer(Run run, WorkItem item, string by, Guid id, DateOnly today)
    {
        var form = !item.IsOfStep ? Attention.Form(run, item) : run.StepAt(item.Path).Activity.Form(run, item);
        var outcome = form.Outcomes[dice.Next(form.Outcomes.Length)];
        var values = new JsonObject();
        if (!outcome.SkipsFields)
        {
            foreach (var field in form.Fields)
                values[field.Name] = Value(field, today);
            if (item.IsOfStep && run.StepAt(item.Path).Activity is MeetingVoteActivity vote)
                Balance(values, vote.Present is { } known ? Json.Number(run.Value(item.Path, known)) ?? 0 : null);
        }

        return new Reply { Id = id, Case = run.Case.Id, By = by, Item = item.Id, Outcome = outcome.Key, Values = values, Reason = "理由" };
    }

    /// <summary>Votes that add up, so that most meetings are held.</summary>
    private void Balance(JsonObject values, int? known)
    {
        var present = known ?? dice.Next(3, 6);
        var yes = dice.Next(present + 1);
        (values["yes"], values["no"], values["abstained"]) = (yes, present - yes, 0);
        if (known is null)
            values["present"] = present;
    }

    private JsonNode? Value(FormField field, DateOnly today) => field.Type switch
    {
        FieldType.Text or FieldType.LongText => "内容" + dice.Next(100).ToString(CultureInfo.InvariantCulture),
        FieldType.Number => JsonValue.Create(dice.Next(field.Min ?? 0, (field.Max ?? 20) + 1)),
        FieldType.Date => Json.Of(field.Name is "held-on" or "posted-on" ? today : today.AddDays(dice.Next(-5, 30))),
        FieldType.YesNo => dice.Next(2) == 0,
        FieldType.People => new JsonArray([.. field.Options.Where(_ => dice.Next(3) == 0).Select(o => (JsonNode?)o.Value)]),
        FieldType.Person or FieldType.Choice => field.Options[dice.Next(field.Options.Length)].Value,
        FieldType.Choices or FieldType.Files or FieldType.Rows => new JsonArray(),
        FieldType.Info => null,
        _ => throw new InvalidOperationException($"Field type {field.Type}."),
    };

    private Guid NewId()
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new Guid(bytes);
    }
}
