namespace Workflows.Rules;

/// <summary>A part of the meeting that admits, in the order in which they follow.</summary>
public enum AdmissionPart
{
    [Label("发展对象汇报")]
    Prospect,

    [Label("入党介绍人介绍情况、表明意见")]
    Introducers,

    [Label("支委会报告审查情况")]
    Committee,

    [Label("与会党员讨论")]
    Discussion,
}

/// <summary>讨论接收预备党员的支部大会: by when it is held, when it may open, when a person is admitted.</summary>
public static class AdmissionMeetings
{
    internal const string ClassesKey = "admission-exclusion-classes";

    [Rule("PM-13", DevelopmentText.Of2026 + "第十九条、第二十条；2014 年细则第二十条、第二十一条相同", Title = "接收预备党员的到会人数和通过票数", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "有表决权的到会人数必须超过应到会有表决权人数的半数；赞成超过应到会有表决权正式党员的半数才通过，恰好一半都不行。采取无记名投票，一次只表决一人。不能到会的正式党员会前正式提出的书面意见计入票数，不计入实到会。预备党员投的票无效。")]
    public static Verdict Admits(
        [Given("应到会有表决权的正式党员", "人")] int expected,
        [Given("实到会有表决权的正式党员", "人")] int present,
        [Given("开会日", "日")] DateOnly on,
        [Setting(ClassesKey)] ExclusionClasses admissionExclusionClasses,
        [Given("票箱中的赞成票", "票")] int? yes = null,
        [Given("书面意见赞成", "人")] int writtenYes = 0,
        [Given("书面意见在会前正式提出")] bool writtenBeforeTheMeeting = true,
        [Given("赞成票中预备党员投的", "票")] int probationaryYes = 0,
        [Given("一次表决的发展对象", "人", Min = 1)] int prospects = 1,
        [Given("采取无记名投票")] bool secret = true,
        [Given("拟不计入应到会的党员（应到会填未减去前的人数）")] IReadOnlyList<Exclusion>? exclusions = null)
    {
        if (AdmissionVote.Manner(prospects, secret) is { } refused)
            return refused;
        if (Electorates.Mistake(expected, exclusions ?? []) is { } mistake)
            return Verdict.Mistaken(mistake);

        var roll = Electorates.Without(expected, exclusions ?? [], on, admissionExclusionClasses);
        return new AdmissionVote("接收预备党员", roll.Expected, present, yes, writtenYes, probationaryYes, writtenBeforeTheMeeting).Judge(Electorates.Told(expected, roll));
    }

    [Rule("PM-31", DevelopmentText.Of2026 + "第二十条；2014 年细则第二十一条相同", Title = "支部大会按规定程序讨论接收", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "讨论接收预备党员的支部大会依次进行：发展对象汇报；入党介绍人介绍情况、表明能否入党的意见；支部委员会报告审查情况；与会党员充分讨论，无记名投票表决。不设委员会的，没有委员会报告这一项。")]
    public static Verdict FollowsAgenda(
        [Given("已进行的程序")] IReadOnlyList<AdmissionPart> agenda,
        [Given("按规定的顺序进行")] bool inOrder = true,
        [Given("设有委员会")] bool hasCommittee = true)
    {
        var due = Enum.GetValues<AdmissionPart>().Where(p => hasCommittee || p != AdmissionPart.Committee).ToArray();
        var missing = due.Except(agenda).Select(Choice.LabelOf).ToArray();
        var followed = missing is [] && inOrder;
        return new(followed, $"大会程序 {due.Length} 项{(hasCommittee ? "" : "（不设委员会，没有委员会报告）")}，已进行 {due.Length - missing.Length} 项{(missing is [] ? "" : $"，缺{Words.List(missing)}")}{(inOrder ? "" : "；没有按规定的顺序进行")}。")
        {
            Instead = followed ? null : "请按“未能开成，改期”办理，依次履行各项程序后重新表决。",
        };
    }

    [Rule("PM-32", DevelopmentText.Of2026 + "第二十一条；2014 年细则第二十二条相同", Title = "支部大会决议写明内容、书记签名", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "支部应当及时把大会决议写入《入党志愿书》。决议写明发展对象的主要表现、应到会和实到会有表决权的人数、表决结果、通过决议的日期，由支部书记签名。")]
    public static Verdict IsResolutionComplete([Given("决议已写入志愿书")] bool written = false, [Given("书记已签名")] bool signed = false) =>
        new(written && signed, $"支部大会决议{(written ? "已写明" : "还没有写明")}，书记{(signed ? "已签名" : "还没有签名")}。")
        {
            Instead = written && signed ? null : "请把决议写入《入党志愿书》，写明应到会、实到会、表决结果和日期，由书记签名后一并报上级党委。",
        };

    [Rule("PM-14", DevelopmentText.Of2026 + "第十九条", Title = "预审合格后 1 个月内召开支部大会", Status = RuleStatus.V1, Soft = true, From = DevelopmentText.From2026,
        Text = "上级党委预审合格后，支部大会应当在 1 个月内召开，超过的不能表决。只有预审在 2026 年 5 月 11 日以前的，新细则没有写怎样衔接，由人写明理由、经批准决定。")]
    public static Verdict IsHeldInTime(
        [Given("预审合格日", "日")] DateOnly preReviewedOn,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("支部大会日", "日")] DateOnly? meetingOn = null)
    {
        var verdict = new DueDays(preReviewedOn, "预审合格", "召开支部大会")
            .Within(Period.OfMonths(1), meetingOn, "请重新报上级党委预审，再召开支部大会。", calendar, rollToNextWorkday);
        if (verdict.Holds || verdict.Impossible)
            return verdict;
        if (preReviewedOn >= DevelopmentText.Revised)
            return verdict with { Hard = true };
        return verdict with
        {
            Because = $"{verdict.Because[..^1]}；但预审在新细则施行（{Words.Day(DevelopmentText.Revised)}）以前，当时没有这一期限，细则没有写怎样衔接。",
            Instead = "请由人决定：或者重新预审，或者写明理由、经上级党委同意后继续，并留记录。",
        };
    }

    [Rule("PM-14", DevelopmentText.Of2014, Title = "2014 年细则没有规定预审至开会的期限", Status = RuleStatus.GK, From = DevelopmentText.From2014,
        Text = "2014 年的细则没有规定预审合格后多久召开支部大会，只须在预审以后。")]
    public static Verdict WasHeldAfterPreReview(
        [Given("预审合格日", "日")] DateOnly preReviewedOn,
        [Given("支部大会日", "日")] DateOnly? meetingOn = null) =>
        meetingOn < preReviewedOn
            ? new DueDays(preReviewedOn, "预审合格", "召开支部大会").TooEarly(meetingOn.Value)
            : new(true, $"{Words.Day(preReviewedOn)}预审合格，2014 年细则没有规定召开支部大会的期限{(meetingOn is { } day ? $"；{Words.Day(day)}召开" : "")}。");
}
