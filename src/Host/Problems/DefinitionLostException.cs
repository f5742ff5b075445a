namespace Workflows.Host.Problems;

/// <summary>A case runs a text that is not in force because somebody changed or removed it in the database.</summary>
internal sealed class DefinitionLostException(string number, string procedure, int version)
    : Exception($"Case {number} runs {procedure} v{version}, which is not loaded.")
{
    public ProblemResult Explained { get; } = new(
        new($"{number}所用的流程定义（{procedure} 第 {version} 版）在数据库中缺失或者被改动过，现在不能打开。", 503, "definition-lost")
        {
            Instead = "请告诉管理员：核验历程，从备份恢复数据库。",
        });
}
