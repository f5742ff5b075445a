namespace Workflows.Organisation;

/// <summary>The Chinese names of the register's closed sets, as pages, lists and CSV files show them.</summary>
public static class Titles
{
    public static string Title(this UnitKind kind) => kind switch
    {
        UnitKind.WorkCommittee => "工委",
        UnitKind.AgencyCommittee => "机关党委",
        UnitKind.GeneralBranch => "党总支",
        UnitKind.Branch => "党支部",
        UnitKind.PartyGroup => "党小组",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Title(this Sex sex) => sex switch
    {
        Sex.Male => "男",
        Sex.Female => "女",
        _ => throw new ArgumentOutOfRangeException(nameof(sex)),
    };

    public static string Title(this MembershipStage stage) => stage switch
    {
        MembershipStage.Applicant => "入党申请人",
        MembershipStage.Activist => "入党积极分子",
        MembershipStage.Prospect => "发展对象",
        MembershipStage.Probationary => "预备党员",
        MembershipStage.Full => "正式党员",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Title(this DisciplineKind kind) => kind switch
    {
        DisciplineKind.Warning => "警告",
        DisciplineKind.SeriousWarning => "严重警告",
        DisciplineKind.RemovedFromPost => "撤销党内职务",
        DisciplineKind.PartyProbation => "留党察看",
        DisciplineKind.RightsSuspended => "党员权利中止",
        DisciplineKind.MembershipStopped => "停止党籍",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Title(this AbsenceKind kind) => kind switch
    {
        AbsenceKind.CannotExpressWill => "因病不能表达本人意志",
        AbsenceKind.AbroadAtOwnCost => "自费出国半年以上",
        AbsenceKind.ServingSentence => "正在服刑",
        AbsenceKind.Bedridden => "年老体弱卧床不起，长期生活不能自理",
        AbsenceKind.PostedAway => "外出工作、学习半年以上，应转未转组织关系",
        AbsenceKind.RetiredAway => "离退休后回原籍长期居住，确实不能到会",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
