using System.Collections.Immutable;
using Workflows.Engine;
using Workflows.Organisation;

namespace Workflows.Activities;

/// <summary>
/// The electorate of a body while its members answer one by one, on the day of the move. Whoever holds the post that day answers, and
/// nobody else. An answer is the post's: it was valid when given and stays when its giver leaves, and the successor does not answer
/// once more for the same post.
/// </summary>
internal sealed class BodySeats
{
    private readonly Run run;
    private readonly string path;
    private readonly Who by;
    private readonly ImmutableArray<string> members;
    private readonly ImmutableHashSet<string> answered;
    private readonly List<string> newcomers;
    private readonly List<string> doubles = [];

    public BodySeats(Run run, string path, Who by, IEnumerable<string> barred)
    {
        (this.run, this.path, this.by) = (run, path, by);
        members = [.. run.Members(by, path).Select(m => m.Person!)];
        var answers = run.Case.Places[path].Answers.Where(a => a.Part.Length == 0).ToArray();
        answered = [.. answers.Select(a => a.For ?? a.By)];
        var asked = Open.Select(i => i.To.Person).ToHashSet();
        // Who stood behind an answer from paper is not known of older histories: then only whoever came later is new.
        var isKnown = answers.All(a => a.PerformedOn is null || a.For is not null);
        newcomers =
        [
            .. members.Where(m => !answered.Contains(m) && !asked.Contains(m) && (isKnown || Held(m).All(p => p.From > EnteredOn)))
                .Except(barred),
        ];
    }

    /// <summary>How many posts there are: those of today's members, and those that were answered for and have nobody now.</summary>
    public int Size => members.Union(answered).Count() - doubles.Count;

    private DateOnly EnteredOn => run.Case.Places[path].EnteredOn;

    private IEnumerable<WorkItem> Open => run.Case.Items.Where(i => i.IsOfStep && i.Path == path && i.Part.Length == 0);

    /// <summary>Whoever is to be asked now is asked; those concerned are told.</summary>
    public void Follow()
    {
        foreach (var item in Open.Where(i => i.To.Person is not { } person || !members.Contains(person)).ToArray())
        {
            if (Successor(item.To.Person) is { } next)
                Pass(item, run.PersonNamed(next));
            else if (answered.IsEmpty && newcomers.Count == 0 && Open.Count() == 1)
                Keep(item);
            else
                TakeBack(item);
        }

        foreach (var leaver in answered.Where(a => !members.Contains(a)).Order(StringComparer.Ordinal))
        {
            if (Successor(leaver) is { } next)
                doubles.Add(next);
        }

        foreach (var member in newcomers)
        {
            run.Offer(path, run.PersonNamed(member));
            run.Tell([run.PersonNamed(member)], $"“{run.Case.Title}”的“{run.TitleAt(path)}”请您办理（您现任{PostTitle}）。");
        }
    }

    private string Role => by switch
    {
        Who.Post post => post.Role,
        Who.PostElsewhere post => post.Role,
        _ => throw new InvalidOperationException($"{by} is no body."),
    };

    private string PostTitle => run.World.Register.RoleBook.TitleOf(Role);

    /// <summary>Nobody is left: the post itself is asked, until somebody comes into it.</summary>
    private void Keep(WorkItem item)
    {
        if (item.To.Person is null)
            return;

        var post = run.Resolve(by, path)[0];
        Pass(item, post);
        if (Attention.SuperiorOf(run, post.Key) is { } above)
            run.Tell([above], $"{post.Title}一职空缺，“{run.Case.Title}”的“{item.Title}”无人办理；请登记任职。");
    }

    private void Pass(WorkItem item, Assignee to)
    {
        run.Emit(new ItemPassed(item.Id, item.To, to, $"{PostTitle}变动"));
        if (to.Person is not null)
            run.Tell([to], $"“{run.Case.Title}”的“{item.Title}”由您办理：您现任{PostTitle}，原由{item.To.Title}办理。");
        if (item.To.Person is not null)
            run.Tell([item.To], $"您已不担任{PostTitle}，“{run.Case.Title}”的“{item.Title}”改由{to.Title}办理。");
    }

    private void TakeBack(WorkItem item)
    {
        run.Emit(new ItemTakenBack(item.Id, $"{item.To.Title}已不担任{PostTitle}"));
        run.Tell([item.To], $"您已不担任{PostTitle}，“{run.Case.Title}”的“{item.Title}”不再由您办理。");
    }

    /// <summary>A newcomer in the same post, who then is nobody else's successor; whoever comes where nobody was left.</summary>
    private string? Successor(string? leaver)
    {
        var left = leaver is null ? [] : Last(leaver).Select(KeyOf).ToHashSet();
        if (newcomers.Find(n => leaver is null || Held(n).Any(p => left.Contains(KeyOf(p)))) is not { } next)
            return null;

        newcomers.Remove(next);
        return next;
    }

    private static string KeyOf(Post post) => Assignee.KeyOf(post.Role, post.UnitId);

    /// <summary>The posts for which somebody is asked.</summary>
    private IEnumerable<Post> Held(string person) => run.World.Register.PostsOf(person, run.Now).Where(p => IsAsked(p.Role));

    /// <summary>The posts for which somebody was asked who is no longer: those that ended last, whenever the register heard of it.</summary>
    private IEnumerable<Post> Last(string person)
    {
        var posts = run.World.Register.PostsOf(person).Where(p => IsAsked(p.Role)).ToArray();
        return posts.Where(p => p.Until == posts.Max(other => other.Until));
    }

    private bool IsAsked(string role) => Role == Roles.Committee ? Roles.IsCommittee(role) : RoleGroups.RolesOf(Role).Contains(role);
}
