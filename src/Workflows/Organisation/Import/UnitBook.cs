namespace Workflows.Organisation.Import;

/// <summary>The units of the register and of the files together, as lines of people, posts and terms speak of them.</summary>
internal sealed class UnitBook
{
    private readonly UnitNames names;
    private readonly UnitTree tree;
    private readonly ILookup<string, DateOnly> beginnings;

    public UnitBook(IReadOnlyCollection<Unit> all)
    {
        names = new UnitNames(all.GroupBy(u => u.Id).Select(g => g.MaxBy(u => u.From)!));
        tree = new UnitTree(all);
        beginnings = all.ToLookup(u => u.Id, u => u.From);
    }

    /// <summary>A superior given by name is found when all units of the files are known; what cannot be found is named later.</summary>
    public Unit Placed(Unit unit) => unit.ParentId is { } parent && names.Find(parent).Id is { } id ? unit with { ParentId = id } : unit;

    /// <summary>The unit of a line, by its number or by its name; a number that nobody has is named later, with what else is wrong with it.</summary>
    public string Of(RowValues row)
    {
        if (row.Has("单位编号") && !(row.IsEmpty("单位编号") && row.Has("所在党组织")))
            return names.Find(row.TextOf("单位编号")).Id ?? row.Id("单位编号");

        var text = row.Text("所在党组织", 100, needed: true);
        var (id, trouble) = text.Length == 0 ? ("", null) : names.Find(text);
        if (trouble is not null)
            row.Wrong("所在党组织", trouble);
        return id ?? "";
    }

    /// <summary>The unit's first day; long ago when it is not known.</summary>
    public DateOnly FoundedOn(string unit) => beginnings[unit].DefaultIfEmpty().Min();

    /// <summary>The unit and all below it, as last known.</summary>
    public IReadOnlySet<string> Within(string unit) => tree.Subtree(unit).Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
}
