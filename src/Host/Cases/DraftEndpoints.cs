using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Cases;

/// <summary>Drafts of answers: what a person has typed and not sent, kept for that person alone.</summary>
internal static class DraftEndpoints
{
    private const int LargestDraft = 256 * 1024;

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var draft = api.MapGroup("/cases/{id}/items/{item}/draft").WithTags("事项");
        draft.MapGet("", Get).WithName("getDraft").WithSummary("我的草稿");
        draft.MapPut("", Put).WithName("saveDraft").WithSummary("保存草稿");
        draft.MapDelete("", Delete).WithName("deleteDraft").WithSummary("删除草稿");
    }

    private static async Task<Results<Ok<DraftView>, ProblemResult>> Get(
        string id, string item, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.CaseId == id && d.Item == item && d.Person == me.Person.Id, cancellation);
        if (row is null)
            return await db.FindFor(me, id, cancellation) is null ? Door.NoSuchCase() : TypedResults.Ok(new DraftView(null, null));
        return TypedResults.Ok(new DraftView(JsonNode.Parse(row.Text)!.AsObject(), row.At));
    }

    private static async Task<Results<NoContent, ProblemResult>> Put(
        string id, string item, DraftRequest request, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, TimeProvider time, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.WorkItems.AnyAsync(i => i.CaseId == id && i.Id == item && me.Keys.ToArray().Contains(i.ToKey), cancellation))
            return await db.FindFor(me, id, cancellation) is null ? Door.NoSuchCase() : Say.NotFound("这一待办不在您名下，草稿没有保存。", "请刷新页面。");
        if (!Engine.Json.IsReadable(request.Data))
            return Say.Malformed("草稿中有看不见或不能保存的字符，没有保存。", instead: "请删去后重填。");
        var text = request.Data.ToJsonString(Engine.Json.Options);
        if (text.Length > LargestDraft)
            return Say.TooLarge("草稿太长，没有保存。", "请先提交，或把长文放进附件。");

        // Two windows save at once: the later one counts, neither fails.
        var at = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        await db.Database.ExecuteSqlAsync($"INSERT INTO drafts (case_id, item, person, at, text) VALUES ({id}, {item}, {me.Person.Id}, {at}, {text}) ON CONFLICT (case_id, item, person) DO UPDATE SET at = excluded.at, text = excluded.text", cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemResult>> Delete(
        string id, string item, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Drafts.Where(d => d.CaseId == id && d.Item == item && d.Person == me.Person.Id).ExecuteDeleteAsync(cancellation) == 0
            && await db.FindFor(me, id, cancellation) is null)
            return Door.NoSuchCase();
        return TypedResults.NoContent();
    }
}
