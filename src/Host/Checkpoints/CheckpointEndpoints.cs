using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Audit;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Proofs;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Checkpoints;

/// <summary>检查点: made on demand, listed, taken away as file or on paper, and compared with what the database holds now.</summary>
internal static class CheckpointEndpoints
{
    private const int PageSize = 50;

    private static readonly Sheet<CheckpointView> sheet = new("检查点")
    {
        { "编号", 8, c => (int)c.Number }, { "时间", 17, c => c.At }, { "清单行数", 10, c => (int)c.Size }, { "根值", 76, c => c.Root },
        { "签署", 12, c => c.By },
        { "已存目录", 10, c => c.Kept }, { "有时间戳", 10, c => c.Stamped },
    };

    public static void MapCheckpoints(this IEndpointRouteBuilder api)
    {
        var checkpoints = api.MapGroup("/audit/checkpoints").WithTags("审计");
        checkpoints.MapGet("", List).WithName("listCheckpoints").WithSummary("检查点，新的在前").OffersSheet();
        checkpoints.MapPost("", Make).WithName("makeCheckpoint").WithSummary("现在签署一个检查点");
        checkpoints.MapGet("/{number}", Paper).WithName("getCheckpoint").WithSummary("一个检查点：签署的文本、公钥和二维码，供打印");
        checkpoints.MapGet("/{number}/file", File).WithName("downloadCheckpoint").WithSummary("下载一个检查点")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");
        checkpoints.MapPost("/compare", Compare).WithName("compareCheckpoint").WithSummary("与另行保管的检查点比对：查出其后的删除、截断、改写和补进");
    }

    private static async Task<Results<Ok<CheckpointPage>, FileStreamHttpResult, ProblemResult>> List(
        CurrentUser me, SheetDesk desk, CheckpointLog log, CheckpointDesk checkpoints, CancellationToken cancellation, int page = 1)
    {
        if (!me.MayAudit)
            return AuditEndpoints.NotAuditor();
        if (ListEndpoints.BadPage(page, PageSize) is { } bad)
            return bad;

        var all = await log.List(cancellation);
        if (desk.IsAsked)
            return await desk.Write(sheet, all.Select(r => View(me, checkpoints, r)));

        return TypedResults.Ok(new CheckpointPage(
            all.Count, checkpoints.Folder, checkpoints.KnownKeys is [.., var inUse] ? inUse.ToString() : null,
            [.. all.Skip((page - 1) * PageSize).Take(PageSize).Select(r => View(me, checkpoints, r))]));
    }

    private static async Task<Results<Ok<CheckpointView>, ProblemResult>> Make(
        CurrentUser me, CheckpointDesk checkpoints, CheckpointNews news, CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return AuditEndpoints.NotAuditor();

        try
        {
            var made = await checkpoints.Make(me.Person.Id, cancellation);
            if (made.Row is not { } row)
                return Say.Refused("log-rewritten", made.Trouble!, "请保全数据库文件，并报告上级。");

            await news.Tell(row, cancellation);
            return TypedResults.Ok(View(me, checkpoints, row));
        }
        catch (StartTrouble damaged)
        {
            return Say.Refused("key-damaged", damaged.Message, damaged.Instead);
        }
        catch (Exception unkept) when (unkept is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return Say.Refused("folder-out-of-reach", $"检查点已签署，但写不进目录 {checkpoints.Folder}。", "请管理员检查它是否连接、是否可写；写得进时会自动补写。");
        }
    }

    private static async Task<Results<Ok<CheckpointPaper>, ProblemResult>> Paper(
        string number, CurrentUser me, CheckpointLog log, CheckpointDesk checkpoints, CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return AuditEndpoints.NotAuditor();
        if (await Find(log, number, cancellation) is not { } row)
            return NoSuch();

        var signed = SignedNote.Parse(row.Note)?.SignedWith(checkpoints.KnownKeys);
        return TypedResults.Ok(new CheckpointPaper(View(me, checkpoints, row), row.Note, signed?.ToString() ?? "", QrPicture.Of(row.Note)));
    }

    private static async Task<Results<FileContentHttpResult, ProblemResult>> File(
        string number, CurrentUser me, CheckpointLog log, CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return AuditEndpoints.NotAuditor();

        return await Find(log, number, cancellation) is { } row
            ? TypedResults.File(Encoding.UTF8.GetBytes(row.Note), "text/plain; charset=utf-8", $"{row.Number:000000}.checkpoint")
            : NoSuch();
    }

    private static async Task<Results<Ok<CompareAnswer>, ProblemResult>> Compare(
        CompareRequest request, CurrentUser me, CheckpointDesk checkpoints, IDbContextFactory<WorkflowDb> contexts,
            CancellationToken cancellation)
    {
        if (!me.MayAudit)
            return AuditEndpoints.NotAuditor();
        if (SignedNote.Parse(request.Text) is not { } note || Checkpoint.Parse(note.Text) is null)
            return Say.Field("text", "这不是检查点的文本。请粘贴检查点文件的全部内容，从第一行到最后的签名行。");

        var compared = await checkpoints.Compare(new KeptCheckpoint("所给的检查点", request.Text, [], null), null, null, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // What somebody else governs is theirs to see; what is gone belongs to nobody any more.
        var broken = compared.Breaches.Select(b => b.Case).Where(c => c.Length > 0).ToHashSet(StringComparer.Ordinal);
        var there = broken.Count == 0
            ? []
            : (await db.Cases.Select(c => new { c.Id, c.UnitId }).ToListAsync(cancellation)).Where(c => broken.Contains(c.Id))
            .ToDictionary(c => c.Id, c => c.UnitId);
        var shown = compared.Breaches.Where(b => !there.TryGetValue(b.Case, out var unit) || me.Scope.SeesCasesOf(unit)).ToArray();
        var hidden = compared.Breaches.Count - shown.Length;
        return TypedResults.Ok(new CompareAnswer(compared.Checkpoint?.Number ?? 0, compared.Checkpoint?.At, compared.Chains,
        [
            .. shown.Select(b => new CompareBreach(there.ContainsKey(b.Case) ? b.Case : "", b.Number, b.Seq, b.Says)),
            .. hidden == 0 ? (CompareBreach[])[] : [new("", "", 0, $"另有 {hidden} 处在您看不到的事项中，请由上级审计员比对。")],
        ]));
    }

    private static async Task<CheckpointRow?> Find(CheckpointLog log, string number, CancellationToken cancellation) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var which) ? await log.Find(which, cancellation) : null;

    private static CheckpointView View(CurrentUser me, CheckpointDesk checkpoints, CheckpointRow row)
    {
        var read = SignedNote.Parse(row.Note) is { } note ? Checkpoint.Parse(note.Text) : null;
        return new CheckpointView(
            row.Number, row.At, row.Size, read is null ? "" : CheckpointNews.InGroups(read.Root), row.MadeBy == "clock" ? "系统"
                : me.Register.NameOf(row.MadeBy),
            checkpoints.IsKept(row), row.Stamp is not null);
    }

    private static ProblemResult NoSuch() => Say.NotFound("没有这个编号的检查点。", "请从“审计 → 检查点”中选择。");
}
