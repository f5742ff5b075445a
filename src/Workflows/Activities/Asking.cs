using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>One way to answer, as a definition says it.</summary>
public sealed record OutcomeUse
{
    public required string Title { get; init; }

    public string Style { get; init; } = "plain";

    public bool NeedsReason { get; init; }

    /// <summary>True when the fields need not be filled in to answer so.</summary>
    public bool SkipsFields { get; init; }

    /// <summary>Where the case says otherwise the way is not offered; a rule of the step says why to whoever takes it all the same. Absent: always offered.</summary>
    public Condition? OfferedWhen { get; init; }

    public FormOutcome Shown(string key) => new(key, Title, Style, NeedsReason, SkipsFields);
}

/// <summary>What activities that ask people share: reading the answer, recording it, asking the step's rules.</summary>
public abstract record Asking : Activity
{
    /// <summary>Stands for whoever answers or takes over, among what <see cref="Recusal"/> is given.</summary>
    public const string Taker = "taker";

    /// <summary>Who is asked.</summary>
    public required Who By { get; init; }

    public ImmutableArray<Field> Fields { get; init; } = [];

    /// <summary>People who must not answer here because it concerns them; sources of ids.</summary>
    public ImmutableArray<string> Recused { get; init; } = [];

    /// <summary>What an earlier answer elsewhere said that no longer counts once this step is answered: an oral notice takes the place of a written one.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    public override ImmutableArray<Who> Asks => [By];

    /// <summary>The rule that says why they must not; <see cref="Taker"/> among what it is given stands for the person.</summary>
    public RuleUse? Recusal { get; init; }

    public override ImmutableArray<Field> OwnFields => Fields;

    public override IEnumerable<string> Reads => Recused.Concat(Replaces);

    public override void Enter(Run run, string path) => run.Offer(path, By);

    /// <summary>Reads the answer's fields; on success records the reply and, given a naming, puts the values into the case's data.</summary>
    /// <param name="nameOf">Field → name in the case's data; null: the values stay in the reply.</param>
    protected Problem? Accept(Run run, WorkItem item, Answer answer, ImmutableArray<Field> fields, FormOutcome outcome, Func<Field, string>? nameOf)
    {
        if (MayHave(run, item.Path, run.Actor.Person) is { } concerned)
            return concerned;
        if (outcome.NeedsReason && string.IsNullOrWhiteSpace(answer.Reason))
            return Problem.Malformed($"选择“{outcome.Title}”须写明理由。", [KeyValuePair.Create("reason", "请写明理由。")]);

        var reader = new Answers(run, item.Path);
        var values = outcome.SkipsFields ? [] : reader.Read(fields, answer.Values);
        if (reader.Errors.Count > 0)
            return Problem.Malformed($"有 {reader.Errors.Count} 处填写不符合要求，尚未提交。", reader.Errors);

        // Values that become the case's data are told once, by ValueSet; the others stay in the reply.
        var kept = nameOf is null ? new JsonObject(values.Select(v => KeyValuePair.Create(v.Field.Name, v.Value?.DeepClone()))) : null;
        run.Emit(new Replied(item.Id, item.Path, item.Part, run.Actor.Person, answer.Outcome, kept is { Count: > 0 } ? kept : null, answer.Reason?.Trim(),
            run.IsRecording ? run.Today : null, answer.Evidence));
        if (nameOf is not null)
        {
            foreach (var (field, value) in values)
                run.Set(item.Path, nameOf(field), value);
            if (!outcome.SkipsFields)
                Forget(run, item.Path, fields.Select(f => nameOf(f)).Except(values.Select(v => nameOf(v.Field))).Concat(Replaces));
        }

        return null;
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
