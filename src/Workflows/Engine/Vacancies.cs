namespace Workflows.Engine;

/// <summary>Posts that are to be asked and that nobody holds on the day: said before anything is submitted that would lie there.</summary>
public static class Vacancies
{
    private const string Enter = "请先在名册中登记任职（组织 → 导入），再提交；填写的内容会保留。";

    internal static Problem Problem(Run run, string step, Assignee vacant) =>
        Engine.Problem.Refused("post-vacant", $"下一步“{step}”由{vacant.Title}办理，这一职务 {Rules.Words.Day(run.Now)}空缺。", Enter);

    /// <summary>What there is to say of an item that lies with a post nobody holds today; null where somebody does.</summary>
    public static string? Says(Run run, Assignee to, string title) => run.IsVacant(to.Key)
        ? $"“{title}”由{to.Title}办理，这一职务今天（{Rules.Words.Day(run.Now)}）空缺，没有人能办理；请管理员在名册中登记任职（组织 → 导入）。"
        : null;

    /// <summary>A sentence for each vacant post that a step may lead to next.</summary>
    public static IEnumerable<string> Ahead(Run run, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { path };
        var waiting = new Queue<string>(After(run, path));
        while (waiting.TryDequeue(out var next))
        {
            if (!seen.Add(next))
                continue;

            var step = run.StepAt(next);
            foreach (var who in step.Activity.Asks.OfType<Who.Post>())
            {
                foreach (var vacant in run.Resolve(who, next).Where(a => run.IsVacant(a.Key)))
                    yield return $"后面的“{step.Title}”由{vacant.Title}办理，这一职务今天（{Rules.Words.Day(run.Now)}）空缺；办到那一步以前请先在名册中登记任职（组织 → 导入）。";
            }

            var within = step.Branches.Select(b => $"{next}/{b.Key}/{b.Value.Start}");
            foreach (var further in step.Activity.IsAutomatic ? After(run, next) : within)
                waiting.Enqueue(further);
        }
    }

    /// <summary>The steps that a step's outcomes lead to; the end of a branch leads to what follows the step that it belongs to.</summary>
    private static IEnumerable<string> After(Run run, string path)
    {
        var block = Paths.BlockOf(path);
        var step = run.StepAt(path);
        var ahead = step.Activity.OutcomesAhead(run, path).ToHashSet(StringComparer.Ordinal);
        var targets = step.Next.Where(n => ahead.Contains(n.Key)).Select(n => n.Value).ToArray();
        foreach (var target in targets.Select(t => t.StepName).OfType<string>())
            yield return block + target;
        if (block.Length > 0 && targets.Any(t => t is Target.End))
        {
            foreach (var outer in After(run, Paths.OwnerOf(block).Step))
                yield return outer;
        }
    }
}
