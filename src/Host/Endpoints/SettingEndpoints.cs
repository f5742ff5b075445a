using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Endpoints;

/// <summary>A point on which the rules are silent or conflict, and how it was decided here.</summary>
/// <param name="Unit">Unit of a number; empty for everything else.</param>
/// <param name="Rules">Ids of the rules that read it.</param>
/// <param name="Decisions">What was decided, newest first; empty: the default holds.</param>
internal sealed record SettingRow(
    string Key,
    string Label,
    string Type,
    string Unit,
    string Value,
    string Standard,
    IReadOnlyList<Choice> Choices,
    string Status,
    string StatusTitle,
    IReadOnlyList<string> Rules,
    IReadOnlyList<DecisionRow> Decisions);

internal sealed record DecisionRow(string Value, string Reason, string Who, DateTimeOffset At);

/// <param name="Reason">Why; kept with the decision, 1–500 characters.</param>
internal sealed record DecideRequest(string Value, string Reason);

/// <summary>Reading the settings, and deciding them with a reason.</summary>
internal static class SettingEndpoints
{
    private const int LongestReason = 500;

    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("设置");
        settings.MapGet("", List).WithName("listSettings").WithSummary("全部设置：现值、默认值、依据、历次决定");
        settings.MapPut("/{key}", Decide).WithName("decideSetting").WithSummary("改变一项设置（管理员，须写明理由）");
    }

    private static async Task<Ok<List<SettingRow>>> List(CurrentUser me, SettingStore store, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await store.Current(db, me.Register, cancellation);
        var decisions = await SettingStore.History(db, cancellation);
        return TypedResults.Ok(settings.All.Select(s => new SettingRow(
            s.Key,
            s.Label,
            s.Kind == ParameterKind.WholeNumber ? "number" : RuleBook.KebabCase(s.Kind.ToString()),
            s.Unit,
            settings.Get(s.Key),
            s.Standard,
            s.Choices,
            s.Status.ToString(),
            RuleEndpoints.StatusTitle(s.Status),
            s.Rules,
            [.. decisions[s.Key].Select(d => new DecisionRow(d.Value, d.Reason, me.Register.NameOf(d.DecidedBy), d.DecidedAt))])).ToList());
    }

    private static async Task<Results<NoContent, ProblemResult>> Decide(
        string key, DecideRequest request, CurrentUser me, SettingStore store, IDbContextFactory<WorkflowDb> contexts, TimeProvider clock, CancellationToken cancellation)
    {
        if (!me.IsAdministrator)
            return Say.Forbidden("只有管理员可以改变设置。", "请把理由告诉管理员。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await store.Current(db, me.Register, cancellation);
        if (!settings.Has(key))
            return Say.NotFound($"没有名为“{key}”的设置。");
        if (settings.Validate(key, request.Value) is { } mistake)
            return Say.Field("value", mistake);
        if (request.Reason.Trim() is not { Length: >= 1 and <= LongestReason } reason)
            return Say.Field("reason", $"请写明理由，不超过 {LongestReason} 个字。");
        if (settings.Get(key) == request.Value)
            return TypedResults.NoContent();

        try
        {
            await SettingStore.Decide(db, new SettingDecision(key, clock.GetUtcNow(), request.Value, reason, me.Person.Id), cancellation);
            return TypedResults.NoContent();
        }
        catch (DbUpdateException)
        {
            // Two administrators at the same moment: the key of a decision is its moment.
            return new ProblemResult(new("这项设置刚刚有人作过决定，这次没有保存。", 409, "changed-meanwhile") { Instead = "请刷新页面，看过现值后再定。" });
        }
    }
}
