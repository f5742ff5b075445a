namespace Workflows.Rules;

/// <summary>Whose half an elected person needs: the point on which sources conflict.</summary>
public enum MajorityBase
{
    [Label("实到会有选举权的人数")]
    Present,

    [Label("应到会有选举权的人数")]
    Expected,
}

/// <summary>What a person received in one round.</summary>
public sealed record Tally(
    [Given("姓名")] string Name,
    [Given("赞成", "票")] int Votes,
    [Given("另选他人")] bool WriteIn = false,
    [Given("不赞成", "票")] int? Against = null,
    [Given("弃权", "票")] int? Abstained = null,
    [Given("有被选举权")] bool Eligible = true);

/// <summary>How one person came out of a round.</summary>
public enum Fate
{
    [Label("当选")]
    Elected,

    [Label("得票相等，须就这几人再次投票")]
    Tied,

    [Label("赞成超过半数，但名额已满")]
    SeatsFull,

    [Label("赞成没有超过半数")]
    BelowHalf,

    [Label("没有被选举权")]
    NotEligible,
}

/// <summary>One person's result and the reason for it, in a sentence.</summary>
public sealed record PersonResult(string Name, int Votes, bool WriteIn, Fate Fate, string Because);

/// <summary>What a round of an election comes to.</summary>
/// <param name="LeastVotes">The fewest votes that elect; 0 in a second ballot, where no majority is needed.</param>
/// <param name="Elected">By votes, most first; equal votes in ballot order.</param>
/// <param name="Tied">Those between whom the last seats must be decided by a second ballot.</param>
/// <param name="SeatsForTied">How many seats that second ballot fills.</param>
/// <param name="Missing">Seats for which too few had more than half: 另行选举, or fewer seats.</param>
/// <param name="People">Everybody, most votes first.</param>
public sealed record ElectionOutcome(
    int Seats,
    int LeastVotes,
    IReadOnlyList<string> Elected,
    IReadOnlyList<string> Tied,
    int SeatsForTied,
    int Missing,
    IReadOnlyList<PersonResult> People);

/// <summary>计票: whether the numbers of a round can be true together.</summary>
internal static class Tallies
{
    public const string OneForOneKey = "one-write-in-per-against";

    /// <summary>What does not balance, as a sentence; null when everything does.</summary>
    /// <param name="oneForOne">True where each 不赞成 makes room for one write-in only: a setting.</param>
    public static string? Mistake(IReadOnlyList<Tally> people, int seats, int present, int? returned, int? valid, bool oneForOne = false)
    {
        if (people.GroupBy(p => PersonNames.Plain(p.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return $"{twice.Key}列了两次；同名的请加注区别，另选的人已是候选人的并入候选人得票。";
        if (returned > present)
            return $"收回选票 {returned} 张多于到会选举人 {present} 人，选举无效。";
        if (valid > (returned ?? present))
            return $"有效票 {valid} 张多于{(returned is null ? $"到会选举人 {present} 人" : $"收回选票 {returned} 张")}。";

        var ballots = valid ?? returned ?? present;
        foreach (var person in people)
        {
            if (person.Votes + (person.Against ?? 0) + (person.Abstained ?? 0) > ballots)
                return $"{person.Name}赞成 {person.Votes} 票、不赞成 {person.Against ?? 0} 票、弃权 {person.Abstained ?? 0} 票，合计多于选票 {ballots} 张。";
            if (valid is { } all && person is { WriteIn: false, Against: { } against, Abstained: { } abstained } && person.Votes + against + abstained != all)
                return $"{person.Name}赞成 {person.Votes} 票、不赞成 {against} 票、弃权 {abstained} 票，合计不等于有效票 {all} 张。";
        }

        // Only a full count can be held against the number of marks that the ballots had room for.
        var cast = people.Sum(p => (long)p.Votes);
        if (valid is { } counted && cast > (long)counted * seats)
            return $"各人赞成票合计 {cast} 票，多于有效票 {counted} 张每张最多选 {seats} 人的 {(long)counted * seats} 票。";

        if (!oneForOne)
            return null;

        var written = people.Where(p => p.WriteIn).Sum(p => (long)p.Votes);
        var candidates = people.Where(p => !p.WriteIn).ToArray();
        return candidates.All(p => p.Against is not null) && written > candidates.Sum(p => (long)p.Against!.Value)
            ? $"另选他人合计 {written} 票，多于不赞成合计 {candidates.Sum(p => (long)p.Against!.Value)} 票；按现行设置，每不赞成一人只能另选一人。"
            : null;
    }
}
