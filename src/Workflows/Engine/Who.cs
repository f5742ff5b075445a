using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>Where along the tree of units a post is meant, seen from the case's unit.</summary>
public enum TreePlace
{
    /// <summary>The case's own unit.</summary>
    [Label("本党组织")]
    Subject,

    /// <summary>Its parent.</summary>
    [Label("上级党组织")]
    Superior,

    /// <summary>The nearest 党委 above.</summary>
    [Label("上级党委")]
    PartyCommittee,

    /// <summary>The unit's own topmost body, below the 工委.</summary>
    [Label("本单位")]
    Agency,

    /// <summary>The root of the tree.</summary>
    [Label("工委")]
    WorkCommittee,

    /// <summary>Every unit of the tree in which somebody holds the post; for notices alone.</summary>
    [Label("所属各党组织")]
    AllUnits,
}

/// <summary>Whom a definition asks. Read once, by <see cref="Read"/>.</summary>
[JsonConverter(typeof(AsText))]
public abstract record Who
{
    private Who()
    {
    }

    /// <summary>Data that name whom it means.</summary>
    public virtual IEnumerable<Source> Sources => [];

    /// <summary>In Chinese, for lists of steps: 上级党组织的组织科负责人.</summary>
    public abstract string InWords(RoleBook roles);

    /// <summary>What is wrong with it, in Chinese; null when nothing is.</summary>
    /// <param name="roles">Those that may be asked.</param>
    /// <param name="ofSource">What is wrong with a source.</param>
    public virtual string? Mistake(RoleBook roles, Func<Source, string?> ofSource) => Sources.Select(ofSource).FirstOrDefault(m => m is not null);

    /// <summary>
    /// Reads <c>secretary</c>, <c>section-head of superior</c>, <c>officers in to-unit</c>, <c>person in scrutineer</c> or
    /// <c>starter</c>; null for anything else.
    /// </summary>
    public static Who? Read(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["starter"] => new Starter(),
        [var role] => new Post(role, TreePlace.Subject),
        [var role, "of", var where] when Places.Find(where) is { } place => new Post(role, place),
        ["person", "in", var source] => new Person(Source.Read(source)),
        [var role, "in", var source] => new PostElsewhere(role, Source.Read(source)),
        _ => null,
    };

    /// <summary>Whoever opened the case.</summary>
    public sealed record Starter : Who
    {
        public override string InWords(RoleBook roles) => "发起人";

        public override string ToString() => "starter";
    }

    /// <summary>People whom a datum names.</summary>
    public sealed record Person(Source In) : Who
    {
        public override IEnumerable<Source> Sources => [In];

        public override string InWords(RoleBook roles) => "指定的人员";

        public override string ToString() => $"person in {In}";
    }

    /// <summary>A post, or any of a group of them, somewhere along the tree.</summary>
    /// <param name="Role">A role or role group of <see cref="RoleBook"/>.</param>
    public sealed record Post(string Role, TreePlace Of) : Who
    {
        public override string InWords(RoleBook roles) => Choice.LabelOf(Of) + roles.TitleOf(Role);

        public override string? Mistake(RoleBook roles, Func<Source, string?> ofSource) => MistakeIn(roles, Role);

        public override string ToString() => $"{Role} of {Places.NameOf(Of)}";
    }

    /// <summary>The same in a unit that a datum names.</summary>
    public sealed record PostElsewhere(string Role, Source In) : Who
    {
        public override IEnumerable<Source> Sources => [In];

        public override string InWords(RoleBook roles) => "指定党组织的" + roles.TitleOf(Role);

        public override string? Mistake(RoleBook roles, Func<Source, string?> ofSource) => base.Mistake(roles, ofSource) ?? MistakeIn(roles, Role);

        public override string ToString() => $"{Role} in {In}";
    }

    private static string? MistakeIn(RoleBook roles, string role) => roles.Has(role) ? null : $"没有“{role}”这一职务；{Spelling.Nearest(role, roles.Names)}";

    private static class Places
    {
        public static TreePlace? Find(string name) =>
            Enum.GetValues<TreePlace>().Where(p => NameOf(p) == name).Select(p => (TreePlace?)p).FirstOrDefault();

        public static string NameOf(TreePlace place) => JsonNamingPolicy.KebabCaseLower.ConvertName(place.ToString());
    }

    private sealed class AsText : JsonConverter<Who>
    {
        public override Who Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            return Who.Read(text) ?? throw new JsonException(
                $"“{text}”不是办理人，应写作“secretary”、“section of superior”、“person in 数据名”或“starter”");
        }

        public override void Write(Utf8JsonWriter writer, Who value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
