namespace Workflows.Organisation;

/// <summary>Says how much a change of the register changes, table by table.</summary>
public static class RegisterChangeText
{
    /// <summary>人员新增 3 行；职务新增 1 行、变更 2 行；更正作废 1 行.</summary>
    public static string Of(RegisterChange change) => string.Join('；', new[]
    {
        Table("单位", change.Before.Units.Length, change.After.Units.Length),
        Table("人员", change.Before.People.Length, change.After.People.Length),
        Table("党员经历", change.Before.Memberships.Length, change.After.Memberships.Length, change, RowKind.Membership),
        Table("职务", change.Before.Posts.Length, change.After.Posts.Length, change, RowKind.Post),
        Table("任期", change.Before.Terms.Length, change.After.Terms.Length, change, RowKind.Term),
        Table("任期调整", change.Before.Shifts.Length, change.After.Shifts.Length, change, RowKind.TermShift),
        Table("处分", change.Before.Disciplines.Length, change.After.Disciplines.Length, change, RowKind.Discipline),
        Table("长期不能参会", change.Before.Absences.Length, change.After.Absences.Length, change, RowKind.Absence),
    }.Where(t => t.Length > 0));

    private static string Table(string title, int before, int after, RegisterChange change, RowKind kind)
    {
        var taken = change.Taken.Count(t => t.Row.Kind == kind);
        return Told(title, before - taken, after, taken);
    }

    private static string Table(string title, int before, int after) => Told(title, before, after, 0);

    private static string Told(string title, int changed, int all, int taken)
    {
        var parts = new[] { ("新增", all - changed), ("变更", changed), ("作废", taken) }.Where(p => p.Item2 > 0).Select(p => $"{p.Item1} {p.Item2} 行");
        return string.Join('、', parts) is { Length: > 0 } says ? title + says : "";
    }
}
