using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>
/// A file that a move hands in: it lies at one of the places that the move names (<see cref="Move.HandsIn"/>). Whoever may see the
/// case may then open it, so its sender must have uploaded it. A file anywhere else in a body is not handed in, and opens to nobody.
/// </summary>
/// <param name="Place">Where in the body.</param>
/// <param name="Hash">SHA-256 of the content.</param>
/// <param name="Name">What it is called there.</param>
public sealed record HandedFile(string Place, string Hash, string Name)
{
    /// <summary>What cannot even be read holds no file: the form tells of it, with its field.</summary>
    public static IEnumerable<HandedFile> Of(Move move) =>
        move.HandsIn.Where(place => Json.IsReadable(place.Value)).SelectMany(place => In(place.Key, place.Value));

    private static IEnumerable<HandedFile> In(string place, JsonNode? value) => value switch
    {
        JsonObject file when Json.String(file["hash"]) is { } hash => [new(place, hash, Json.String(file["name"]) ?? "")],
        JsonObject map => map.SelectMany(m => In(place, m.Value)),
        JsonArray list => list.SelectMany(v => In(place, v)),
        _ => [],
    };
}
