using Workflows.Storage;

namespace Workflows.Host.Evidence;

/// <summary>四性检测 (DA/T 70) as far as a program can, made with the package: what was looked at, and what came of it.</summary>
internal static class EvidenceReport
{
    /// <param name="breaches">What the verification of the case found.</param>
    /// <param name="missing">Files that are not there any more, or not what they were.</param>
    /// <param name="files">What lies in the package so far.</param>
    public static object Of(
        IReadOnlyList<Breach> breaches, List<HistoryRow> history, IReadOnlyList<string> missing, IReadOnlyList<PackedFile> files)
    {
        var papers = files.Count(f => f.Path.StartsWith("papers/", StringComparison.Ordinal));
        return new[]
        {
            Item("真实性", "校验链和重演", breaches.Count == 0, breaches.Count == 0 ? $"{history.Count} 条记录的校验链完整，重演结果与现状一致。"
                : string.Join(' ', breaches.Select(b => b.Says))),
            Item("真实性", "列入检查点", true, "末条记录已列入签名的检查点，证明见 proof.json。"),
            Item("真实性", "身份", null, "办理人是登录本系统的账号对应的人员；本系统不能证明坐在电脑前的是谁。"),
            Item("完整性", "记录", true, $"第 1 至 {history.Count} 条，没有缺号。"),
            Item("完整性", "附件", missing.Count == 0, missing.Count == 0 ? "历程提到的附件都在，内容与历程中的校验值一致。" : $"缺失或已变：{string.Join('、', missing)}。"),
            Item("完整性", "文书", papers > 0 ? true : null, papers > 0 ? $"{papers} 份文书。" : "没有可以打印的文书，或服务器没有装中文字体。"),
            Item("可用性", "格式", true, "历程、清单为 UTF-8 的 JSON 文本，文书为 PDF，附件上传时按内容核对过类型。"),
            Item("可用性", "独立于系统", true, "用浏览器打开“说明.html”，或用 Python 3 运行 verify.py，即可查验和阅读。"),
            Item("安全性", "恶意程序", null, "附件上传时按内容拒收程序；病毒请用杀毒软件另行检查。"),
            Item("安全性", "过程", true, "包内没有密码和签名的私钥；谁导出了证据包已记入账号记录。"),
        };
    }

    /// <param name="holds">Null where a program cannot tell.</param>
    private static object Item(string group, string title, bool? holds, string says) =>
        new { group, title, result = holds switch { true => "合格", false => "不合格", null => "须人工检测" }, says };
}
