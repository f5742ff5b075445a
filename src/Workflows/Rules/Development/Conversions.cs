namespace Workflows.Rules;

/// <summary>What the member meeting decides about a probationary member.</summary>
public enum ConversionDecision
{
    [Label("按期转正")]
    Convert,

    [Label("延长预备期")]
    Extend,

    [Label("取消预备党员资格")]
    Cancel,
}

/// <summary>How extension and cancellation are voted on.</summary>
public enum ExtensionVote
{
    [Label("与转正相同")]
    AsConversion,

    [Label("按党员大会一般决议")]
    Ordinary,
}

/// <summary>From which day 党龄 runs when the meeting is held late.</summary>
public enum FullMemberSince
{
    [Label("预备期届满之日")]
    Expiry,

    [Label("支部大会通过转正之日")]
    Meeting,
}

/// <summary>转正: the vote, the time for approval, 党龄, and what a transfer during probation changes.</summary>
public static class Conversions
{
    private const string SinceKey = "full-member-since";

    [Rule("PM-25", DevelopmentText.Of2026 + "第三十二条" + DevelopmentText.SameBefore + "；延长、取消的表决为本系统约定（可设置）", Title = "转正的到会人数和通过票数同接收一样", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "讨论转正的支部大会，到会人数、赞成人数、无记名投票、一次表决一人、书面意见的计算都与接收预备党员相同。延长预备期、取消资格的表决，默认也相同。")]
    public static Verdict Converts(
        [Given("应到会有表决权的正式党员", "人")] int expected,
        [Given("实到会有表决权的正式党员", "人")] int present,
        [Given("开会日", "日")] DateOnly on,
        [Setting(AdmissionMeetings.ClassesKey)] ExclusionClasses admissionExclusionClasses,
        [Setting("extension-cancellation-vote")] ExtensionVote extensionCancellationVote,
        [Given("表决事项")] ConversionDecision decision = ConversionDecision.Convert,
        [Given("票箱中的赞成票", "票")] int? yes = null,
        [Given("书面意见赞成", "人")] int writtenYes = 0,
        [Given("书面意见在会前正式提出")] bool writtenBeforeTheMeeting = true,
        [Given("赞成票中预备党员投的", "票")] int probationaryYes = 0,
        [Given("一次表决的预备党员", "人", Min = 1)] int people = 1,
        [Given("采取无记名投票")] bool secret = true,
        [Given("拟不计入应到会的党员（应到会填未减去前的人数）")] IReadOnlyList<Exclusion>? exclusions = null)
    {
        if (decision != ConversionDecision.Convert && extensionCancellationVote == ExtensionVote.Ordinary)
            return probationaryYes > (yes ?? 0) ? Verdict.Mistaken($"预备党员投的赞成 {probationaryYes} 票多于赞成 {yes ?? 0} 票。") : Meetings.MemberMeeting(expected, present, yes - probationaryYes);
        if (AdmissionVote.Manner(people, secret) is { } refused)
            return refused;
        if (Electorates.Mistake(expected, exclusions ?? []) is { } mistake)
            return Verdict.Mistaken(mistake);

        var roll = Electorates.Without(expected, exclusions ?? [], on, admissionExclusionClasses);
        return new AdmissionVote(Choice.LabelOf(decision), roll.Expected, present, yes, writtenYes, probationaryYes, writtenBeforeTheMeeting).Judge(Electorates.Told(expected, roll));
    }

    [Rule("PM-26", DevelopmentText.Of2026 + "第三十三条；2014 年细则第三十四条相同；起算日为本系统约定（可设置）", Title = "党委 3 个月内审批转正，不能延长", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党委对支部上报的转正决议，应当在 3 个月内审批；没有特殊情况可以延长的规定。默认从支部大会之日起算。")]
    public static Verdict IsApprovedInTime(
        [Given("讨论转正的支部大会日", "日")] DateOnly meetingOn,
        [Setting(Approvals.ClockKey)] ApprovalClock approvalClock,
        [Setting(DateConventions.RollKey)] bool rollToNextWorkday,
        WorkCalendar calendar,
        [Given("党委收到材料之日", "日")] DateOnly? receivedOn = null,
        [Given("审批日", "日")] DateOnly? approvedOn = null) =>
        Approvals.Start(meetingOn, receivedOn, approvalClock, out var since)
        ?? since.Within(Period.OfMonths(3), approvedOn, "转正审批没有可以延长的规定；请立即审批，如实记录日期，向上级党委组织部门写明逾期原因。", calendar, rollToNextWorkday);

    [Gives("党龄起算日")]
    [Rule("PM-27", DevelopmentText.Of2026 + "第三十三条；会议晚于届满时的算法有不同答复（可设置）", Title = "党龄从预备期满转为正式党员之日算起", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "党员的党龄从预备期满转为正式党员之日算起。转正会议、上级批准晚于届满的，默认仍从届满之日算起；延长预备期的，从延长后的届满之日算起。")]
    public static Verdict MemberSince(
        [Given("预备期（延长的为延长后）届满之日", "日")] DateOnly expiresOn,
        [Setting(SinceKey)] FullMemberSince fullMemberSince,
        [Given("讨论转正的支部大会日", "日")] DateOnly? meetingOn = null,
        [Given("上级党委批准日", "日")] DateOnly? approvedOn = null)
    {
        if (meetingOn < expiresOn)
            return new(false, $"预备期 {Words.Day(expiresOn)}届满，{Words.Day(meetingOn.Value)}开会，早于届满之日。") { Value = expiresOn, Instead = $"请在 {Words.Day(expiresOn)}或以后召开支部大会讨论转正。" };
        if (approvedOn < (meetingOn ?? expiresOn))
            return Verdict.Mistaken($"上级党委批准日 {Words.Day(approvedOn.Value)}早于{(meetingOn is null ? "预备期届满之日" : "支部大会日")} {Words.Day(meetingOn ?? expiresOn)}。");

        var since = fullMemberSince == FullMemberSince.Meeting ? meetingOn ?? expiresOn : expiresOn;
        var later = (meetingOn is { } met ? $"，{Words.Day(met)}支部大会通过" : "") + (approvedOn is { } approved ? $"，{Words.Day(approved)}批准" : "");
        return new(true, $"预备期 {Words.Day(expiresOn)}届满{later}，党龄从 {Words.Day(since)}算起。") { Value = since };
    }

    [Rule("PM-28", DevelopmentText.Of2026 + "第三十五条" + DevelopmentText.SameBefore, Title = "转入的预备党员推迟讨论转正不超过 6 个月", Status = RuleStatus.V1, From = DevelopmentText.From2014,
        Text = "预备期间转入的预备党员，预备期满时接收的党组织认为有必要的，写明理由，可以推迟讨论转正，推迟不超过 6 个月；转为正式党员的，转正时间仍从预备期满之日算起。")]
    public static Verdict MayPostpone(
        [Given("预备期届满之日", "日")] DateOnly expiresOn,
        [Given("转入之日", "日")] DateOnly? movedOn = null,
        [Given("讨论转正的支部大会日", "日")] DateOnly? meetingOn = null)
    {
        var latest = Periods.DeadlineMonths(expiresOn, 6);
        if (movedOn is not { } moved || moved > expiresOn)
        {
            return new(false, $"{(movedOn is { } day ? $"{Words.Day(day)}转入，不在预备期（{Words.Day(expiresOn)}届满）间" : "没有在预备期间转入")}，不能推迟讨论转正。")
            {
                Value = latest,
                Instead = "请在预备期满后及时讨论转正。",
            };
        }

        var inTime = meetingOn is null || meetingOn <= latest;
        return new(inTime, $"{Words.Day(moved)}转入，预备期 {Words.Day(expiresOn)}届满，讨论转正至迟推迟到 {Words.Day(latest)}{DueDays.Came(meetingOn, latest)}；通过的，党龄仍从 {Words.Day(expiresOn)}算起。")
        {
            Value = latest,
            Instead = inTime ? null : "请立即召开支部大会讨论，写明逾期原因，报上级党委。",
        };
    }
}
