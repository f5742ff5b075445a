using System.Security.Cryptography;
using System.Text;
using Workflows.Rules;

namespace Workflows.Organisation.Import;

/// <summary>Tells whom a line means that gives a name and no number. Where it could be two people nobody is taken, and the line says so.</summary>
internal sealed class PeopleNames
{
    private readonly Register existing;
    private readonly Dictionary<string, Person> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> spelling = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> unitsOf = new(StringComparer.Ordinal);

    public PeopleNames(Register existing)
    {
        this.existing = existing;
        foreach (var person in existing.People)
            Add(person, existing.MembershipsOf(person.Id).Select(m => m.UnitId));
    }

    /// <summary>Somebody from now on known, so that later lines find them.</summary>
    public void Add(Person person, IEnumerable<string> units)
    {
        byId[person.Id] = person;
        spelling.TryAdd(person.Id, person.Id);
        if (!byName.TryGetValue(PersonNames.Standard(person.Name), out var ids))
            byName[PersonNames.Standard(person.Name)] = ids = [];
        ids.Add(person.Id);

        if (!unitsOf.TryGetValue(person.Id, out var known))
            unitsOf[person.Id] = known = [];
        known.UnionWith(units);
    }

    public Person? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The number as it is already spelt: 11010119850101001x and …X are one.</summary>
    public string Spelt(string id) => byId.ContainsKey(id) ? id : spelling.GetValueOrDefault(id, id);

    /// <summary>Who of a roster's line is meant; a new number when it is nobody yet.</summary>
    /// <param name="named">Name, sex and birth as the line gives them; its id is not looked at.</param>
    /// <param name="mayBe">False for the number of somebody who is known to be another.</param>
    public (string? Id, string? Trouble) OfRoster(Person named, string unit, Func<string, bool> mayBe)
    {
        var same = Named(named.Name).Where(p => p.Sex == named.Sex && (p.Born is null || named.Born is null || p.Born.Value.MayBe(named.Born.Value)) && mayBe(p.Id)).ToArray();
        var here = same.Where(p => unitsOf[p.Id].Contains(unit)).ToArray();
        return (here.Length, same.Length) switch
        {
            (1, _) => (here[0].Id, null),
            (> 1, _) => (null, $"这个党组织里有 {here.Length} 位“{named.Name}”，分不清是哪一位，请写人员编号"),
            (0, 0) => (NewId(named, unit), null),
            _ => (null, $"名册里别的党组织也有“{named.Name}”，分不清是不是同一个人。是同一个人，请写其人员编号；不是，请{(named.Born is null ? "写明出生日期，或者" : "")}另编一个人员编号"),
        };
    }

    /// <summary>Who holds a post or is under a measure, by name.</summary>
    /// <param name="units">The unit that the line names and those below it; empty when it names none.</param>
    public (string? Id, string? Trouble) ByName(string name, IReadOnlySet<string> units)
    {
        var all = Named(name).ToArray();
        var here = units.Count == 0 ? all : [.. all.Where(p => unitsOf[p.Id].Overlaps(units))];
        var found = here.Length > 0 ? here : all;
        return found.Length switch
        {
            1 => (found[0].Id, null),
            0 => (null, $"名册里没有“{name}”，或其所在的行有误"),
            _ => (null, $"有 {found.Length} 位“{name}”，分不清是哪一位，请写人员编号"),
        };
    }

    /// <summary>Whoever is called so now: a line may have given a new name to a number.</summary>
    private IEnumerable<Person> Named(string name) =>
        byName.TryGetValue(name, out var ids) ? ids.Select(id => byId[id]).Where(p => PersonNames.Standard(p.Name) == name) : [];

    /// <summary>The same line makes the same number each time it is read: checked first, imported then.</summary>
    private static string NewId(Person person, string unit)
    {
        var said = $"{unit}|{person.Name}|{person.Sex}|{person.Born}";
        return "r" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..12];
    }
}
