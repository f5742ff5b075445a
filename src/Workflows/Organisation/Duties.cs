namespace Workflows.Organisation;

/// <summary>One post that cannot be held beside another.</summary>
/// <param name="Duty">系统管理员, 安全保密管理员 or 安全审计员.</param>
/// <param name="Other">What its holder holds besides.</param>
public sealed record DutyClash(Post Duty, Post Other);

/// <summary>
/// 三员: who runs the system, who guards it and who audits it are three people, and none of them holds a post that decides. Any other post
/// counts as one that decides: an office may ask any of them in a procedure of its own.
/// </summary>
public static class Duties
{
    private static readonly string[] all = [Roles.Administrator, Roles.SecurityOfficer, Roles.Auditor];

    public static bool Is(string role) => all.Contains(role);

    /// <summary>Posts of one person that are held together and must not be; empty: there are none.</summary>
    /// <param name="posts">Of one person.</param>
    /// <param name="from">What ended before this day is past.</param>
    public static IEnumerable<DutyClash> Clashes(IReadOnlyCollection<Post> posts, DateOnly from)
    {
        var standing = posts.Where(p => p.Until is null || p.Until > from).ToArray();
        return
            from duty in standing
            where Is(duty.Role)
            from other in standing
            where other.Role != duty.Role && duty.Overlaps(other) && (!Is(other.Role) || string.CompareOrdinal(duty.Role, other.Role) < 0)
            select new DutyClash(duty, other);
    }

    /// <summary>Of these people, the first who would hold what cannot be held together; null when nobody would.</summary>
    public static DutyClash? FirstClash(Register register, IEnumerable<string> people, DateOnly from) =>
        people.Distinct().SelectMany(p => Clashes([.. register.PostsOf(p)], from)).FirstOrDefault();

    /// <summary>Somebody audits the top of the tree today, and on some day from now on nobody would.</summary>
    public static bool LosesLastAuditor(Register now, Register then, DateOnly today)
    {
        return IsAudited(now) && !IsAudited(then);

        bool IsAudited(Register register) => register.Units.Children(null, today)
            .Any(top => register.PostsIn(top.Id, today).Any(p => p.Role == Roles.Auditor && p.Until is null));
    }

    /// <summary>In Chinese, with what to do instead.</summary>
    public static (string Says, string Instead) InWords(Register register, DutyClash clash)
    {
        var (duty, other) = (register.RoleBook.TitleOf(clash.Duty.Role), register.RoleBook.TitleOf(clash.Other.Role));
        return ($"{register.NameOf(clash.Duty.PersonId)}任{duty}，不能同时任{other}：系统管理员、安全保密管理员、安全审计员须由不同的人担任，也不兼任其他职务。",
            "请先免去其中一项职务，或另派一位同志。");
    }
}
