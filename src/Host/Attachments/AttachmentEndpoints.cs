using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Host.Storage;

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

    private static async Task<Results<Created<UploadedFile>, ProblemResult>> Upload(HttpContext http, CurrentUser me, AttachmentFolder folder, HostDb db, TimeProvider clock)
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

            using var received = await folder.Receive(section.Section.Body, cancellation);
            var name = FileName.Clean(section.FileName);
            if (received.IsTooLarge)
                return Say.TooLarge($"“{name}”有 {received.Size / 1048576.0:0.#} MB，超过 50 MB，没有保存。", "请压缩或拆分后再上传。");
            var content = received.Look();
            if (FileName.Mismatch(name, content) is { } refused)
                return refused;

            received.Keep();
            await Remember(db, new Attachment { Hash = received.Hash, Uploader = me.Person.Id, Name = name, Size = received.Size, MediaType = content.Kind!.MediaType, UploadedAt = clock.GetUtcNow() }, cancellation);
            return TypedResults.Created($"/api/attachments/{received.Hash}", new UploadedFile(received.Hash, name, received.Size, content.Kind.MediaType));
        }
        catch (Exception torn) when (torn is TornUploadException or InvalidDataException)
        {
            return Say.Malformed("上传中断，文件不完整，没有保存。", instead: "请检查网络后重新上传。");
        }
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemResult>> Download(string hash, [FromQuery(Name = "case")] string? caseId, CurrentUser me, AttachmentAccess access, AttachmentFolder folder, CancellationToken cancellation)
    {
        if (await access.Find(me, hash, caseId, cancellation) is not { } attachment)
            return Say.NotFound("没有这个附件，或您不能查看它。", "请从事项页打开附件。");
        if (folder.Find(hash) is not { } path)
            return Say.NotFound("附件的文件已不在服务器上。", "请告诉管理员从备份中恢复。");

        return TypedResults.PhysicalFile(path, attachment.MediaType, attachment.Name, enableRangeProcessing: true);
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

    /// <summary>The same person uploading the same content again only renames it.</summary>
    private static async Task Remember(HostDb db, Attachment attachment, CancellationToken cancellation)
    {
        if (await Rename(db, attachment, cancellation))
            return;

        db.Attachments.Add(attachment);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Sent twice at once: the other one was first.
            if (!await Rename(db, attachment, cancellation))
                throw;
        }
    }

    private static async Task<bool> Rename(HostDb db, Attachment attachment, CancellationToken cancellation) =>
        await db.Attachments.Where(a => a.Hash == attachment.Hash && a.Uploader == attachment.Uploader)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Name, attachment.Name), cancellation) > 0;
}
