using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Moves;

/// <summary>补录: entering what was done on paper before. It is judged by the law of its own day and never passed off as done here.</summary>
public static class Recordings
{
    private const int MostPapers = 20;

    /// <summary>Whoever keeps the papers of the unit whose work it was, or of one above it, may enter them: never a unit what its superior has decided.</summary>
    public static bool MayRecord(Run run, WorkItem item)
    {
        var at = item.Asked.IndexOf('@', StringComparison.Ordinal);
        var unit = at < 0 ? run.Case.Unit : item.Asked[(at + 1)..];
        return (unit == run.Case.Unit && Guards.CarriesPapers(run))
            || run.Actor.Posts.Where(p => p.UnitId != run.Case.Unit).AreIn(RoleGroups.Section, run.World.Register.Ancestors(unit, run.Now).Select(above => above.Id).Append(unit));
    }

    /// <summary>Is it offered to enter the item from paper? Not to whoever would be refused after everything has been filled in.</summary>
    public static bool IsOffered(Run run, WorkItem item) =>
        item.IsOfStep && Guards.NotNow(run, item) is null && MayRecord(run, item)
        && !run.StepAt(item.Path).Activity.BarredFrom(run, item).Contains(run.Actor.Person);

    /// <summary>Why nothing can be entered under that day; null when it can, or nothing is entered.</summary>
    internal static Problem? WhyNot(Run run) => run.Today > run.Now
        ? Problem.Malformed("补录的是已经办过的事，日期不能晚于今天。", [KeyValuePair.Create("performedOn", $"不能晚于今天（{Rules.Words.Day(run.Now)}）。")])
        : null;

    /// <summary>Why this step cannot be entered under that day with these papers; null when it can.</summary>
    internal static Problem? WhyNot(Run run, WorkItem item, JsonArray evidence)
    {
        if (!run.IsRecording)
            return Problem.Malformed("补录的是今天以前办过的事。", [KeyValuePair.Create("performedOn", "应早于今天；今天办的事，请选“不是补录，按今天办理”。")]);
        if (!item.IsOfStep)
            return Problem.Refused("not-on-paper", "督办是对现在的逾期作出的，不能补录。", "请按今天办理。");
        if (run.Case.Places.GetValueOrDefault(item.Path) is { } place && run.Today < place.EnteredOn)
        {
            return Problem.Malformed(
                $"这一步不会早于上一步：上一步办结于 {Rules.Words.Day(place.EnteredOn)}，补录的日期是 {Rules.Words.Day(run.Today)}。",
                [KeyValuePair.Create("performedOn", $"不能早于 {Rules.Words.Day(place.EnteredOn)}。")]);
        }

        if (evidence.Count is 0 or > MostPapers)
            return Problem.Malformed("补录须附当时的纸质材料（扫描件或照片）。", [KeyValuePair.Create("evidence", $"请上传 1 至 {MostPapers} 份当时的材料。")]);
        var papers = new Field { Name = "evidence", Label = "当时的材料", Type = FieldType.Files };
        var reader = new Answers(run, item.Path);
        reader.Read([papers], new JsonObject { ["evidence"] = evidence.DeepClone() });
        return reader.Errors.Count == 0 ? null : Problem.Malformed("附件没有上传成功。", reader.Errors);
    }
}
