using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Engine;

/// <summary>督办: what the superior is asked when something below is overdue. It urges; it never moves the case.</summary>
public static class Attention
{
    /// <summary>What lists call such an item, in place of an activity's name.</summary>
    public const string Kind = "attention";

    public static string TitleOf(string deadline) => $"督办：{deadline}已逾期";

    /// <summary>It has a day of its own, counted from the day on which it is put (LC-24): what is late below is not late here yet.</summary>
    public static ItemLimit LimitOf(Run run)
    {
        var period = Period.Parse(run.World.Settings.Get(Supervision.Within));
        var (due, provisional) = period.DueFrom(run.Today, run.World.Calendar, run.World.Settings.Get(DateConventions.RollKey) == "true");
        var from = run.Today.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
        var article = run.World.Rules.Find(Supervision.Id, run.Today)!.About.Article;
        return new(due, provisional, $"自交办之日（{from}）起 {period.InWords()}，{article}。");
    }

    /// <summary>The deadline has another day now: nobody is urged for the old one any more.</summary>
    public static void TakeBack(Run run, Deadline deadline)
    {
        foreach (var item in run.Case.Items.Where(i => !i.IsOfStep && i.Path == deadline.Path && i.Title == TitleOf(deadline.Title)))
            run.Emit(new ItemTakenBack(item.Id, "时限已重新计算"));
    }

    /// <summary>Who is asked to urge: whom the definition names, or the superiors of whoever is asked; never the late ones themselves.</summary>
    public static ImmutableArray<Assignee> AskedToUrge(Run run, DeadlineUse use, Deadline deadline)
    {
        var late = run.Case.Items.Where(i => Paths.IsWithin(i.Path, deadline.Path) && i.IsOfStep).Select(i => i.Asked).ToHashSet();
        var named = use.EscalateTo is { } who ? run.Resolve(who, deadline.Path).RemoveAll(a => late.Contains(a.Key)) : [];
        return named.IsEmpty
            ? [.. late.DefaultIfEmpty("").Select(key => SuperiorOf(run, key)).OfType<Assignee>().DistinctBy(a => a.Key)]
            : named;
    }

    /// <summary>The nearest 组织科（部） above; at the top of the tree another post of the same unit; null when there is nobody above.</summary>
    public static Assignee? SuperiorOf(Run run, string asked)
    {
        var (roles, unit) = WhereAsked(run, asked);
        var above = run.World.Register.Ancestors(unit, run.Now).Select(a => a.Id).ToArray();
        string[] superiors = [RoleGroups.Section, Roles.Secretary];
        var held = from role in superiors from at in above where !run.HoldersOf(role, at).IsEmpty select run.PostOf(role, at);
        var beside = from role in superiors
                     where !RoleGroups.RolesOf(role).Intersect(roles).Any() && !run.HoldersOf(role, unit).IsEmpty
                     select run.PostOf(role, unit);
        return above.Length > 0 ? held.FirstOrDefault() ?? run.PostOf(RoleGroups.Section, above[0]) : beside.FirstOrDefault();
    }

    /// <summary>The unit in which somebody is asked, and the roles; a person without a post there or above it, in the case's unit.</summary>
    private static (ImmutableArray<string> Roles, string Unit) WhereAsked(Run run, string asked)
    {
        if (asked.Split('@') is [var role, var unit])
            return (RoleGroups.RolesOf(role), unit);

        var line = run.World.Register.Ancestors(run.Case.Unit, run.Now).Select(a => a.Id).Prepend(run.Case.Unit).ToList();
        Post[] posts = new Assignee(asked, "").Person is { } person
            ? [.. run.World.Register.PostsOf(person, run.Now).Where(p => line.Contains(p.UnitId))]
            : [];
        return posts.MinBy(p => line.IndexOf(p.UnitId)) is { } post
            ? ([.. posts.Where(p => p.UnitId == post.UnitId).Select(p => p.Role)], post.UnitId)
            : ([], run.Case.Unit);
    }

    private static readonly Field note = new() { Name = "note", Label = "督办情况", Type = FieldType.LongText };
    private static readonly FormOutcome urged = new("urged", "已督办", "primary");

    /// <summary>How such an item is answered, at whatever step.</summary>
    public static string Reply => urged.Key;

    /// <summary>What is filled in there.</summary>
    public static Field Asked => note;

    /// <summary>Said and noted with the answer; whoever is late urges all the same.</summary>
    private static RuleUse Timely(WorkItem item) => new()
    {
        Rule = Supervision.Id,
        Given = ImmutableSortedDictionary<string, Source>.Empty.Add("offered-on", Source.Of(Json.Of(item.Since))).Add("urged-on", Source.Today),
        Informs = true,
    };

    public static AnswerForm Form(Run run, WorkItem item) => new(Forms.Build(run, item.Path, [note], _ => null), [urged]);

    /// <summary>What several are asked once: how they were urged.</summary>
    public static AnswerForm FormForSeveral { get; } = new([Forms.Outline(note)], [urged]);

    public static Problem? Resume(Run run, WorkItem item, Answer answer)
    {
        var reader = new Answers(run, item.Path);
        var values = reader.Read([note], answer.Values);
        if (answer.Outcome != urged.Key || reader.Errors.Count > 0)
            return Problem.Malformed("请写明督办情况。", reader.Errors);

        Law.Ask(run, item.Path, Timely(item), out _);
        run.Emit(new Replied(item.Id, item.Path, item.Part, run.Actor.Person, urged.Key, new() { [note.Name] = values[0].Value?.DeepClone() }, null, As: item.Kind));
        return null;
    }
}
