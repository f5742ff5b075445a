using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>Work follows the post: by which right somebody has an item, and what becomes of it when that right has ended.</summary>
public static class Tenure
{
    /// <summary>Does whoever has the item have it by right on the day of the move? A post answers for itself, by whoever holds it.</summary>
    public static bool Stands(Run run, WorkItem item)
    {
        if (item.To.Person is not { } person)
            return true;

        return item.To.Key != item.Asked
            ? HandOver.Asked(run, item).Contains(person)
            : !item.IsOfStep || run.StepAt(item.Path).Activity.IsStillAsked(run, item, person);
    }

    /// <summary>What was handed to somebody whose post has ended goes back to whom it was asked; a body is asked as it is that day.</summary>
    public static void Follow(Run run, string path)
    {
        foreach (var item in run.Case.Items.Where(i => i.Path == path && i.To.Key != i.Asked && !Stands(run, i)).ToArray())
        {
            var asked = run.NamedBy(item.Asked);
            run.Emit(new ItemPassed(item.Id, item.To, asked, $"{item.To.Title}任职变动"));
            run.Tell([asked], $"转给{item.To.Title}的“{item.Title}”（{run.Case.Title}）因其任职变动交回，请办理。");
            run.Tell([item.To], $"您的任职已有变动，转办给您的“{item.Title}”（{run.Case.Title}）已交回{asked.Title}。");
        }

        if (run.Case.Places.ContainsKey(path))
            run.StepAt(path).Activity.Follow(run, path);
    }

    /// <summary>The same for the whole case; whoever has come into a post is told what lies there, and of a vacant one the superior.</summary>
    public static void FollowAll(Run run)
    {
        foreach (var path in run.Case.Places.Keys.Append("").ToArray())
            Follow(run, path);
        foreach (var item in run.Case.Items.Where(i => i.To.Person is null).ToArray())
            Announce(run, item);
    }

    private static void Announce(Run run, WorkItem item)
    {
        var now = run.NamedBy(item.To.Key);
        if (NamesIn(now.Title) == NamesIn(item.To.Title))
            return;

        run.Emit(new ItemPassed(item.Id, item.To, now, "职务变动"));
        if (!run.IsVacant(now.Key))
            run.Tell([now], $"“{run.Case.Title}”的“{item.Title}”随职务由您办理（原由{item.To.Title}办理）。");
        else if (Attention.SuperiorOf(run, now.Key) is { } above)
            run.Tell([above], $"{now.Title}一职空缺，“{run.Case.Title}”的“{item.Title}”无人办理；请登记任职。");
    }

    private static string NamesIn(string title) => title.EndsWith('）') ? title[title.IndexOf('（', StringComparison.Ordinal)..] : "";
}
