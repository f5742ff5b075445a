using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>What whoever makes a move gives.</summary>
/// <param name="Name">As the API writes it.</param>
/// <param name="Help">What belongs there.</param>
/// <param name="IsPerson">Is it a person's id?</param>
/// <param name="IsMain">Does a story write it right after the move's name?</param>
/// <param name="IsNeeded">Has the move no meaning without it?</param>
public sealed record MoveMember(string Name, Type Type, string Help, bool IsPerson, bool IsMain, bool IsNeeded);

/// <summary>One kind of move, as its own file tells of it.</summary>
public sealed class MoveType
{
    private readonly ImmutableArray<(MoveMember Member, PropertyInfo Property)> properties;
    private readonly Func<Run, Known, IEnumerable<MoveOffer>>? offers;

    internal MoveType(Type type, MoveAttribute about)
    {
        (Type, About) = (type, about);
        var nullness = new NullabilityInfoContext();
        properties =
        [
            .. from property in type.GetProperties()
               let member = property.GetCustomAttribute<MemberAttribute>()
               where member is not null
               let needed = property.PropertyType == typeof(string) && nullness.Create(property).WriteState == NullabilityState.NotNull
               let name = JsonNamingPolicy.CamelCase.ConvertName(property.Name)
               select (new MoveMember(name, property.PropertyType, member.Help, member.IsPerson, member.IsMain, needed), property),
        ];
        if (type.IsAssignableTo(typeof(IOffered)))
            offers = type.GetMethod(nameof(IOffered.Offers))!.CreateDelegate<Func<Run, Known, IEnumerable<MoveOffer>>>();
    }

    public Type Type { get; }

    public MoveAttribute About { get; }

    public string Name => About.Name;

    public IEnumerable<MoveMember> Members => properties.Select(p => p.Member);

    /// <summary>Is it among what a person may do with a case besides answering?</summary>
    public bool IsOffered => offers is not null;

    /// <summary>May a case begin with it?</summary>
    public bool Begins => Type.IsAssignableTo(typeof(Beginning));

    public bool Takes(string member) => properties.Any(p => p.Member.Name == member);

    /// <summary>The ways in which this person may make it now.</summary>
    public IEnumerable<MoveOffer> Offers(Run run, Known known) => offers?.Invoke(run, known) ?? [];

    /// <summary>The move; what is not given, or given as null, stays as its file begins it.</summary>
    /// <param name="given">Name of a member → value of its type.</param>
    public Move Make(Guid id, string @case, string by, int? seq, IEnumerable<KeyValuePair<string, object?>> given)
    {
        var move = (Move)Activator.CreateInstance(Type)! with { Id = id, Case = @case, By = by, Seq = seq };
        foreach (var (name, value) in given.Where(g => g.Value is not null))
            properties.First(p => p.Member.Name == name).Property.SetValue(move, value);
        return move;
    }
}

/// <summary>Every kind of move there is, found by scanning.</summary>
public static class MoveTypes
{
    private static readonly ImmutableDictionary<Type, MoveType> byType;

    static MoveTypes()
    {
        All =
        [
            .. from type in typeof(Move).Assembly.GetTypes()
               where type.IsSubclassOf(typeof(Move)) && !type.IsAbstract
               let about = type.GetCustomAttribute<MoveAttribute>() ?? throw new InvalidOperationException($"{type.Name} has no name.")
               orderby about.Place
               select new MoveType(type, about),
        ];
        byType = All.ToImmutableDictionary(t => t.Type);
    }

    /// <summary>In the order in which they are listed.</summary>
    public static ImmutableArray<MoveType> All { get; }

    /// <summary>What people may be offered besides answering.</summary>
    public static IEnumerable<MoveType> Offered => All.Where(t => t.IsOffered);

    /// <summary>What stories tell of, by the name that they use.</summary>
    public static IEnumerable<MoveType> InStories => All.Where(t => t.About.InStories.Length > 0);

    /// <summary>What the clock makes then.</summary>
    public static IEnumerable<MoveType> On(Occasion occasion) => All.Where(t => t.About.Occasion == occasion);

    public static MoveType Of(Move move) => byType[move.GetType()];
}
