using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>Calls of other procedures: told where they lead nowhere, in a circle, or give what is not taken.</summary>
public sealed class LintCallTests
{
    [Fact]
    public void A_circle_through_a_sub_procedure_that_may_end_at_once_is_found_and_one_that_asks_somebody_is_not()
    {
        const string Caller = """
            s:
              title: 调用
              activity: call
              with: { procedure: sub }
              next: { done: s, stopped: "end:stopped" }
            """;
        string Sub(string first) => Flow.Part("sub", $$"""
            s:
              title: 开始
              {{first}}
              next: { {{(first.Contains("form", StringComparison.Ordinal) ? "submitted" : "done")}}: "end:done" }
            """);
        Assert.Contains("形成不等待任何人的循环", Assert.Single(LintTests.Mistakes(Flow.Of(Caller), Sub("activity: notify\n  with: { to: officers, text: 甲 }"))).Says, StringComparison.Ordinal);
        Assert.Empty(LintTests.Mistakes(Flow.Of(Caller), Sub("activity: form\n  with: { by: officers }")));
    }

    [Theory]
    [InlineData("procedure: nothing", "调用的子流程不存在或有错误：nothing")]
    [InlineData("procedure: p", "子流程互相调用，形成循环：p")]
    [InlineData("procedure: sub, given: { y: today }", "子流程 sub 不接收“y”；它接收的是：x")]
    [InlineData("procedure: sub, given: { x: nothing }", "没有“nothing”这一数据")]
    [InlineData("procedure: sub, ends: done", "未知的键“ends”")]
    public void A_call_that_cannot_be_made_is_told(string with, string says)
    {
        var mistakes = LintTests.Mistakes(
            Flow.Of($$"""
                s:
                  title: 调用
                  activity: call
                  with: { {{with}} }
                  next: { done: "end:done", stopped: "end:stopped" }
                """),
            Flow.Part("sub", """
                s:
                  title: 填报
                  activity: form
                  with: { by: officers }
                  next: { submitted: "end:done" }
                """, "x"));
        Assert.Contains(says, Assert.Single(mistakes).Says, StringComparison.Ordinal);
    }
}
