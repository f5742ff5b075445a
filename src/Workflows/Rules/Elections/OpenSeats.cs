namespace Workflows.Rules;

/// <summary>How a vacancy on a committee is filled.</summary>
public enum VacancyManner
{
    [Label("党员大会补选")]
    ByElection,

    [Label("上级党组织指派")]
    Assigned,
}

/// <summary>A post that an election gives.</summary>
public enum ElectedPost
{
    [Label("书记")]
    Secretary,

    [Label("副书记")]
    DeputySecretary,

    [Label("委员")]
    CommitteeMember,
}

/// <summary>缺额: what happens when fewer were elected than there are seats, or when somebody leaves.</summary>
public static class OpenSeats
{
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";
    private static readonly Share AtLeastHalf = Share.Parse(">= 1/2");
    private static readonly Share OneFifth = Share.Parse(">= 1/5");

    [Rule("EL-20", Rules2020, Title = "缺额另行选举，或者减少名额", Status = RuleStatus.V2, From = From,
        Text = "赞成超过半数的人少于应选名额的，缺额另行选举，不能从没有过半数的人中按得票补足；当选人数接近应选名额、半数以上选举人同意或者大会主席团决定的，可以减少名额。是否“接近”由会议判断；委员会最少人数可以设置。")]
    public static Verdict MayLeaveOpen(
        [Given("应选名额", "人", Min = 1)] int seats,
        [Given("已当选", "人")] int elected,
        [Given("实到会有选举权", "人")] int present,
        [Given("会议认为接近应选名额")] bool consideredClose,
        [Setting("committee-least-members")] int committeeLeastMembers,
        [Given("同意减少名额", "人")] int agreed = 0,
        [Given("大会主席团已决定")] bool presidiumDecided = false)
    {
        if (elected > seats)
            return Verdict.Mistaken($"已当选 {elected} 人多于应选 {seats} 人。");
        if (agreed > present)
            return Verdict.Mistaken($"同意减少名额 {agreed} 人多于实到会有选举权 {present} 人。");

        var missing = seats - elected;
        if (missing == 0)
            return new(true, $"应选 {seats} 人，已全部选出，没有缺额。") { Value = new Shortfall(0, seats) };

        var half = AtLeastHalf.Least(present);
        var consented = presidiumDecided || agreed >= half;
        var holds = consideredClose && consented && elected >= committeeLeastMembers;
        var why = !consideredClose ? "会议没有认为接近应选名额"
            : elected < committeeLeastMembers ? $"减少后少于委员会最少 {committeeLeastMembers} 人"
            : presidiumDecided ? "大会主席团决定减少名额"
            : $"同意减少名额 {agreed} 人，须半数以上即至少 {half} 人，{Words.Reached(agreed, half)}";
        return new(holds, $"应选 {seats} 人，当选 {elected} 人，缺额 {missing} 名；{why}，{(holds ? $"名额减为 {elected} 人" : "不能减少名额")}。")
        {
            Value = new Shortfall(holds ? 0 : missing, holds ? elected : seats),
            Instead = holds ? null : $"请就缺额 {missing} 名另行选举，候选人按差额要求重新提名。",
        };
    }

    [Rule("EL-24", "《中国共产党支部工作条例（试行）》第二十一条", Title = "书记、副书记报批准，委员报备案", Status = RuleStatus.V2, From = "2018-10-28",
        Text = "选出的书记、副书记报上级党组织批准，批准以前是“当选待批”；委员报上级党组织备案。")]
    public static Verdict TakesEffect([Given("职务")] ElectedPost post, [Given("批准或备案日", "日")] DateOnly? confirmedOn = null)
    {
        var (act, pending) = post switch
        {
            ElectedPost.Secretary or ElectedPost.DeputySecretary => ("批准", "当选待批"),
            ElectedPost.CommitteeMember => ("备案", "已当选，待备案"),
            _ => throw new ArgumentOutOfRangeException(nameof(post)),
        };
        return confirmedOn is { } day
            ? new(true, $"{Choice.LabelOf(post)}选举结果 {Words.Day(day)}经上级党组织{act}。") { Value = $"已{act}" }
            : new(false, $"{Choice.LabelOf(post)}选举结果须报上级党组织{act}，现为{pending}。") { Value = pending, Instead = $"请将选举结果报上级党组织{act}。" };
    }

    [Rule("EL-25", "《中国共产党支部工作条例（试行）》第二十一条；委员补选的差额为组织部门答复（可设置）", Title = "出缺及时补选，必要时指派书记、副书记", Status = RuleStatus.V2, From = "2018-10-28",
        Text = "委员会成员出缺，应当及时由党员大会补选；必要时上级党组织可以指派书记、副书记。补选委员应当差额，不能等额。")]
    public static Verdict IsFilledProperly(
        [Given("出缺职务")] ElectedPost post,
        [Given("补缺方式")] VacancyManner manner,
        [Setting("equal-by-election-of-members")] bool equalByElectionOfMembers,
        [Given("补选名额", "人", Min = 1)] int seats = 1,
        [Given("候选人", "人")] int candidates = 0)
    {
        if (manner == VacancyManner.Assigned)
        {
            var may = post != ElectedPost.CommitteeMember;
            return new(may, may ? $"{Choice.LabelOf(post)}出缺，必要时可以由上级党组织指派。" : $"上级党组织只能指派书记、副书记，{Choice.LabelOf(post)}不能指派。") { Instead = may ? null : "请召开党员大会补选委员。" };
        }

        var least = post == ElectedPost.CommitteeMember && !equalByElectionOfMembers ? seats + OneFifth.Least(seats) : seats;
        return new(candidates >= least, $"补选{Choice.LabelOf(post)} {seats} 人，候选人须至少 {least} 人，现有 {candidates} 人，{Words.Reached(candidates, least)}。")
        {
            Value = least,
            Instead = candidates >= least ? null : $"请再提名 {least - candidates} 人，报上级党组织审查同意。",
        };
    }

    /// <summary>Seats still to be elected, and how many seats the committee has.</summary>
    public sealed record Shortfall(int Missing, int Seats);
}
