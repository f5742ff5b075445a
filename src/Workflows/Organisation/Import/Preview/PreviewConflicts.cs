using System.Globalization;

namespace Workflows.Organisation.Import.Preview;

/// <summary>What a person should look at before a row is written: the register knows something later or something else,
/// or something hangs on what ends.</summary>
internal sealed class PreviewConflicts(Register existing, Register then)
{
    private readonly ILookup<(string Name, Rules.DayOrMonth? Born, Sex Sex), Person> alike =
        existing.Rows.People.ToLookup(p => (p.Name, p.Born, p.Sex));

    /// <summary>Who is in a unit now, by name.</summary>
    private readonly ILookup<(string Unit, string Name), Person> neighbours =
        (from m in existing.Rows.Memberships
         where m.Until is null
         let person = existing.Person(m.PersonId)
         where person is not null
         select (m.UnitId, Person: person)).ToLookup(n => (n.UnitId, n.Person.Name), n => n.Person);

    public IEnumerable<string> Of(Unit? before, Unit after)
    {
        foreach (var reopened in Reopened(before, after))
            yield return reopened;
        if (after.Until is not { } end || before?.Until == end)
            yield break;
        if (then.InUnit(after.Id, end.AddDays(-1)).Select(m => m.PersonId)
            .Count(p => then.MembershipOf(p, end) is { } still && still.UnitId == after.Id) is > 0 and var members)
            yield return $"撤销之日名册中还有 {members} 人属于这个党组织，请一并写明他们的终止日期或者新的党组织。";
        if (then.Units.Children(after.Id, end.AddDays(-1)).Count(c => c.Until is null || c.Until > end) is > 0 and var below)
            yield return $"撤销之日它还有 {below} 个下级党组织，请一并写明撤销日期或者新的上级。";
    }

    public IEnumerable<string> Of(Person? before, Person after)
    {
        if (before is null && alike[(after.Name, after.Born, after.Sex)].FirstOrDefault() is { } same)
        {
            var where = existing.MembershipsOf(same.Id).LastOrDefault() is { } last ? $"（{existing.Unit(last.UnitId)?.Name}）" : "";
            yield return $"名册中已有姓名、性别、出生日期都相同的人{where}，编号不同；如果是同一个人，请改用原来的编号。";
        }

        if (before is not null && before.Name != after.Name)
            yield return "同一个编号，姓名不同；如果不是改名，请核对编号。";
    }

    public IEnumerable<string> Of(Membership? before, Membership after)
    {
        if (existing.Person(after.PersonId) is null && then.Person(after.PersonId) is { } added && then.MembershipsOf(added.Id).FirstOrDefault() == after)
        {
            foreach (var other in neighbours[(after.UnitId, added.Name)].Where(p => p.Sex == added.Sex && p.Born != added.Born))
                yield return $"这个党组织已有“{other.Name}”（{other.Sex.Title()}，{other.Born?.InWords ?? "没有登记出生日期"}），编号不同；是同一个人的，请改用原来的编号。";
        }

        foreach (var reopened in Reopened(before, after))
            yield return reopened;
        if (after.Until is not { } end || before?.Until == end || then.MembershipOf(after.PersonId, end) is not null)
            yield break;
        foreach (var post in then.PostsOf(after.PersonId, end).Where(p => Roles.IsCommittee(p.Role)))
            yield return $"此后不再属于任何党组织，但仍任{PostNames.Of(then.Unit(post.UnitId), post.Role, then.RoleBook)}，请一并写明免职日期。";
    }

    /// <summary>An old file says that something still is which the register knows to have ended, or to have ended on another day.</summary>
    public static IEnumerable<string> Reopened(IDated? before, IDated after)
    {
        if (before?.Until is { } ended && after.Until != ended)
        {
            yield return after.Until is { } other
                ? $"名册已登记自 {Day(ended)} 起终止，文件写的是 {Day(other)}；请核对哪个为准。"
                : $"名册已登记自 {Day(ended)} 起终止，文件里没有终止，导入后将恢复；如果文件较旧，请删去这一行。";
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
