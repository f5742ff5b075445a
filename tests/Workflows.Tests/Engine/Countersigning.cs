namespace Workflows.Tests.Engine;

/// <summary>Definitions that the engine's tests share.</summary>
public static class Definitions
{
    /// <summary>A draft, a legality check, then two branches: one post decides, the members of the committee vote.</summary>
    public const string Countersigning = """
        procedure: countersigning
        version: 1
        title: 会签示例
        open-by: officers
        start: draft
        ends: { agreed: 会签通过, stopped: 已停止 }
        steps:
          draft:
            title: 起草
            activity: form
            with:
              by: officers
              fields:
                subject: { label: 事由 }
                day: { label: 拟办日期, type: date }
            deadlines:
              - { name: file, title: 报送, from: day, within: P1M, article: 示例办法第一条, remind: [P-3D], then: escalate }
            next: { submitted: countersign }
          countersign:
            title: 会签
            activity: parallel
            with: { ends-on: rejected }
            branches:
              law:
                start: opinion
                steps:
                  opinion: { title: 合法性意见, activity: approval, with: { by: section of superior }, send-back-to: draft, next: { approved: "end", rejected: "end" } }
              vote:
                start: decide
                steps:
                  decide: { title: 委员表决, activity: approval, with: { by: committee, needs: "> 1/2" }, next: { approved: "end", rejected: "end" } }
            next: { all: publish, rejected: draft }
          publish:
            title: 印发
            activity: form
            with:
              by: officers
              fields: { number: { label: 文号 } }
              ways:
                submitted: { title: 印发, style: primary }
                stop: { title: 停止, needs-reason: true, skips-fields: true }
            deadlines:
              - { name: issue, title: 印发, from: entered, within: P5WD, article: 示例办法第二条, then: escalate }
            next: { submitted: "end:agreed", stop: "end:stopped" }
        """;
}
