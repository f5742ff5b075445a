using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Organisation;

namespace Workflows.Host.Registers;

/// <summary>Keeps an import within what the importer may change: their own units, and no powers that they do not have.</summary>
internal static class ImportScope
{
    /// <summary>Null when every row may be changed by this person.</summary>
    public static ProblemResult? Refuse(CurrentUser me, RegisterRows rows)
    {
        if (!me.IsAdministrator && rows.Posts.FirstOrDefault(p => Duties.Is(p.Role)) is { } power)
            return Say.Forbidden($"“{me.Register.RoleBook.TitleOf(power.Role)}”只能由系统管理员任免，没有导入。", "请从文件中去掉这一行，或请系统管理员导入。");

        if (AboutOneself(me, rows) is { } own)
            return own;
        if (me.IsAdministrator && rows.Disciplines.Length + rows.Absences.Length > 0)
            return Say.Forbidden("处分和长期不能参会的情形由组织科（部）登记，系统管理员不经手，没有导入。", "请从文件中去掉这些表，请组织科（部）导入。");

        if (CutsLoose(me, rows) is { } unit)
            return Say.Forbidden($"“{unit.Name}”没有写上级，没有导入：只有最上级党组织没有上级。", "请写明上级编号；确需另立最上级党组织的，请最上级办理。");

        var then = me.Register.With(rows);
        if (Duties.FirstClash(then, rows.Posts.Select(p => p.PersonId), me.Today) is { } clash)
        {
            var (says, instead) = Duties.InWords(then, clash);
            return Say.Refused("held-together", says, instead);
        }

        if (Duties.LosesLastAuditor(me.Register, then, me.Today))
            return Say.Forbidden("这样就没有安全审计员了，没有导入。", "请在同一份表中登记接任的安全审计员。");

        var outside = Units(me, rows).FirstOrDefault(u => !IsWithinReach(me, then, u));
        return outside is null
            ? null
            : Say.Forbidden($"“{then.Unit(outside)?.Name ?? outside}”不在您负责的范围内，没有导入。", "请只导入本单位和下级党组织的数据，或请上级组织科（部）导入。");
    }

    /// <summary>A unit that would belong to nothing, unless whoever stands at the top says so; the first one of all has to.</summary>
    private static Unit? CutsLoose(CurrentUser me, RegisterRows rows) =>
        me.Register.Rows.Units.IsEmpty || me.Posts.Any(p => Scope.KeepsRegister(p.Role) && me.Register.Unit(p.UnitId, me.Today) is { ParentId: null })
            ? null
            : rows.Units.FirstOrDefault(u => u.ParentId is null);

    /// <summary>Nobody acts on rows about himself.</summary>
    private static ProblemResult? AboutOneself(CurrentUser me, RegisterRows rows) =>
        rows.People.Select(p => p.Id).Concat(rows.Posts.Select(p => p.PersonId)).Concat(rows.Memberships.Select(m => m.PersonId))
            .Concat(rows.Disciplines.Select(d => d.PersonId)).Concat(rows.Absences.Select(a => a.PersonId)).Contains(me.Person.Id)
            ? Say.Forbidden($"文件中有关于您本人（{me.Person.Name}）的变动，没有导入：自己不登记自己的任职和身份。", "请从文件中去掉这些行，由另一位有权的同志导入。")
            : null;

    /// <summary>The units that the rows touch, as they are and as they would be.</summary>
    private static IEnumerable<string> Units(CurrentUser me, RegisterRows rows)
    {
        var now = me.Register;
        var people = rows.People.Select(p => p.Id)
            .Concat(rows.Disciplines.Select(d => d.PersonId))
            .Concat(rows.Absences.Select(a => a.PersonId))
            .Concat(rows.Memberships.Select(m => m.PersonId));
        return rows.Units.Select(u => u.Id)
            .Concat(rows.Memberships.Select(m => m.UnitId))
            .Concat(rows.Posts.Select(p => p.UnitId))
            .Concat(rows.Terms.Select(t => t.UnitId))
            .Concat(rows.Shifts.Select(s => s.UnitId))
            .Concat(people.SelectMany(p => now.MembershipsOf(p)).Select(m => m.UnitId))
            .Concat(people.SelectMany(p => now.PostsOf(p, me.Today)).Select(p => p.UnitId))
            .Distinct();
    }

    /// <summary>A unit that exists must be within reach now, and every unit after the import.</summary>
    private static bool IsWithinReach(CurrentUser me, Register then, string unitId) =>
        (me.Register.Unit(unitId) is null || me.Scope.MayKeepRegister(unitId))
        && new Scope(then, me.Person.Id, me.Today).MayKeepRegister(unitId);
}
