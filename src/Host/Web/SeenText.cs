using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Workflows.Host.Cases;
using Workflows.Language;
using Workflows.Storage;

namespace Workflows.Host.Web;

/// <summary>
/// Refuses characters that nobody sees in every text of every request, whatever it is called: whoever adds a member to a request has
/// nothing
/// to do for it. Free maps (<c>data</c>, <c>given</c>, <c>facts</c>) are looked at by whoever knows their fields and what those are called.
/// </summary>
internal static class SeenText
{
    /// <summary>Looked at line by line when it is read, so that the mistake has its line.</summary>
    private static readonly (Type Type, string Member) toldWithItsLine = (typeof(DefinitionText), "text");

    public static void Watch(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly == typeof(object).Assembly)
            return;

        type.OnDeserialized += read =>
        {
            // Members of moves are kept by name.
            foreach (var (name, value) in (read as MoveRequest)?.Given ?? [])
                Look(name, value);
            foreach (var member in type.Properties)
            {
                if (member.Get is { } get && (type.Type, member.Name) != toldWithItsLine)
                    Look(member.Name, get(read));
            }
        };
    }

    /// <exception cref="UnseenTextException">There is one.</exception>
    private static void Look(string member, object? value)
    {
        switch (value)
        {
            case string text when UnseenText.Find(text) is { } found:
                throw new UnseenTextException(member, found);
            case IEnumerable<string> texts:
                foreach (var (i, text) in texts.Index())
                    Look($"{member}[{i}]", text);
                break;
        }
    }
}

/// <summary>A text of a request has characters that nobody sees.</summary>
/// <param name="member">Within the object in which it stands.</param>
/// <param name="character">Such as <c>U+202E</c>.</param>
internal sealed class UnseenTextException(string member, string character) : JsonException
{
    public string Member { get; } = member;

    public string Character { get; } = character;
}
