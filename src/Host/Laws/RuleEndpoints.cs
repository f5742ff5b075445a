using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Rules;

namespace Workflows.Host.Laws;

/// <summary>Every rule with its article, and the calculator that asks it.</summary>
internal static class RuleEndpoints
{
    private static readonly Sheet<RuleInfo> sheet = new("规则", namesPeople: false)
    {
        { "编号", 10, r => r.Id }, { "类别", 14, r => r.GroupTitle }, { "规则", 30, r => r.Title }, { "内容", 60, r => r.Text },
        { "依据", 40, r => r.Article },
        { "核对情况", 20, r => r.StatusTitle }, { "可以写明理由后不按此办", 14, r => r.Soft }, { "自", 12, r => r.From },
        { "用到它的流程", 30, r => string.Join("、", r.UsedBy.Select(u => u.Title)) },
    };

    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("规则");
        rules.MapGet("", List).WithName("listRules").WithSummary("全部规则：条文、出处、参数、设置").OffersSheet((List<RuleInfo> all) => all, sheet);
        rules.MapGet("/{id}", Get).WithName("getRule").WithSummary("一条规则");
        rules.MapPost("/{id}/evaluate", Evaluate).WithName("evaluateRule").WithSummary("按给出的数据和日期计算一条规则");
    }

    private static async Task<Ok<List<RuleInfo>>> List(CurrentUser me, RuleBook book, InForce inForce, CancellationToken cancellation)
    {
        var current = await inForce.Settings(me.Register, cancellation);
        var uses = inForce.Uses();
        return TypedResults.Ok(book.All.GroupBy(r => r.Id).Select(g => Describe(g, me.Today, current, uses[g.Key])).ToList());
    }

    private static async Task<Results<Ok<RuleInfo>, ProblemResult>> Get(string id, CurrentUser me, RuleBook book, InForce inForce, CancellationToken cancellation)
    {
        if (!book.Has(id))
            return NoSuchRule(id);

        var current = await inForce.Settings(me.Register, cancellation);
        return TypedResults.Ok(Describe(book.All.Where(r => r.Id == id), me.Today, current, inForce.Uses()[id]));
    }

    private static async Task<Results<Ok<Evaluation>, ProblemResult>> Evaluate(
        string id, EvaluateRequest request, CurrentUser me, RuleBook book, InForce inForce, CancellationToken cancellation)
    {
        if (!book.Has(id))
            return NoSuchRule(id);
        if (!Engine.Json.IsReadable(request.Given))
            return Say.Field("given", "“given”中有看不见或不能读取的字符，请删去后重填。");

        var current = await inForce.Settings(me.Register, cancellation);
        var outcome = book.Ask(id, request.On ?? me.Today, request.Given, current, inForce.Calendar);
        return outcome switch
        {
            RuleOutcome.Answered { Answer: var a } => TypedResults.Ok(new Evaluation(
                a.Rule, a.Title, a.Holds, a.Value?.DeepClone(), a.Because, a.Article, a.Instead, a.Soft, a.Provisional, a.InForceFrom, a.Settings?.DeepClone().AsObject())),
            RuleOutcome.NotAnswered { Mistakes: var mistakes } => Say.Malformed(
                mistakes[0].Message,
                mistakes.Where(m => m.Parameter.Length > 0).DistinctBy(m => m.Parameter).ToDictionary(m => m.Parameter, m => m.Message, StringComparer.Ordinal)),
            _ => throw new InvalidOperationException($"Outcome {outcome}"),
        };
    }

    private static RuleInfo Describe(IEnumerable<Rule> versions, DateOnly today, Settings settings, IEnumerable<RuleUse> uses)
    {
        var all = versions.OrderByDescending(r => r.From).ToList();
        var rule = all.Find(r => r.From <= today) ?? all[^1];
        var about = rule.About;
        var group = rule.Id.Split('-')[0];
        return new RuleInfo(
            rule.Id,
            about.Title,
            about.Text,
            about.Article,
            about.Status.ToString(),
            StatusTitle(about.Status),
            about.Soft,
            rule.From == DateOnly.MinValue ? null : rule.From,
            group,
            GroupTitle(group),
            Fields(rule.Parameters, settings),
            all is [_] ? [] : [.. all.Select(r => r.From)],
            [.. uses],
            about.WhyNotAsked.Length == 0 ? null : about.WhyNotAsked);
    }

    private static List<RuleField> Fields(IEnumerable<RuleParameter> parameters, Settings settings) =>
        [.. parameters.Where(p => p.Kind != ParameterKind.Calendar).Select(p => Field(p, settings))];

    private static RuleField Field(RuleParameter parameter, Settings settings) => new(
        parameter.Name,
        parameter.Label,
        TypeOf(parameter),
        string.IsNullOrEmpty(parameter.Given?.Unit) ? null : parameter.Given.Unit,
        parameter.Kind == ParameterKind.WholeNumber ? parameter.Given?.Min ?? 0 : null,
        parameter.Kind == ParameterKind.WholeNumber ? parameter.Given?.Max : null,
        parameter is { IsOptional: false, Setting: null, IsDayOfStep: false },
        parameter.Setting is { } setting ? new(setting.Key, settings.Get(setting.Key), settings.Find(setting.Key)!.Standard, ChoicesOf(setting.Key, settings)) : null,
        [.. parameter.Choices],
        Fields(parameter.Fields, settings));

    private static string TypeOf(RuleParameter parameter) => parameter.Kind switch
    {
        ParameterKind.WholeNumber => "number",
        ParameterKind.Amount => "amount",
        ParameterKind.YesNo => "yes-no",
        ParameterKind.Text => "text",
        ParameterKind.Date => "date",
        ParameterKind.Share => "share",
        ParameterKind.Period => "period",
        ParameterKind.Choice => "choice",
        ParameterKind.List when parameter.Choices.Any() => "choices",
        ParameterKind.List => parameter.Fields.IsEmpty ? "list" : "rows",
        ParameterKind.Record => "record",
        ParameterKind.Calendar => throw new InvalidOperationException("A calendar is never asked for."),
        _ => throw new InvalidOperationException($"Kind {parameter.Kind}"),
    };

    private static ImmutableArray<Choice> ChoicesOf(string key, Settings settings) => settings.All.First(s => s.Key == key).Choices;

    public static string StatusTitle(RuleStatus status) => status switch
    {
        RuleStatus.V1 => "已核对条文原文",
        RuleStatus.V2 => "据官方问答或引用",
        RuleStatus.GK => "未核对原文，作为设置",
        RuleStatus.LOC => "地方规定，作为设置",
        RuleStatus.D => "本系统约定，可设置",
        _ => throw new InvalidOperationException($"Status {status}"),
    };

    private static string GroupTitle(string group) => group switch
    {
        "CV" => "计算约定",
        "WD" => "工作日与公示",
        "OR" => "组织设置",
        "MT" => "会议",
        "EL" => "选举",
        "PM" => "发展党员",
        "AS" => "述职评议",
        "ML" => "民主生活会",
        "FE" => "党费",
        "TR" => "教育培训",
        "RO" => "入列轮值",
        "DI" => "不合格党员处置",
        "LC" => "本系统约定",
        "LG" => "后进约谈",
        _ => group,
    };

    private static ProblemResult NoSuchRule(string id) => Say.NotFound($"没有编号为“{id}”的规则。", "请在规则页查找编号。");
}
