using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>A column of an import file.</summary>
/// <param name="Name">The header as our own template writes it.</param>
/// <param name="Other">Further headers that are understood.</param>
internal sealed record RegisterColumn(string Name, bool Needed, params ImmutableArray<string> Other)
{
    /// <summary>Names of columns any of which does as well.</summary>
    public ImmutableArray<string> OrElse { get; init; } = [];

    /// <summary>True when our own template has the column; false for what only rosters of others have.</summary>
    public bool IsOurs { get; init; } = true;
}

/// <summary>The kinds of table that can be imported, each known by its header.</summary>
internal sealed record RegisterTable(string Title, ImmutableArray<RegisterColumn> Columns)
{
    private static readonly RegisterColumn personId = new("人员编号", true, "党员编号", "人员代码") { OrElse = ["姓名"] };

    private static readonly RegisterColumn unitId = new("单位编号", true, "所在单位编号", "党组织编号", "党组织代码", "所在党组织代码") { OrElse = ["所在党组织"] };

    private static readonly RegisterColumn unitName = new("所在党组织", false,
        "所在支部", "所在党支部", "所属支部", "所属党支部", "所属党组织", "党支部", "党支部名称", "支部名称", "所在党组织名称", "党组织", "党组织名称", "组织关系所在单位", "组织关系所在党支部", "现所在支部")
    {
        IsOurs = false,
    };

    private static readonly RegisterColumn personName = new("姓名", false, "党员姓名", "名字") { OrElse = [] };

    private readonly Dictionary<string, RegisterColumn> byName =
        Columns.SelectMany(c => c.Other.Prepend(c.Name).Select(n => KeyValuePair.Create(HeaderText.Normal(n), c))).ToDictionary();

    public static RegisterTable Units { get; } = new("单位",
    [
        new("单位编号", true, "党组织编号", "党组织代码"), new("单位名称", true, "党组织名称"), new("单位类别", true, "类别", "组织类别", "党组织类别"),
        new("上级编号", true, "上级单位编号", "上级党组织", "上级党组织编号", "上级党组织名称"), new("成立日期", true, "成立时间", "党组织成立时间", "建立党组织日期"),
        new("撤销日期", false, "撤销时间"),
    ]);

    public static RegisterTable People { get; } = new("人员",
    [
        personId,
        personName with { Needed = true },
        new("性别", true) { OrElse = ["公民身份号码"] },
        new("出生日期", false, "出生年月", "出生年月日", "出生时间", "出生", "生日", "出生日期（年月）"),
        new("公民身份号码", false, "身份证号", "身份证号码", "公民身份证号", "公民身份证号码", "居民身份证号", "居民身份证号码", "身份证") { IsOurs = false },
        new("民族", false), new("学历", false, "学历学位", "文化程度"), new("现任职务", false, "行政职务", "工作岗位", "单位及职务", "工作单位及职务", "职务职级"),
        unitId, unitName,
        new("发展阶段", true, "人员类别", "党员类别", "党员类型", "政治面貌", "党员身份"),
        new("起始日期", true) { OrElse = ["入党日期", "转正日期"] },
        new("入党日期", false, "入党时间", "入党年月", "加入党组织日期", "加入党组织时间", "加入中共时间", "加入中国共产党时间", "参加党组织时间", "何时入党") { IsOurs = false },
        new("转正日期", false, "转正时间", "转正年月", "转为正式党员日期", "转为正式党员时间", "成为正式党员日期", "按期转正日期", "预备党员转正日期") { IsOurs = false },
        new("终止日期", false, "终止时间", "转出日期"),
    ]);

    public static RegisterTable Posts { get; } = new("职务",
    [
        personId, personName, unitId, unitName, new("职务", true, "党内职务", "担任党内职务", "现任党内职务"),
        new("任职日期", true, "任职时间", "任职起始日期", "任现职时间", "任职开始日期"), new("免职日期", false, "免职时间", "离任日期", "离任时间", "任职终止日期"),
    ]);

    public static RegisterTable Terms { get; } = new("任期",
    [
        unitId, unitName, new("选举日期", true, "换届日期", "选举时间", "换届时间"), new("届期", true, "届期（年）", "任期年限", "任期（年）"),
        new("届满日期", false, "届满时间"), new("调整月数", false), new("调整决定日期", false),
    ]);

    public static RegisterTable Disciplines { get; } = new("处分",
    [
        personId, personName, unitName, new("处分", true, "处分种类", "党纪处分", "处分类型"), new("生效日期", true, "处分日期", "处分时间", "生效时间"),
        new("解除日期", false, "解除时间", "影响期届满日期"),
    ]);

    public static RegisterTable Absences { get; } = new("长期不能参会",
    [
        personId, personName, unitName, new("不能参会原因", true, "原因", "不能参会情形"), new("开始日期", true, "开始时间"), new("结束日期", false, "结束时间"),
    ]);

    public static ImmutableArray<RegisterTable> All { get; } = [Units, People, Posts, Terms, Disciplines, Absences];

    /// <summary>The columns of our own template.</summary>
    public IEnumerable<RegisterColumn> Ours => Columns.Where(c => c.IsOurs);

    /// <summary>The column that a header names; null for one that is not imported.</summary>
    public RegisterColumn? Find(string header)
    {
        var name = HeaderText.Normal(header);
        return name.Length == 0 ? null : byName.GetValueOrDefault(name) ?? byName.GetValueOrDefault(HeaderText.WithoutBrackets(name));
    }

    public IEnumerable<RegisterColumn> Missing(IReadOnlySet<RegisterColumn> known) =>
        Columns.Where(c => c.Needed && !known.Contains(c) && !known.Any(k => c.OrElse.Contains(k.Name)));
}
