using Workflows.Engine;
using Workflows.Rules;

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
            foreach (var next in Following(block.Steps[name]).Select(n => Meant(block, n)).OfType<string>())
                open.Push(next);
        }

        return block.Steps.Keys.Where(k => !seen.Contains(k));
    }

    /// <summary>Steps from which one comes back to them without anybody being asked in between.</summary>
    public static IEnumerable<string> Circling(Block block) => block.Steps.Values.Where(s => s.Activity.MayPass(s, MayEnd) && Circles(block, s.Name)).Select(s => s.Name);

    private static string? Meant(Block block, string name) =>
        block.Steps.ContainsKey(name) ? name : block.Steps.Keys.FirstOrDefault(k => Spelling.IsNear(name, k));

    private static bool Circles(Block block, string from)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(Following(block.Steps[from]));
        while (open.TryPop(out var name))
        {
            if (name == from)
                return true;
            if (block.Steps.TryGetValue(name, out var step) && step.Activity.MayPass(step, MayEnd) && seen.Add(name))
            {
                foreach (var next in Following(step))
                    open.Push(next);
            }
        }

        return false;
    }

    private static bool MayEnd(Block block)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([block.Start]);
        while (open.TryPop(out var name))
        {
            if (block.Steps.TryGetValue(name, out var step) && step.Activity.MayPass(step, MayEnd) && seen.Add(name))
            {
                if (step.Next.Values.Any(n => n is Target.End))
                    return true;
                foreach (var next in Following(step))
                    open.Push(next);
            }
        }

        return false;
    }

    private static IEnumerable<string> Following(Step step) => step.Next.Values.Select(n => n.StepName).OfType<string>();
}
