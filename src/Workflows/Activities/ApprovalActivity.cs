using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>审批: one post decides, or the members of a body do: all, any, or an exact share of them.</summary>
[Activity("approval", "审批")]
public sealed record ApprovalActivity : Asking
{
    private const string Size = "body";
    private const string ByStarter = "starter-may-not-approve";
    private const string Elsewhere = "请转办给有审批权限的其他同志。";

    private static readonly ImmutableArray<string> returned = ["returned"];
    private static readonly ImmutableArray<string> expired = ["expired"];
    private static readonly FormOutcome abstention = new("abstained", "弃权", "plain");

    /// <summary><c>one</c> (whoever holds the post answers first), <c>all</c>, <c>any</c>, or a share such as <c>&gt; 1/2</c> of the body.</summary>
    public string Needs { get; init; } = "one";

    public string ApproveTitle { get; init; } = "同意";

    public string RejectTitle { get; init; } = "不同意";

    /// <summary>True when the papers may be returned for completion.</summary>
    public bool MayReturn { get; init; }

    /// <summary>True when the step may pass unanswered; never for a statutory approval.</summary>
    public bool MayExpire { get; init; }

    /// <summary>Name under which the procedure knows who decided: a list of that one person; null: it need not know.</summary>
    public string? DecidedBy { get; init; }

    public override ImmutableArray<string> Outcomes =>
        ["approved", "rejected", .. MayReturn ? returned : [], .. MayExpire ? expired : []];

    /// <summary>How many the body has, those who may not answer included: the base of its share.</summary>
    public override IEnumerable<string> Gives(string step) => IsByBody ? [$"{step}.{Size}"] : DecidedBy is { } name ? [name] : [];

    private bool IsByBody => Needs != "one";

    public override IEnumerable<string> Barred(Run run, string path) => base.Barred(run, path).Append(run.Case.StartedBy);

    public override Problem? MayHave(Run run, string path, string person) =>
        person != run.Case.StartedBy ? base.MayHave(run, path, person)
        : person == run.Actor.Person ? Problem.Forbidden(ByStarter, "事项由您发起，不能由您审批。", Elsewhere)
        : Problem.Refused(ByStarter, $"事项由{run.World.Register.NameOf(person)}发起，不能由其审批。", Elsewhere);

    public override void Enter(Run run, string path)
    {
        if (!IsByBody)
        {
            run.Offer(path, By);
            return;
        }

        var members = run.Members(By, path);
        var concerned = Barred(run, path).Select(Assignee.KeyOf).ToHashSet();
        var asked = members.Where(m => !concerned.Contains(m.Key)).ToArray();
        var title = run.StepAt(path).Title;
        if (asked.Length == 0)
            throw new MoveRefusedException(Problem.Refused("nobody-to-ask", $"“{title}”没有可以表示意见的成员（共 {members.Length} 人，发起人和应当回避的除外）。", "请先核对名册中的任职情况。"));
        if (Share.TryParse(Needs, out var share) && !share.IsMetBy(asked.Length, members.Length))
        {
            throw new MoveRefusedException(Problem.Refused(
                "body-too-small",
                $"“{title}”须{share.InWords()}同意；共 {members.Length} 人，应当回避的 {members.Length - asked.Length} 人，其余的人全部同意也达不到。",
                "请改由上级审批，或由其他同志发起。"));
        }

        run.Set(path, $"{Paths.NameOf(path)}.{Size}", members.Length);
        foreach (var member in asked)
            run.Offer(path, member);
    }

    /// <summary>A vote is the member's own.</summary>
    public override bool IsPersonal(WorkItem item) => IsByBody && item.Part.Length == 0;

    public override AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, Fields), Ways());

    /// <summary>Whether several cases that stand at this step can be answered together; not where votes are counted: those are cast on each matter by itself.</summary>
    public bool TakesSeveral => Needs is "one" or "all" or "any" && !Fields.Any(f => f is { Required: true, Type: FieldType.Rows });

    /// <summary>What several are asked once: the decision, and whatever one answer to serves them all.</summary>
    public AnswerForm FormForSeveral() => new([.. Asked.Where(f => !f.IsOfEachCase).Select(Forms.Outline)], Ways());

    /// <summary>What is asked of each of several besides.</summary>
    public ImmutableArray<FormField> FieldsOfEach(Run run, WorkItem item) =>
        AsksEach ? [.. Forms.Build(run, item.Path, Fields).Where(shown => Asked.Any(f => f.IsOfEachCase && f.Name == shown.Name))] : [];

    /// <summary>Whether each of several is asked for something of its own.</summary>
    public bool AsksEach => Asked.Any(f => f.IsOfEachCase);

    /// <summary>What may be filled in with one case and is not asked where several are answered together.</summary>
    public ImmutableArray<string> NotAskedOfSeveral => [.. Fields.Except(Asked).Where(f => f.Type != FieldType.Info).Select(f => f.Label)];

    /// <summary>What has to be filled in, an opinion, and whatever the definition names for it: the rest would make a long table longer.</summary>
    private IEnumerable<Field> Asked => Fields.Where(f => f is { Required: true } or { EachCase: not null } or { Type: FieldType.LongText });

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, Ways()) is { } unknown)
            return unknown;
        if (MayHave(run, item.Path, run.Actor.Person) is { } barred)
            return barred;

        var way = Ways().First(w => w.Key == answer.Outcome);
        if (Accept(run, item, answer, Fields, way, IsByBody ? null : AsNamed) is { } problem)
            return problem;
        if (DecidedBy is { } name)
            run.Set(item.Path, name, Json.List([run.Actor.Person]));
        if (answer.Outcome == "approved" && run.Judge(item.Path, run.StepAt(item.Path).Rules, answer) is { } refused)
            return refused;

        if (Decided(run, item.Path, answer.Outcome) is { } outcome)
            run.Leave(item.Path, outcome);
        return null;
    }

    public override IEnumerable<string> Lint(Step step)
    {
        if (Needs is not ("one" or "all" or "any") && !Share.TryParse(Needs, out _))
            yield return $"needs: \"{Needs}\" 应为 one、all、any 或份额（如 \"> 1/2\"）";
        if (IsByBody && DecidedBy is not null)
            yield return "集体审批没有一个批准人：不能写 decided-by";
        if (IsByBody && Fields.Any(f => f.Required && f.Type != FieldType.LongText))
            yield return "集体审批的每位成员只填写意见：必填项应为 long-text";
        foreach (var field in Fields.Where(f => f.EachCase is not null))
        {
            if (Share.TryParse(Needs, out _))
                yield return $"项目 {field.Name}：按份额表决的不能一并办理，不用写 each-case";
            else if (field is { EachCase: false, DependsOnCase: true } or { EachCase: false, Type: FieldType.Files })
                yield return $"项目 {field.Name}：各件的内容不同（取自事项、人员或者附件），不能写 each-case: false";
            else if (field is { EachCase: true, Type: FieldType.Rows })
                yield return $"项目 {field.Name}：表格不能一并填写，须单独办理，不用写 each-case";
        }
    }

    private ImmutableArray<FormOutcome> Ways()
    {
        var ways = ImmutableArray.Create(
            new FormOutcome("approved", ApproveTitle, "primary"),
            new FormOutcome("rejected", RejectTitle, "danger", NeedsReason: true, SkipsFields: true));
        if (MayReturn)
            ways = ways.Insert(1, new FormOutcome("returned", "退回补正", "plain", NeedsReason: true, SkipsFields: true));
        return Share.TryParse(Needs, out _) ? ways.Add(abstention) : ways;
    }

    private string? Decided(Run run, string path, string last)
    {
        if (last == "returned" || !IsByBody)
            return last;

        var answers = run.Case.Places[path].Answers.Where(a => a.Part.Length == 0).ToArray();
        var yes = answers.Count(a => a.Outcome == "approved");
        var open = run.Case.Items.Count(i => i.Path == path && i.Part.Length == 0);
        var asked = answers.Length + open;
        var (share, body) = Needs switch
        {
            "all" => (Share.Parse(">= 1/1"), asked),
            "any" => (Share.Parse("> 0/1"), asked),
            _ => (Share.Parse(Needs), Json.Number(run.Value(path, $"{Paths.NameOf(path)}.{Size}")) ?? asked),
        };
        return share.IsMetBy(yes, body) ? "approved"
            : !share.IsMetBy(yes + open, body) ? "rejected"
            : null;
    }
}
