using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Desk;

/// <param name="Unread">Of all messages, not of this page alone.</param>
internal sealed record MessagePage(int Total, int Unread, IReadOnlyList<MessageView> Items);

/// <param name="Case">Its id; empty where the message is about none.</param>
/// <param name="MayOpen">May this person see the case? Whoever has handed it on may not.</param>
internal sealed record MessageView(string Id, DateTimeOffset At, string Text, string Case, string CaseTitle, string Number, bool Unread, bool MayOpen);

/// <param name="Ids">The messages that were read; absent: all there are.</param>
internal sealed record ReadRequest(IReadOnlyList<string>? Ids = null);

/// <summary>通知: what the clock and procedures tell a person without asking anything: reminders, overdue notices.</summary>
internal static class MessageEndpoints
{
    private const int MostAtOnce = 500;

    private static readonly Sheet<ToldMessage> sheet = new("通知")
    {
        { "时间", 17, m => m.At }, { "通知", 60, m => m.Text }, { "事项", 40, m => m.CaseTitle }, { "编号", 20, m => m.Number },
        { "已读", 8, m => m.Read },
    };

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags("工作台");
        messages.MapGet("", List).WithName("listMessages").WithSummary("我的通知，新的在前；unread=true 只列未读").OffersSheet();
        messages.MapPost("/read", Read).WithName("readMessages").WithSummary("把通知标为已读；不写 ids 则全部标为已读");
    }

    /// <summary>How many messages this person has not read yet.</summary>
    public static Task<int> Unread(WorkflowDb db, CurrentUser me, CancellationToken cancellation) =>
        NotRead(db, me, Mine(db, me)).CountAsync(cancellation);

    private static async Task<Results<Ok<MessagePage>, FileStreamHttpResult, ProblemResult>> List(
        CurrentUser me, SheetDesk desk, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation, bool unread = false,
        int page = 1, int size = 20)
    {
        if (ListEndpoints.BadPage(page, size) is { } bad)
            return bad;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var notRead = NotRead(db, me, Mine(db, me));
        var all = unread ? notRead : Mine(db, me);
        if (desk.IsAsked)
        {
            var told = all.LeftJoin(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { Message = m, Case = c })
                .OrderByDescending(r => r.Message.At).ThenByDescending(r => r.Message.Id)
                .Select(r => new ToldMessage(r.Message.At, r.Message.Text, r.Case == null ? "" : r.Case.Title, r.Case == null ? "" : r.Case.Number,
                    db.MessageReads.Any(s => s.Person == me.Person.Id && s.Message == r.Message.Id)));
            return await desk.Write(sheet, told.AsAsyncEnumerable());
        }

        var total = await all.CountAsync(cancellation);
        var rows = await all.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Skip((page - 1) * size).Take(size)
            .LeftJoin(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { Message = m, Case = c })
            .OrderByDescending(r => r.Message.At).ThenByDescending(r => r.Message.Id).ToListAsync(cancellation);
        var ids = rows.Select(r => r.Message.Id).ToArray();
        var read = (await db.MessageReads.Where(r => r.Person == me.Person.Id && ids.Contains(r.Message)).Select(r => r.Message).ToListAsync(cancellation)).ToHashSet();
        var cases = rows.Select(r => r.Message.CaseId).Distinct().ToArray();
        var open = (await (await db.Visible(me, null, cancellation)).Where(c => cases.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellation)).ToHashSet();
        return TypedResults.Ok(new MessagePage(total, await notRead.CountAsync(cancellation), [.. rows.Select(r => new MessageView(
            r.Message.Id, r.Message.At, r.Message.Text, r.Message.CaseId, r.Case?.Title ?? "", r.Case?.Number
                ?? "", !read.Contains(r.Message.Id), open.Contains(r.Message.CaseId)))]));
    }

    private static async Task<Results<NoContent, ProblemResult>> Read(ReadRequest request, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        if (request.Ids is { Count: > MostAtOnce })
            return Say.Field("ids", $"一次最多 {MostAtOnce} 条。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var unread = NotRead(db, me, Mine(db, me));
        var wanted = request.Ids is { } ids ? unread.Where(m => ids.Contains(m.Id)) : unread;
        var messages = await wanted.Select(m => m.Id).ToListAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Marked in two windows at once: the second finds nothing left to do.
        foreach (var message in messages)
            await db.Database.ExecuteSqlAsync($"INSERT INTO message_reads (person, message) VALUES ({me.Person.Id}, {message}) ON CONFLICT DO NOTHING", cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static IQueryable<MessageRow> NotRead(WorkflowDb db, CurrentUser me, IQueryable<MessageRow> messages) =>
        messages.Where(m => !db.MessageReads.Any(r => r.Person == me.Person.Id && r.Message == m.Id));

    /// <summary>Messages to this person, and to their posts since they hold them.</summary>
    private static IQueryable<MessageRow> Mine(WorkflowDb db, CurrentUser me)
    {
        var since = me.Posts
            .SelectMany(p => Assignee.KeysOf(new Actor(me.Person.Id, "", [p])).Select(key => (Key: key, p.From)))
            .Append((Key: Assignee.KeyOf(me.Person.Id), From: Beijing.FirstDay))
            .GroupBy(k => k.Key).Select(g => (g.Key, From: g.Min(k => k.From)))
            .GroupBy(k => k.From, k => k.Key);
        IQueryable<MessageRow>? all = null;
        foreach (var group in since)
        {
            var (keys, from) = (group.ToArray(), group.Key > Beijing.FirstDay ? Beijing.Midnight(group.Key) : DateTimeOffset.UnixEpoch);
            var part = db.Messages.AsNoTracking().Where(m => keys.Contains(m.ToKey) && m.At >= from);
            all = all?.Concat(part) ?? part;
        }

        return all!;
    }

    private sealed record ToldMessage(DateTimeOffset At, string Text, string CaseTitle, string Number, bool Read);
}
