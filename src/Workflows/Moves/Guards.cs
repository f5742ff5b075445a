using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>Who may touch what: asked by every move before it decides anything.</summary>
public static class Guards
{
    /// <summary>An auditor reads everything in scope and changes nothing.</summary>
    public static Problem? MayAct(Run run) => MayActFor(run, run.Case.Unit);

    public static Problem? MayActFor(Run run, string unit)
    {
        if (unit.Length == 0 || run.Actor.IsClock)
            return null;

        var audits = run.Actor.Posts.Any(p => p.Role == Roles.Auditor && (p.UnitId == unit || Above(run, unit).Contains(p.UnitId)));
        return audits
            ? Problem.Forbidden("auditor-changes-nothing", "审计员只查阅、核验，不办理事项。", "请由承办人办理。")
            : null;
    }

    public static Problem? IsOpen(Run run) => run.Case.End is { } end
        ? Problem.Refused("case-closed", $"事项已办结（{Ends.TitleOf(run.Procedure, end)}），不能再办理。", "如需更改，请另行发起。")
        : null;

    /// <summary>Some moves are the clock's alone.</summary>
    public static Problem? IsClock(Run run) => run.Actor.IsClock
        ? null
        : Problem.Forbidden("clock-only", "时限由系统时钟处理，不由个人办理。", "请办理您的待办。");

    /// <summary>The open items that the actor has, by a right that stands.</summary>
    public static IEnumerable<WorkItem> ItemsOf(Run run)
    {
        var keys = Assignee.KeysOf(run.Actor);
        return run.Case.Items.Where(i => keys.Contains(i.To.Key) && NotNow(run, i) is null && Tenure.Stands(run, i));
    }

    /// <summary>Why the case is not carried on now; null when it is.</summary>
    public static Problem? GoesOn(Run run) => IsOpen(run)
        ?? (run.Case.SuspendedOn is { } since ? Problem.Refused("suspended", $"事项自{since:yyyy年M月d日}起中止办理。", "请等恢复办理后再办。") : null);

    /// <summary>Why nobody may answer the item now; null when its owner may.</summary>
    public static Problem? NotNow(Run run, WorkItem item) => GoesOn(run)
        ?? (item.State == ItemState.Waiting ? Problem.Refused("not-yet", $"“{item.Title}”还没有轮到{item.To.Title}办理。", "请等前面的同志办理后再办。") : null);

    /// <summary>The open item, if this person may answer it now.</summary>
    public static Problem? Item(Run run, string id, out WorkItem? item)
    {
        item = null;
        if (IsOpen(run) is { } closed)
            return closed;

        var keys = Assignee.KeysOf(run.Actor);
        var before = run.Case.Item(id);
        var hasEnded = before is not null && keys.Contains(before.To.Key) && !Tenure.Stands(run, before);
        if (before is not null)
            Tenure.Follow(run, before.Path);
        item = run.Case.Item(id);
        if (item is null && hasEnded)
            return PostEnded("不再由您办理");
        if (item is null)
            return Problem.Refused("item-closed", "这一待办已经办结或已被收回。", "请刷新页面查看事项的最新情况。");

        if (NotNow(run, item) is { } early)
            return early;

        return keys.Contains(item.To.Key) || (run.IsRecording && Recordings.MayRecord(run, item)) ? null
            : hasEnded ? PostEnded($"现由{item.To.Title}办理")
            : Problem.Forbidden("not-yours", $"这一待办由{item.To.Title}办理。", "如确需由您办理，请对方转办给您。");
    }

    private static Problem PostEnded(string now) => Problem.Forbidden("post-ended", $"您的任职已有变动，这一待办{now}。", "任职登记有误的，请先更正名册。");

    /// <summary>A reason that says something.</summary>
    public static Problem? Reason(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? Problem.Malformed("请写明理由。", [KeyValuePair.Create("reason", "请写明理由。")])
        : null;

    /// <summary>Does the actor hold a post in the case's unit or above it that carries its paperwork?</summary>
    public static bool CarriesPapers(Run run) => run.Actor.Posts.AreIn(RoleGroups.Officers, run.Case.Unit);

    /// <summary>Does the actor hold an organisation section's or the secretary's post in a unit above?</summary>
    public static bool IsSuperior(Run run)
    {
        var above = Above(run, run.Case.Unit);
        return run.Actor.Posts.AreIn(RoleGroups.Section, above) || run.Actor.Posts.AreIn(Roles.Secretary, above);
    }

    /// <summary>The units above this one; above one that has been dissolved, those that were.</summary>
    private static IEnumerable<string> Above(Run run, string unit)
    {
        var register = run.World.Register;
        DateOnly? day = register.Unit(unit, run.Today) is null ? null : run.Today;
        return register.Ancestors(unit, day).Select(a => a.Id);
    }
}
