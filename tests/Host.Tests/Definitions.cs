namespace Workflows.Host.Tests;

/// <summary>Small procedures that show what HTTP adds to the engine; the product's own are told by their stories.</summary>
internal static class Definitions
{
    public const string ThemeDay = """
        procedure: theme-day
        version: 1
        title: 主题党日
        summary: 支部报计划，上级组织科审核，由指定的党员写小结。
        open-by: [officers, section of superior]
        unit-kinds: [branch]
        superior-may-end: [dropped]
        start: plan
        ends: { held: 已经开展, dropped: 不再开展 }
        steps:
          plan:
            title: 填报计划
            hint: 写明主题、日期和人数。
            activity: form
            with:
              by: officers
              fields:
                topic: { label: 主题, max: 20 }
                held-on: { label: 活动日期, type: date }
                present: { label: 到会人数, type: number, min: 1, max: 500, unit: 人, says: facts.electors }
                writer: { label: 小结执笔人, type: person, from: facts.elector-list }
                paper: { label: 方案, type: files, required: false }
              ways:
                submitted: { title: 报上级, style: primary }
                dropped: { title: 不再开展, needs-reason: true, skips-fields: true }
            rules:
              - { rule: OR-01, given: { full-members: present } }
              - { rule: OR-06, given: { members: present } }
            deadlines:
              - { name: plan, title: 报送计划, within: P10D, article: 本支部约定, remind: [P-3D], then: escalate }
            next: { submitted: check, dropped: "end:dropped" }
          check:
            title: 审核计划
            activity: approval
            with: { by: section of superior, may-return: true }
            send-back-to: [plan]
            next: { approved: summary, rejected: "end:dropped", returned: plan }
          summary:
            title: 写小结
            activity: form
            with: { by: person in writer, fields: { summary: { label: 小结, type: long-text } } }
            deadlines:
              - { name: summary, title: 交小结, from: held-on, within: P5D, article: 本支部约定, then: urge }
            send-back-to: [plan]
            next: { submitted: "end:held" }
        """;

    /// <summary>Two things to do at once, and one day for both.</summary>
    public const string Twice = """
        procedure: twice
        version: 1
        title: 两项工作
        open-by: officers
        unit-kinds: [branch]
        start: both
        ends: { done: 已办结 }
        deadlines:
          - { name: all, title: 全部办结, within: P10D, article: 本支部约定, then: urge }
        steps:
          both:
            title: 两项工作
            activity: parallel
            branches:
              one: { start: first, steps: { first: { title: 第一项, activity: form, with: { by: officers }, next: { submitted: end } } } }
              two: { start: second, steps: { second: { title: 第二项, activity: form, with: { by: officers }, next: { submitted: end } } } }
            next: { all: "end:done" }
        """;

    /// <summary>A unit may have it once at a time.</summary>
    public const string WorkPlan = """
        procedure: work-plan
        version: 1
        title: 工作计划
        open-by: officers
        one-per-unit: true
        start: write
        ends: { done: 已经完成 }
        steps:
          write: { title: 写计划, activity: form, with: { by: officers, fields: { text: { label: 计划, type: long-text } } }, next: { submitted: "end:done" } }
        """;

    /// <summary>Goes round as often as one likes.</summary>
    public const string Diary = """
        procedure: diary
        version: 1
        title: 工作日志
        open-by: officers
        start: entry
        ends: { closed: 已经封存 }
        steps:
          entry:
            title: 记一笔
            activity: form
            with:
              by: officers
              fields: { text: { label: 内容, type: long-text } }
              ways: { more: { title: 再记一笔, style: primary }, closed: { title: 封存 } }
            next: { more: entry, closed: "end:closed" }
        """;

    /// <summary>The same is filled in again and again.</summary>
    public const string Reviews = """
        procedure: reviews
        version: 1
        title: 定期考察
        open-by: officers
        start: review
        ends: { closed: 已经结束 }
        steps:
          review:
            title: 考察
            activity: form
            with:
              by: officers
              collect: reviews
              fields:
                on: { label: 考察日期, type: date, afresh: true }
                finding: { label: 考察意见, type: long-text, afresh: true }
              ways: { more: { title: 登记, style: primary }, closed: { title: 结束, skips-fields: true } }
            next: { more: review, closed: "end:closed" }
        """;

    /// <summary>Members say one by one what they think, and what is decided hangs on a wall.</summary>
    public const string Poll = """
        procedure: poll
        version: 1
        title: 征求意见
        open-by: officers
        unit-kinds: [branch]
        start: ask
        ends: { done: 已经同意, stopped: 没有同意 }
        steps:
          ask:
            title: 委员传签
            activity: approval
            with: { by: committee, needs: all, fields: { opinion: { label: 意见, type: long-text, required: false } } }
            next: { approved: post, rejected: "end:stopped" }
          post: { title: 张榜, activity: public-notice, with: { by: officers, days: 5, article: 本支部约定 }, next: { clear: "end:done", affected: "end:stopped" } }
        """;

    /// <summary>Takes reports.</summary>
    public const string FollowUp = """
        procedure: follow-up
        version: 1
        title: 督促整改
        open-by: section of superior
        one-per-unit: true
        accepts: { into: reports, level: how-far, decided-on: since, rules: { T9: LG-T9 } }
        start: note
        ends: { done: 已经整改 }
        steps:
          note:
            title: 登记
            activity: form
            with:
              by: section of superior
              fields:
                reports: { label: 线索, type: rows, required: false, columns: { what: { label: 事实 }, on: { label: 日期, type: date }, evidence: { label: 材料, type: files, required: false } } }
                how-far: { label: 层级, type: number, required: false }
                since: { label: 自何日, type: date, required: false }
            next: { submitted: watch }
          watch:
            title: 整改
            activity: form
            with: { by: section of superior }
            next: { submitted: "end:done" }
        """;

    /// <summary>Ends with an approval that asks for a day and an opinion, under a rule.</summary>
    /// <param name="about">What its head says of whom it is about; empty: about the unit.</param>
    public static string Study(string key, string about = "") => $$"""
        procedure: {{key}}
        version: 1
        title: 学习安排
        open-by: officers
        {{about}}
        start: draft
        ends: { agreed: 同意开展, dropped: 不再开展 }
        steps:
          draft: { title: 拟定安排, activity: form, with: { by: officers, fields: { present: { label: 正式党员, type: number } } }, next: { submitted: agree } }
          agree:
            title: 审批学习安排
            activity: approval
            with: { by: section of superior, fields: { agreed-on: { label: 批准日期, type: date, past: true }, opinion: { label: 意见, type: long-text, required: false }, slip: { label: 审批单, type: files, required: false } } }
            rules: [{ rule: OR-01, given: { full-members: present } }]
            next: { approved: "end:agreed", rejected: "end:dropped" }
        """;

    /// <summary>Ends with an approval that asks for a meeting and a day, and of each case for a number of its own and what its plan says.</summary>
    public const string Trip = """
        procedure: trip
        version: 1
        title: 外出学习
        open-by: officers
        start: draft
        ends: { agreed: 同意外出, dropped: 不再外出 }
        steps:
          draft:
            title: 拟定方案
            activity: form
            with: { by: officers, fields: { seats: { label: 人数, type: number, required: false }, going: { label: 外出的人, type: people, from: facts.elector-list } } }
            next: { submitted: agree }
          agree:
            title: 审批外出
            activity: approval
            with:
              by: section of superior
              fields:
                decided-at: { label: 研究会议, max: 20, each-case: false }
                agreed-on: { label: 批准日期, type: date, past: true }
                reply-number: { label: 批复文号, max: 8 }
                agreed-seats: { label: 批准的人数, type: number, min: 1, max: 30, value: seats, show-when: { field: seats, at-least: 1 } }
                agreed-people: { label: 同意的人, type: people, from: going, value: going, min: 1 }
                slip: { label: 审批单, type: files, required: false }
            next: { approved: "end:agreed", rejected: "end:dropped" }
        """;

    /// <summary>A vote of the members with something that may be left empty and something that may not.</summary>
    private const string Hearing = """
        procedure: hearing
        version: 1
        title: 党员大会表决
        summary: 党员大会表决一人。
        open-by: [officers]
        unit-kinds: [branch]
        start: vote
        ends: { carried: 已经通过, dropped: 没有通过 }
        steps:
          vote:
            title: 表决
            activity: meeting-vote
            with:
              by: officers
              body: assembly
              ask: { rule: PM-13, given: { secret: secret, written-yes: written-yes } }
              fields:
                secret: { label: 采取无记名投票, type: yes-no }
                written-yes: { label: 书面意见赞成, type: number, required: false }
                minutes: { label: 会议记录, type: long-text }
            next: { carried: "end:carried", not-carried: "end:dropped", adjourned: "end:dropped" }
        """;

    /// <summary>Writes the procedures and the product's calendars into a folder.</summary>
    public static void WriteTo(string folder)
    {
        var calendars = Directory.CreateDirectory(Path.Combine(folder, "calendar")).FullName;
        foreach (var year in Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflow-definitions", "calendar")))
            File.Copy(year, Path.Combine(calendars, Path.GetFileName(year)));
        File.WriteAllText(Path.Combine(folder, "theme-day.yaml"), ThemeDay);
        File.WriteAllText(Path.Combine(folder, "work-plan.yaml"), WorkPlan);
        File.WriteAllText(Path.Combine(folder, "twice.yaml"), Twice);
        File.WriteAllText(Path.Combine(folder, "diary.yaml"), Diary);
        File.WriteAllText(Path.Combine(folder, "reviews.yaml"), Reviews);
        File.WriteAllText(Path.Combine(folder, "poll.yaml"), Poll);
        File.WriteAllText(Path.Combine(folder, "follow-up.yaml"), FollowUp);
        File.WriteAllText(Path.Combine(folder, "trip.yaml"), Trip);
        File.WriteAllText(Path.Combine(folder, "hearing.yaml"), Hearing);
        File.WriteAllText(Path.Combine(folder, "study.yaml"), Study("study"));
        File.WriteAllText(Path.Combine(folder, "study-of-one.yaml"), Study("study-of-one", "about: [none]"));
    }
}
