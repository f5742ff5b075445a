namespace Workflows.Engine;

/// <summary>督办: what the superior is asked when something below is overdue. It urges; it never moves the case.</summary>
public static class Attention
{
    /// <summary>Marks such an item within whatever step is overdue.</summary>
    public const string Part = "overdue";

    /// <summary>What lists call such an item, in place of an activity's name.</summary>
    public const string Kind = "attention";

    public static string TitleOf(string deadline) => $"督办：{deadline}已逾期";

    /// <summary>The deadline has another day now: nobody is urged for the old one any more.</summary>
    public static void TakeBack(Run run, Deadline deadline)
    {
        foreach (var item in run.Case.Items.Where(i => i.Part == Part && i.Path == deadline.Path && i.Title == TitleOf(deadline.Title)))
            run.Emit(new ItemTakenBack(item.Id, "时限已重新计算"));
    }

    private static readonly Field note = new() { Name = "note", Label = "督办情况", Type = FieldType.LongText };
    private static readonly FormOutcome urged = new("urged", "已督办", "primary");

    public static AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, [note], _ => null), [urged]);

    public static Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        var reader = new Answers(run, item.Path);
        var values = reader.Read([note], answer.Values);
        if (answer.Outcome != urged.Key || reader.Errors.Count > 0)
            return Problem.Malformed("请写明督办情况。", reader.Errors);

        run.Emit(new Replied(item.Id, item.Path, item.Part, run.Actor.Person, urged.Key, new() { [note.Name] = values[0].Value?.DeepClone() }, null));
        return null;
    }
}
