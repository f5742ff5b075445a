using System.Text.Json.Nodes;
using FluentValidation;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Moves;

/// <summary>提交线索: a unit is reported to a procedure that takes reports. Its one open case takes the report in, or a case begins with it.</summary>
[Move("report", "线索", Place = 9, InStories = "report", StoryHelp = "哪一类线索。")]
public sealed record Report : Beginning
{
    [Member("one of the triggers that the procedure accepts", IsMain = true)]
    public string Trigger { get; init; } = "";

    /// <summary>What the report is known by, such as the number of a circular: the same source is taken once for a unit.</summary>
    public required string Source { get; init; }

    /// <summary>Where it comes from, as people read it; null: the source says it.</summary>
    public string? From { get; init; }

    /// <summary>The day on which it was found.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What the trigger's rule is asked with.</summary>
    public JsonObject Facts { get; init; } = [];

    /// <summary>What there is to say besides the facts.</summary>
    public string? Text { get; init; }

    /// <summary>Evidence: <c>{hash, name}</c> each.</summary>
    public JsonArray Files { get; init; } = [];

    public override IEnumerable<KeyValuePair<string, JsonNode?>> HandsIn => [KeyValuePair.Create<string, JsonNode?>("files", Files)];

    public override IEnumerable<MoveNeed> Needs(Run run) => [.. base.Needs(run), new MoveNeed.Taking(Unit, Source)];

    protected override Problem? Make(Run run)
    {
        if (run.Procedure.Accepts is not { } accepts)
            return Problem.Refused("takes-no-reports", $"“{run.Procedure.Title}”不接收线索。", "请核对流程；接收线索的流程在定义中写明 accepts。");
        if (accepts.Has(run.Case, Source))
            return null;
        if (WhyNot(run, accepts) is { } problem)
            return problem;

        var begins = run.Case.Id.Length == 0;
        if (begins)
            EmitOpened(run);
        if (Judge(run, accepts.Rules[Trigger], out var answer) is { } unfounded)
            return unfounded;

        var row = RowOf(run, answer!);
        run.Emit(new ReportTaken(accepts.Into, row));
        if (begins)
            run.Begin();
        else
            Merge(run, accepts, Json.String(row[Acceptance.What]));
        return null;
    }

    /// <summary>Who is at work is told; a case that has gone on asks for the new report to be verified, whoever made it known.</summary>
    private static void Merge(Run run, Acceptance accepts, string? what)
    {
        run.Tell(run.Case.Items.Select(i => i.To).Distinct(), $"“{run.Case.Title}”并入新的线索：{what}");
        if (accepts.Verify.FirstOrDefault(name => run.StepAt(name).Activity.IsOpenTo(run, name)) is not { } verify)
            return;

        run.Enter(verify);
        Timers.Recount(run);
    }

    private Problem? WhyNot(Run run, Acceptance accepts)
    {
        if (Guards.MayActFor(run, Unit) is { } auditor)
            return auditor;
        if (WhyNot(run.Procedure, Actor.Clock, run.World.Register, Unit, run.Now) is { } unfit)
            return unfit;
        if (!run.Actor.IsClock && !run.Actor.Posts.AreAbove(RoleGroups.Section, run.World.Register, Unit, run.Now))
            return Problem.Forbidden("may-not-report", "线索由上级党组织的组织科（部）提交。", "请把情况和材料报上级党组织的组织科（部）。");
        if (!accepts.Rules.ContainsKey(Trigger))
            return Problem.Malformed($"“{run.Procedure.Title}”没有“{Trigger}”这一类线索。", [KeyValuePair.Create("trigger", $"应为 {string.Join("、", accepts.Rules.Keys)} 之一。")]);
        if (On > run.Now)
            return Problem.Malformed("线索是已经发生的事，日期不能晚于今天。", [KeyValuePair.Create("on", $"不能晚于今天（{Rules.Words.Day(run.Now)}）。")]);
        if (Known.TakenBy is { } before)
            return Problem.Refused("already-reported", $"来源为“{Source}”的线索已经提交过，由{before}受理。", "不必重复提交；另有新的情况，请另写来源。");
        if (run.Case.Id.Length == 0)
            return IsAlreadyOpen(run);
        return Guards.IsOpen(run);
    }

    /// <summary>A report that its rule does not bear out makes nobody 后进.</summary>
    private Problem? Judge(Run run, string rule, out RuleAnswer? answer)
    {
        answer = null;
        if (MeasuresItself(run, rule) is { } own)
            return own;
        switch (run.World.Rules.Ask(rule, run.Today, (JsonObject)Facts.DeepClone(), run.World.Settings, run.World.Calendar))
        {
            case RuleOutcome.Answered(var said):
                answer = said;
                run.Note("", run.Today, said);
                return said.Holds ? null : Problem.Refused([said]);
            case RuleOutcome.NotAnswered(var mistakes):
                return Problem.Malformed(
                    $"规则 {rule} 还不能判断：{string.Join("；", mistakes.Select(m => m.Message))}",
                    mistakes.GroupBy(m => $"facts.{m.Parameter}").Select(g => KeyValuePair.Create(g.Key, g.First().Message)));
            default:
                throw new InvalidOperationException("A rule answers or says why not.");
        }
    }

    /// <summary>How much makes a unit 后进 is a setting; whoever reports does not choose it.</summary>
    private Problem? MeasuresItself(Run run, string rule)
    {
        var settings = run.World.Rules.Find(rule, run.Today)?.Parameters.Where(p => p.Setting is not null).Select(p => p.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        return Facts.Select(f => f.Key).Where(name => settings.Contains(RuleBook.KebabCase(name))).ToArray() is [_, ..] given
            ? Problem.Malformed("线索的标准由设置决定，不能随线索提交。", given.Select(name => KeyValuePair.Create($"facts.{name}", "这一项是设置，请不要填写。")))
            : null;
    }

    private JsonObject RowOf(Run run, RuleAnswer answer)
    {
        var text = string.IsNullOrWhiteSpace(Text) ? "" : Text.Trim();
        return new JsonObject
        {
            [Acceptance.What] = $"{answer.Title}：{answer.Because}{text}（来源：{From ?? Source}）",
            [Acceptance.On] = Json.Of(On),
            [Acceptance.Evidence] = Files.DeepClone(),
            [Acceptance.Trigger] = Trigger,
            [Acceptance.Source] = Source,
            ["by"] = run.Actor.Person,
        };
    }
}

public sealed class ReportValidator : AbstractValidator<Report>
{
    private const int MostFiles = 20;

    public ReportValidator()
    {
        RuleFor(m => m.Id).NotEmpty().WithMessage("缺少操作编号。");
        RuleFor(m => m.Procedure).NotEmpty().WithMessage("请选择流程。");
        RuleFor(m => m.Unit).NotEmpty().WithMessage("请选择党组织。");
        RuleFor(m => m.Trigger).NotEmpty().WithMessage("请写明是哪一类线索。").MaximumLength(20).WithMessage("线索类别最多 20 字。");
        RuleFor(m => m.Source).NotEmpty().WithMessage("请写明来源，例如通报的文号。").MaximumLength(200).WithMessage("来源最多 200 字。").Plain();
        RuleFor(m => m.Text!).MaximumLength(1000).WithMessage("补充说明最多 1000 字。").Plain().When(m => m.Text is not null);
        RuleFor(m => m.Facts).Must(Json.IsReadable).WithMessage("事实含有不能读取的内容。");
        RuleFor(m => m.Files).Must(f => f.Count <= MostFiles).WithMessage($"材料最多 {MostFiles} 份。");
        RuleFor(m => m.Files).Must(f => f.All(IsFile)).WithMessage("材料应逐份写明 hash 和 name，先上传再提交。");
    }

    private static bool IsFile(JsonNode? file) => file is JsonObject map && Json.String(map["hash"]) is { Length: 64 } && Json.String(map["name"]) is { Length: > 0 };
}
