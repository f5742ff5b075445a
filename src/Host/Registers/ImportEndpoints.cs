using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Attachments;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Import.Preview;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>What an import did, or would do.</summary>
/// <param name="Rows">Rows in all files, headers not counted.</param>
/// <param name="Good">Rows without a mistake.</param>
/// <param name="Imported">Rows laid over the register; 0 when only checked or when a mistake stopped the import.</param>
/// <param name="Bad">Every mistake with its place.</param>
/// <param name="Voided">Rows not taken because they had been taken out of the register as wrong; bringBack takes them.</param>
/// <param name="Remarks">What stops nothing but should be known.</param>
/// <param name="Tables">What becomes different in the register, table by table; bad rows left out.</param>
/// <param name="Conflicts">How many sentences of conflicts there are in them.</param>
/// <param name="Fingerprint">Of what is shown here: given back with <c>shown</c>, nothing else is imported.</param>
/// <param name="Approver">Who approves it before it is entered; null: it is entered at once.</param>
/// <param name="Submitted">The case that was begun for it; nothing is entered until that is approved.</param>
internal sealed record ImportAnswer(
    int Rows, int Good, int Imported, IReadOnlyList<ImportMistake> Bad, int Voided, IReadOnlyList<string> Remarks,
    IReadOnlyList<ChangedTable> Tables, int Conflicts, string Fingerprint, string? Approver, SubmittedCase? Submitted);

/// <summary>Reading units, people, posts and terms from xlsx and CSV files.</summary>
internal static class ImportEndpoints
{
    /// <summary>All files together. Bytes.</summary>
    private const long MostBytes = 20 * 1024 * 1024;

    private const int MostFiles = 10;

    public static void MapImport(this IEndpointRouteBuilder organisation) =>
        organisation.MapPost("/import", Import)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 1024 * 1024))
            .Accepts<UploadForm>("multipart/form-data")
            .WithMetadata(new FreshSignIn())
            .WithName("importRegister")
            .WithSummary("从 xlsx 或 CSV 文件导入单位、人员、职务、任期，一次可交几个文件，每个文件可有几个工作表；"
                + "check=true 只核对不导入，逐行说明将新增、变更、终止什么和有无冲突；"
                + "shown=核对时的 fingerprint 则只按核对过的导入，名册已有变化的不导入；bringBack=true 恢复曾经更正作废的行；"
                + "涉及任职、党员身份、处分、任期的，由另一职务的人审批后才登记：reason 写明理由，答复审批事项");

    private static async Task<Results<Ok<ImportAnswer>, ProblemResult>> Import(
        HttpContext http, CurrentUser me, RegisterImporter importer, RegisterDesk desk, IDbContextFactory<WorkflowDb> contexts, TimeProvider clock,
        bool check = false, bool skipBadRows = false, bool bringBack = false, string? shown = null, string? reason = null, Guid? move = null)
    {
        if (!me.Posts.Any(p => me.Scope.MayKeepRegister(p.UnitId)))
            return Say.Forbidden("只有管理员和组织科（部）可以导入名册。", "请把文件交给组织科（部）办理。");

        var cancellation = http.RequestAborted;
        if (!http.Request.HasFormContentType)
            return Say.Malformed("导入内容须为 multipart/form-data，文件放在名为 file 的一项里，可以一次交几个。");

        if (await Files(http.Request, cancellation) is not { } sent)
            return Say.Malformed("上传中断，文件不完整，没有导入。", instead: "请检查网络后重新上传。");
        if (sent.Count is 0 or > MostFiles)
            return Say.Field("file", $"请选择 1 至 {MostFiles} 个表格文件（xlsx 或 CSV）。");

        var files = new List<ImportFile>();
        foreach (var file in sent)
            files.Add(new ImportFile(Path.GetFileName(file.FileName), await Content(file, cancellation)));

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var read = RegisterFiles.Read(files, me.Register, me.Today, bringBack ? [] : await RegisterVoids.All(db, cancellation));
        var preview = RegisterPreview.Of(me.Register, read);
        // What the register has already is nobody's change: a table that was exported can come back whole.
        if (ImportScope.Refuse(me, preview.Changes) is { } refused)
            return refused;

        var tables = check
            ? await ChangedTables.Of(db, me.Register.With(preview.Changes), preview, cancellation)
            : ChangedTables.Counts(preview);
        var change = RegisterChange.Of(me.Register, preview.Changes);
        var approver = RegisterDesk.ApproverOf(me, change);
        ImportAnswer Answer(int imported, SubmittedCase? submitted = null) => new(
            read.RowsRead, read.GoodRows, imported, read.Mistakes, read.VoidedRows, read.Remarks, tables, tables.Sum(t => t.Conflicts),
            preview.Fingerprint, approver, submitted);
        if (check)
            return TypedResults.Ok(Answer(0));
        if (shown is not null && shown != preview.Fingerprint)
            return Outdated();

        if (approver is not null && (read.Mistakes.IsEmpty || skipBadRows))
        {
            var (no, submitted) = await desk.Submit(me, move, change, reason?.Trim() ?? "", cancellation);
            return no is not null ? no : TypedResults.Ok(Answer(0, submitted));
        }

        var by = new Authorship(clock.GetUtcNow(), me.Person.Id, RecordWays.Import, string.Join('、', files.Select(f => f.Name)));
        var report = await importer.Import(files, me.Today, skipBadRows, by, bringBack, preview.Fingerprint, cancellation);
        return report.IsOutdated ? Outdated() : TypedResults.Ok(Answer(report.Imported));
    }

    /// <summary>The files handed in; null when they broke off on the way.</summary>
    private static async Task<IReadOnlyList<IFormFile>?> Files(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return (await request.ReadFormAsync(cancellation)).Files.GetFiles("file");
        }
        catch (Exception torn) when (torn is (IOException and not BadHttpRequestException) or InvalidDataException)
        {
            return null;
        }
    }

    private static ProblemResult Outdated() =>
        new(new("名册在您核对之后有了变化，这次没有导入。", 409, "changed-meanwhile") { Instead = "请看过重新核对的结果，再决定是否导入。" });

    private static async Task<ReadOnlyMemory<byte>> Content(IFormFile file, CancellationToken cancellation)
    {
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellation);
        return content;
    }
}
