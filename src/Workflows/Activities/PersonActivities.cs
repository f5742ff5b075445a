using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>Who decided that somebody is in no stage any more.</summary>
public enum StageDecider
{
    /// <summary>The nearest 党委 above.</summary>
    PartyCommittee,

    /// <summary>The 工委 at the top, for the organisation department of the county or above.</summary>
    WorkCommittee,
}

/// <summary>身份变更: the person whom the case is about comes into another stage; the register says so from that day.</summary>
[Activity("change-stage", "身份变更")]
public sealed record ChangeStageActivity : Activity
{
    /// <summary>The new stage; null: none any more.</summary>
    [Key("列为", "从这天起处于哪个阶段；不写就是不再列入任何阶段。", Example = "activist")]
    public MembershipStage? To { get; init; }

    /// <summary>The first day of it; a source.</summary>
    [Key("起始日期", "来源。", Example = "decided-on")]
    public required Source From { get; init; }

    /// <summary>Whose decision it was that the person is in none any more; null: nobody decides that, or the unit itself.</summary>
    [Key("由谁决定", "不再列入任何阶段的，由哪一级决定。", Example = "party-committee")]
    public StageDecider? DecidedBy { get; init; }

    public override bool IsAutomatic => true;

    public override System.Collections.Immutable.ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<Source> Reads => [From];

    public override IEnumerable<string> Lint(Step step)
    {
        if (To is not null && DecidedBy is not null)
            yield return "decided-by 只用于不再列入任何阶段的（没有 to）";
    }

    /// <summary>Where the stage began on the corrected day, the register hears of it.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again)
    {
        var (name, now) = (Paths.ScopeOf(run.Procedure, path) + From, Json.Day(run.Value(path, From)));
        if (Json.Day(again.Was.GetValueOrDefault(name)) is { } was && now is { } day && was != day)
            run.Emit(new StageDated(run.Case.Subject, To, day, was));
        return null;
    }

    public override void Enter(Run run, string path)
    {
        var register = run.World.Register;
        var body = DecidedBy switch
        {
            StageDecider.PartyCommittee => register.PartyCommitteeOf(run.Case.Unit, run.Now),
            StageDecider.WorkCommittee => register.Ancestors(run.Case.Unit, run.Now).LastOrDefault(),
            null => null,
            _ => throw new InvalidOperationException($"Decider {DecidedBy}."),
        };
        run.Emit(new StageChanged(run.Case.Subject, run.Case.Unit, To, Day.Needed(run, path, From)) { Says = To is null ? run.StepAt(path).Title : null, By = body?.Name });
        run.Leave(path, "done");
    }
}

/// <summary>转接: another unit carries the case on, and the person belongs to it from that day, in the stage in which they are.</summary>
[Activity("move-case", "转接党组织")]
public sealed record MoveCaseActivity : Activity
{
    /// <summary>Id of the unit that takes over; a source.</summary>
    [Key("转到", "接收的党组织，来源。", Example = "to-unit")]
    public required Source To { get; init; }

    /// <summary>The first day there; a source.</summary>
    [Key("起始日期", "来源。", Example = "moved-on")]
    public required Source From { get; init; }

    public override bool IsAutomatic => true;

    public override System.Collections.Immutable.ImmutableArray<string> Outcomes => ["done"];

    public override IEnumerable<Source> Reads => [To, From];

    /// <summary>The register has it: what came of it is not undone by a correction here.</summary>
    public override Problem? Reconsider(Run run, string path, Reconsidering again) => Entered.Already;

    public override void Enter(Run run, string path)
    {
        var from = Day.Needed(run, path, From);
        var unit = Json.String(run.Value(path, To)) ?? throw new MoveRefusedException(Problem.Refused(
            "no-unit", $"“{run.StepAt(path).Title}”没有确定转到哪个党组织。", "请先选定接收的党组织。"));
        if (run.Case.Subject.Length > 0 && run.World.Register.MembershipOf(run.Case.Subject, from) is { } now)
            run.Emit(new StageChanged(run.Case.Subject, unit, now.Stage, from));
        run.Emit(new CaseMoved(run.Case.Unit, unit, from));
        AskAnew(run);
        run.Leave(path, "done");
    }

    /// <summary>What the posts of the old unit were asked, those of the new one are asked now.</summary>
    private static void AskAnew(Run run)
    {
        foreach (var item in run.Case.Items.Where(i => i.IsOfStep && !i.Asked.StartsWith("person:", StringComparison.Ordinal)))
        {
            if (run.StepAt(item.Path).Activity.Asks is not [var who] || run.Resolve(who, item.Path) is not [var to] || to.Key == item.Asked)
                continue;
            run.Emit(new ItemTakenBack(item.Id, $"“{item.Title}”改由转入的党组织办理"));
            run.Offer(item.Path, to, item.Part, item.Title, kind: item.Kind);
        }
    }
}

/// <summary>A day that a step cannot do without.</summary>
internal static class Day
{
    public static DateOnly Needed(Run run, string path, Source source) => Json.Day(run.Value(path, source)) ?? throw new MoveRefusedException(Problem.Refused(
        "day-missing", $"“{run.StepAt(path).Title}”还缺“{Labels.Of(run.Procedure, source)}”。", "请先填写，再办理这一步。"));
}
