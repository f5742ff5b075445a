namespace Workflows.Language;

/// <summary>One thing that is wrong with a definition: where, and what to do about it.</summary>
/// <param name="Line">1-based; 0 when it concerns the whole file.</param>
/// <param name="Step">Path of the step; empty when it concerns the procedure.</param>
public sealed record Mistake(string File, int Line, string Step, string Says)
{
    public override string ToString() =>
        $"{File}{(Line > 0 ? $":{Line}" : "")}{(Step.Length > 0 ? $" 步骤 {Step}" : "")}：{Says}";
}
