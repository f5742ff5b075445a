using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.Reporting;
using Workflows.Host.SignIn;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Desk;

/// <summary>Like approvals of several cases that one decision can answer, or 督办 of several.</summary>
/// <param name="Step">Names the step: procedure@version/path; or attention.</param>
/// <param name="Count">How many of them wait for this person.</param>
internal sealed record TogetherGroup(string Step, string Title, string ProcedureTitle, int Count);

/// <param name="Total">How many there are; <paramref name="Items"/> are those due first.</param>
/// <param name="Most">How many may be answered at once.</param>
/// <param name="Form">What is asked once for all of them.</param>
/// <param name="NotAsked">What may be filled in where a case is answered by itself, and is not asked here.</param>
internal sealed record TogetherView(
    string Step, string Title, string Hint, string ProcedureTitle, int Total, int Most, AnswerForm Form, IReadOnlyList<string> NotAsked, IReadOnlyList<TogetherItem> Items);

/// <param name="Asked">What this one is asked, where it is not the same for all of them.</param>
/// <param name="Seq">Version of the case; sent back with its answer.</param>
/// <param name="Files">How many files the case has.</param>
/// <param name="Fields">What this case is asked besides, each with what the case itself begins it with.</param>
internal sealed record TogetherItem(
    string Case, string Number, string CaseTitle, string UnitName, string Item, string? Asked, int Seq, DateOnly OfferedOn, DateOnly? Due, bool Overdue, bool Provisional,
    string? DueFor, int Files, IReadOnlyList<FormField> Fields);

/// <summary>
/// 一并办理: which of a person's approvals (or what the superior is to urge) are alike, and what is asked once for all. Each is then tried and answered by itself,
/// as any other item is: with its own move id, version, authority, rules and history.
/// </summary>
internal static class TogetherEndpoints
{
    private const int Most = 50;
    private const string UrgingTitle = "督办";
    private const string UrgingOf = "下级逾期的事项";

    public static void MapTogether(this IEndpointRouteBuilder api)
    {
        var together = api.MapGroup("/inbox/together").WithTags("工作台");
        together.MapGet("", List).WithName("listTogether").WithSummary("我的待办中可以一并办理的同类审批和督办");
        together.MapGet("/items", Get).WithName("getTogether").WithSummary("可以一并办理的一组审批或督办：共同填写的内容和各件，先到期的在前；逐件用 checkAnswer 试算、用 replyItem 办理");
    }

    private static async Task<Ok<List<TogetherGroup>>> List(CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var alike = await Approvals(db, me)
            .GroupBy(r => new { r.Case.Procedure, r.Case.Version, r.Item.Path })
            .Select(g => new { g.Key.Procedure, g.Key.Version, g.Key.Path, Title = g.Min(r => r.Item.Title), Count = g.Count() })
            .Where(g => g.Count > 1).OrderByDescending(g => g.Count).ThenBy(g => g.Procedure).ThenBy(g => g.Path)
            .ToListAsync(cancellation);
        var urging = await Urging(db, me).Select(i => i.CaseId).Distinct().CountAsync(cancellation);
        IEnumerable<TogetherGroup> urge = urging > 1 ? [new(Attention.Kind, UrgingTitle, UrgingOf, urging)] : [];
        return TypedResults.Ok(urge.Concat(
            from g in alike
            let procedure = library.Procedures.Find(g.Procedure, g.Version)?.Procedure
            where procedure is { Approves: null } && procedure.Find(g.Path)?.Activity.Together is not null
            select new TogetherGroup(string.Create(CultureInfo.InvariantCulture, $"{g.Procedure}@{g.Version}/{g.Path}"), g.Title, procedure.Title, g.Count)).ToList());
    }

    /// <summary>督办 of several cases, whatever is late in each: how they were urged is written once. Of a case in which two things are late the first is shown.</summary>
    private static async Task<TogetherView> GetUrging(CurrentUser me, WorkflowDb db, CancellationToken cancellation)
    {
        var rows = await Joined(Urging(db, me), db.Cases).OrderBy(r => r.Item.Due).ThenBy(r => r.Item.Since).ThenBy(r => r.Case.Id).ThenBy(r => r.Item.Id).ToListAsync(cancellation);
        var first = rows.DistinctBy(r => r.Case.Id).ToList();
        return new TogetherView(
            Attention.Kind, UrgingTitle, "请先了解情况、督促办理；督办不代替下级办理。情况各不相同的，逐件办理。", UrgingOf, first.Count, Most, Attention.FormForSeveral, [],
            [.. first.Take(Most).Select(r => Line(me, r.Item, r.Case, r.Item.Title, 0, []))]);
    }

    private static TogetherItem Line(CurrentUser me, ItemRow item, CaseRow row, string? asked, int files, IReadOnlyList<FormField> fields)
    {
        var due = item is { Kind: ItemKind.Urged, DueFor: null } ? null : Json.Day(item.Due);
        return new TogetherItem(
            row.Id, row.Number, row.Title, me.Register.Unit(row.UnitId)?.Name ?? row.UnitId, item.Id, asked, row.Seq, item.Since,
            due, due < me.Today, due is not null && item.Provisional, string.IsNullOrEmpty(item.DueFor) ? null : item.DueFor, files, fields);
    }

    private static async Task<Results<Ok<TogetherView>, ProblemResult>> Get(
        CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, string step, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (step == Attention.Kind)
            return TypedResults.Ok(await GetUrging(me, db, cancellation));
        if (Find(library, step) is not var (procedure, path) || procedure.Approves is not null || procedure.Find(path)?.Activity.Together is not { } together)
            return Say.NotFound("没有这一步，或者这一步不能一并办理。", "请从工作台逐件办理。");

        var alike = Approvals(db, me).Where(r => r.Item.Path == path && r.Case.Procedure == procedure.Key && r.Case.Version == procedure.Version);
        var total = await alike.CountAsync(cancellation);
        // Of one procedure, and told by year: the shorter number is the smaller, so 2号 stands before 10号.
        var rows = await alike.OrderBy(r => r.Item.Due).ThenBy(r => r.Item.Since)
            .ThenBy(r => r.Case.OpenedOn.Year).ThenBy(r => r.Case.Number.Length).ThenBy(r => r.Case.Number).ThenBy(r => r.Item.Id)
            .Take(Most).ToListAsync(cancellation);
        var ids = rows.Select(r => r.Case.Id).ToArray();
        var files = await db.AttachmentUses.Where(a => ids.Contains(a.CaseId)).GroupBy(a => a.CaseId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var world = await surroundings.World(db, cancellation);
        var items = new List<TogetherItem>(rows.Count);
        foreach (var (item, row) in rows.Select(r => (r.Item, r.Case)))
        {
            items.Add(Line(me, item, row, null, files.GetValueOrDefault(row.Id), together.AsksEach ? await FieldsOf(row, item.Id) : []));
        }

        return TypedResults.Ok(new TogetherView(
            step, rows.Count > 0 ? rows[0].Item.Title : procedure.Find(path)!.Title, procedure.Find(path)!.Hint, procedure.Title, total, Most,
            together.Form, together.NotAsked, items));

        // Only where a case begins what it is asked with words of its own is it opened; its row is there already.
        async Task<IReadOnlyList<FormField>> FieldsOf(CaseRow row, string item)
        {
            var run = surroundings.Start(world, me.Person.Id, (await CaseStore.Of(db, row)).Case, procedure);
            return run.Case.Items.FirstOrDefault(i => i.Id == item) is { } open ? together.FieldsOfEach(run, open) : [];
        }
    }

    private static IQueryable<ItemRow> Mine(WorkflowDb db, CurrentUser me)
    {
        var keys = me.Keys.ToArray();
        return db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey) && i.Kind == ItemKind.Asked && i.Part == "");
    }

    private static IQueryable<ItemRow> Urging(WorkflowDb db, CurrentUser me)
    {
        var keys = me.Keys.ToArray();
        return db.WorkItems.AsNoTracking().Where(i => keys.Contains(i.ToKey) && i.Kind == ItemKind.Urged);
    }

    /// <summary>
    /// What this person may be asked to approve, with the cases. What concerns one person is deliberated by itself, so cases about a person are left out;
    /// whoever started a case does not decide on it.
    /// </summary>
    private static IQueryable<ItemOfCase> Approvals(WorkflowDb db, CurrentUser me)
    {
        var starter = me.Person.Id;
        return Joined(Mine(db, me), db.Cases.Where(c => c.Subject == null && c.StartedBy != starter));
    }

    private static IQueryable<ItemOfCase> Joined(IQueryable<ItemRow> items, IQueryable<CaseRow> cases) =>
        items.Join(cases, i => i.CaseId, c => c.Id, (i, c) => new ItemOfCase { Item = i, Case = c });

    private static (Procedure Procedure, string Path)? Find(Library library, string step)
    {
        var (at, slash) = (step.IndexOf('@', StringComparison.Ordinal), step.IndexOf('/', StringComparison.Ordinal));
        return at > 0 && slash > at && int.TryParse(step.AsSpan(at + 1, slash - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && library.Procedures.Find(step[..at], version)?.Procedure is { } procedure
            ? (procedure, step[(slash + 1)..])
            : null;
    }

    private sealed record ItemOfCase
    {
        public required ItemRow Item { get; init; }

        public required CaseRow Case { get; init; }
    }
}
