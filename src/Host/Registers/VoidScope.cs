using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>Who may take which row out of the register: whoever may import it, and nobody the power that they hold themselves.</summary>
internal static class VoidScope
{
    /// <summary>The row, where this person may take it out; null where the page offers nothing.</summary>
    public static RowRef? Offer(CurrentUser me, RowRef row) => Refuse(me, row) is null ? row : null;

    /// <summary>Null when this person may take the row out.</summary>
    public static ProblemResult? Refuse(CurrentUser me, RowRef named)
    {
        var row = named.Bare();
        if (me.IsAdministrator && row.Kind is (RowKind.Discipline or RowKind.Absence))
            return Say.Forbidden("处分和长期不能参会的情形由组织科（部）登记，系统管理员不经手。", "请把有误的地方告诉组织科（部）。");
        if (row.Person == me.Person.Id)
            return Say.Forbidden("不能更正关于自己的登记。", "请由另一位有权的同志办理。");

        var units = row.Unit.Length > 0 ? [row.Unit] : UnitsOf(me, row.Person);
        if (units.Any(me.IsAuditorOf))
            return Say.Forbidden("审计人员只查看，不更正名册。", "请告诉组织科（部）更正。");
        if (units.Count == 0 || !units.All(u => me.IsAdministrator || me.Scope.MayKeepRegister(u)))
            return Say.Forbidden("只有管理员和负责这个党组织的组织科（部）可以更正名册。", "请把有误的地方告诉组织科（部）。");
        if (row.Kind != RowKind.Post || !Duties.Is(row.What))
            return null;
        if (!me.IsAdministrator)
            return Say.Forbidden($"“{me.Register.RoleBook.TitleOf(row.What)}”只能由系统管理员任免，您不能更正。", "请系统管理员更正。");
        return IsLastAuditor(me.Register, row, me.Today)
            ? Say.Forbidden("这是最后一位安全审计员，不能更正作废，以免无人审计。", "请先任命接任的安全审计员。")
            : null;
    }

    /// <summary>Would nobody audit the top of the tree without this post?</summary>
    private static bool IsLastAuditor(Register register, RowRef row, DateOnly today) =>
        row.What == Roles.Auditor && register.Unit(row.Unit, today) is { ParentId: null }
        && register.PostsIn(row.Unit, today).Count(p => p.Role == Roles.Auditor) == 1;

    /// <summary>Where the person has ever belonged, and serves today: a punishment or an absence is of no unit.</summary>
    private static IReadOnlyCollection<string> UnitsOf(CurrentUser me, string person) =>
        [.. me.Register.MembershipsOf(person).Select(m => m.UnitId).Concat(me.Register.PostsOf(person, me.Today).Select(p => p.UnitId)).Distinct()];
}
