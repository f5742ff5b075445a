using System.Globalization;
using System.Text;
using Workflows.Organisation;

namespace Workflows.Bench;

/// <summary>The workload: ten single approvals in a row, one person a step; whoever starts it approves nothing.</summary>
internal static class Chain
{
    public const int Steps = 10;

    public static string Definition { get; } = Text();

    public static RegisterRows Register { get; } = new()
    {
        Units = [new Unit("u", "示例支部", UnitKind.Branch, null, new DateOnly(2020, 1, 1))],
        People = [Person("starter"), Person("approver")],
        Memberships = [new Membership("starter", "u", MembershipStage.Full, new DateOnly(2020, 1, 1)), new Membership("approver", "u", MembershipStage.Full, new DateOnly(2020, 1, 1))],
        Posts = [new Post("starter", "u", Roles.Organiser, new DateOnly(2020, 1, 1)), new Post("approver", "u", Roles.Secretary, new DateOnly(2020, 1, 1))],
    };

    private static Person Person(string id) => new(id, id, new DateOnly(1980, 1, 1), Sex.Male);

    private static string Text()
    {
        var text = new StringBuilder("""
            procedure: chain
            version: 1
            title: 十级审批
            open-by: organiser
            start: s1
            ends: { approved: 同意, rejected: 不同意 }
            steps:

            """);
        for (var i = 1; i <= Steps; i++)
        {
            var next = i == Steps ? "end:approved" : $"s{i + 1}";
            text.Append(CultureInfo.InvariantCulture, $$"""
                  s{{i}}: { title: 第{{i}}级审批, activity: approval, with: { by: secretary }, next: { approved: "{{next}}", rejected: "end:rejected" } }

                """);
        }

        return text.ToString();
    }
}
