using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>
/// The JSON Schema of a definition, made from the types that it is read into: editors complete keys and values by it and mark mistakes
/// while somebody writes. Draft 7, which the usual YAML editors know.
/// </summary>
public static class DefinitionSchema
{
    /// <summary>Name of the file beside the definitions.</summary>
    public const string File = "procedure.schema.json";

    /// <summary>Name of the file for further steps, beside it.</summary>
    public const string StepsFile = "steps.schema.json";

    /// <summary>Name of the file for what definitions share.</summary>
    public const string SharedFile = "shared.schema.json";

    /// <summary>Name of the file for stories and what they share.</summary>
    public const string StoriesFile = "stories.schema.json";

    private const string Draft = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonSerializerOptions indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every schema: the name of its file, and what the file has.</summary>
    public static IReadOnlyList<(string File, string Text)> All =>
    [
        (File, Text()),
        (StepsFile, Said(new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = "流程的步骤",
            ["type"] = "object",
            ["additionalProperties"] = new JsonObject { ["$ref"] = $"{File}#/definitions/{NameOf(typeof(StepText))}" },
        })),
        (SharedFile, Said(new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = "几个流程共用的内容",
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"{File}#/definitions/{NameOf(typeof(SharedText))}" }),
        })),
        (StoriesFile, Said(Stories())),
    ];

    /// <summary>The schema of a definition.</summary>
    public static string Text() => Said(Build());

    /// <summary>Which schema a file below a folder of definitions is written by; null when there is none for it.</summary>
    public static string? For(string file) =>
        DefinitionLayout.IsSteps(file) ? StepsFile
        : DefinitionLayout.IsStories(file) ? StoriesFile
        : Procedures.Shared.IsFile(file) ? SharedFile
        : DefinitionLayout.IsPapers(file) ? null
        : File;

    private static string Said(JsonObject schema) => schema.ToJsonString(indented) + "\n";

    private static JsonObject Stories()
    {
        var defs = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var root = new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = "情景",
            ["if"] = new JsonObject { ["required"] = new JsonArray("procedure") },
            ["then"] = Ref(typeof(ScenarioFileText), defs),
            ["else"] = Ref(typeof(SharedStoriesText), defs),
        };
        return WithDefinitions(root, defs);
    }

    private static JsonObject WithDefinitions(JsonObject root, Dictionary<string, JsonObject> defs)
    {
        root["definitions"] = new JsonObject(defs.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return root;
    }

    private static JsonObject Build()
    {
        var defs = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var root = new JsonObject
        {
            ["$schema"] = Draft,
            ["title"] = "流程定义",
            ["if"] = new JsonObject { ["required"] = new JsonArray("use") },
            ["then"] = Deviating(),
            ["else"] = Ref(typeof(ProcedureHead), defs),
        };
        defs[NameOf(typeof(StepText))]["allOf"] = new JsonArray([.. ActivityTypes.All.Select(a => (JsonNode?)SettingsOf(a.Key, a.Value.Type, defs))]);
        return WithDefinitions(root, defs);
    }

    /// <summary>What is laid over a template says any part of a definition, and takes parts away: only its head is known beforehand.</summary>
    private static JsonObject Deviating()
    {
        string[] head = ["use", "procedure", "version", "title"];
        var keys = DefinitionKey.Of(typeof(ProcedureHead));
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. head.Select(h => (JsonNode?)h)]),
            ["properties"] = new JsonObject(keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Said(k)))),
        };
    }

    private static JsonObject Said(DefinitionKey key) => new() { ["title"] = key.Title, ["description"] = key.Help };

    /// <summary>Which settings a step has depends on what it does.</summary>
    private static JsonObject SettingsOf(string activity, Type type, Dictionary<string, JsonObject> defs) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["activity"] = new JsonObject { ["const"] = activity } } },
        ["then"] = new JsonObject { ["properties"] = new JsonObject { ["with"] = Ref(type, defs) } },
    };

    private static JsonObject Ref(Type type, Dictionary<string, JsonObject> defs)
    {
        var name = NameOf(type);
        if (!defs.ContainsKey(name))
        {
            defs[name] = [];
            defs[name] = Of(type, defs);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    private static JsonObject Of(Type type, Dictionary<string, JsonObject> defs)
    {
        var keys = DefinitionKey.Of(type);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(keys.Select(k => KeyValuePair.Create(k.Name, (JsonNode?)Property(k, defs)))),
        };
        if (keys.Where(k => k.IsRequired).Select(k => (JsonNode?)k.Name).ToArray() is { Length: > 0 } required)
            schema["required"] = new JsonArray(required);
        return schema;
    }

    private static JsonObject Property(DefinitionKey key, Dictionary<string, JsonObject> defs)
    {
        var kind = key switch
        {
            { Owner: nameof(StepText), Name: "activity" } => Words(ActivityTypes.All.Select(a => a.Key)),
            { Name: "steps" } => Map(Ref(typeof(StepText), defs)),
            { Name: "rule" } => Shared("rule-id", () => Words(RuleBook.Standard.All.Select(r => r.Id).Distinct().Order(StringComparer.Ordinal)), defs),
            { Owner: nameof(SettingText), Name: "standing" } => Words(["D", "LOC", "GK"]),
            { Owner: nameof(ScenarioText), IsRequired: false, Default: null } => Or(Kind(key.Type, defs), Nothing()),
            { Owner: nameof(ScenarioRegister), Name: not "members" } => Map(Or(Kind(key.Type.GetGenericArguments()[1], defs), Nothing())),
            { Name: "unit-kinds" } => Many(Words(Enum.GetNames<UnitKind>().Select(Kebab))),
            _ => Kind(key.Type, defs),
        };
        // Draft 7 ignores whatever stands beside a $ref.
        var schema = kind.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(kind) } : kind;
        schema["title"] = key.Title;
        schema["description"] = key.Example.Length > 0 ? $"{key.Help}\n例：{key.Name}: {key.Example}" : key.Help;
        if (key.Default is { } standard)
            schema["default"] = standard.DeepClone();
        if (key.Max > key.Min)
            (schema["minimum"], schema["maximum"]) = (key.Min, key.Max);
        return schema;
    }

    private static JsonObject Kind(Type type, Dictionary<string, JsonObject> defs)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (plain == typeof(int))
            return new JsonObject { ["type"] = "integer" };
        if (plain == typeof(string))
            return Plain();
        if (plain == typeof(DateOnly))
            return new JsonObject { ["type"] = "string", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" };
        if (plain == typeof(Source))
            return Shared("source", () => Or(Words(FactBook.BuiltIn.All.Select(f => $"facts.{f.Name}")), []), defs);
        if (plain == typeof(Who))
            return Shared("who", () => Or(Words(RoleBook.BuiltIn.All.Select(r => r.Key).Append("starter")), new() { ["type"] = "string" }), defs);
        if (plain == typeof(StatedPeriod))
            return Shared("period", () => new() { ["type"] = "string", ["pattern"] = @"^(P-?\d{1,4}(WD|D|M|Y)|-?setting:.+)$" }, defs);
        if (plain == typeof(Naming) || plain == typeof(OutcomeUse))
            return Or(Plain(), Ref(plain, defs));
        if (plain.IsEnum)
            return Words(Enum.GetNames(plain).Select(Kebab));
        if (plain == typeof(ImmutableArray<Field>))
            return Or(Map(Or(Ref(typeof(Field), defs), Taken())), ListOf(Or(Plain(), Taken(), new() { ["type"] = "object", ["required"] = new JsonArray("name", "label") })));
        if (plain == typeof(ImmutableArray<DeadlineUse>))
            return ListOf(Or(Ref(typeof(DeadlineUse), defs), Plain(), Taken()));
        if (plain == typeof(IReadOnlyDictionary<string, DeadlineUse>))
            return Map(Or(Ref(typeof(DeadlineUse), defs), new() { ["type"] = "object", ["required"] = new JsonArray("title", "within", "article") }));
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var element = Kind(plain.GetGenericArguments()[0], defs);
            return DefinitionJson.Options.Converters.Any(c => c.CanConvert(plain)) ? Many(element) : ListOf(element);
        }

        if (plain.IsGenericType && plain.GetGenericArguments() is [_, var value])
            return Map(Kind(value, defs));
        return plain == typeof(JsonNode) || plain == typeof(JsonObject) ? [] : Ref(plain, defs);
    }

    private static JsonObject Shared(string name, Func<JsonObject> schema, Dictionary<string, JsonObject> defs)
    {
        if (!defs.ContainsKey(name))
            defs[name] = schema();
        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }

    /// <summary>What editors offer first, and what may stand there besides.</summary>
    private static JsonObject Or(params JsonObject[] either) => new() { ["anyOf"] = new JsonArray(either) };

    /// <summary>What is shared, with what is otherwise here.</summary>
    private static JsonObject Taken() => new() { ["type"] = "object", ["required"] = new JsonArray("use") };

    /// <summary>What takes away what would hold otherwise.</summary>
    private static JsonObject Nothing() => new() { ["type"] = "null" };

    /// <summary>A single value stands for a list of one.</summary>
    private static JsonObject Many(JsonObject one) =>
        Or(one, ListOf((JsonObject)one.DeepClone()));

    private static JsonObject ListOf(JsonObject element) => new() { ["type"] = "array", ["items"] = element };

    private static JsonObject Map(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    private static JsonObject Plain() => new() { ["type"] = new JsonArray("string", "number") };

    private static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode?)w)]) };

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string NameOf(Type type) => Kebab(type.Name);
}
