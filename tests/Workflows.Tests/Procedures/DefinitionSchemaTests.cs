extern alias Schemas;

using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Schemas::Json.Schema;
using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

public sealed class DefinitionSchemaTests
{
    public static TheoryData<string> Schemas => [.. DefinitionSchema.All.Select(s => s.File)];

    [Theory, MemberData(nameof(Schemas))]
    public void The_schema_beside_the_definitions_is_what_the_reader_reads(string file)
    {
        var path = Path.Combine(Repository.Definitions, file);
        var schema = TextOf(file);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            File.WriteAllText(path, schema);
        Assert.Equal(schema, File.ReadAllText(path));
    }

    [Theory, MemberData(nameof(Schemas))]
    public void Every_file_that_is_shipped_is_right_by_its_schema_and_names_it(string schema)
    {
        const string Head = "# yaml-language-server: $schema=";
        var files = Written.Where(f => DefinitionSchema.For(f) == schema).ToArray();
        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from mistake in Mistakes(schema, File.ReadAllText(file))
            where !DefinitionLayout.IsTemplate(file)
            select $"{Path.GetRelativePath(Repository.Definitions, file)} {mistake}");
        Assert.All(files, file =>
        {
            var first = File.ReadLines(file).First();
            Assert.StartsWith(Head, first, StringComparison.Ordinal);
            Assert.Equal(Path.Combine(Repository.Definitions, schema), Path.GetFullPath(first[Head.Length..], Path.GetDirectoryName(file)!));
        });
    }

    [Theory]
    [InlineData("titel: 示例\n", "titel")]
    [InlineData("title: 示例\nsteps: { s: { title: 一, activity: aproval } }\n", "activity")]
    [InlineData("title: 示例\nsteps: { s: { title: 一, activity: approval, with: { by: secretary, neds: all } } }\n", "neds")]
    [InlineData("title: 示例\nsteps: { s: { title: 一, activity: form, deadlines: [{ name: d, title: 时限, within: 5天, article: 条 }] } }\n", "within")]
    [InlineData("title: 示例\nsteps: { s: { title: 一, activity: form, rules: [{ rule: EL-99 }] } }\n", "rule")]
    public void What_an_author_mistypes_is_marked_where_it_stands(string text, string at) =>
        Assert.Contains(Mistakes($"procedure: p\nversion: 1\nstart: s\nends: {{ done: 办结 }}\n{text}"), m => m.Contains(at, StringComparison.Ordinal));

    [Fact]
    public void What_is_laid_over_a_template_needs_no_more_than_its_head_and_has_no_unknown_key()
    {
        Assert.Empty(Mistakes("use: approval\nprocedure: p\nversion: 1\ntitle: 示例\nsteps: { draft: { hint: null } }\n"));
        Assert.NotEmpty(Mistakes("use: approval\nprocedure: p\nversion: 1\ntitle: 示例\nstps: {}\n"));
        Assert.NotEmpty(Mistakes("use: approval\nprocedure: p\nversion: 1\n"));
    }

    /// <summary>Every file of the folder that somebody writes with a schema.</summary>
    private static IEnumerable<string> Written => DefinitionLayout.Definitions(Repository.Definitions)
        .Concat(DefinitionLayout.Beside(Repository.Definitions))
        .Concat(DefinitionLayout.Stories(Repository.Definitions)).Concat(DefinitionLayout.SharedByStories(Repository.Definitions));

    private static string TextOf(string file) => DefinitionSchema.All.First(s => s.File == file).Text;

    private static IEnumerable<string> Mistakes(string text) => Mistakes(DefinitionSchema.File, text);

    private static readonly ConcurrentDictionary<string, JsonSchema> read = new(StringComparer.Ordinal);

    private static IEnumerable<string> Mistakes(string file, string text)
    {
        var written = YamlText.Read(text, "p.yaml", [])!.Root;
        var found = read.GetOrAdd(file, Schema).Evaluate(JsonSerializer.SerializeToElement(written), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid ? [] : found.Details!.Where(d => d.Errors is { Count: > 0 })
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}"));
    }

    private static JsonSchema Schema(string file)
    {
        // What a schema takes from another one is put in place as editors do that have both files.
        var whole = JsonNode.Parse(TextOf(file).Replace($"{DefinitionSchema.File}#", "#", StringComparison.Ordinal))!;
        whole["definitions"] ??= JsonNode.Parse(DefinitionSchema.Text())!["definitions"]!.DeepClone();
        return JsonSchema.FromText(whole.ToJsonString());
    }

    [Fact]
    public void Every_key_says_in_chinese_what_it_is()
    {
        var definitions = JsonNode.Parse(DefinitionSchema.Text())!["definitions"]!.AsObject();
        var silent =
            from schema in DefinitionSchema.All
            from definition in JsonNode.Parse(schema.Text)!["definitions"] as JsonObject ?? []
            from key in definition.Value!["properties"] as JsonObject ?? []
            let said = $"{key.Value!["title"]}{key.Value!["description"]}"
            where !said.Any(c => c is >= '\u4e00' and <= '\u9fff')
            select $"{definition.Key}.{key.Key}";

        Assert.Empty(silent);
        Assert.Equal(ActivityTypes.All.Keys, definitions["step-text"]!["allOf"]!.AsArray().Select(a => (string?)a!["if"]!["properties"]!["activity"]!["const"]));
    }
}
