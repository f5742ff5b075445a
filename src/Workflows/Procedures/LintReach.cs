using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Which steps of a block can be come to, and which go round without asking anybody.</summary>
internal static class LintReach
{
    /// <summary>Steps that nothing leads to. A misspelt way leads where it was probably meant to: that mistake is told at the way itself.</summary>
    public static IEnumerable<string> Lost(Block block)
    {
        if (!block.Steps.ContainsKey(block.Start) && Meant(block, block.Start) is null)
            return [];

        var seen = new HashSet<string>();
        var open = new Stack<string>(block.Steps.Values.SelectMany(s => s.SendBackTo).Append(block.Start).Concat(block.Steps.Values.Where(s => s.Activity.IsAside).Select(s => s.Name)).Select(s => Meant(block, s)).OfType<string>());
        while (open.TryPop(out var name))
        {
            if (!seen.Add(name))
                continue;
            foreach (var next in block.Steps[name].Next.Values.Select(n => Meant(block, n)).OfType<string>())
                open.Push(next);
        }

        return block.Steps.Keys.Where(k => !seen.Contains(k));
    }

    /// <summary>Steps from which one comes back to them without anybody being asked in between.</summary>
    public static IEnumerable<string> Circling(Block block) => block.Steps.Values.Where(s => MayPass(s) && Circles(block, s.Name)).Select(s => s.Name);

    private static string? Meant(Block block, string name) =>
        block.Steps.ContainsKey(name) ? name : block.Steps.Keys.FirstOrDefault(k => StrictText.IsNear(name, k));

    private static bool Circles(Block block, string from)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(block.Steps[from].Next.Values);
        while (open.TryPop(out var name))
        {
            if (name == from)
                return true;
            if (block.Steps.TryGetValue(name, out var step) && MayPass(step) && seen.Add(name))
            {
                foreach (var next in step.Next.Values)
                    open.Push(next);
            }
        }

        return false;
    }

    /// <summary>Can a case pass the step without waiting for anybody?</summary>
    private static bool MayPass(Step step) => step.Activity switch
    {
        ParallelActivity { EndsOn.IsEmpty: true } => step.Branches.Values.All(MayEnd),
        ParallelActivity or CallActivity => step.Branches.Values.Any(MayEnd),
        _ => step.Activity.IsAutomatic,
    };

    private static bool MayEnd(Block block)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([block.Start]);
        while (open.TryPop(out var name))
        {
            if (name == "end" || name.StartsWith("end:", StringComparison.Ordinal))
                return true;
            if (block.Steps.TryGetValue(name, out var step) && MayPass(step) && seen.Add(name))
            {
                foreach (var next in step.Next.Values)
                    open.Push(next);
            }
        }

        return false;
    }
}
