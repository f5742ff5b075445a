using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>Who may take which row out of the register: whoever may import it, and nobody the power that they hold themselves.</summary>
internal static class VoidScope
{
    private static readonly string[] GivenByAdministrators = [Roles.Administrator, Roles.Auditor];

    /// <summary>The row, where this person may take it out; null where the page offers nothing.</summary>
    public static RowRef? Offer(CurrentUser me, RowRef row) => Refuse(me, row) is null ? row : null;

    /// <summary>Null when this person may take the row out.</summary>
    public static ProblemResult? Refuse(CurrentUser me, RowRef row)
    {
        var units = row.Unit.Length > 0 ? [row.Unit] : UnitsOf(me, row.Person);
        if (units.Any(me.IsAuditorOf))
            return Say.Forbidden("审计人员只查看，不更正名册。", "请告诉组织科（部）更正。");
        if (units.Count == 0 || !units.All(u => me.IsAdministrator || me.Scope.MayKeepRegister(u)))
            return Say.Forbidden("只有管理员和负责这个党组织的组织科（部）可以更正名册。", "请把有误的地方告诉组织科（部）。");
        if (row.Kind != RowKind.Post || !GivenByAdministrators.Contains(row.What))
            return null;
        if (!me.IsAdministrator)
            return Say.Forbidden($"“{me.Register.RoleBook.TitleOf(row.What)}”只能由管理员任免，您不能更正。", "请管理员更正。");
        return row.What == Roles.Administrator && row.Person == me.Person.Id
            ? Say.Forbidden("不能更正自己的管理员职务，以免无人管理。", "请另一位管理员更正。")
            : null;
    }

    /// <summary>Where the person has ever belonged, and serves today: a punishment or an absence is of no unit.</summary>
    private static IReadOnlyCollection<string> UnitsOf(CurrentUser me, string person) =>
        [.. me.Register.MembershipsOf(person).Select(m => m.UnitId).Concat(me.Register.PostsOf(person, me.Today).Select(p => p.UnitId)).Distinct()];
}
