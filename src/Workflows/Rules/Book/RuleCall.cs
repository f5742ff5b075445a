using System.Text.Json.Nodes;

namespace Workflows.Rules;

/// <summary>What asking a rule comes to: its answer, or everything that was wrong with the question.</summary>
public abstract record RuleOutcome
{
    private RuleOutcome()
    {
    }

    public sealed record Answered(RuleAnswer Answer) : RuleOutcome;

    public sealed record NotAnswered(IReadOnlyList<RuleMistake> Mistakes) : RuleOutcome;
}

/// <summary>Asks a rule by its id with JSON bound by parameter name, as definitions, the API and the calculator do.</summary>
public static class RuleCall
{
    /// <param name="book">The rules.</param>
    /// <param name="id">The rule's id, such as <c>EL-04</c>.</param>
    /// <param name="on">The day of the step that is judged: it picks the rule's version (CV-08).</param>
    /// <param name="given">The parameters by kebab-case or camelCase name; a setting may be given for this one question.</param>
    /// <param name="settings">Where a setting's value comes from when it is not given.</param>
    /// <param name="calendar">Which days are worked.</param>
    public static RuleOutcome Ask(this RuleBook book, string id, DateOnly on, JsonObject given, Settings settings, WorkCalendar calendar)
    {
        if (!book.Has(id))
            return Refuse("", $"没有编号为“{id}”的规则；请在规则页查找编号。");
        if (book.Find(id, on) is not { } rule)
            return Refuse("on", $"规则 {id} 自 {book.FirstDayOf(id):yyyy-MM-dd} 起适用，{on:yyyy-MM-dd} 尚未施行；请核对日期，或由人按当时的规定判断并记录。");

        var mistakes = new List<RuleMistake>();
        var used = new JsonObject();
        var arguments = new RuleValues(mistakes).ReadAll(given, rule.Parameters, "", Otherwise);
        if (mistakes.Count > 0)
            return new RuleOutcome.NotAnswered(mistakes);

        NoteSettings(rule, arguments, used);
        return new RuleOutcome.Answered(Answer(rule, rule.Judge(arguments), used));

        object? Otherwise(RuleParameter parameter) => parameter switch
        {
            { Kind: ParameterKind.Calendar } => calendar,
            { Setting: { } setting } => new RuleValues(mistakes).Read(RuleValues.FromText(settings.Get(setting.Key), parameter.Type), parameter.Type, parameter, parameter.Name),
            { IsDayOfStep: true } => on,
            _ => null,
        };
    }

    private static void NoteSettings(Rule rule, object?[] arguments, JsonObject used)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (rule.Parameters[i].Setting is { } setting)
                used[setting.Key] = RuleJson.ToNode(arguments[i]);
        }
    }

    private static RuleAnswer Answer(Rule rule, Verdict verdict, JsonObject used) =>
        new(rule.Id, rule.About.Title, rule.About.Article, rule.About.Soft && !verdict.Hard, verdict.Holds, verdict.Because)
        {
            Value = RuleJson.ToNode(verdict.Value),
            Instead = verdict.Instead,
            Provisional = verdict.Provisional,
            Impossible = verdict.Impossible,
            InForceFrom = rule.From == DateOnly.MinValue ? null : rule.From,
            Settings = used.Count == 0 ? null : used,
        };

    private static RuleOutcome.NotAnswered Refuse(string parameter, string message) => new([new RuleMistake(parameter, message)]);
}
