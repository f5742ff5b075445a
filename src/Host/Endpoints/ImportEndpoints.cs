using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Organisation.Import;
using Workflows.Storage;

namespace Workflows.Host.Endpoints;

/// <summary>What an import did, or would do.</summary>
/// <param name="Rows">Rows in all files, headers not counted.</param>
/// <param name="Good">Rows without a mistake.</param>
/// <param name="Imported">Rows laid over the register; 0 when only checked or when a mistake stopped the import.</param>
/// <param name="Bad">Every mistake with its place.</param>
/// <param name="Voided">Rows not taken because they had been taken out of the register as wrong; bringBack takes them.</param>
/// <param name="Remarks">What stops nothing but should be known.</param>
internal sealed record ImportAnswer(int Rows, int Good, int Imported, IReadOnlyList<ImportMistake> Bad, int Voided, IReadOnlyList<string> Remarks);

/// <summary>Reading units, people, posts and terms from CSV files.</summary>
internal static class ImportEndpoints
{
    /// <summary>All files together. Bytes.</summary>
    private const long MostBytes = 20 * 1024 * 1024;

    private const int MostFiles = 10;

    public static void MapImport(this IEndpointRouteBuilder organisation) =>
        organisation.MapPost("/import", Import)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 1024 * 1024))
            .Accepts<UploadForm>("multipart/form-data")
            .WithName("importRegister")
            .WithSummary("从 CSV 导入单位、人员、职务、任期；check=true 只检查不导入，bringBack=true 恢复曾经更正作废的行");

    private static async Task<Results<Ok<ImportAnswer>, ProblemResult>> Import(
        HttpContext http, CurrentUser me, RegisterImporter importer, IDbContextFactory<WorkflowDb> contexts, bool check = false, bool skipBadRows = false, bool bringBack = false)
    {
        if (!me.Posts.Any(p => me.Scope.MayKeepRegister(p.UnitId)))
            return Say.Forbidden("只有管理员和组织科（部）可以导入名册。", "请把文件交给组织科（部）办理。");

        var cancellation = http.RequestAborted;
        if (!http.Request.HasFormContentType)
            return Say.Malformed("导入内容须为 multipart/form-data，文件放在名为 file 的一项里，可以一次交几个。");

        var form = await http.Request.ReadFormAsync(cancellation);
        var sent = form.Files.GetFiles("file");
        if (sent.Count is 0 or > MostFiles)
            return Say.Field("file", $"请选择 1 至 {MostFiles} 个 CSV 文件。");

        var files = new List<ImportFile>();
        foreach (var file in sent)
            files.Add(new ImportFile(Path.GetFileName(file.FileName), await Content(file, cancellation)));

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var read = RegisterCsv.Read(files, me.Register, me.Today, bringBack ? [] : await RegisterVoids.All(db, cancellation));
        if (ImportScope.Refuse(me, read.Rows) is { } refused)
            return refused;
        if (check)
            return TypedResults.Ok(new ImportAnswer(read.RowsRead, read.GoodRows, 0, read.Mistakes, read.VoidedRows, read.Remarks));

        var report = await importer.Import(files, me.Today, skipBadRows, bringBack, cancellation);
        return TypedResults.Ok(new ImportAnswer(report.Read.RowsRead, report.Read.GoodRows, report.Imported, report.Read.Mistakes, report.Read.VoidedRows, report.Read.Remarks));
    }

    private static async Task<ReadOnlyMemory<byte>> Content(IFormFile file, CancellationToken cancellation)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellation);
        return content;
    }
}
