namespace Workflows.Organisation.Import;

/// <summary>Reads 党内职务 as rosters write them: 支部书记, 纪律检查委员, “书记、组织委员”.</summary>
internal static class PostTitles
{
    private static readonly char[] between = ['、', ',', '，', ';', '；', '/', '+', '兼', '\n'];

    private static readonly string[] bodies = ["中共", "机关党委", "党总支", "总支部", "总支", "党支部", "支部委员会", "支部", "支委会", "工委"];

    private static readonly Dictionary<string, string> others = new(StringComparer.Ordinal)
    {
        ["纪律检查委员"] = Roles.Discipline, ["纪检"] = Roles.Discipline, ["组织"] = Roles.Organiser, ["宣传"] = Roles.Publicity, ["组宣委员"] = Roles.CommitteeMember,
        // As they were called before there were three duties.
        ["管理员"] = Roles.Administrator, ["审计员"] = Roles.Auditor,
        ["支委"] = Roles.CommitteeMember, ["支委委员"] = Roles.CommitteeMember, ["小组长"] = Roles.GroupLeader, ["党小组长"] = Roles.GroupLeader, ["组长"] = Roles.GroupLeader,
    };

    /// <summary>Titles of the stored roles, in the order in which a page lists them.</summary>
    public static IEnumerable<string> Known(RoleBook book) => book.All.Where(r => r.Nature != RoleNature.Derived).Select(r => r.Title);

    /// <summary>The roles that the text names, each once; with the titles that are kept as plain 委员, and the first that is not understood.</summary>
    public static (IReadOnlyList<string> Roles, IReadOnlyList<string> AsMember, string? Unknown) Read(string text, RoleBook book)
    {
        if (RoleOf(HeaderText.Normal(text), book) is { } whole)
            return ([whole], [], null);

        var (roles, asMember) = (new List<string>(), new List<string>());
        foreach (var part in text.Split(between, StringSplitOptions.RemoveEmptyEntries).Select(HeaderText.Normal).Where(p => p.Length > 0))
        {
            if (RoleOf(part, book) is { } role)
            {
                roles.Add(role);
            }
            else if (part.EndsWith("委员", StringComparison.Ordinal) && part.Length <= 6)
            {
                roles.Add(Roles.CommitteeMember);
                asMember.Add(part);
            }
            else
            {
                return ([], [], part);
            }
        }

        return ([.. roles.Distinct()], asMember, roles.Count == 0 ? text : null);
    }

    private static string? RoleOf(string title, RoleBook book)
    {
        if (Of(title, book) is { } role)
            return role;

        var body = bodies.FirstOrDefault(b => title.StartsWith(b, StringComparison.Ordinal) && title.Length > b.Length);
        return body is null ? null : Of(title[body.Length..], book) is { } within && Roles.IsCommittee(within) ? within : RoleOf(title[body.Length..], book);
    }

    private static string? Of(string title, RoleBook book) =>
        book.All.FirstOrDefault(r => r.Nature != RoleNature.Derived && HeaderText.Normal(r.Title) == title)?.Key ?? others.GetValueOrDefault(title);
}
