using Workflows.Rules;

namespace Workflows.Organisation.Import;

/// <summary>What a 花名册 says of a member with 入党 and 转正, as the stages that the register keeps.</summary>
/// <param name="Joined">入党: the day on which somebody became 预备党员.</param>
/// <param name="Confirmed">转正: the day from which they are 正式党员.</param>
internal sealed record RosterDates(MembershipStage Stage, WrittenDay? Joined, WrittenDay? Confirmed, DateOnly Today)
{
    private const int MonthsOnProbation = 12;

    /// <summary>True when the day of 转正 is not written and follows from a year on probation.</summary>
    public bool IsAssumed => Stage == MembershipStage.Full && Confirmed is null;

    public bool IsMonth => Joined is { IsMonth: true } || Confirmed is { IsMonth: true };

    /// <summary>Why the days cannot be those of this stage; null when they can.</summary>
    public (string Column, string Reason)? Trouble => Stage switch
    {
        MembershipStage.Full when Joined is null && Confirmed is null => ("入党日期", "不能为空"),
        MembershipStage.Full when Joined?.First > Today => ("入党日期", $"{Words.Day(Joined.Value.First)} 晚于今天"),
        MembershipStage.Full when Confirmed?.First > Today => ("转正日期", $"{Words.Day(Confirmed.Value.First)} 晚于今天，现在还不是正式党员"),
        MembershipStage.Full when Confirmed is { } confirmed && Joined?.First >= confirmed.Last => ("转正日期", "应在入党日期之后"),
        MembershipStage.Full when Confirmed is null && Full > Today => ("转正日期", "入党还不满一年，是正式党员的，请写明转正日期"),
        MembershipStage.Full => null,
        MembershipStage.Probationary when Joined is null => ("入党日期", "不能为空"),
        MembershipStage.Probationary when Joined is { IsMonth: true } => ("入党日期", "只有年月；预备期从支部大会通过之日算起，请写到日"),
        MembershipStage.Probationary when Confirmed?.First <= Today => ("转正日期", "已经转正的，人员类别应为正式党员"),
        MembershipStage.Probationary => null,
        MembershipStage.Applicant or MembershipStage.Activist or MembershipStage.Prospect => ("起始日期", $"不能为空：请写明成为{Stage.Title()}的日期"),
        _ => throw new InvalidOperationException($"Stage {Stage}"),
    };

    /// <summary>A month stands for its last day: nobody is reckoned a member for longer than they were.</summary>
    private DateOnly Full => Confirmed is { } confirmed ? Earlier(confirmed.Last, Today) : Periods.MinimumMonths(Joined!.Value.Last, MonthsOnProbation);

    /// <summary>The stages in the unit, oldest first.</summary>
    /// <param name="founded">The unit's first day: nobody belongs to it before.</param>
    /// <param name="now">What the register already has of the person today. It is more exact than a roster: the same stage stays as it is, and 预备党员 ends with 转正.</param>
    public (IReadOnlyList<Membership> Stays, bool IsClipped) Stays(string person, string unit, DateOnly founded, Membership? now)
    {
        if (now is not null && now.UnitId == unit && now.Stage == Stage)
            return ([now], false);

        var last = new Membership(person, unit, Stage, Stage == MembershipStage.Full ? Full : Joined!.Value.First);
        if (now is { Stage: MembershipStage.Probationary } && now.UnitId == unit && last.From > now.From)
            return ([now with { Until = last.From }, last], false);

        Membership[] stays = Stage == MembershipStage.Full && Joined is { } joined && Earlier(joined.Last, last.From) < last.From
            ? [new(person, unit, MembershipStage.Probationary, joined.Last, last.From), last]
            : [last];
        var within = stays.Where(s => s.Until is null || s.Until > founded).Select(s => s.From < founded ? s with { From = founded } : s).ToArray();
        return (within, within[0] != stays[0]);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
