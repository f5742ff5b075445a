using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Host.Publishing;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>publish FILE|DIR … [--server URL] [--reason WHY] [--check]</c>: sends definitions to a running host, which takes them or says every
/// mistake. Who publishes is whoever the token belongs to. Exit code 1 when they were not taken.
/// </summary>
internal static class PublishVerb
{
    /// <summary>The environment variable that holds an administrator's token; on a command line others would see it.</summary>
    public const string TokenVariable = "WORKFLOWS_TOKEN";

    private const string Usage =
        "用法：publish 文件或目录… [--server http://127.0.0.1:5080] [--reason 理由] [--check]\n"
        + $"把流程定义发布到运行中的系统；--check 只检查。管理员的程序访问凭证写在环境变量 {TokenVariable} 中。";

    private static readonly Argument<string[]> files = new("文件或目录") { Arity = ArgumentArity.OneOrMore };
    private static readonly Option<Uri> server = new("--server") { CustomParser = Address, DefaultValueFactory = _ => new("http://127.0.0.1:5080") };
    private static readonly Option<string> reason = new("--reason") { DefaultValueFactory = _ => "" };
    private static readonly Option<bool> check = new("--check");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var verb = new Command("publish", Usage) { files, server, reason, check };
        verb.SetAction((read, stop) => Run(
            read.GetRequiredValue(files), read.GetRequiredValue(server), read.GetRequiredValue(reason), read.GetValue(check),
            read.InvocationConfiguration.Output, stop));
        return verb;
    }

    private static Uri Address(System.CommandLine.Parsing.ArgumentResult read)
    {
        if (Uri.TryCreate(read.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;

        read.AddError($"“{read.Tokens[0].Value}”不是网址，应如 http://127.0.0.1:5080。");
        return new("http://127.0.0.1:5080");
    }

    private static async Task<int> Run(string[] files, Uri server, string reason, bool check, TextWriter output, CancellationToken stop)
    {
        if (files.FirstOrDefault(f => !Path.Exists(f)) is { } missing)
            return await Wrong(output, $"没有 {missing}。");
        var texts = await Task.WhenAll(files.SelectMany(FilesOf).Select(async f => new DefinitionText(Path.GetRelativePath(".", f), await File.ReadAllTextAsync(f, stop))));
        if (texts.Length == 0)
            return await Wrong(output, "目录中没有流程定义。");
        if (Environment.GetEnvironmentVariable(TokenVariable) is not { Length: > 0 } token)
            return await Wrong(output, $"请把管理员的程序访问凭证写在环境变量 {TokenVariable} 中；它在“程序访问凭证”页生成。");

        try
        {
            using var http = new HttpClient { BaseAddress = server };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.PostAsJsonAsync("/api/definitions", new PublishRequest(texts, reason, check), stop);
            return await Tell(await answer.Content.ReadFromJsonAsync<JsonObject>(stop) ?? [], answer.IsSuccessStatusCode, output);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or JsonException)
        {
            return await Wrong(output, $"连不上 {server}，没有发布；请核对地址，看系统是不是在运行。");
        }
    }

    private static IEnumerable<string> FilesOf(string place) => Directory.Exists(place)
        ? DefinitionLayout.Beside(place).Concat(DefinitionLayout.Definitions(place))
        : [place];

    private static async Task<int> Tell(JsonObject answer, bool taken, TextWriter output)
    {
        foreach (var text in answer["texts"] as JsonArray ?? [])
        {
            var isNew = (bool)text!["isNew"]!;
            await output.WriteLineAsync($"{text["title"]}（{text["key"]}）第 {text["version"]} 版：{(!isNew ? "已经发布过" : (bool)answer["published"]! ? "已发布" : "没有错误")}");
        }

        foreach (var mistake in answer["mistakes"] as JsonArray ?? [])
            await output.WriteLineAsync(new Mistake($"{mistake!["file"]}", (int)mistake["line"]!, $"{mistake["step"]}", $"{mistake["says"]}").ToString());
        if (!taken)
            await output.WriteLineAsync(string.Concat(answer["title"], answer["instead"]));
        return taken ? 0 : 1;
    }

    private static async Task<int> Wrong(TextWriter output, string says)
    {
        await output.WriteLineAsync(says);
        return 1;
    }
}
