using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;

namespace Workflows.Host.Attachments;

/// <param name="Size">Bytes.</param>
/// <param name="Type">Media type, found from the content.</param>
internal sealed record UploadedFile(string Hash, string Name, long Size, string Type);

/// <summary>What an upload's body looks like; read piece by piece, never bound.</summary>
internal sealed record UploadForm(IFormFile File);

/// <summary>Handing files in and reading them again.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>How much of an oversized upload is read before the connection is cut. Bytes.</summary>
    private const long MostBody = 256 * 1024 * 1024;

    private static readonly ProblemResult NotAForm =
        Say.Malformed("上传内容须为 multipart/form-data，文件放在名为 file 的一项里。");

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        var attachments = api.MapGroup("/attachments").WithTags("附件");
        attachments.MapPost("", Upload)
            .WithMetadata(new RequestSizeLimitAttribute(MostBody))
            .Accepts<UploadForm>("multipart/form-data")
            .WithName("uploadAttachment")
            .WithSummary("上传附件，每个不超过 50 MB；类型按内容识别");
        attachments.MapGet("/{hash}", Download)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithName("downloadAttachment")
            .WithSummary("下载附件");
    }

    private static async Task<Results<Created<UploadedFile>, ProblemResult>> Upload(HttpContext http, CurrentUser me, AttachmentDesk desk)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            return NotAForm;

        var cancellation = http.RequestAborted;
        try
        {
            if (await FileSection(new MultipartReader(boundary.Value!, http.Request.Body), cancellation) is not { } section)
                return NotAForm;

            var (kept, refused) = await desk.Take(me.Person.Id, FileName.Clean(section.FileName), section.Section.Body, cancellation);
            return kept is null ? refused!
                : TypedResults.Created($"/api/attachments/{kept.Hash}", new UploadedFile(kept.Hash, kept.Name, kept.Size, kept.MediaType));
        }
        catch (Exception torn) when (torn is TornUploadException or InvalidDataException)
        {
            return Say.Malformed("上传中断，文件不完整，没有保存。", instead: "请检查网络后重新上传。");
        }
    }

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> Download(
        string hash, [FromQuery(Name = "case")] string? caseId, CurrentUser me, AttachmentAccess access, CheckedFiles files,
        CancellationToken cancellation)
    {
        if (await access.Find(me, hash, caseId, cancellation) is not { } attachment)
            return Say.NotFound("没有这个附件，或您不能查看它。", "请从事项页打开附件。");
        if (await files.Open(hash, cancellation) is not { } content)
        {
            return new ProblemResult(new($"附件“{attachment.Name}”的文件在服务器上缺失或者被改动过，没有发给您。", 503, "attachment-damaged")
            {
                Instead = "请手里有原文件的人重新上传一次，内容相同即自动修复；或告诉管理员从备份中恢复。",
            });
        }

        return TypedResults.File(content, attachment.MediaType, attachment.Name, enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }

    private static async Task<FileMultipartSection?> FileSection(MultipartReader reader, CancellationToken cancellation)
    {
        while (await Next(reader, cancellation) is { } section)
        {
            if (section.AsFileSection() is { Name: "file" } file)
                return file;
        }

        return null;
    }

    private static async Task<MultipartSection?> Next(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (IOException torn) when (torn is not BadHttpRequestException)
        {
            throw new TornUploadException("The upload broke off.", torn);
        }
    }
}
