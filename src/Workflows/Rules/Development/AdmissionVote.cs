namespace Workflows.Rules;

/// <summary>How a vote on one person at a 支部大会 stands.</summary>
/// <param name="Expected">应到会有表决权的正式党员 after those validly left out; people.</param>
/// <param name="Yes">Votes for that count: valid ones in the room and written opinions; null when no vote was given.</param>
/// <param name="Carried">Null when no vote was given.</param>
public sealed record AdmissionResult(int Expected, bool Quorum, int LeastPresent, int LeastYes, int? Yes, bool? Carried);

/// <summary>The vote on admitting or converting one person, as it was taken: both rules count it the same way.</summary>
/// <param name="Matter">What is voted on: 接收预备党员.</param>
/// <param name="Yes">All votes for that lay in the box; null before the vote.</param>
/// <param name="WrittenYes">For, in formal written opinions of members who are absent.</param>
/// <param name="ProbationaryYes">Of <paramref name="Yes"/>, those of probationary members: void.</param>
internal sealed record AdmissionVote(string Matter, int Expected, int Present, int? Yes, int WrittenYes, int ProbationaryYes, bool WrittenBefore)
{
    private static readonly Share MoreThanHalf = Share.Parse("> 1/2");

    /// <summary>Refuses the manner of voting itself; null when it is right.</summary>
    public static Verdict? Manner(int people, bool secret)
    {
        if (people > 1)
            return new(false, $"一次表决 {people} 人；两人以上必须逐个讨论、逐个表决，本次表决无效。") { Hard = true, Instead = "请一人一票，逐个讨论后分别表决。" };
        return secret ? null : new(false, "没有采取无记名投票方式，本次表决无效。") { Hard = true, Instead = "请用无记名投票方式重新表决。" };
    }

    /// <param name="without">Who was left out of 应到会, for the sentence; empty when nobody was proposed.</param>
    public Verdict Judge(string without)
    {
        if (Mistake() is { } mistake)
            return Verdict.Mistaken(mistake);

        var leastPresent = MoreThanHalf.Least(Expected);
        var said = $"{without}应到会有表决权的正式党员 {Expected} 人，须超过半数即至少 {leastPresent} 人到会，实到 {Present} 人，{Words.Reached(Present, leastPresent)}";
        if (Present < leastPresent)
        {
            return new(false, $"{said}，不能开会{(WrittenYes > 0 ? "；书面意见不计入实到会" : "")}。")
            {
                Value = new AdmissionResult(Expected, false, leastPresent, leastPresent, null, Yes is null ? null : false),
                Instead = "请改期开会；本次会议的表决无效。",
            };
        }

        if (Yes is not { } cast)
            return new(true, said + "。") { Value = new AdmissionResult(Expected, true, leastPresent, leastPresent, null, null) };

        var counted = cast - ProbationaryYes + (WrittenBefore ? WrittenYes : 0);
        var carried = counted >= leastPresent;
        return new(carried, $"{said}；{Matter}，赞成 {cast} 票{Void()}{Written()}，合计 {counted} 人，须超过应到会半数即至少 {leastPresent} 人，{(carried ? "通过" : $"差 {leastPresent - counted} 人，未通过")}。")
        {
            Value = new AdmissionResult(Expected, true, leastPresent, leastPresent, counted, carried),
            Instead = carried ? null : "决议没有通过，请如实记录；可继续培养教育，酝酿成熟后另行召开大会讨论。",
        };
    }

    private string? Mistake() =>
        Present > Expected ? $"实到会有表决权 {Present} 人多于应到会 {Expected} 人；预备党员到会不计入。"
        : ProbationaryYes > (Yes ?? 0) ? $"预备党员投的赞成 {ProbationaryYes} 票多于赞成 {Yes ?? 0} 票。"
        : Yes - ProbationaryYes > Present ? $"正式党员赞成 {Yes - ProbationaryYes} 票多于实到会有表决权 {Present} 人。"
        : WrittenYes > Expected - Present ? $"书面赞成 {WrittenYes} 人多于没有到会的 {Expected - Present} 人。"
        : null;

    private string Void() => ProbationaryYes == 0 ? "" : $"，其中预备党员 {ProbationaryYes} 票无效";

    private string Written() => WrittenYes == 0 ? "" : WrittenBefore ? $"，会前书面赞成 {WrittenYes} 人计入票数" : $"，书面赞成 {WrittenYes} 人不是会前正式提出，不计入";
}
