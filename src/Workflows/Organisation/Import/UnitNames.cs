namespace Workflows.Organisation.Import;

/// <summary>Finds units as rosters name them: by number, or by name where only one unit has it.</summary>
internal sealed class UnitNames
{
    /// <summary>Formal name → usual name, in the order in which they are looked for.</summary>
    private static readonly (string Formal, string Usual)[] usualNames =
    [
        ("中国共产党", ""), ("中共", ""), ("总支部委员会", "总支"), ("支部委员会", "支部"), ("工作委员会", "工委"), ("委员会", "党委"),
        ("党总支部", "总支"), ("党总支", "总支"), ("总支部", "总支"), ("党支部", "支部"),
    ];

    private readonly HashSet<string> ids;
    private readonly ILookup<string, Unit> byName;
    private readonly ILookup<string, Unit> byFormalName;

    /// <param name="units">Each unit once, as last known.</param>
    public UnitNames(IEnumerable<Unit> units)
    {
        var all = units.ToArray();
        ids = all.Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
        byName = all.ToLookup(u => HeaderText.Normal(u.Name));
        byFormalName = all.ToLookup(u => Bare(u.Name));
    }

    /// <summary>The unit's number; or, in Chinese, why it cannot be told.</summary>
    public (string? Id, string? Trouble) Find(string text)
    {
        if (ids.Contains(text))
            return (text, null);

        var named = byName[HeaderText.Normal(text)].ToArray();
        if (named.Length == 0)
            named = [.. byFormalName[Bare(text)]];
        return named.Length switch
        {
            1 => (named[0].Id, null),
            0 => (null, $"没有名为“{RowValues.Short(text)}”的党组织，或其所在的行有误；请写全称，或者写单位编号"),
            _ => (null, $"有 {named.Length} 个党组织叫“{RowValues.Short(text)}”，请改写单位编号"),
        };
    }

    /// <summary>中共示例局第一支部委员会 is 示例局第一党支部, 中共示例局机关委员会 is 示例局机关党委.</summary>
    private static string Bare(string name)
    {
        var bare = HeaderText.Normal(name);
        foreach (var (formal, usual) in usualNames)
            bare = bare.Replace(formal, usual);
        return bare;
    }
}
