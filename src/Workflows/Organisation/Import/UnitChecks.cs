using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>Takes away imported units that do not fit into the tree.</summary>
internal static class UnitChecks
{
    public static void Keep(List<Placed<Unit>> units, Register existing, ImportLog log)
    {
        RegisterChecks.Once(units, u => (u.Id, u.From), log);
        int removed;
        do
        {
            RegisterChecks.Apart(units, u => u, () => Merged(units, existing), u => u.Id, "成立日期", log);
            var tree = new UnitTree(Merged(units, existing));
            removed = RegisterChecks.Keep(units, u => Misfit(u, tree), log);
        }
        while (removed > 0);
    }

    private static ImmutableArray<Unit> Merged(List<Placed<Unit>> units, Register existing) =>
        existing.Rows.Over(new RegisterRows { Units = [.. units.Select(u => u.Row)] }).Units;

    private static (string Column, string Reason)? Misfit(Unit unit, UnitTree tree)
    {
        if (unit.ParentId is null)
            return null;
        if (Circle(unit, tree) is { } circle)
            return ("上级编号", $"上下级关系成了环：{circle}");
        if (tree.Find(unit.ParentId) is null)
            return ("上级编号", $"没有编号为“{unit.ParentId}”的单位，或其所在的行有误");
        if (tree.Find(unit.ParentId, unit.From) is not { } parent)
            return ("上级编号", $"上级单位“{tree.Find(unit.ParentId)!.Name}”在 {Rules.Words.Day(unit.From)}尚未成立或已经撤销");
        return parent.Kind >= unit.Kind ? ("单位类别", $"{unit.Kind.Title()}不能设在{parent.Kind.Title()}“{parent.Name}”之下") : null;
    }

    private static string? Circle(Unit unit, UnitTree tree)
    {
        var way = new List<string> { unit.Id };
        for (var at = unit; at?.ParentId is { } parent; at = tree.Find(parent))
        {
            way.Add(parent);
            if (parent == unit.Id)
                return string.Join(" → ", way);
            if (way.Count > 50)
                return null;
        }

        return null;
    }
}
