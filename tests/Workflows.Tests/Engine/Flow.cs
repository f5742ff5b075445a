namespace Workflows.Tests.Engine;

/// <summary>Writes a definition around the steps that a test is about.</summary>
public static class Flow
{
    /// <param name="steps">The steps, not indented; the first is called <c>s</c>.</param>
    /// <param name="head">Further keys of the head.</param>
    /// <param name="key">The procedure's key.</param>
    public static string Of(string steps, string head = "", string key = "p", int version = 1) =>
        $"""
        procedure: {key}
        version: {version}
        title: 示例流程
        open-by: officers
        start: s
        ends: [done, stopped]
        {head}
        steps:
          {steps.ReplaceLineEndings("\n  ")}
        """.Replace("ends: [done, stopped]", head.Contains("ends:", StringComparison.Ordinal) ? "" : "ends: { done: 办结, stopped: 停止 }", StringComparison.Ordinal);

    /// <summary>A definition that others call.</summary>
    public static string Part(string key, string steps, string inputs = "", string ends = "done: 办结, stopped: 停止") =>
        Of(steps, $"part: true\ninputs: [{inputs}]\nends: {{ {ends} }}", key).Replace("open-by: officers\n", "", StringComparison.Ordinal);
}
