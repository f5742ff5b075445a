using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.Host.Web;

namespace Workflows.Host.Problems;

/// <summary>Says in Chinese, with the field's name, what the framework found wrong with a request.</summary>
internal static partial class BadRequests
{
    public static ProblemResult Explain(BadHttpRequestException bad, HttpContext http) => bad switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => Say.TooLarge("内容太大，没有接收。", "请分几次提交，或压缩后再提交。"),
        { InnerException: JsonException json } => Explain(json, http),
        { StatusCode: StatusCodes.Status400BadRequest } when BindingFailure().Match(bad.Message) is { Success: true } m =>
            Say.Field(m.Groups["name"].Value, $"“{m.Groups["value"].Value}”不是{JsonPaths.Kind(m.Groups["type"].Value)}。"),
        { StatusCode: StatusCodes.Status400BadRequest } when MissingParameter().Match(bad.Message) is { Success: true } m =>
            Say.Field(m.Groups["name"].Value, $"缺少 {m.Groups["name"].Value}。"),
        { StatusCode: StatusCodes.Status400BadRequest } when bad.Message.Contains("body", StringComparison.Ordinal) =>
            Say.Malformed("请求没有内容，这里需要 JSON。"),
        { StatusCode: var status } => Say.Status(status),
    };

    /// <summary>The framework reads a map inside a list without looking for names written twice or half characters, and breaks on them; null when it is not that.</summary>
    public static ProblemResult? ExplainMap(Exception exception) =>
        exception is not (ArgumentException or InvalidOperationException) || exception.StackTrace?.Contains("JsonObjectConverter.ReadAsJsonNode", StringComparison.Ordinal) != true ? null
        : TakenKey().Match(exception.Message) is { Success: true } taken ? Say.Malformed($"“{taken.Groups["name"].Value}”写了两次。", instead: "请删去其中一个。")
        : Say.Malformed("内容中含有不能保存的字符。", instead: "请删去后重填。");

    private static ProblemResult Explain(JsonException json, HttpContext http)
    {
        if (json is UnseenTextException unseen)
            return Say.Unseen(json.Path is { Length: > 2 } around ? $"{around[2..]}.{unseen.Member}" : unseen.Member, unseen.Character);

        if (Unmapped().Match(json.Message) is { Success: true } unmapped)
            return Say.Field(unmapped.Groups["name"].Value, $"不认识“{unmapped.Groups["name"].Value}”这一项。");

        if (Duplicate().Match(json.Message) is { Success: true } duplicate)
            return Say.Field(duplicate.Groups["name"].Value, $"“{duplicate.Groups["name"].Value}”写了两次。");

        if (Missing().Match(json.Message) is { Success: true } missing)
        {
            var names = QuotedName().Matches(missing.Groups["names"].Value).Select(m => m.Groups["name"].Value).ToList();
            return Say.Malformed($"缺少 {string.Join('、', names)}。", names.ToDictionary(n => n, n => $"缺少 {n}。", StringComparer.Ordinal));
        }

        var path = json.Path is { Length: > 2 } p ? p[2..] : null;
        if (path is not null && json.Message.Contains("could not be converted", StringComparison.Ordinal))
            return Say.Field(path, $"“{path}”的值不合要求，应为{JsonPaths.KindAt(http, path)}。");
        if (path is not null && json.Message.Contains("null", StringComparison.Ordinal))
            return Say.Field(path, $"“{path}”的值不合要求，不能为空。");

        return Say.Malformed($"内容不是正确的 JSON（第 {json.LineNumber + 1} 行，第 {json.BytePositionInLine + 1} 字节处）。");
    }

    [GeneratedRegex("""bind parameter "(?<type>\S+) (?<name>\w+)" from "(?<value>.*)"\.""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BindingFailure();

    [GeneratedRegex("""Required parameter "(?<type>\S+) (?<name>\w+)" was not provided""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingParameter();

    [GeneratedRegex(@"Key: (?<name>.*) \(Parameter 'key'\)", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex TakenKey();

    [GeneratedRegex("JSON property '(?<name>[^']*)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unmapped();

    [GeneratedRegex("Duplicate property '(?<name>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duplicate();

    [GeneratedRegex("missing required properties including: (?<names>[^.]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuotedName();
}
