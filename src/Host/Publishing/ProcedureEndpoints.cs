using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Laws;
using Workflows.Host.Problems;
using Workflows.Host.Registers;
using Workflows.Host.Reporting;
using Workflows.Host.SignIn;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Publishing;

/// <param name="MayOpenFor">Units that this person may open it for; <c>why</c>: why not now.</param>
/// <param name="Retired">No new case of it can be opened.</param>
/// <param name="AboutPerson">Is a case of it about a person? <c>subjects</c> says who may be it.</param>
internal sealed record ProcedureRow(
    string Key, int Version, string Title, string Summary, string KindTitle, bool Retired, bool AboutPerson, IReadOnlyList<OpenFor> MayOpenFor);

/// <param name="Why">Why this person cannot be it now; null when they can.</param>
internal sealed record SubjectView(string Id, string Name, string StageTitle, string? Why);

/// <param name="Newcomers">May it be somebody whom the register does not know yet?</param>
internal sealed record SubjectsView(bool Newcomers, IReadOnlyList<SubjectView> People);

internal sealed record OpenFor(string Unit, string UnitName, string? Why, CaseLink? Open);

/// <param name="Retired">Its cases go on, and no new one can be opened.</param>
internal sealed record ProcedureView(
    string Key, int Version, IReadOnlyList<int> Versions, bool Retired,
    string Title, string Summary, string Text, IReadOnlyList<StepView> Steps,
    IReadOnlyList<EndView> Ends, IReadOnlyList<RuleName> Rules, Diagram Diagram);

internal sealed record EndView(string State, string Title);

internal sealed record RuleName(string Id, string Title, string Article);

/// <summary>The published procedures: which there are, who may open them, and each in full.</summary>
internal static class ProcedureEndpoints
{
    public static void MapProcedures(this IEndpointRouteBuilder api)
    {
        var procedures = api.MapGroup("/procedures").WithTags("流程");
        procedures.MapGet("", List).WithName("listProcedures").WithSummary("全部流程，以及本人可以为哪些党组织发起");
        procedures.MapGet("/{key}/subjects", Subjects).WithName("listSubjects").WithSummary("可以为某党组织的哪些人发起");
        procedures.MapGet("/{key}", Get).WithName("getProcedure").WithSummary("一个流程：步骤、规则、时限、图、全文");
    }

    private static async Task<Ok<List<ProcedureRow>>> List(CurrentUser me, Library library, OpenCases open, CancellationToken cancellation)
    {
        var actor = CaseAccess.ActorOf(me);
        var busy = await open.Of(cancellation);
        return TypedResults.Ok(library.Procedures.Newest.Select(p => p.Procedure).Where(p => !p.IsPart).Select(p => new ProcedureRow(
            p.Key, p.Version, p.Title, p.Summary, library.Procedures.IsRetired(p.Key) ? "已停用" : HowBegun(p),
            library.Procedures.IsRetired(p.Key), p.IsAboutPerson,
            library.Procedures.IsRetired(p.Key) ? [] :
                [.. Units(me, p, actor).Select(u => For(u, p.OnePerUnit ? busy.GetValueOrDefault($"{p.Key}@{u.Id}") : null))])).ToList());
    }

    private static OpenFor For(Unit unit, CaseLink? other) => new(unit.Id, unit.Name, other is null ? null : $"已有一件在办：{other.Number}", other);

    private static async Task<Results<Ok<SubjectsView>, ProblemResult>> Subjects(string key, string unit, CurrentUser me, Library library, OpenCases open, CancellationToken cancellation)
    {
        if (library.Procedures.Find(key)?.Procedure is not { IsAboutPerson: true } procedure || !me.Scope.SeesMembers(unit))
            return Say.NotFound("没有这一流程，或您不能查看这个党组织的人员。", "请从发起页进入。");

        var busy = await open.Of(cancellation);
        var people =
            from membership in me.Register.InUnit(unit, me.Today)
            where membership.UnitId == unit && procedure.About.Contains(JsonNamingPolicy.KebabCaseLower.ConvertName(membership.Stage.ToString()))
            let name = me.Register.NameOf(membership.PersonId)
            orderby membership.Stage, name
            select new SubjectView(
                membership.PersonId, name, membership.Stage.Title(),
                busy.TryGetValue($"{key}#{membership.PersonId}", out var other) ? $"已有一件在办：{other.Number}" : null);
        return TypedResults.Ok(new SubjectsView(procedure.About.Contains("none"), [.. people]));
    }

    private static string HowBegun(Procedure procedure) => procedure switch
    {
        { Recurs.Yearly: not null } => "每年自动发起一次，当年也可先行手动发起",
        { Recurs.Quarterly: not null } => "每季度自动发起一次，当季也可先行手动发起",
        { Recurs: not null } => "到期自动发起，也可手动发起",
        { Accepts: not null } => "收到线索自动发起，也可手动发起",
        _ => "按需发起",
    };

    private static async Task<Results<Ok<ProcedureView>, ProblemResult>> Get(
        string key, CurrentUser me, Library library, InForce inForce, CancellationToken cancellation, int? version = null)
    {
        if (library.Procedures.Find(key, version) is not { } published)
            return Say.NotFound("没有这一流程。", "请从流程页进入。");

        var procedure = published.Procedure;
        var words = new StepWords(procedure, await inForce.Settings(me.Register, cancellation));
        var rules = RulesAsked.By(procedure).Order(StringComparer.Ordinal)
            .Select(id => RuleBook.Standard.Find(id, me.Today)).OfType<Rule>();
        return TypedResults.Ok(new ProcedureView(
            procedure.Key, procedure.Version, [.. library.Procedures.VersionsOf(key)], library.Procedures.IsRetired(key),
            procedure.Title, procedure.Summary, published.Text,
            [
                .. procedure.AllSteps().Where(s => !s.Step.Activity.IsAutomatic || RulesAsked.At(s.Step).Any())
                    .Select(s => words.Of(s.Path, s.Step)),
            ],
            [.. procedure.Ends.Select(e => new EndView(e.Key, e.Value))],
            [.. rules.Select(r => new RuleName(r.Id, r.About.Title, r.About.Article))],
            Diagram.Of(procedure)));
    }

    /// <summary>May this person begin anything? Whoever holds no post may where a procedure is for every member.</summary>
    public static bool MayOpenAny(CurrentUser me, Library library)
    {
        var actor = CaseAccess.ActorOf(me);
        return me.MayOpen || (me.Posts.Count == 0
            && library.Procedures.Newest.Any(p => !p.Procedure.IsPart && !library.Procedures.IsRetired(p.Procedure.Key) && Units(me, p.Procedure, actor).Any()));
    }

    private static IEnumerable<Unit> Units(CurrentUser me, Procedure procedure, Actor actor) =>
        me.Scope.GovernedUnits.Union(me.Register.MembershipOf(me.Person.Id, me.Today) is { } own ? [own.UnitId] : []).Select(u => me.Register.Unit(u, me.Today)).OfType<Unit>()
            .Where(u => procedure.Approves is null && Beginning.WhyNot(procedure, actor, me.Register, u.Id, me.Today) is null);
}
