using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>Hands out the register, as far as the asker is told it page by page, in the shape in which it is imported.</summary>
internal static class RegisterExportEndpoint
{
    public static void MapRegisterExport(this IEndpointRouteBuilder organisation) =>
        organisation.MapGet("/register", Export)
            .Produces(StatusCodes.Status200OK, contentType: SheetDesk.MediaType)
            .OffersSheet()
            .WithName("exportRegister")
            .WithSummary("导出名册：本人负责的党组织的单位、人员、职务、任期、处分、长期不能参会六张表（xlsx），改正后可以再导入");

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> Export(
        CurrentUser me, SheetDesk desk, CancellationToken cancellation) =>
        me.Scope.GovernedUnits.Count == 0
            ? Say.Forbidden("只有在党组织或者党的机关任职的人可以导出名册。", "请向本支部书记或者组织科（部）索取。")
            : await desk.Write("名册", namesPeople: true, workbook => RegisterSheets.Write(workbook, Told(me), me.Register.RoleBook, cancellation));

    /// <summary>The rows that the pages of units and people tell this person.</summary>
    private static RegisterRows Told(CurrentUser me)
    {
        var rows = me.Register.Rows;
        var people = rows.People.Where(p => IsTold(me, p.Id)).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var open = people.Where(p => PeopleEndpoints.IsEntrusted(me, p)).ToHashSet(StringComparer.Ordinal);
        return new RegisterRows
        {
            Units = [.. rows.Units.Where(u => me.Scope.SeesCasesOf(u.Id))],
            People = [.. rows.People.Where(p => people.Contains(p.Id)).Select(p => open.Contains(p.Id) ? p : p with { Born = null })],
            Memberships = [.. rows.Memberships.Where(m => people.Contains(m.PersonId))],
            Posts = [.. rows.Posts.Where(p => people.Contains(p.PersonId))],
            Terms = [.. rows.Terms.Where(t => me.Scope.SeesCasesOf(t.UnitId))],
            Shifts = [.. rows.Shifts.Where(s => me.Scope.SeesCasesOf(s.UnitId))],
            Disciplines = [.. rows.Disciplines.Where(d => open.Contains(d.PersonId))],
            Absences = [.. rows.Absences.Where(a => open.Contains(a.PersonId))],
        };
    }

    /// <summary>Whoever belongs or serves in a governed unit; whoever does so nowhere now, for those who keep the register of where they
    /// last did.</summary>
    private static bool IsTold(CurrentUser me, string person)
    {
        var now = PeopleEndpoints.UnitsOf(me.Register, person, me.Today).ToList();
        return now.Count > 0
            ? now.Exists(me.Scope.Governs)
            : me.Register.MembershipsOf(person).Select(m => m.UnitId).Concat(me.Register.PostsOf(person).Select(p => p.UnitId))
                .Any(u => me.Scope.MayKeepRegister(u) && me.Scope.SeesCasesOf(u));
    }
}
