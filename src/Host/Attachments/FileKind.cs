namespace Workflows.Host.Attachments;

/// <summary>A kind of file that may be handed in, and the names it may carry.</summary>
/// <param name="Title">Chinese name, as said to a person.</param>
/// <param name="MediaType">Sent with the download.</param>
/// <param name="Extensions">Lower case, without the dot.</param>
internal sealed record FileKind(string Title, string MediaType, params string[] Extensions)
{
    public static readonly FileKind Pdf = new("PDF 文件", "application/pdf", "pdf");
    public static readonly FileKind Png = new("PNG 图片", "image/png", "png");
    public static readonly FileKind Jpeg = new("JPEG 图片", "image/jpeg", "jpg", "jpeg");
    public static readonly FileKind Gif = new("GIF 图片", "image/gif", "gif");
    public static readonly FileKind Webp = new("WebP 图片", "image/webp", "webp");
    public static readonly FileKind Docx = new("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx");
    public static readonly FileKind Xlsx = new("Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    public static readonly FileKind Pptx = new("PowerPoint 演示文稿", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx");
    public static readonly FileKind Ofd = new("OFD 版式文件", "application/ofd", "ofd");
    public static readonly FileKind OldWord = new("Word 97–2003 文档", "application/msword", "doc", "wps");
    public static readonly FileKind OldExcel = new("Excel 97–2003 表格", "application/vnd.ms-excel", "xls", "et");
    public static readonly FileKind OldPowerPoint = new("PowerPoint 97–2003 演示文稿", "application/vnd.ms-powerpoint", "ppt", "dps");
    public static readonly FileKind Text = new("文本文件", "text/plain", "txt", "csv");
    public static readonly FileKind Mp4 = new("MP4 视频", "video/mp4", "mp4");
    public static readonly FileKind Mp3 = new("MP3 录音", "audio/mpeg", "mp3");

    public static readonly IReadOnlyList<FileKind> All =
        [Pdf, Png, Jpeg, Gif, Webp, Docx, Xlsx, Pptx, Ofd, OldWord, OldExcel, OldPowerPoint, Text, Mp4, Mp3];

    /// <summary>What may be handed in, for the sentence that refuses something else.</summary>
    public static string Allowed { get; } = "可以上传：" + string.Join('、', All.SelectMany(k => k.Extensions)) + "。";

    public static FileKind? ByExtension(string extension) =>
        All.FirstOrDefault(kind => kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
}
