using System.Collections.Immutable;
using System.Text.Json.Nodes;
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
    [Key("多少人同意", "one 任职者一人决定；all 全体同意；any 一人同意即可；或者份额。", Example = "'> 1/2'")]
    public string Needs { get; init; } = "one";

    [Key("同意按钮", "同意的叫法。", Example = "批准")]
    public string ApproveTitle { get; init; } = "同意";

    [Key("不同意按钮", "不同意的叫法。", Example = "不予批准")]
    public string RejectTitle { get; init; } = "不同意";

    /// <summary>True when the papers may be returned for completion.</summary>
    [Key("可以退回补正", "true：可以退回补充材料。")]
    public bool MayReturn { get; init; }

    /// <summary>True when the step may pass unanswered; never for a statutory approval.</summary>
    [Key("可以过期", "true：到期没有答复就离开这一步；法定审批不得使用。")]
    public bool MayExpire { get; init; }

    /// <summary>Name under which the procedure knows who decided: a list of that one person; null: it need not know.</summary>
    [Key("记下批准人", "批准人存入这个数据名；要改叫法，写 { name, label }。集体审批不能写。", Example = "approved-by")]
    public Naming? DecidedBy { get; init; }

    public override ImmutableArray<string> Outcomes =>
        ["approved", "rejected", .. MayReturn ? returned : [], .. MayExpire ? expired : []];

    public override IEnumerable<string> Replies => Ways().Select(w => w.Key);

    public override string TitleOf(Step step, string outcome) => outcome switch
    {
        "approved" => ApproveTitle,
        "rejected" => RejectTitle,
        _ => base.TitleOf(step, outcome),
    };

    /// <summary>How many the body has, those who may not answer included: the base of its share.</summary>
    public override IEnumerable<Made> Gives(string step) =>
        IsByBody ? [new Made($"{step}.{Size}")] : DecidedBy is { } decider ? [decider.As("批准人")] : [];

    private bool IsByBody => Needs != "one";

    public override IEnumerable<string> Barred(Run run, string path) => base.Barred(run, path).Append(run.Case.StartedBy);

    public override Problem? MayHave(Run run, string path, string person) =>
        run.Procedure.Approves is not null && !Proposal.MayApprove(run, person)
            ? Problem.Refused("no-approving-post", $"{run.World.Register.NameOf(person)}没有审批这类变更的职务。", "请由安全保密管理员，或组织科（部）负责人、书记、副书记审批。")
        : person != run.Case.StartedBy ? base.MayHave(run, path, person)
        : person == run.Actor.Person ? Problem.Forbidden(ByStarter, "事项由您发起，不能由您审批。", Elsewhere)
        : Problem.Refused(ByStarter, $"事项由{run.World.Register.NameOf(person)}发起，不能由其审批。", Elsewhere);

    /// <summary>A case that the clock began has no starter who stands back: whoever proposed what is decided does.</summary>
    public override Problem? WhyNotHandedTo(Run run, WorkItem item, string person) =>
        run.Case.StartedBy == Actor.Clock.Person && Proposers(run, item.Path).Contains(person)
            ? Problem.Refused("proposer-may-not-approve", $"{run.World.Register.NameOf(person)}提出了要审批的内容，不能由其审批。", Elsewhere)
            : null;

    /// <summary>Who filled in what lies before those who decide: everything since the last decision.</summary>
    private static IEnumerable<string> Proposers(Run run, string path)
    {
        var entered = run.Case.Places[path].At;
        return run.Case.Left.Where(l => !l.Value.IsRedone && l.Value.At <= entered && run.Procedure.Find(l.Key) is not null)
            .OrderByDescending(l => l.Value.At)
            .TakeWhile(l => !run.StepAt(l.Key).Activity.Decides(l.Value.Outcome))
            .Where(l => run.StepAt(l.Key).Activity is not ApprovalActivity)
            .SelectMany(l => l.Value.By);
    }

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

    public override bool IsStillAsked(Run run, WorkItem item, string person) =>
        IsByBody ? run.Members(By, item.Path).Any(m => m.Person == person) : base.IsStillAsked(run, item, person);

    /// <summary>The body is asked as it is that day. What the others have answered may then be enough, or can no longer be.</summary>
    public override void Follow(Run run, string path)
    {
        if (!IsByBody || By is Who.Person or Who.Starter)
        {
            base.Follow(run, path);
            return;
        }

        var seats = new BodySeats(run, path, By, Barred(run, path));
        seats.Follow();
        if (Json.Number(run.Known(path, $"{Paths.NameOf(path)}.{Size}")) is { } size && size != seats.Size)
            run.Set(path, $"{Paths.NameOf(path)}.{Size}", seats.Size);
        if (!run.Case.Places[path].Answers.IsEmpty && Decided(run, path, "") is { } outcome)
            run.Leave(path, outcome);
    }

    /// <summary>A vote is the member's own.</summary>
    public override bool IsPersonal(WorkItem item) => IsByBody && item.Part.Length == 0;

    public override string? CannotBeTakenBack(Replied given) =>
        IsByBody && given.Part.Length == 0 ? $"表决意见“{Ways().First(w => w.Key == given.Outcome).Title}”，每人只表决一次" : null;

    public override IEnumerable<Field> Told(Replied given) => IsByBody && given.Part.Length == 0 ? Fields : [];

    public override AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, Fields), Ways())
    {
        Facts = [.. Showing.Facts(run, item.Path, Shows), .. IsByBody ? [SoFar(run, item.Path)] : ImmutableArray<FormFact>.Empty],
    };

    /// <summary>How many are asked, how many it takes, and how it stands.</summary>
    private FormFact SoFar(Run run, string path)
    {
        var given = run.Case.Places[path].Answers.Where(a => a.Part.Length == 0).ToArray();
        var open = run.Case.Items.Count(i => i.Path == path && i.Part.Length == 0);
        var size = Json.Number(run.Known(path, $"{Paths.NameOf(path)}.{Size}")) ?? given.Length + open;
        var needed = Needs switch { "all" => "须全部同意", "any" => "一人同意即可", _ => $"{size} 人中须{Share.Parse(Needs).InWords()}同意" };
        var counted = Ways().Select(w => (w.Title, Count: given.Count(a => a.Outcome == w.Key))).Where(w => w.Count > 0).Select(w => $"{w.Title} {w.Count} 人，");
        return new("各人意见", $"{needed}；{string.Concat(counted)}还有 {open} 人没有表示意见", "");
    }

    public override bool TakesEachCase => true;

    public override bool AsksEachMember => IsByBody;

    /// <summary>Not where votes are counted: those are cast on each matter by itself.</summary>
    public override Together? Together => Share.TryParse(Needs, out _) || Fields.Any(f => f is { Required: true, Type: FieldType.Rows }) ? null : new(
        new([.. Asked.Where(f => !f.IsOfEachCase).Select(Forms.Outline)], Ways()), Asked.Any(f => f.IsOfEachCase), FieldsOfEach,
        [.. Fields.Except(Asked).Where(f => f.Type != FieldType.Info).Select(f => f.Label)]);

    private ImmutableArray<FormField> FieldsOfEach(Run run, WorkItem item) =>
        [.. Forms.Build(run, item.Path, Fields).Where(shown => Asked.Any(f => f.IsOfEachCase && f.Name == shown.Name))];

    /// <summary>What has to be filled in, an opinion, and whatever the definition names for it: the rest would make a long table longer.</summary>
    private IEnumerable<Field> Asked => Fields.Where(f => f is { Required: true } or { EachCase: not null } or { Type: FieldType.LongText });

    public override Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        if (NoSuchOutcome(answer, Ways()) is { } unknown)
            return unknown;
        if (MayHaveItem(run, item, run.Actor.Person) is { } barred)
            return barred;

        var way = Ways().First(w => w.Key == answer.Outcome);
        if (Accept(run, item, answer, Fields, way, IsByBody ? null : AsNamed) is { } problem)
            return problem;
        if (DecidedBy is { Name: var name })
            run.Set(item.Path, name, Json.List([run.Actor.Person]));
        if (answer.Outcome == "approved" && run.Judge(item.Path, run.StepAt(item.Path).Rules, answer) is { } refused)
            return refused;

        if (Decided(run, item.Path, answer.Outcome) is { } outcome)
            run.Leave(item.Path, outcome);
        return null;
    }

    protected override ImmutableArray<RuleAnswer> Foresee(Run run, WorkItem item, Answer answer, JsonObject known, Func<RuleUse, bool> canBeAsked) =>
        answer.Outcome == "approved" ? base.Foresee(run, item, answer, known, canBeAsked) : [];

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

    public override bool Decides(string outcome) => outcome == "approved";

    public override bool IsPutAgain => true;

    /// <summary>Whoever approved did so on what stood there: no rule can say that they would have approved something else.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again) => again.Left.Outcome == "approved"
        ? Problem.Refused("decided-on", $"{InWords(run, again.Left.By)}已按原来的内容作出“{ApproveTitle}”的决定。")
        : null;

    /// <summary>Whoever has answered, or has come into the body since, is asked; the others go on with the new text before them.</summary>
    public override Problem? Renew(Run run, string path)
    {
        if (run.Case.Places[path].Answers is not { IsEmpty: false } answers)
            return null;

        run.Lapse(path, answers.Select(a => a.By));
        var barred = Barred(run, path).Select(Assignee.KeyOf).ToHashSet();
        var members = run.Members(By, path);
        run.Set(path, $"{Paths.NameOf(path)}.{Size}", members.Length);
        var asked = run.Case.Items.Where(i => i.IsOfStep && i.Path == path && i.Part.Length == 0).Select(i => i.To.Key).ToHashSet();
        foreach (var member in members.Where(m => !barred.Contains(m.Key) && !asked.Contains(m.Key)))
            run.Offer(path, member);
        return null;
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
        var open = run.Case.Items.Count(i => i.IsOfStep && i.Path == path && i.Part.Length == 0);
        var asked = answers.Length + open;
        var (share, body) = Needs switch
        {
            "all" => (Share.Parse(">= 1/1"), asked),
            "any" => (Share.Parse("> 0/1"), asked),
            _ => (Share.Parse(Needs), Json.Number(run.Known(path, $"{Paths.NameOf(path)}.{Size}")) ?? asked),
        };
        return share.IsMetBy(yes, body) ? "approved"
            : !share.IsMetBy(yes + open, body) ? "rejected"
            : null;
    }
}
