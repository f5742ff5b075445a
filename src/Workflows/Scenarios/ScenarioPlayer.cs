using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Scenarios;

/// <summary>What playing a story came to.</summary>
/// <param name="Case">The case's id; empty when it could not be opened.</param>
/// <param name="Timeline">What happened, as a person reads it.</param>
/// <param name="Failure">The first thing that was not as the story says; null when it came true.</param>
public sealed record ScenarioResult(string Case, string Timeline, string? Failure);

/// <summary>
/// Plays a story through the real library, as people and the clock would: on its own database, with the definitions loaded and a
/// clock that it may set.
/// </summary>
public sealed class ScenarioPlayer(
    IMediator mediator, ClockWork clock, IDbContextFactory<WorkflowDb> contexts, Library library, RegisterStore registers, ReportDesk desk, SettableTime time)
{
    /// <summary>Plays until the story has come true or something is not as it says.</summary>
    public async Task<ScenarioResult> Play(Scenario story, CancellationToken cancellation = default)
    {
        time.Set(story.ClockFrom ?? story.On);
        await Prepare(story, cancellation);
        var (id, failure) = await Open(story, cancellation);
        return failure is null ? await GoOn(story, id, 0, cancellation) : await Result(story, id, failure, cancellation);
    }

    /// <summary>Plays the rest of a story whose case has come so far already, perhaps in an earlier version of the product.</summary>
    /// <param name="story">Its moves from <paramref name="from"/> on are played.</param>
    /// <param name="id">The case.</param>
    /// <param name="from">How many of its moves were made; 0: it was only opened.</param>
    /// <param name="cancellation">Ends the playing.</param>
    public async Task<ScenarioResult> GoOn(Scenario story, string id, int from, CancellationToken cancellation = default)
    {
        string? failure = null;
        for (var i = from; failure is null && i < story.Moves.Length; i++)
        {
            if (story.Moves[i].On is { } day)
                await PassTo(day, cancellation);
            if (await Play(story.Moves[i], id, IdFor(story, i + 1), cancellation) is { } says)
                failure = $"{story.Moves[i].File ?? story.File}:{story.Moves[i].Line} 第 {i + 1} 步：{says}";
        }

        if (failure is null && await Ended(story, id, cancellation) is { } wrong)
            failure = $"{story.File}:{story.Line} 结尾：{wrong}";
        return await Result(story, id, failure, cancellation);
    }

    private async Task<ScenarioResult> Result(Scenario story, string id, string? failure, CancellationToken cancellation) =>
        new(id, await TimelineOf(id, cancellation), failure is null ? null : $"情景“{story.Name}” {failure}");

    private async Task Prepare(Scenario story, CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            await RegisterStore.Save(db, story.Register, new(time.GetUtcNow(), "", RecordWays.Sample), cancellation);
            foreach (var (key, value) in story.Settings)
                await SettingStore.Decide(db, new SettingDecision(key, time.GetUtcNow(), value, story.Name, Actor.Clock.Person), cancellation);
        }
    }

    private async Task<(string Case, string? Failure)> Open(Scenario story, CancellationToken cancellation)
    {
        if (story.OpenBy == Actor.Clock.Person)
        {
            await clock.OpenRecurring(cancellation);
            await PassTo(story.On, cancellation);
            var db = await contexts.CreateDbContextAsync(cancellation);
            await using (db.ConfigureAwait(false))
            {
                var opened = await db.Cases.Where(c => c.Procedure == story.Procedure && c.UnitId == story.Unit).Select(c => c.Id).FirstOrDefaultAsync(cancellation);
                return opened is null ? ("", $"{story.File}:{story.Line} 系统时钟在 {Json.Text(story.On)} 没有为 {story.Unit} 发起 {story.Procedure}。") : (opened, null);
            }
        }

        if (story.Reported is { } report)
        {
            var (begun, result) = await Report(story.Procedure, story.Unit, story.OpenBy, report, cancellation);
            return result is MoveResult.Refused no ? ("", $"{story.File}:{story.Line} 提交线索：{Told(no.Problem)}") : (begun, null);
        }

        var move = IdFor(story, 0);
        var id = CaseId.Undated(move);
        var opening = Entrances.Opening(move, id, story.OpenBy, story.Procedure, story.Unit, story.For, story.Newcomer, story.BeganOn);
        return await mediator.Send((IRequest<MoveResult>)opening, cancellation) is MoveResult.Refused refused
            ? ("", $"{story.File}:{story.Line} 发起：{Told(refused.Problem)}")
            : (id, null);
    }

    private Task<ReportReceipt> Report(string procedure, string unit, string by, ScenarioReport report, CancellationToken cancellation) =>
        desk.Send(new ReportDraft(procedure, unit, report.Trigger, report.Source, time.Today, by) { Facts = report.Facts }, cancellation);

    /// <summary>The days go by one after another, and on each the clock looks at what is due.</summary>
    private async Task PassTo(DateOnly day, CancellationToken cancellation)
    {
        while (time.Today < day)
        {
            await clock.RunDeadlines(cancellation);
            time.Set(time.Today.AddDays(1));
            await clock.RunDeadlines(cancellation);
        }
    }

    private async Task<string?> Play(ScenarioMove move, string id, Guid moveId, CancellationToken cancellation) => move switch
    {
        TimePasses => null,
        MustBe must => await Check(must, id, cancellation),
        PersonActs acts => await Act(acts, id, moveId, cancellation),
        _ => throw new InvalidOperationException($"Scenario move {move.GetType().Name}."),
    };

    private async Task<string?> Check(MustBe must, string id, CancellationToken cancellation)
    {
        var found = await Found(id, cancellation);
        var facts = library.Procedures.Find(found.Row.Procedure, found.Row.Version)!.Procedure.Facts;
        return ScenarioCheck.Of(must, found, await registers.Current(cancellation), time.Today, facts);
    }

    private async Task<string?> Act(PersonActs acts, string id, Guid moveId, CancellationToken cancellation)
    {
        var before = await Found(id, cancellation);
        var item = ItemFor(acts, before.Case, await registers.Current(cancellation));
        var result = acts.Act.Begins
            ? (await Report(before.Row.Procedure, before.Row.UnitId, acts.By, new(acts.What, acts.Source, acts.Values), cancellation)).Result
            : await mediator.Send((IRequest<MoveResult>)MoveOf(acts, before, item?.Id ?? "none", moveId), cancellation);
        if (result is not MoveResult.Refused refused)
            return acts.Refused is null ? null : $"{acts.By} 的操作应因 {acts.Refused} 不予办理，实际办理了；现在停在：{Places((await Found(id, cancellation)).Case)}";
        if (acts.Refused is not { } because)
            return $"{acts.By} 的操作没有办理：{Told(refused.Problem)}{(item is null && acts.Step.Length > 0 ? $"（“{acts.Step}”没有待办；现有待办：{Items(before.Case)}）" : "")}";

        var after = await Found(id, cancellation);
        if (after.Row.Seq != before.Row.Seq || !after.Row.State().AsSpan().SequenceEqual(before.Row.State()) || !after.Row.Head.AsSpan().SequenceEqual(before.Row.Head))
            return "不予办理的操作改动了事项。";
        if (refused.Problem.Code != because && !refused.Problem.Verdicts.Any(v => !v.Holds && v.Rule == because))
            return $"{acts.By} 的操作应因 {because} 不予办理，实际是：{Told(refused.Problem)}";
        if (acts.Article is { } article && refused.Problem.Article?.Contains(article, StringComparison.Ordinal) != true)
            return $"应引用“{article}”，实际引用的是：{refused.Problem.Article}";
        return acts.Says is { } piece && !Told(refused.Problem).Contains(piece, StringComparison.Ordinal)
            ? $"应说到“{piece}”，实际说的是：{Told(refused.Problem)}"
            : null;
    }

    private WorkItem? ItemFor(PersonActs acts, Case state, Register register)
    {
        var keys = Assignee.KeysOf(Actor.Of(register, acts.By, time.Today));
        var here = state.Items
            .Where(i => i.Path == acts.Step || i.Path.EndsWith("/" + acts.Step, StringComparison.Ordinal))
            .Where(i => acts.Part.Length == 0 || i.Name == acts.Part).ToArray();
        return here.FirstOrDefault(i => keys.Contains(i.To.Key)) ?? here.FirstOrDefault();
    }

    /// <summary>The move with whatever of the line it takes.</summary>
    private static Move MoveOf(PersonActs acts, StoredCase found, string item, Guid id)
    {
        var told = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["item"] = item,
            ["reason"] = acts.Reason,
            ["value"] = acts.Value?.DeepClone(),
            ["values"] = acts.Values.DeepClone(),
            ["departures"] = acts.Departures,
            ["doneOn"] = acts.DoneOn,
            ["evidence"] = acts.DoneOn is null ? null : new JsonArray(Paper()),
        };
        if (!acts.Act.Takes("values"))
        {
            foreach (var member in acts.Act.Members.Where(m => acts.Values.ContainsKey(m.Name)))
                told[member.Name] = acts.Values[member.Name].Deserialize(member.Type, Json.Options);
        }

        if (acts.Act.Members.FirstOrDefault(m => m.IsMain) is { } main && acts.What.Length > 0)
            told[main.Name] = acts.What;
        return acts.Act.Make(id, found.Row.Id, acts.By, null, told.Where(t => acts.Act.Takes(t.Key)));
    }

    /// <summary>A paper that stands for those which people hand in.</summary>
    private static JsonObject Paper() => new() { ["hash"] = new string('0', 64), ["name"] = "当时的材料.pdf" };

    private async Task<string?> Ended(Scenario story, string id, CancellationToken cancellation)
    {
        var state = (await Found(id, cancellation)).Case;
        if (story.Ends is { } end)
            return state.End == end ? null : $"应以 {end} 结束，实际{(state.End is { } other ? $"以 {other} 结束" : $"仍停在：{Places(state)}；待办：{Items(state)}")}。";

        var stands = state.Places.Keys.Any(p => p == story.OpenAt || p.EndsWith("/" + story.OpenAt, StringComparison.Ordinal));
        return stands ? null : $"应仍停在 {story.OpenAt}，实际{(state.End is { } ended ? $"以 {ended} 结束" : $"停在：{Places(state)}")}。";
    }

    private async Task<StoredCase> Found(string id, CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await CaseStore.Find(db, id) ?? throw new InvalidOperationException($"Case {id} is gone.");
    }

    private async Task<string> TimelineOf(string id, CancellationToken cancellation)
    {
        if (id.Length == 0)
            return "";

        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var row = await db.Cases.AsNoTracking().FirstAsync(c => c.Id == id, cancellation);
            return Timeline.Of(library.Procedures.Find(row.Procedure, row.Version)!.Procedure, await registers.Current(db, cancellation), await CaseStore.History(db, id, cancellation));
        }
    }

    /// <summary>Move ids follow from the story, so that playing it twice gives the same history.</summary>
    private static Guid IdFor(Scenario story, int number) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{story.Procedure} {story.Name} {number}")).AsSpan(0, 16));

    private static string Told(Problem problem) =>
        string.Join(' ', new[] { $"[{problem.Code}]", problem.Says, problem.Instead }.Concat(problem.Errors.Select(e => $"{e.Key}：{e.Value}")).OfType<string>());

    private static string Places(Case state) => state.End is { } end ? $"已结束（{end}）" : string.Join("、", state.Places.Keys);

    private static string Items(Case state) => string.Join("、", state.Items.Select(i => $"{i.Path}{(i.Name.Length > 0 ? $"（{i.Name}）" : "")}→{i.To.Key}"));
}
