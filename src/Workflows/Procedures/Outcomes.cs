using Workflows.Activities;
using Workflows.Engine;

namespace Workflows.Procedures;

/// <summary>Chinese names of outcomes, for timelines and diagrams.</summary>
public static class Outcomes
{
    public static string TitleOf(Activity activity, string outcome) => activity switch
    {
        FormActivity form when form.Ways.TryGetValue(outcome, out var way) => way.Title,
        ApprovalActivity approval when outcome == "approved" => approval.ApproveTitle,
        ApprovalActivity approval when outcome == "rejected" => approval.RejectTitle,
        CheckActivity check when outcome == "holds" => check.HoldsTitle,
        CheckActivity check when outcome == "fails" => check.FailsTitle,
        AsideActivity aside when aside.Ends.TryGetValue(outcome, out var end) => end,
        MeetingVoteActivity when outcome == "submitted" => "提交表决结果",
        ChooseActivity choose => choose.When.FirstOrDefault(w => w.Then == outcome)?.Title ?? choose.Otherwise,
        _ => outcome switch
        {
            "submitted" => "提交",
            "returned" => "退回补正",
            "abstained" => "弃权",
            "expired" => "到期",
            "carried" => "通过",
            "not-carried" => "未通过",
            "adjourned" => "未能开成，改期",
            "elected" => "选足名额",
            "tied" => "末位票数相等",
            "short" => "当选人数不足",
            "void" => "选举无效",
            "counted" => "提交计票结果",
            "clear" => "期满无影响",
            "affected" => "有影响",
            "posted" => "已张贴",
            "objection" => "登记异议",
            "restarted" => "重新公示",
            "unfounded" => "经核实，不影响",
            "founded" => "经核实，有影响",
            "all" => "全部办结",
            "reached" => "到期",
            "continued" => "继续",
            "done" => "办结",
            _ => outcome,
        },
    };

    /// <summary>The name of an outcome as the way out of a step: a call's outcomes are the ends of what it calls, a parallel's those of its branches.</summary>
    public static string TitleOf(Step step, string outcome, Func<string, Procedure?> find) => step.Activity switch
    {
        CallActivity call when find(call.Procedure)?.Ends.TryGetValue(outcome, out var title) == true => title,
        ParallelActivity parallel when parallel.EndsOn.Contains(outcome) => EndingIn(step, outcome).Select(last => TitleOf(last.Step, last.Outcome, find)).FirstOrDefault(outcome),
        _ => TitleOf(step.Activity, outcome),
    };

    /// <summary>The steps whose outcome ends a branch in this.</summary>
    private static IEnumerable<(Step Step, string Outcome)> EndingIn(Step step, string end) =>
        from branch in step.Branches.Values
        from last in branch.Steps.Values
        from next in last.Next
        where next.Value == $"end:{end}" || (next.Value == "end" && next.Key == end)
        select (last, next.Key);
}
