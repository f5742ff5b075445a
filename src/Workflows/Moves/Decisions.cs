using System.Collections.Immutable;
using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>
/// What was decided on a value that somebody filled in, and who is just deciding on it. A decision is made on everything that was filled
/// in since the one before it, whether its step names it or not: that is what lay before those who decided.
/// </summary>
/// <param name="Made">Steps that decided and stand.</param>
/// <param name="Begun">Open steps that have heard somebody: their answers lapse.</param>
internal sealed record Decisions(ImmutableArray<string> Made, ImmutableArray<string> Begun)
{
    public static Decisions On(Run run, Datum datum)
    {
        var since = Since(run, datum);
        var standing = run.Case.Left
            .Where(l => l.Value.EnteredAt > since && Stands(run, l.Key, l.Value) && IsOneWay(run.Procedure, datum.Path, l.Key)).ToArray();
        var first = standing.Select(l => l.Value.At).DefaultIfEmpty(int.MaxValue).Min();
        bool IsMatter(string path, int entered) => entered < first && !IsCircumstance(run, path, datum);

        var made = standing.Where(l => IsMatter(l.Key, l.Value.EnteredAt)).Select(l => l.Key);
        var begun = run.Case.Places.Values.Where(p => p.At > since && run.StepAt(p.Path).Branches.IsEmpty)
            .Where(p => IsOneWay(run.Procedure, datum.Path, p.Path) && IsMatter(p.Path, p.At)).Select(p => p.Path);
        return new([.. made], [.. begun]);
    }

    /// <summary>
    /// Open steps with branches in which everything that was decided can be put to the branches again; empty where something cannot.
    /// </summary>
    public ImmutableArray<string> Renewable(Run run, Datum datum)
    {
        var since = Since(run, datum);
        var open = Made.Select(path => run.Case.Places.Values.Where(p => p.At > since && p.Path != path && Paths.IsWithin(path, p.Path))
            .Select(p => p.Path).FirstOrDefault(p => run.StepAt(p).Activity.IsPutAgain && IsAllPutAgain(run, p))).ToArray();
        return open.Contains(null) ? [] : [.. open.OfType<string>().Distinct()];
    }

    private static int Since(Run run, Datum datum) => run.Case.Left.GetValueOrDefault(datum.Path)?.At ?? 0;

    private static bool IsAllPutAgain(Run run, string container)
    {
        bool IsInside(string path) => path != container && Paths.IsWithin(path, container);
        return run.Case.Left.Where(l => !l.Value.IsRedone).Select(l => l.Key)
            .Concat(run.Case.Places.Values.Where(p => !p.Answers.IsEmpty).Select(p => p.Path))
            .Where(IsInside).All(path => run.StepAt(path).Activity.IsPutAgain);
    }

    private static bool Stands(Run run, string path, Leaving left)
    {
        if (left.IsRedone || run.Procedure.Find(path)?.Activity.Decides(left.Outcome) != true)
            return false;

        // A branch that was stopped by its sibling has decided nothing.
        for (var block = Paths.BlockOf(path); block.Length > 0; block = Paths.BlockOf(Paths.OwnerOf(block).Step))
        {
            var owner = Paths.OwnerOf(block).Step;
            if (run.Case.Left.GetValueOrDefault(owner) is { IsRedone: false } whole && whole.At > left.At
                && run.StepAt(owner).Activity.StopsBranches(whole.Outcome))
                return false;
        }

        return true;
    }

    private static bool IsCircumstance(Run run, string path, Datum datum) =>
        run.StepAt(path).Activity.Circumstances.Any(source => Origin(run, path, source)?.Path == datum.Path);

    /// <summary>The datum behind a source, where it was filled in: a sub-procedure was given it from outside.</summary>
    private static Datum? Origin(Run run, string path, Source source)
    {
        for (var block = Paths.BlockOf(path); block.Length > 0; block = Paths.BlockOf(Paths.OwnerOf(block).Step))
        {
            var owner = Paths.OwnerOf(block).Step;
            if (run.StepAt(owner).Activity is { OpensScope: true } call)
                return call.GivenFrom(source.ToString()) is { } given ? Origin(run, owner, given) : run.Datum(path, source.ToString());
        }

        return run.Datum(path, source.ToString());
    }

    /// <summary>Do two steps lie on one way: not in different branches, nor one of them in something that came up beside?</summary>
    private static bool IsOneWay(Procedure procedure, string one, string other)
    {
        var (a, b) = (one.Split('/'), other.Split('/'));
        if (Aside(procedure, a) != Aside(procedure, b))
            return false;
        var fork = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i]);
        return fork % 2 == 0;
    }

    private static string? Aside(Procedure procedure, string[] parts) =>
        Enumerable.Range(0, parts.Length / 2).Select(i => string.Join('/', parts[..((2 * i) + 1)]))
            .FirstOrDefault(p => procedure.Find(p)?.Activity.IsAside == true);
}
