using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>就任: a new committee takes office; posts and term go into the register in the same transaction.</summary>
[Activity("take-office", "就任并设定任期")]
public sealed record TakeOfficeActivity : Activity
{
    /// <summary>The day of the election, from which the term counts (EL-01); a source.</summary>
    [Key("选举日期", "任期从这天算起，来源。", Example = "held-on")]
    public required Source ElectedOn { get; init; }

    /// <summary>The day from which the posts are held; a source.</summary>
    [Key("就任日期", "来源。", Example = "approved-on")]
    public required Source From { get; init; }

    /// <summary>Term in years; a source (a number or a data name).</summary>
    [Key("任期", "年数，或者来源。", Example = "3")]
    public required Source Years { get; init; }

    [Key("书记", "来源。", Example = "secretary")]
    public Source? Secretary { get; init; }

    [Key("副书记", "来源。", Example = "deputy")]
    public Source? DeputySecretary { get; init; }

    /// <summary>The elected committee; a list source. Those with no other post become 委员.</summary>
    [Key("委员", "来源；已任书记、副书记的不重复。", Example = "elected")]
    public Source? Members { get; init; }

    /// <summary>How duties were divided: rows of <c>person</c> and <c>role</c>; a list source.</summary>
    [Key("分工", "有 person、role 两栏的表格，来源。", Example = "duties")]
    public Source? Duties { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<Made> Gives(string step) => [new($"{step}.expires-on", "任期届满日")];

    public override IEnumerable<Source> Reads =>
        new[] { ElectedOn, From, Years, Secretary, DeputySecretary, Members, Duties }.OfType<Source>();

    /// <summary>The register has it: what came of it is not undone by a correction here.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again) => Entered.Already;

    public override void Enter(Run run, string path)
    {
        var elected = Json.Day(run.Value(path, ElectedOn)) ?? throw Missing(run, path, ElectedOn);
        var from = Json.Day(run.Value(path, From)) ?? throw Missing(run, path, From);
        var years = Json.Number(run.Value(path, Years)) ?? throw Missing(run, path, Years);
        var expires = Rules.Periods.DeadlineMonths(elected, years * 12);
        run.Emit(new TermBegan(run.Case.Unit, elected, years, expires));
        run.Emit(new PostsGiven(run.Case.Unit, from, Posts(run, path)));
        run.Set(path, $"{Paths.NameOf(path)}.expires-on", Json.Of(expires));
        run.Leave(path, "done");
    }

    private ImmutableArray<PostGiven> Posts(Run run, string path)
    {
        var posts = new List<PostGiven>();
        void Give(Source? source, string role) =>
            posts.AddRange(Json.Strings(run.Value(path, source)).Select(p => new PostGiven(p, role)));

        Give(Secretary, Roles.Secretary);
        Give(DeputySecretary, Roles.DeputySecretary);
        if (Duties is not null)
        {
            posts.AddRange(
                from row in Json.Rows(run.Value(path, Duties))
                let person = Json.String(row["person"])
                let role = Json.String(row["role"])
                where person is not null && role is not null
                select new PostGiven(person, role));
        }

        if (Members is not null)
            posts.AddRange(Json.Strings(run.Value(path, Members)).Where(m => posts.All(p => p.Person != m)).Select(m => new PostGiven(m, Roles.CommitteeMember)));
        return [.. posts.Distinct()];
    }

    private static MoveRefusedException Missing(Run run, string path, Source source) => new(Problem.Refused(
        "office-data-missing", $"“{run.StepAt(path).Title}”还缺“{Labels.Of(run.Procedure, source)}”，不能办理就任。", "请先填写，再办理这一步。"));
}

/// <summary>任期调整: the superior has agreed to postpone or advance; the term's end moves, the old one stays as history (EL-02).</summary>
[Activity("shift-term", "调整任期")]
public sealed record ShiftTermActivity : Activity
{
    /// <summary>Months, above 0 postponed, below 0 advanced; a source.</summary>
    [Key("月数", "延期为正、提前为负，来源。", Example = "months")]
    public required Source Months { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<Source> Reads => [Months];

    /// <summary>The register has it: what came of it is not undone by a correction here.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again) => Entered.Already;

    public override void Enter(Run run, string path)
    {
        var months = Json.Number(run.Value(path, Months)) ?? throw new MoveRefusedException(Problem.Refused(
            "no-months", $"“{run.StepAt(path).Title}”还缺“{Labels.Of(run.Procedure, Months)}”，不能调整任期。", "请先填写，再办理这一步。"));
        if (run.World.Register.CurrentTerm(run.Case.Unit, run.Today) is not { } term)
        {
            throw new MoveRefusedException(Problem.Refused(
                "no-term", "名册中没有本党组织的任期，无法调整。", "请先由组织科补录上一次选举日期和任期年数。"));
        }

        var shifted = term with { ShiftedMonths = term.ShiftedMonths + months };
        run.Emit(new TermShifted(run.Case.Unit, term.ElectedOn, months, shifted.ExpiresOn));
        run.Leave(path, "done");
    }
}

/// <summary>What the register has been told.</summary>
internal static class Entered
{
    public static Problem Already => Problem.Refused("entered-already", "已按原来的内容记入名册。", "名册有误的，请管理员在名册中更正。");
}
