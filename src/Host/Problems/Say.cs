using Workflows.Host.Attachments;

namespace Workflows.Host.Problems;

/// <summary>The host's own refusals, in words; the engine's come as its <c>Problem</c> values.</summary>
internal static class Say
{
    public static ProblemResult Malformed(string title, IReadOnlyDictionary<string, string>? errors = null, string? instead = null) =>
        new(new(title, 400, "malformed") { Errors = errors, Instead = instead });

    /// <summary>400 about one field.</summary>
    public static ProblemResult Field(string field, string sentence) =>
        new(new(sentence, 400, "malformed") { Errors = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = sentence } });

    /// <summary>400 about a character that nobody sees.</summary>
    /// <param name="field">Where it stands.</param>
    /// <param name="character">Such as <c>U+202E</c>.</param>
    public static ProblemResult Unseen(string field, string character)
    {
        var sentence = $"“{field}”中有看不见的字符（{character}），没有接收。";
        return Malformed(sentence, new Dictionary<string, string>(StringComparer.Ordinal) { [field] = sentence },
            "请删去后重填；从别处粘贴来的文字，可以重新输入一遍。");
    }

    public static ProblemResult NotSignedIn() =>
        new(new("尚未登录，或登录已过期。", 401, "not-signed-in") { Instead = "请登录后再试。" });

    public static ProblemResult Forbidden(string title, string? instead = null, string code = "not-yours") =>
        new(new(title, 403, code) { Instead = instead });

    public static ProblemResult NotFound(string title, string? instead = null) =>
        new(new(title, 404, "not-found") { Instead = instead });

    public static ProblemResult Refused(string code, string title, string? instead = null) =>
        new(new(title, 422, code) { Instead = instead });

    public static ProblemResult TooLarge(string title, string? instead = null) =>
        new(new(title, 413, "too-large") { Instead = instead });

    public static ProblemResult DiskFull() =>
        new(new("服务器磁盘已满，这次的内容没有保存。", 507, "disk-full") { Instead = "请稍后再试，并告诉管理员清理磁盘。" });

    public static ProblemResult Busy() =>
        new(new("数据库正忙，这次的内容没有保存。", 503, "busy") { Instead = "请稍后再试。" });

    /// <summary>What a bare status means to a person; used where a part below us answered without words.</summary>
    public static ProblemResult Status(int status) => status switch
    {
        400 => Malformed("请求写法不对。"),
        401 => NotSignedIn(),
        403 => Forbidden("没有权限做这件事。"),
        404 => NotFound("没有这个地址。", "请检查地址，或从首页重新进入。"),
        405 => new(new("这个地址不支持这种请求方法。", 405, "method-not-allowed") { Instead = "可用的方法见 /openapi/v1.json。" }),
        408 => new(new("请求没有在限定时间内送达。", 408, "too-slow") { Instead = "请检查网络后再试。" }),
        413 => TooLarge("内容太大，没有接收。"),
        414 => new(new("地址太长，没有接收。", status, "too-large") { Instead = "请检查地址，或把查询条件写短。" }),
        431 => new(new("请求头太长。", status, "too-large")),
        415 => new(new("内容的类型不对，没有接收。", 415, "wrong-type") { Instead = "JSON 接口请写 Content-Type: application/json，上传附件请用 multipart/form-data。" }),
        429 => new(new("请求太频繁。", 429, "too-many") { Instead = "请稍后再试。" }),
        503 => Busy(),
        _ => new(new("没有办成。", status, "failed") { Instead = "请稍后再试。" }),
    };
}
