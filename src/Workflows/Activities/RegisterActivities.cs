using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>就任: a new committee takes office; posts and term go into the register in the same transaction.</summary>
[Activity("take-office", "就任并设定任期")]
public sealed record TakeOfficeActivity : Activity
{
    /// <summary>The day of the election, from which the term counts (EL-01); a source.</summary>
    public required string ElectedOn { get; init; }

    /// <summary>The day from which the posts are held; a source.</summary>
    public required string From { get; init; }

    /// <summary>Term in years; a source (a number or a data name).</summary>
    public required string Years { get; init; }

    public string? Secretary { get; init; }

    public string? DeputySecretary { get; init; }

    /// <summary>The elected committee; a list source. Those with no other post become 委员.</summary>
    public string? Members { get; init; }

    /// <summary>How duties were divided: rows of <c>person</c> and <c>role</c>; a list source.</summary>
    public string? Duties { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<string> Gives(string step) => [$"{step}.expires-on"];

    public override IEnumerable<string> Reads =>
        new[] { ElectedOn, From, int.TryParse(Years, out _) ? null : Years, Secretary, DeputySecretary, Members, Duties }.OfType<string>();

    public override void Enter(Run run, string path)
    {
        var elected = Json.Day(run.Value(path, ElectedOn)) ?? throw Missing(run, path, ElectedOn);
        var from = Json.Day(run.Value(path, From)) ?? throw Missing(run, path, From);
        var years = Json.Number(run.Value(path, Years)) ?? (int.TryParse(Years, out var literal) ? literal : throw Missing(run, path, Years));
        var expires = Rules.Periods.DeadlineMonths(elected, years * 12);
        run.Emit(new TermBegan(run.Case.Unit, elected, years, expires));
        run.Emit(new PostsGiven(run.Case.Unit, from, Posts(run, path)));
        run.Set(path, $"{Paths.NameOf(path)}.expires-on", Json.Of(expires));
        run.Leave(path, "done");
    }

    private ImmutableArray<PostGiven> Posts(Run run, string path)
    {
        var posts = new List<PostGiven>();
        void Give(string? source, string role) =>
            posts.AddRange(source is null ? [] : Json.Strings(run.Value(path, source)).Select(p => new PostGiven(p, role)));

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

    private static MoveRefusedException Missing(Run run, string path, string source) => new(Problem.Refused(
        "office-data-missing", $"“{run.StepAt(path).Title}”还缺“{Labels.Of(run.Procedure, source)}”，不能办理就任。", "请先填写，再办理这一步。"));
}

/// <summary>任期调整: the superior has agreed to postpone or advance; the term's end moves, the old one stays as history (EL-02).</summary>
[Activity("shift-term", "调整任期")]
public sealed record ShiftTermActivity : Activity
{
    /// <summary>Months, above 0 postponed, below 0 advanced; a source.</summary>
    public required string Months { get; init; }

    public override bool IsAutomatic => true;

    public override ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<string> Reads => [Months];

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
