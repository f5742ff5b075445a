using System.Text;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.Adversary;

/// <summary>One operation of the API as <c>docs/openapi.json</c> describes it, so that attacks reach a new one by themselves.</summary>
internal sealed record Operation(string Id, HttpMethod Method, string Path, string? BodyType, IReadOnlyList<string> Queries)
{
    private static readonly string[] Unsafe = ["POST", "PUT", "PATCH", "DELETE"];

    public static IReadOnlyList<Operation> All { get; } = Read();

    public bool IsUnsafe => Unsafe.Contains(Method.Method);

    public bool TakesJson => BodyType == "application/json";

    public bool TakesFile => BodyType == "multipart/form-data";

    /// <summary>The names in braces.</summary>
    public IEnumerable<string> Places => Path.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}'));

    /// <summary>The address with every name in braces replaced.</summary>
    public string At(Func<string, string> value) => Places.Aggregate(Path, (path, name) => path.Replace($"{{{name}}}", value(name), StringComparison.Ordinal));

    /// <param name="body">What to send where the operation takes JSON.</param>
    public HttpContent? Content(string body) =>
        TakesJson ? new StringContent(body, Encoding.UTF8, "application/json")
        : TakesFile ? new MultipartFormDataContent { { new ByteArrayContent("姓名\n甲"u8.ToArray()), "file", "a.csv" } }
        : null;

    public override string ToString() => $"{Id} ({Method} {Path})";

    private static List<Operation> Read()
    {
        var api = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "docs", "openapi.json")))!;
        return
        [
            .. from path in api["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               select new Operation(
                   (string)method.Value!["operationId"]!,
                   HttpMethod.Parse(method.Key.ToUpperInvariant()),
                   path.Key,
                   method.Value["requestBody"]?["content"]?.AsObject().First().Key,
                   [.. (method.Value["parameters"]?.AsArray() ?? []).Where(p => (string)p!["in"]! == "query").Select(p => (string)p!["name"]!)]),
        ];
    }
}
