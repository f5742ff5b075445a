using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Web;

public sealed class ApiDocumentTests(Town town) : IClassFixture<Town>
{
    private static readonly string Golden = Path.Combine(Repository.Root, "docs", "openapi.json");

    /// <summary>The pages' typed client is made from the golden file: a changed contract shows up in the review. <c>ACCEPT=1</c> rewrites it.</summary>
    [Fact]
    public async Task The_running_host_serves_the_api_that_docs_openapi_json_describes()
    {
        using var anybody = town.Host.Visit();
        var served = (await anybody.Get("/openapi/v1.json")).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Golden)!);
            await File.WriteAllTextAsync(Golden, served);
        }

        Assert.Equal(await File.ReadAllTextAsync(Golden), served);
    }

    [Fact]
    public async Task Every_operation_has_an_id_a_chinese_summary_and_says_how_it_refuses()
    {
        using var anybody = town.Host.Visit();
        var operations =
            from path in (await anybody.Get("/openapi/v1.json")).Json!["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select (Name: $"{method.Key} {path.Key}", Operation: method.Value!);

        foreach (var (name, operation) in operations)
        {
            Assert.True(operation["operationId"] is not null, name);
            Assert.True(((string?)operation["summary"])?.Any(c => c >= 0x4E00) == true, name);
            Assert.True(operation["responses"]!["default"] is not null, name);
        }
    }
}
