using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>
/// Carries a corrected value to whatever rests on it: sub-procedures it was given to, rules that were asked with it, conditions that were
/// decided by it, votes that were counted before it, values that followed from it. The definition says which steps read it; each is asked
/// again in the order in which they were left, by the law and the register of its own day.
/// </summary>
/// <param name="form">Path of the step at which it was filled in.</param>
internal sealed class Amendment(Run run, string form, ImmutableArray<Departure> departures)
{
    private readonly Dictionary<string, JsonNode?> was = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, int Since)> changed = new();

    /// <summary>What comes of it; why it cannot be, when something that was done with the old value cannot stand.</summary>
    /// <param name="correct">Puts the new value into the case's data.</param>
    /// <param name="renewed">Open steps whose branches all begin anew.</param>
    /// <param name="begun">Open steps at which it was put to people.</param>
    public Problem? Make(string name, Action correct, ImmutableArray<string> renewed, ImmutableArray<string> begun)
    {
        var since = run.Case.Left.GetValueOrDefault(form)?.At ?? 0;
        was[name] = run.Case.Data[name].Value;
        changed.Enqueue((name, since));
        Follow(correct, since);
        if (renewed.Select(path => run.StepAt(path).Activity.Renew(run, path)).FirstOrDefault(p => p is not null) is { } fixedAlready)
            return fixedAlready;
        if (run.Case.Left.GetValueOrDefault(form) is { } left && Reconsider(form, left, left.At) is { } own)
            return own;

        while (changed.TryDequeue(out var next))
        {
            if (Spread(next.Name, next.Since) is { } problem)
                return problem;
        }

        return AskOthers(begun);
    }

    private Problem? Spread(string name, int since)
    {
        foreach (var (path, entered) in Calls().Where(c => c.At > since).ToArray())
            Follow(() => run.StepAt(path).Activity.GiveAnew(run, path, name), entered);

        var later = run.Case.Left.Where(l => l.Value.At > since && l.Key != form && Counts(l.Key, l.Value));
        foreach (var (path, left) in later.OrderBy(l => l.Value.At).ToArray())
        {
            if (TooEarly(path, left, name) is { } early)
                return early;
            if (run.Procedure.Reads(path, name) && Reconsider(path, left, left.At) is { } problem)
                return Named(path, problem);
        }

        return null;
    }

    /// <summary>Calls that run or have run, outer ones first.</summary>
    private IEnumerable<(string Path, int At)> Calls() =>
        run.Case.Places.Values.Select(p => (p.Path, p.At))
            .Concat(run.Case.Left.Where(l => !l.Value.IsRedone && !run.Case.Places.ContainsKey(l.Key))
                .Select(l => (Path: l.Key, At: l.Value.EnteredAt)))
            .Where(c => run.Procedure.Find(c.Path)?.Activity.OpensScope == true).OrderBy(c => c.Path.Length);

    /// <summary>What is being done anew stands no longer; those whom an earlier round elected stay elected.</summary>
    private bool Counts(string path, Leaving left) =>
        run.Procedure.Find(path) is { } step && (!left.IsRedone || step.Activity.StandsWhenRedone);

    private Problem? Reconsider(string path, Leaving left, int since)
    {
        Problem? problem = null;
        Follow(() => problem = run.AsOf(left.On, () => run.StepAt(path).Activity.Reconsider(run, path, new(left, was, departures))), since);
        return problem;
    }

    /// <summary>Values that follow from it are corrected with it, and whatever read them is asked again too.</summary>
    private void Follow(Action act, int since)
    {
        var (data, told) = (run.Case.Data, run.Events.Count);
        act();
        foreach (var name in run.Events.Skip(told).OfType<ValueSet>().Select(e => e.Name).Distinct())
        {
            var before = data.GetValueOrDefault(name)?.Value;
            if (JsonNode.DeepEquals(before, run.Case.Data[name].Value))
                continue;
            was.TryAdd(name, before);
            changed.Enqueue((name, since));
        }
    }

    /// <summary>A day that was waited for had come, or a last day was over: by the corrected day it was not.</summary>
    private Problem? TooEarly(string path, Leaving left, string name)
    {
        if (left.Outcome is not ("reached" or "expired"))
            return null;
        var step = run.StepAt(path);
        return step.Activity.DeadlinesOf(step)
            .Where(d => d.Then is Overdue.Reach or Overdue.Expire && Readings.Reads(run.Procedure, path, d.From, name))
            .Select(d => Timers.DueOf(run, path, d) is { } due && due.AddDays(d.Then == Overdue.Expire ? 1 : 0) > left.On
                ? Problem.Refused(
                    "rests-on", $"“{d.Title}”原定之日已到，事项已经往下办理；按更正后的日期，{due:yyyy年M月d日}才到期。", Remedies.For(run, form))
                : null)
            .FirstOrDefault(p => p is not null);
    }

    /// <summary>Who has answered on the old value is asked again; whoever is asked because of it is another one now.</summary>
    private Problem? AskOthers(ImmutableArray<string> begun)
    {
        bool IsConcerned(string path) =>
            run.StepAt(path).Branches.IsEmpty && (begun.Contains(path) || was.Keys.Any(name => run.Procedure.Reads(path, name)));
        foreach (var place in run.Case.Places.Values.Where(p => IsConcerned(p.Path)).ToArray())
        {
            var activity = run.StepAt(place.Path).Activity;
            if (activity.Renew(run, place.Path) is { } problem)
                return problem;
            if (activity.Asks is [var who] && IsOther(place.Path, who))
                Reask(place.Path, who);
        }

        return null;
    }

    private bool IsOther(string path, Who who) =>
        who.Sources.Any(source => was.Keys.Any(name => Readings.Reads(run.Procedure, path, source, name)));

    private void Reask(string path, Who who)
    {
        var asked = run.Resolve(who, path);
        var others = run.Case.Items.Where(i => i.Path == path && i.IsOfStep && asked.All(a => a.Key != i.Asked));
        foreach (var item in others.ToArray())
        {
            run.Emit(new ItemTakenBack(item.Id, "办理人已更正"));
            bool HasIt(Assignee to) => run.Case.Items.Any(i => i.IsOfStep && i.Path == path && i.Part == item.Part && i.Asked == to.Key);
            foreach (var to in asked.Where(a => !HasIt(a)))
                run.Offer(path, to, item.Part, item.Title, kind: item.Kind);
        }
    }

    /// <summary>A step that was done later says no: which one, and what to do instead.</summary>
    private Problem Named(string path, Problem problem) => problem.Code == "departure-needed" ? problem : problem with
    {
        Kind = ProblemKind.Refused,
        Code = problem.Code is "malformed" or "rule-refused" ? "rests-on" : problem.Code,
        Says = $"“{run.TitleAt(path)}”已经办结，不能这样更正：{problem.Says}",
        Instead = problem.Code == "entered-already" ? problem.Instead : Remedies.For(run, form),
        Errors = ImmutableSortedDictionary<string, string>.Empty,
    };
}
