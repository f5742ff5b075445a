using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>
/// 更正: a value that was filled in wrongly is put right; the old one stays on record. What was decided on it stays what it was: then it is
/// refused, or put again to those who are still deciding. Every rule that was asked with it is asked again, deadlines are recounted.
/// </summary>
[Move("correct", "更正", Place = 5, InStories = "correct", StoryHelp = "更正哪一项数据；写在组成部分里的，前面加步骤名和点。")]
public sealed record Correct : Move, IOffered
{
    [Member("which datum, by its full name", IsMain = true)]
    public string Name { get; init; } = "";

    [Member("the right value")]
    public JsonNode? Value { get; init; }

    [Member("why; at most 2000 characters")]
    public string Reason { get; init; } = "";

    [Member("soft rules that the right value departs from, with reason and approver")]
    public ImmutableArray<Departure> Departures { get; init; } = [];

    public override IEnumerable<KeyValuePair<string, JsonNode?>> HandsIn => [KeyValuePair.Create("value", Value)];

    public static IEnumerable<MoveOffer> Offers(Run run, Known known) =>
        from c in Correctable(run)
        select new MoveOffer($"更正“{c.Field.Label}”", Form(run, c.Field, c.Datum), Fixed: new JsonObject { ["name"] = c.Name });

    /// <summary>Where it cannot be corrected the form says so and asks nothing.</summary>
    private static AnswerForm Form(Run run, Field field, Datum datum)
    {
        var (refused, lapsing) = Foresee(run, field.Label, datum);
        if (refused is not null)
            return new AnswerForm([], []) { Notices = [refused.Says, .. refused.Instead is { } instead ? new[] { instead } : []] };

        var value = Forms.Build(run, datum.Path, [field with { ShowWhen = null }], _ => datum.Value)[0] with { Name = "value" };
        return MoveForms.Of("更正", value, MoveForms.Reason) with { Notices = lapsing };
    }

    /// <summary>The data that this actor may correct now: filled in on forms that a post of theirs was asked for.</summary>
    public static IEnumerable<(string Name, Field Field, Datum Datum)> Correctable(Run run)
    {
        if (Guards.GoesOn(run) is not null)
            yield break;

        var keys = Assignee.KeysOf(run.Actor);
        // In the order in which the procedure asks: that is how people look for what they wrote.
        var order = run.Procedure.AllSteps().Select((s, at) => (s.Path, at)).ToDictionary(s => s.Path, s => s.at, StringComparer.Ordinal);
        foreach (var (name, datum) in run.Case.Data.OrderBy(d => order.GetValueOrDefault(d.Value.Path)))
        {
            if (run.Procedure.Find(datum.Path)?.Activity is { } form
                && form.Correctable.FirstOrDefault(f => name == Paths.ScopeOf(run.Procedure, datum.Path) + f.Name) is { } field
                && form.Asks.SelectMany(who => run.Resolve(who, datum.Path)).Any(a => keys.Contains(a.Key)))
                yield return (name, field, datum);
        }
    }

    /// <summary>What can be said before a new value is known: why it cannot be corrected, or whose answers lapse.</summary>
    public static (Problem? Refused, ImmutableArray<string> Lapsing) Foresee(Run run, string label, Datum datum)
    {
        var decisions = Decisions.On(run, datum);
        var renewed = decisions.Renewable(run, datum);
        if (!decisions.Made.IsEmpty && renewed.IsEmpty)
            return (Decided(run, label, datum, decisions.Made[0]), []);

        var heard = renewed.Concat(decisions.Begun).Select(path => (Path: path, By: HeardAt(run, path).Distinct().ToArray()));
        return (null, [.. heard.Where(h => h.By.Length > 0).Select(h => Lapse(run, h.Path, h.By))]);
    }

    private static string Lapse(Run run, string path, IEnumerable<string> by) =>
        $"“{run.TitleAt(path)}”中{InWords(run, by)}是按原内容答复的：更正后这些答复失效，系统通知本人并请其重新办理。";

    private static string InWords(Run run, IEnumerable<string> people) => string.Join("、", people.Select(run.World.Register.NameOf));

    protected override Problem? Make(Run run)
    {
        if (Guards.GoesOn(run) is { } closed)
            return closed;
        if (Correctable(run).FirstOrDefault(c => c.Name == Name) is not { Field: { } field, Datum: { } datum })
            return Problem.Forbidden("cannot-correct", "这一项不能由您更正。", "表决和选举结果不能更正，只能依规定重新表决；其他内容请由原填报人更正。");

        var reader = new Answers(run, datum.Path);
        var values = reader.Read([field], new JsonObject { [field.Name] = Value?.DeepClone() });
        if (reader.Errors.Count > 0)
            return Problem.Malformed("更正的内容不符合要求。", reader.Errors);
        if (values.IsEmpty)
            return Problem.Refused("not-asked", $"按现有内容，{Labels.Quoted(field.Label)}不需要填写，不能更正。", "请先更正决定它是否填写的那一项。");
        if (JsonNode.DeepEquals(datum.Value, values[0].Value))
            return Problem.Refused("nothing-changed", $"{Labels.Quoted(field.Label)}与原来的内容相同，没有更正。", "请填写正确的内容。");

        var decisions = Decisions.On(run, datum);
        var renewed = decisions.Renewable(run, datum);
        if (!decisions.Made.IsEmpty && renewed.IsEmpty)
            return Decided(run, field.Label, datum, decisions.Made[0]);

        var amendment = new Amendment(run, datum.Path, Departures);
        if (amendment.Make(Name, () => Put(run, field, datum, values[0].Value), renewed, decisions.Begun) is { } cannot)
            return cannot;

        Timers.Recount(run);
        return null;
    }

    private void Put(Run run, Field field, Datum datum, JsonNode? value)
    {
        run.Emit(new Corrected(Name, field.Label, datum.Value, value?.DeepClone(), Reason.Trim()));
        run.StepAt(datum.Path).Activity.Corrected(run, datum.Path, field);
    }

    private static IEnumerable<string> HeardAt(Run run, string path) =>
        run.Case.Left.Where(l => !l.Value.IsRedone && l.Key != path && Paths.IsWithin(l.Key, path)).SelectMany(l => l.Value.By)
            .Concat(run.Case.Places.Values.Where(p => Paths.IsWithin(p.Path, path)).SelectMany(p => p.Answers).Select(a => a.By));

    private static Problem Decided(Run run, string label, Datum datum, string path)
    {
        var by = run.Case.Left[path].By is { IsEmpty: false } people ? $"（{InWords(run, people)}）" : "";
        return Problem.Refused(
            "decided-on", $"“{run.TitleAt(path)}”{by}已按现在的内容作出决定，{Labels.Quoted(label)}不能再更正。", Remedies.For(run, datum.Path));
    }
}

public sealed class CorrectValidator : AbstractValidator<Correct>
{
    public CorrectValidator()
    {
        RuleFor(m => m.Name).NotEmpty().WithMessage("请选择要更正的内容。");
        RuleFor(m => m.Reason).NotEmpty().WithMessage("请写明更正理由。").MaximumLength(2000).WithMessage("理由最多 2000 字。").Plain();
        RuleForEach(m => m.Departures).NotNull().WithMessage("突破“一般”要求的说明是空的。").SetValidator(new DepartureValidator());
    }
}
