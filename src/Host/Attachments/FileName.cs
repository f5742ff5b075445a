using System.Globalization;
using Workflows.Host.Problems;

namespace Workflows.Host.Attachments;

/// <summary>A file's name as somebody gave it: cleaned, and compared with what the file really is.</summary>
internal static class FileName
{
    private const int Longest = 200;

    /// <summary>Without folders, control characters and marks that turn the reading direction; empty when nothing is left.</summary>
    public static string Clean(string? given)
    {
        var name = (given ?? "").Split('/', '\\')[^1];
        return string.Concat(name.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
    }

    /// <summary>Null when name and content agree and may be handed in.</summary>
    public static ProblemResult? Mismatch(string name, Content content)
    {
        var extension = Path.GetExtension(name).TrimStart('.');
        if (name.Length is 0 or > Longest)
            return Refuse($"文件名须为 1 至 {Longest} 个字。");
        if (content.Kind is null)
            return Refuse($"“{name}”实际是{content.Title}，不能上传。", FileKind.Allowed);
        if (FileKind.ByExtension(extension) is not { } said)
            return Refuse(extension.Length == 0 ? $"“{name}”没有扩展名。" : $"不接收扩展名为 .{extension} 的文件。", FileKind.Allowed);

        return said == content.Kind ? null : Refuse($"“{name}”实际是{content.Title}，与扩展名 .{extension} 不符。", "请核对文件，或改正扩展名后再上传。");
    }

    private static ProblemResult Refuse(string title, string? instead = null) => new(new(title, 422, "wrong-file") { Instead = instead });
}
