using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.Organisation;

/// <summary>
/// What people are called where two of one name could be taken for each other: with birth month, sex or unit, whichever tells them
/// apart. They could be where they belong to the same 机关党委 (what stands directly below the top of the tree), or to the top itself.
/// </summary>
internal static class Namesakes
{
    private static readonly Func<Register, Person, string?>[] features =
    [
        (_, person) => person.Born is { } born ? born.Earliest.ToString("yyyy年M月生", CultureInfo.InvariantCulture) : null,
        (_, person) => person.Sex.Title(),
        (register, person) => UnitOf(register, person)?.Name,
    ];

    /// <summary>As few as tell them apart: one, or two, or all three.</summary>
    private static readonly ImmutableArray<ImmutableArray<int>> choices = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

    /// <param name="person">Who is to be named.</param>
    /// <param name="ofThatName">Everybody who was ever known under the name.</param>
    public static string Tell(Register register, Person person, ImmutableArray<Person> ofThatName)
    {
        var home = HomeOf(register, person);
        var alike = ofThatName.Where(p => register.Person(p.Id)?.Name == person.Name && AreNear(register, home, HomeOf(register, p))).OrderBy(p => p.Id, StringComparer.Ordinal).ToArray();
        if (alike.Length < 2)
            return person.Name;

        var own = Array.FindIndex(alike, p => p.Id == person.Id);
        foreach (var choice in choices)
        {
            var told = alike.Select(p => choice.Select(f => features[f](register, p)).ToArray()).Select(t => t.Contains(null) ? null : string.Join("，", t)).ToArray();
            if (!told.Contains(null) && told.Distinct().Count() == told.Length)
                return $"{person.Name}（{told[own]}）";
        }

        return $"{person.Name}（{own + 1}）";
    }

    /// <summary>The unit directly below the top that somebody belongs to, or the top itself; null when they belong nowhere.</summary>
    private static string? HomeOf(Register register, Person person)
    {
        if (UnitOf(register, person) is not { } unit)
            return null;
        var line = register.Ancestors(unit.Id).Select(u => u.Id).Prepend(unit.Id).ToArray();
        return line.Length > 1 ? line[^2] : line[0];
    }

    /// <summary>Whoever belongs nowhere, or at the top, may appear beside everybody.</summary>
    private static bool AreNear(Register register, string? one, string? other) =>
        one is null || other is null || one == other || register.Superior(one) is null || register.Superior(other) is null;

    private static Unit? UnitOf(Register register, Person person) =>
        register.MembershipsOf(person.Id).LastOrDefault() is { } last ? register.Unit(last.UnitId) : null;
}
