using Workflows.Organisation;

namespace Workflows.Tests.Engine;

/// <summary>A small register for tests of the engine: one 机关党委 (p) above one branch (b) with a committee of three and five more members.</summary>
public static class Town
{
    public static RegisterRows Rows { get; } = new()
    {
        Units =
        [
            new Unit("p", "示例局机关党委", UnitKind.AgencyCommittee, null, Since(2010)),
            new Unit("b", "示例局第一支部", UnitKind.Branch, "p", Since(2010)),
        ],
        People = [.. People.Select(id => new Person(id, Name(id), new DateOnly(1980, 1, 1), Sex.Male))],
        Memberships = [.. People.Select(id => new Membership(id, id is "above" or "chief" or "auditor" ? "p" : "b", MembershipStage.Full, Since(2012)))],
        Posts =
        [
            new Post("chair", "b", Roles.Secretary, Since(2023)),
            new Post("org", "b", Roles.Organiser, Since(2023)),
            new Post("pub", "b", Roles.Publicity, Since(2023)),
            new Post("above", "p", Roles.OrganisationSection, Since(2020)),
            new Post("chief", "p", Roles.SectionHead, Since(2020)),
            new Post("auditor", "p", Roles.Auditor, Since(2020)),
        ],
        Terms = [new Term("b", new DateOnly(2023, 11, 20), 3)],
    };

    private static string[] People => ["chair", "org", "pub", "m1", "m2", "m3", "m4", "m5", "above", "chief", "auditor"];

    public static string Name(string id) => id switch
    {
        "chair" => "书记甲",
        "org" => "组委乙",
        "pub" => "宣委丙",
        "above" => "科员丁",
        "chief" => "科长戊",
        "auditor" => "审计己",
        _ => $"党员{id[1..]}",
    };

    private static DateOnly Since(int year) => new(year, 1, 1);
}
