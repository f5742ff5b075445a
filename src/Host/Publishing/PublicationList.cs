using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Audit;
using Workflows.Host.Desk;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Publishing;

/// <param name="What">发布, 停用 or 恢复.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Reason">Null for what came with the folder of definitions.</param>
internal sealed record PublicationRow(DateTimeOffset At, string Key, string Title, int Version, string What, string Who, string? Reason);

internal sealed record PublicationPage(int Total, IReadOnlyList<PublicationRow> Items);

/// <summary>Which texts were published, retired and resumed, by whom and why: for administrators and auditors.</summary>
internal static class PublicationList
{
    private const int PageSize = 50;

    private static readonly Sheet<PublicationRow> sheet = new("流程发布记录")
    {
        { "时间", 17, r => r.At }, { "流程", 24, r => r.Title }, { "键名", 24, r => r.Key }, { "版本", 6, r => r.Version },
        { "做了什么", 10, r => r.What }, { "谁", 18, r => r.Who }, { "理由", 40, r => r.Reason },
    };

    public static void MapPublications(this IEndpointRouteBuilder definitions) =>
        definitions.MapGet("/publications", List).WithName("listPublications").WithSummary("流程发布记录：谁在什么时候发布、停用、恢复了什么，新的在前")
            .OffersSheet();

    private static async Task<Results<Ok<PublicationPage>, FileStreamHttpResult, ProblemResult>> List(
        CurrentUser me, SheetDesk desk, Library library, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation, int page = 1)
    {
        if (!me.MaySeeManagement)
            return AuditEndpoints.NotAuditor();
        if (ListEndpoints.BadPage(page, PageSize) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var acts = await db.Publications.AsNoTracking().ToListAsync(cancellation);
        var byPeople = acts.Where(a => a.Act == PublicationAct.Publish).Select(a => (a.Key, a.Version)).ToHashSet();
        var texts = await db.Definitions.AsNoTracking().Select(d => new { d.Key, d.Version, d.PublishedAt }).ToListAsync(cancellation);
        var rows = acts.Select(a => new PublicationRow(a.At, a.Key, TitleOf(a.Key, a.Version), a.Version, InWords(a.Act), me.Register.NameOf(a.Person), a.Reason))
            .Concat(texts.Where(t => !byPeople.Contains((t.Key, t.Version)))
                .Select(t => new PublicationRow(t.PublishedAt, t.Key, TitleOf(t.Key, t.Version), t.Version, "发布", "随定义目录", null)))
            .OrderByDescending(r => r.At).ThenBy(r => r.Key, StringComparer.Ordinal).ToArray();
        return desk.IsAsked
            ? await desk.Write(sheet, rows.ToAsyncEnumerable())
            : TypedResults.Ok(new PublicationPage(rows.Length, [.. rows.Skip((page - 1) * PageSize).Take(PageSize)]));

        string TitleOf(string key, int version) => library.Procedures.Find(key, version)?.Procedure.Title ?? key;
    }

    public static string InWords(PublicationAct act) => act switch
    {
        PublicationAct.Publish => "发布",
        PublicationAct.Retire => "停用",
        PublicationAct.Resume => "恢复",
        _ => throw new InvalidOperationException($"Publication {act}."),
    };
}
