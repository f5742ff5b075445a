using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Host.Problems;
using Workflows.Moves;

namespace Workflows.Host.Cases;

/// <summary>A move other than an answer; which members it takes depends on its kind.</summary>
/// <param name="Move">Chosen by the sender; the same id sent twice is done once and answered the same.</param>
/// <param name="Seq">
/// The version of the case that was seen; when it differs by now, the answer is <c>changed-meanwhile</c>. Absent: not compared.
/// </param>
internal sealed record MoveRequest(Guid Move, int? Seq = null)
{
    /// <summary>What was given besides, by name: members of the moves themselves.</summary>
    [JsonIgnore]
    public Dictionary<string, object?> Given { get; } = new(StringComparer.Ordinal);
}

/// <summary>Makes a move of what was sent to <c>/moves/{kind}</c>: the moves say what their bodies hold.</summary>
internal static class MoveBody
{
    /// <summary>What the moves are called in Chinese, and in the address.</summary>
    public static string Titles => string.Join("、", MoveTypes.Offered.Select(t => t.About.Title));

    public static string Names => string.Join("、", MoveTypes.Offered.Select(t => t.Name));

    /// <summary>Lets requests have whatever members the moves have.</summary>
    public static void AddMembers(JsonTypeInfo type)
    {
        if (type.Type != typeof(MoveRequest))
            return;
        foreach (var member in MoveTypes.Offered.SelectMany(t => t.Members).DistinctBy(m => m.Name))
        {
            var optional = member.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(member.Type) : member.Type;
            var place = type.CreateJsonPropertyInfo(optional, member.Name);
            place.Set = (request, value) => ((MoveRequest)request).Given[member.Name] = value;
            type.Properties.Add(place);
        }
    }

    /// <summary>What belongs into a member, for each kind of move that has it; null when no move has it.</summary>
    public static string? HelpFor(string member)
    {
        var help = from type in MoveTypes.Offered
                   from has in type.Members
                   where has.Name == member
                   group type.Name by has.Help into same
                   select $"{string.Join(", ", same)}: {same.Key}";
        return help.ToArray() is { Length: > 0 } all ? $"{string.Join("; ", all)}." : null;
    }

    /// <summary>The mistake when the request is no such move.</summary>
    public static ProblemResult? Read(string id, string name, MoveRequest request, string person, out Move? move)
    {
        move = null;
        if (MoveTypes.Offered.FirstOrDefault(t => t.Name == name) is not { } type)
            return Say.NotFound($"没有名为“{name}”的操作。", $"可用的操作有 {Names}。");

        var given = request.Given.Where(g => g.Value is not null).ToArray();
        if (given.FirstOrDefault(g => !type.Takes(g.Key)).Key is { } other)
            return Say.Field(other, $"操作“{name}”没有“{other}”这一项。");

        move = type.Make(request.Move, id, person, request.Seq, given);
        return null;
    }
}
