using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>Why a member is away for long: the classes that may be left out of 应到会 when the superior agrees and the meeting adopts it (EL-06).</summary>
public enum AbsenceKind
{
    /// <summary>患精神病或者其他疾病，不能表达本人意志</summary>
    [Label("因病不能表达本人意志")]
    CannotExpressWill,

    /// <summary>自费出国半年以上</summary>
    [Label("自费出国半年以上")]
    AbroadAtOwnCost,

    /// <summary>虽未受到留党察看以上党纪处分，但正在服刑</summary>
    [Label("正在服刑")]
    ServingSentence,

    /// <summary>年老体弱卧床不起，长期生活不能自理</summary>
    [Label("年老体弱卧床不起，长期生活不能自理")]
    Bedridden,

    /// <summary>工作调动、外出学习半年以上，应转未转组织关系</summary>
    [Label("外出工作、学习半年以上，应转未转组织关系")]
    PostedAway,

    /// <summary>已回原籍长期居住的离退休人员，没有转出组织关系，确实不能到会</summary>
    [Label("离退休后回原籍长期居住，确实不能到会")]
    RetiredAway,
}

/// <summary>A member is away for long; being on this list excludes nobody, it only lets the roll propose it.</summary>
public sealed record Absence(string PersonId, AbsenceKind Kind, DateOnly From, DateOnly? Until = null) : IDated;
