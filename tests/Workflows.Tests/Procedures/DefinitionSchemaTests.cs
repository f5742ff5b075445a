extern alias Schemas;

using System.Text.Json;
using System.Text.Json.Nodes;
using Schemas::Json.Schema;
using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

public sealed class DefinitionSchemaTests
{
    private static string Path { get; } = System.IO.Path.Combine(Repository.Definitions, DefinitionSchema.File);
    private static string StepsPath { get; } = System.IO.Path.Combine(Repository.Definitions, DefinitionSchema.StepsFile);

    [Fact]
    public void The_schema_beside_the_definitions_is_what_the_reader_reads()
    {
        foreach (var (path, schema) in new[] { (Path, DefinitionSchema.Text()), (StepsPath, DefinitionSchema.StepsText()) })
        {
            if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
                File.WriteAllText(path, schema);
            Assert.Equal(schema, File.ReadAllText(path));
        }
    }

    [Fact]
    public void Every_definition_that_is_shipped_is_right_by_it() => Assert.Empty(
        from file in DefinitionLayout.Definitions(Repository.Definitions)
        from mistake in Mistakes(File.ReadAllText(file))
        select $"{System.IO.Path.GetFileName(file)} {mistake}");

    [Fact]
    public void Every_definition_that_is_shipped_names_the_schema_where_it_lies()
    {
        const string Head = "# yaml-language-server: $schema=";
        foreach (var file in DefinitionLayout.Definitions(Repository.Definitions).Concat(DefinitionLayout.Beside(Repository.Definitions)))
        {
            if (Shared.IsFile(file))
                continue;
            var first = File.ReadLines(file).First();
            Assert.StartsWith(Head, first, StringComparison.Ordinal);
            Assert.Equal(
                DefinitionLayout.IsSteps(file) ? StepsPath : Path, System.IO.Path.GetFullPath(first[Head.Length..], System.IO.Path.GetDirectoryName(file)!));
        }
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

    private static IEnumerable<string> Mistakes(string text)
    {
        var schema = JsonSchema.FromText(DefinitionSchema.Text());
        var read = YamlText.Read(text, "p.yaml", [])!.Root;
        var found = schema.Evaluate(JsonSerializer.SerializeToElement(read), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return found.IsValid ? [] : found.Details!.Where(d => d.Errors is { Count: > 0 })
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}"));
    }

    [Fact]
    public void Every_key_says_in_chinese_what_it_is()
    {
        var definitions = JsonNode.Parse(DefinitionSchema.Text())!["definitions"]!.AsObject();
        var silent =
            from definition in definitions
            from key in definition.Value!["properties"] as JsonObject ?? []
            let said = $"{key.Value!["title"]}{key.Value!["description"]}"
            where !said.Any(c => c is >= '\u4e00' and <= '\u9fff')
            select $"{definition.Key}.{key.Key}";

        Assert.Empty(silent);
        Assert.Equal(ActivityTypes.All.Keys, definitions["step-text"]!["allOf"]!.AsArray().Select(a => (string?)a!["if"]!["properties"]!["activity"]!["const"]));
    }
}
