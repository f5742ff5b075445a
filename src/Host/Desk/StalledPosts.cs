using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Desk;

/// <summary>Work that lies where nobody can do it: with a post that nobody holds, or with people who cannot sign in. For whoever keeps register and accounts.</summary>
internal static class StalledPosts
{
    /// <summary>How many are told one by one.</summary>
    private const int Most = 10;

    public static async Task<IEnumerable<string>> Told(WorkflowDb db, CurrentUser me, IReadOnlySet<string> signIns, CancellationToken cancellation)
    {
        var waiting = await db.WorkItems.AsNoTracking().GroupBy(i => i.ToKey).Select(g => new { Key = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var stalled = (
            from lies in waiting
            let people = PeopleOf(me, lies.Key)
            where !people.Any(signIns.Contains)
            orderby people.Length, lies.Count descending, lies.Key
            select Sentence(me.Register, lies.Key, people, lies.Count)).ToArray();
        return stalled.Length <= Most ? stalled : stalled.Take(Most).Append($"还有 {stalled.Length - Most} 个职务或者同志，等着办理的事也没有人能办。");
    }

    private static string[] PeopleOf(CurrentUser me, string key) => key.Split('@') is [var role, var unit]
        ? [.. RoleGroups.RolesOf(role).SelectMany(r => me.Register.Holders(r, unit, me.Today)).Distinct()]
        : [new Assignee(key, "").Person!];

    private static string Sentence(Register register, string key, string[] people, int count)
    {
        var post = key.Split('@') is [var role, var unit] ? PostNames.Of(register.Unit(unit), role, register.RoleBook) : null;
        var names = string.Join("、", people.Select(register.NameOf).Order(NameOrder.ByStrokes));
        return people.Length == 0
            ? $"{post}空缺，有 {count} 件事等着办理。请在名册中登记任职（组织 → 导入）。"
            : $"{(post is null ? names : $"{post}（{names}）")}没有账号，有 {count} 件事等着办理。请先开通账号（管理）。";
    }
}
