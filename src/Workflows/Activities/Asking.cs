using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>What activities that ask people share: reading the answer, recording it, asking the step's rules.</summary>
public abstract record Asking : Activity
{
    /// <summary>Stands for whoever answers or takes over, among what <see cref="Recusal"/> is given.</summary>
    public static readonly Source Taker = new Source.Named("taker");

    /// <summary>Who is asked.</summary>
    [Key("办理人", "一个职务、指定的人或者发起人。", Example = "secretary")]
    public required Who By { get; init; }

    [Key("填报项", "数据名: { label, type … }。", Example = "{ held-on: { label: 会议日期, type: date } }")]
    public ImmutableArray<Field> Fields { get; init; } = [];

    /// <summary>People who must not answer here because it concerns them; sources of ids.</summary>
    [Key("须回避的人", "此事涉及的人，不能办理。", Example = "[nominee]")]
    public ImmutableArray<Source> Recused { get; init; } = [];

    /// <summary>What an earlier answer elsewhere said that no longer counts once this step is answered: an oral notice takes the place of a written one.</summary>
    [Key("取代的内容", "办理以后，这些数据不再算数。", Example = "[written-notice-on]")]
    public ImmutableArray<string> Replaces { get; init; } = [];

    /// <summary>What the case or the register knows that helps to answer, told above the form; sources.</summary>
    [Key("供参考", "写在表单上方的事项内容或名册数据。", Example = "[facts.without-vote, candidates]")]
    public ImmutableArray<Source> Shows { get; init; } = [];

    public override ImmutableArray<Who> Asks => [By];

    /// <summary>The rule that says why they must not; <see cref="Taker"/> among what it is given stands for the person.</summary>
    [Key("回避规则", "写明为什么回避的规则；taker 代表办理人。", Example = "{ rule: LG-31, given: { handlers: taker, concerned: concerned } }")]
    public RuleUse? Recusal { get; init; }

    public override ImmutableArray<Field> OwnFields => Fields;

    public override IEnumerable<Source> Reads => [.. Recused, .. Replaces.Select(name => new Source.Named(name)), .. Shows];

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "submitted" => "提交",
        "returned" => "退回补正",
        "abstained" => "弃权",
        "expired" => "到期",
        _ => base.TitleOf(step, outcome),
    };

    public override IEnumerable<RuleUse> OwnRules => Recusal is { } use ? [use] : [];

    public override IEnumerable<(string At, RuleUse Use)> OwnRulesAt(string path) =>
        Recusal is { } use ? [(".with.recusal", use.Giving(Taker, Json.List([])))] : [];

    public override void Enter(Run run, string path) => run.Offer(path, By);

    /// <summary>Whoever was chosen for a post is asked while holding it; who was chosen otherwise, such as a 计票人, stays chosen.</summary>
    public override bool IsStillAsked(Run run, WorkItem item, string person) =>
        !IsChosenByPost(run, item.Path, out var list) || Json.Strings(run.Value(item.Path, list)).Contains(person);

    /// <summary>What was asked of somebody chosen for a post that has ended stays with the others, or goes back to whoever chose.</summary>
    public override void Follow(Run run, string path)
    {
        if (!IsChosenByPost(run, path, out _))
            return;

        var asked = run.Case.Items.Where(i => i.IsOfStep && i.Path == path && i.Part.Length == 0 && i.To.Key == i.Asked && i.To.Person is not null).ToLookup(i => IsStillAsked(run, i, i.To.Person!));
        foreach (var item in asked[false])
        {
            var to = asked[true].Any() ? null : WhoChose(run, path);
            run.Emit(to is null ? new ItemTakenBack(item.Id, $"{item.To.Title}的任职已有变动") : new ItemPassed(item.Id, item.To, to, $"{item.To.Title}任职变动，请另行确定由谁办理"));
            run.Tell([item.To], $"您的任职已有变动，“{run.Case.Title}”的“{item.Title}”不再由您办理。");
            if (to is not null)
                run.Tell([to], $"{item.To.Title}的任职已有变动，“{run.Case.Title}”的“{item.Title}”请转办给现任的同志。");
        }
    }

    private bool IsChosenByPost(Run run, string path, [NotNullWhen(true)] out Source? list)
    {
        list = By is Who.Person { In: Source.Named(var name) } ? Labels.FieldOf(run.Procedure, Paths.ScopeOf(run.Procedure, path) + name)?.From : null;
        return list is Source.OfRegister known && known.In(run.Procedure) is { OfPosts: true };
    }

    private Assignee? WhoChose(Run run, string path) =>
        By is Who.Person { In: Source.Named(var name) } && run.Datum(path, name) is { Path.Length: > 0 } datum && run.StepAt(datum.Path).Activity.Asks is [var who, ..]
            ? run.Resolve(who, datum.Path).FirstOrDefault()
            : run.PostOf(RoleGroups.Officers, run.Case.Unit);

    /// <summary>Reads the answer's fields; on success records the reply and, given a naming, puts the values into the case's data.</summary>
    /// <param name="nameOf">Field → name in the case's data; null: the values stay in the reply.</param>
    protected Problem? Accept(Run run, WorkItem item, Answer answer, ImmutableArray<Field> fields, FormOutcome outcome, Func<Field, string>? nameOf)
    {
        if (MayHaveItem(run, item, run.Actor.Person) is { } concerned)
            return concerned;
        var reader = new Answers(run, item.Path);
        var values = outcome.SkipsFields ? [] : reader.Read(fields, answer.Values);
        var mistake = outcome.NeedsReason && string.IsNullOrWhiteSpace(answer.Reason) ? Problem.Malformed($"选择“{outcome.Title}”须写明理由。", [KeyValuePair.Create("reason", "请写明理由。")])
            : reader.Errors.Count > 0 ? Problem.Malformed($"有 {reader.Errors.Count} 处填写不符合要求，尚未提交。", reader.Errors)
            : null;
        if (mistake is not null)
            return mistake with { Verdicts = run.IsTrial && !outcome.SkipsFields ? Foresee(run, item, answer, reader, values, nameOf ?? AsNamed) : [] };

        // Values that become the case's data are told once, by ValueSet; the others stay in the reply.
        var kept = nameOf is null ? new JsonObject(values.Select(v => KeyValuePair.Create(v.Field.Name, v.Value?.DeepClone()))) : null;
        run.Emit(new Replied(item.Id, item.Path, item.Part, run.Actor.Person, answer.Outcome, kept is { Count: > 0 } ? kept : null, answer.Reason?.Trim(),
            run.IsRecording ? run.Today : null, answer.Evidence, item.To.Person is { } whose && whose != run.Actor.Person ? whose : null));
        if (nameOf is not null)
        {
            foreach (var (field, value) in values)
                run.Set(item.Path, nameOf(field), value);
            if (!outcome.SkipsFields)
                Forget(run, item.Path, fields.Select(f => nameOf(f)).Except(values.Select(v => nameOf(v.Field))).Concat(Replaces));
        }

        return null;
    }

    /// <summary>试算 of a form that is not full yet: what the rules say that what is filled in is enough for; of these, those that would refuse it.</summary>
    /// <param name="known">What is filled in and right.</param>
    /// <param name="canBeAsked">False for a rule that waits for something that has to be filled in here; what may be left empty is awaited by none.</param>
    protected virtual ImmutableArray<RuleAnswer> Foresee(Run run, WorkItem item, Answer answer, JsonObject known, Func<RuleUse, bool> canBeAsked) =>
        run.Foresee(item.Path, run.StepAt(item.Path).Rules.Where(canBeAsked), answer);

    private ImmutableArray<RuleAnswer> Foresee(
        Run run, WorkItem item, Answer answer, Answers reader, ImmutableArray<(Field Field, JsonNode? Value)> values, Func<Field, string> nameOf)
    {
        var (known, missing) = (new JsonObject(), new List<string>());
        foreach (var (field, value) in values)
        {
            // What an earlier round left there says nothing about this one.
            var right = value is not JsonArray { Count: 0 } && reader.IsRight(field) ? value : null;
            run.Set(item.Path, nameOf(field), right);
            if (right is not null)
                known[field.Name] = right.DeepClone();
            else if (field.Required || !reader.IsRight(field))
                missing.Add(nameOf(field));
        }

        return Foresee(run, item, answer, known, use => !missing.Any(use.Reads));
    }

    public override IEnumerable<string> Barred(Run run, string path) => Recused.SelectMany(source => Json.Strings(run.Value(path, source)));

    public override Problem? MayHave(Run run, string path, string person)
    {
        if (!Barred(run, path).Contains(person))
            return null;

        var name = run.World.Register.NameOf(person);
        if (Recusal is { } use)
        {
            if (Law.Ask(run, path, use.Giving(Taker, Json.List([name])), out var spoken) is { } problem)
                return problem;
            if (!spoken!.Holds)
                return Problem.Refused([spoken]);
        }

        return person == run.Actor.Person
            ? Problem.Forbidden("recused", "此事涉及您本人，您应当回避。", "请转办给其他同志办理。")
            : Problem.Refused("recused", $"此事涉及{name}本人，{name}应当回避。", "请转办给其他同志办理。");
    }

    /// <summary>What was filled in must still be as the form asks for it; rules that look at what was corrected are asked again.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        if (again.Touches(run, path, Asks.SelectMany(who => who.Sources)))
            return Problem.Refused("rests-on", $"已由{InWords(run, again.Left.By)}办理，办理人是按原来的内容确定的。");
        if (IsWithoutFields(again.Left.Outcome))
            return AskAgain(run, path, run.StepAt(path).Rules.Where(r => r.Outcomes.Contains(again.Left.Outcome)), again);

        // What was corrected here has just been read, by today's lights.
        var scope = Paths.ScopeOf(run.Procedure, path);
        var touched = Fields.Where(f => !again.Was.ContainsKey(scope + f.Name))
            .Where(f => again.Touches(run, path, Readings.SourcesOf(f))).ToImmutableArray();
        if (again.IsPast(run, path, touched.SelectMany(Readings.SourcesOf)) is { } past)
            return past;
        var values = new JsonObject(touched.Select(f => (f.Name, Datum: run.Datum(path, f.Name))).Where(v => v.Datum?.Path == path)
            .Select(v => KeyValuePair.Create(v.Name, v.Datum!.Value?.DeepClone())));
        var reader = new Answers(run, path);
        reader.Read(touched, values);
        return reader.Errors.Count > 0
            ? Problem.Refused("rests-on", reader.Errors.Values.First())
            : AskAgain(run, path, run.StepAt(path).Rules, again);
    }

    /// <summary>Was the step left by a way on which nothing is filled in?</summary>
    protected virtual bool IsWithoutFields(string outcome) => false;

    private static Problem? AskAgain(Run run, string path, IEnumerable<RuleUse> rules, Reconsidering again)
    {
        var asked = new List<RuleUse>();
        foreach (var rule in rules)
        {
            if (again.MustAsk(run, path, rule, out var cannot))
                asked.Add(rule);
            if (cannot is not null)
                return cannot;
        }

        return run.Judge(path, asked, new Answer(again.Left.Outcome, [], again.Departures, null));
    }

    /// <summary>Names of those who had answered.</summary>
    protected static string InWords(Run run, IEnumerable<string> people) => string.Join("、", people.Select(run.World.Register.NameOf));

    /// <summary>What a field held that is not shown any more no longer counts.</summary>
    private static void Forget(Run run, string path, IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => run.Case.Data.GetValueOrDefault(Paths.ScopeOf(run.Procedure, path) + n)?.Value is not null))
            run.Set(path, name, null);
    }

    /// <summary>The values become the case's data under the fields' own names.</summary>
    protected static string AsNamed(Field field) => field.Name;

    /// <summary>The values become the case's data below the step's name.</summary>
    protected static Func<Field, string> Below(string path) => field => $"{Paths.NameOf(path)}.{field.Name}";

    protected static Problem? NoSuchOutcome(Answer answer, IEnumerable<FormOutcome> outcomes) =>
        outcomes.Any(o => o.Key == answer.Outcome)
            ? null
            : Problem.Malformed("这里没有所选的办理方式；请刷新页面后重试。", [KeyValuePair.Create("outcome", "没有这种办理方式。")]);
}
