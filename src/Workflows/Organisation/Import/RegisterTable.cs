using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>A column of an import file.</summary>
/// <param name="Name">The header as our own template writes it.</param>
/// <param name="Other">Further headers that are understood.</param>
internal sealed record RegisterColumn(string Name, bool Needed, params ImmutableArray<string> Other)
{
    public bool IsCalled(string header) => header == Name || Other.Contains(header);
}

/// <summary>The kinds of file that can be imported, each known by its header.</summary>
internal sealed record RegisterTable(string Title, ImmutableArray<RegisterColumn> Columns)
{
    public static RegisterTable Units { get; } = new("单位",
    [
        new("单位编号", true), new("单位名称", true, "党组织名称"), new("单位类别", true, "类别", "组织类别"), new("上级编号", true, "上级单位编号"),
        new("成立日期", true), new("撤销日期", false),
    ]);

    public static RegisterTable People { get; } = new("人员",
    [
        new("人员编号", true), new("姓名", true), new("性别", true), new("出生日期", false), new("民族", false), new("学历", false, "学历学位"),
        new("现任职务", false, "行政职务"), new("单位编号", true, "所在单位编号"), new("发展阶段", true, "人员类别"), new("起始日期", true), new("终止日期", false),
    ]);

    public static RegisterTable Posts { get; } = new("职务",
    [
        new("人员编号", true), new("姓名", false), new("单位编号", true), new("职务", true, "党内职务"), new("任职日期", true), new("免职日期", false),
    ]);

    public static RegisterTable Terms { get; } = new("任期",
    [
        new("单位编号", true), new("选举日期", true, "换届日期"), new("届期", true, "届期（年）", "任期年限"), new("届满日期", false), new("调整月数", false), new("调整决定日期", false),
    ]);

    public static RegisterTable Disciplines { get; } = new("处分",
    [
        new("人员编号", true), new("姓名", false), new("处分", true, "处分种类"), new("生效日期", true), new("解除日期", false),
    ]);

    public static RegisterTable Absences { get; } = new("长期不能参会",
    [
        new("人员编号", true), new("姓名", false), new("不能参会原因", true), new("开始日期", true), new("结束日期", false),
    ]);

    public static ImmutableArray<RegisterTable> All { get; } = [Units, People, Posts, Terms, Disciplines, Absences];

    public IEnumerable<RegisterColumn> Missing(IReadOnlyCollection<string> header) => Columns.Where(c => c.Needed && !header.Any(c.IsCalled));

    /// <summary>The table that a header belongs to, or the one it comes nearest to with some of its columns missing; null when it is like none.</summary>
    public static RegisterTable? Nearest(IReadOnlyCollection<string> header)
    {
        var best = All
            .Select(t => (Table: t, Missing: t.Missing(header).Count(), Known: t.Columns.Count(c => header.Any(c.IsCalled))))
            .OrderBy(t => t.Missing).ThenByDescending(t => t.Known)
            .First();
        return best.Known >= 2 ? best.Table : null;
    }
}
