using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Host.Problems;
using Workflows.Host.Proposals;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Laws;

/// <summary>A point on which the rules are silent or conflict, and how it was decided here.</summary>
/// <param name="Unit">Unit of a number; empty for everything else.</param>
/// <param name="Why">Why a person has to decide it.</param>
/// <param name="Own">Declared by a file of the office, for its own procedures.</param>
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
    string Why,
    bool Own,
    IReadOnlyList<string> Rules,
    IReadOnlyList<DecisionRow> Decisions);

internal sealed record DecisionRow(string Value, string Reason, string Who, DateTimeOffset At);

/// <param name="Reason">Why; kept with the decision, 1–500 characters.</param>
/// <param name="Move">Chosen by the sender: the same one twice begins one case.</param>
internal sealed record DecideRequest(string Value, string Reason, Guid? Move = null);

/// <summary>Reading the settings, and deciding them with a reason.</summary>
internal static class SettingEndpoints
{
    private const int LongestReason = 500;

    private static readonly Sheet<SettingRow> sheet = new("设置", namesPeople: false)
    {
        { "设置", 40, s => s.Label }, { "现值", 20, s => InWords(s, s.Value) }, { "默认值", 20, s => InWords(s, s.Standard) },
        { "依据", 20, s => s.StatusTitle }, { "为什么要定", 40, s => s.Why },
        { "用到它的规则", 24, s => string.Join("、", s.Rules) },
        { "最近一次决定", 17, s => Last(s)?.At }, { "决定人", 12, s => Last(s)?.Who }, { "理由", 40, s => Last(s)?.Reason },
    };

    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("设置");
        settings.MapGet("", List).WithName("listSettings").WithSummary("全部设置：现值、默认值、依据、历次决定")
            .OffersSheet((List<SettingRow> settings) => settings, sheet);
        settings.MapPut("/{key}", Decide).WithMetadata(new FreshSignIn()).WithName("decideSetting").WithSummary("改变一项设置（管理员，须写明理由）：由另一职务的人审批，答复审批事项；无人能审批时立即改变");
    }

    private static async Task<Ok<List<SettingRow>>> List(CurrentUser me, SettingStore store, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var settings = await store.Current(db, me.Register, cancellation);
        var decisions = await SettingStore.History(db, cancellation);
        return TypedResults.Ok(settings.All.Select(s => new SettingRow(
            s.Key,
            s.Label,
            TypeOf(s),
            s.Unit,
            settings.Get(s.Key),
            s.Standard,
            s.Choices,
            s.Status.ToString(),
            RuleEndpoints.StatusTitle(s.Status),
            s.Why,
            s.IsOwn,
            s.Rules,
            [.. decisions[s.Key].Select(d => new DecisionRow(d.Value, d.Reason, me.Register.NameOf(d.DecidedBy), d.DecidedAt))])).ToList());
    }

    private static string TypeOf(SettingInfo s) => s.Kind == ParameterKind.WholeNumber ? "number" : RuleBook.KebabCase(s.Kind.ToString());

    private static DecisionRow? Last(SettingRow setting) => setting.Decisions is [var last, ..] ? last : null;

    private static string InWords(SettingRow setting, string value) => InWords(setting.Type, setting.Choices, setting.Unit, value);

    private static string InWords(string type, IReadOnlyList<Choice> choices, string unit, string value) => type switch
    {
        _ when choices.FirstOrDefault(c => c.Value == value) is { } choice => choice.Label,
        "yes-no" => value == "true" ? "是" : "否",
        "share" => Share.Parse(value).InWords(),
        "period" => Period.Parse(value).InWords(),
        _ => $"{value} {unit}".TrimEnd(),
    };

    private static async Task<Results<NoContent, Accepted<SubmittedCase>, ProblemResult>> Decide(
        string key, DecideRequest request, CurrentUser me, SettingStore store, ProposalDesk desk, IDbContextFactory<WorkflowDb> contexts,
        TimeProvider clock, CancellationToken cancellation)
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

        var (about, unit) = (settings.Find(key)!, ProposalDesk.UnitOf(me, role => role == Roles.Administrator)!);
        var told = $"{about.Label}：由{Words(settings.Get(key))}改为{Words(request.Value)}";
        var proposal = new SettingProposal(new(key, settings.Get(key), request.Value), told, reason);
        if (ProposalDesk.ApproverOf(me, unit, proposal) is not null)
        {
            var (no, sent) = await desk.Submit(me, request.Move ?? Guid.NewGuid(), unit, proposal, cancellation);
            return no is not null ? no : TypedResults.Accepted((string?)null, sent);
        }

        string Words(string value) => InWords(TypeOf(about), about.Choices, about.Unit, value);

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
