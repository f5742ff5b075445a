using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Scenarios;

/// <summary>Compares how a case stands with what a story says of it.</summary>
internal static class ScenarioCheck
{
    /// <summary>The first difference as a sentence; null when everything is so.</summary>
    public static string? Of(MustBe must, StoredCase found, Register register, DateOnly today, FactBook facts)
    {
        var (row, state) = (found.Row, found.Case);
        var overdue = row.Due < today;
        if (must.Place is { } place && row.Place != place)
            return $"应停在“{place}”，实际停在“{row.Place}”。";
        if (must.Overdue is { } late && late != overdue)
            return $"应{(late ? "已" : "未")}逾期，实际最近的时限是 {(row.Due is { } next ? Json.Text(next) : "没有")}，今天是 {Json.Text(today)}。";
        if (must.Due is { } due && row.Due != due)
            return $"最近的时限应为 {Json.Text(due)}，实际是 {(row.Due is { } other ? Json.Text(other) : "没有")}。";
        if (must.Item.FirstOrDefault(p => !HasItem(p)) is { } idle)
            return $"{idle} 应有待办，实际的待办交给：{string.Join("、", state.Items.Select(i => i.To.Key))}。";
        foreach (var (name, value) in must.Data)
        {
            if (!Same(value, state.Data.GetValueOrDefault(name)?.Value))
                return $"{name} 应为 {Shown(value)}，实际是 {Shown(state.Data.GetValueOrDefault(name)?.Value)}。";
        }

        foreach (var (name, value) in must.Facts)
        {
            var fact = facts.Find(name)!.Of(new(register, state.Unit, state.Subject, today));
            if (!Same(value, fact))
                return $"名册中的 {name} 应为 {Shown(value)}，实际是 {Shown(fact)}。";
        }

        return null;

        bool HasItem(string person)
        {
            var keys = Assignee.KeysOf(Actor.Of(register, person, today));
            return state.Items.Any(i => keys.Contains(i.To.Key));
        }
    }

    // Numbers in the story and in the case may be of different widths: compared as text.
    private static bool Same(JsonNode? one, JsonNode? other) => Shown(one) == Shown(other);

    private static string Shown(JsonNode? value) => value?.ToJsonString(Json.Options) ?? "（没有）";
}
