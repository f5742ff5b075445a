namespace Workflows.Rules;

/// <summary>当选: who is elected by a round's votes, who must be voted on again, which seats stay open, and why.</summary>
public static class ElectionResults
{
    internal const string BaseKey = "election-majority-base";
    private const string Rules2020 = "《中国共产党基层组织选举工作条例》";
    private const string From = "2020-07-13";
    private static readonly Share MoreThanHalf = Share.Parse("> 1/2");

    [Rule("EL-17", Rules2020 + "；基数为本系统约定（可设置）", Title = "赞成超过半数当选", Status = RuleStatus.V2, From = From,
        Text = "赞成票超过实到会有选举权人数的半数才能当选，恰好一半不当选。基数不是有效票，也不是收回的选票。一些资料以应到会人数为基数，可以设置。")]
    public static Verdict IsElected(
        [Given("实到会有选举权", "人")] int present,
        [Given("赞成", "票")] int yes,
        [Setting(BaseKey)] MajorityBase electionMajorityBase,
        [Given("应到会有选举权", "人")] int? expected = null)
    {
        if (Unusable(present, expected, electionMajorityBase) is { } unusable)
            return unusable;
        if (yes > present)
            return Verdict.Mistaken($"赞成 {yes} 票多于实到会有选举权 {present} 人。");

        var (name, whole) = Base(present, expected, electionMajorityBase);
        var least = MoreThanHalf.Least(whole);
        return new(yes >= least, $"{name} {whole} 人，须超过半数即至少 {least} 票，赞成 {yes} 票，{(yes >= least ? "当选" : $"差 {least - yes} 票，没有当选")}。")
        {
            Value = least,
            Instead = yes >= least ? null : "请按得票重新提名或者酝酿后另行选举。",
        };
    }

    [Rule("EL-18", Rules2020, Title = "赞成超过半数的当选，选足名额", Status = RuleStatus.V2, From = From,
        Text = "赞成超过半数的人多于应选名额的，得票多的当选，至名额满为止；末位得票相等不能确定的，就相等的人再次投票；超过半数的人不足名额的，缺额另行选举。另选的人同候选人一样计算。")]
    public static Verdict Decide(
        [Given("应选名额", "人", Min = 1)] int seats,
        [Given("实到会有选举权", "人")] int present,
        [Given("得票")] IReadOnlyList<Tally> candidates,
        [Setting(BaseKey)] MajorityBase electionMajorityBase,
        [Setting(Tallies.OneForOneKey)] bool oneWriteInPerAgainst,
        [Given("应到会有选举权", "人")] int? expected = null,
        [Given("收回选票", "张")] int? returned = null,
        [Given("有效票", "张")] int? valid = null)
    {
        if (Unusable(present, expected, electionMajorityBase) is { } unusable)
            return unusable;
        if (Tallies.Mistake(candidates, seats, present, returned, valid, oneWriteInPerAgainst) is { } mistake)
            return Verdict.Mistaken(mistake);

        var (name, whole) = Base(present, expected, electionMajorityBase);
        var outcome = Rank(candidates, seats, MoreThanHalf.Least(whole));
        return new(outcome.Elected.Count == seats, Told(outcome, $"应选 {seats} 人，{name} {whole} 人，须超过半数即至少 {outcome.LeastVotes} 票"))
        {
            Value = outcome,
            Instead = Next(outcome),
        };
    }

    [Rule("EL-19", Rules2020 + "；再次相等的处理为本系统约定（可设置）", Title = "末位得票相等，只就相等的人再次投票", Status = RuleStatus.V2, From = From,
        Text = "末位得票相等的，只就相等的几个人再次投票，得票多的当选，不需要超过半数；名额以内的相等不再投票。再次相等的，默认继续就相等的人投票。")]
    public static Verdict DecideSecondBallot(
        [Given("本次应选", "人", Min = 1)] int seats,
        [Given("实到会有选举权", "人")] int present,
        [Given("得票")] IReadOnlyList<Tally> candidates,
        [Setting("tied-again")] string tiedAgain,
        [Given("上一次得票相等的人")] IReadOnlyList<string>? tied = null,
        [Given("收回选票", "张")] int? returned = null)
    {
        if (Tallies.Mistake(candidates, seats, present, returned, valid: null) is { } mistake)
            return Verdict.Mistaken(mistake);
        if (candidates.FirstOrDefault(c => c.WriteIn || tied?.Contains(c.Name, PersonNames.Same) == false) is { } stranger)
            return Verdict.Mistaken($"{stranger.Name}不在上一次得票相等的人之中，不能参加再次投票。");
        if (candidates.Count <= seats)
            return Verdict.Mistaken($"再次投票的 {candidates.Count} 人不多于应选 {seats} 人，不需要再次投票。");

        var outcome = Rank(candidates, seats, leastVotes: 0);
        return new(outcome.Tied.Count == 0, Told(outcome, $"再次投票应选 {seats} 人，得票多的当选，不需要超过半数"))
        {
            Value = outcome,
            Instead = outcome.Tied.Count == 0 ? null
                : tiedAgain == "vote-again" ? $"请就{Words.List(outcome.Tied)}再次投票，选 {outcome.SeatsForTied} 人。"
                : $"请休会，改日就{Words.List(outcome.Tied)}另行选举，选 {outcome.SeatsForTied} 人。",
        };
    }

    /// <summary>EL-17…EL-19 and EL-21 over one round: fills the seats by votes among those with at least <paramref name="leastVotes"/>, stopping at a tie that the seats cut through.</summary>
    public static ElectionOutcome Rank(IReadOnlyList<Tally> people, int seats, int leastVotes)
    {
        var ranked = people.OrderByDescending(p => p.Votes).ThenBy(p => p.Name.Trim(), NameOrder.ByStrokes).ToArray();
        var fates = new Dictionary<Tally, Fate>(ReferenceEqualityComparer.Instance);
        var (open, seatsForTied) = (seats, 0);
        foreach (var group in ranked.Where(p => p.Eligible && p.Votes >= leastVotes).GroupBy(p => p.Votes))
        {
            var fate = open == 0 || seatsForTied > 0 ? Fate.SeatsFull : group.Count() <= open ? Fate.Elected : Fate.Tied;
            foreach (var person in group)
                fates[person] = fate;
            if (fate == Fate.Elected)
                open -= group.Count();
            else if (fate == Fate.Tied)
                seatsForTied = open;
        }

        var results = ranked.Select(p => Result(p, fates.TryGetValue(p, out var fate) ? fate : p.Eligible ? Fate.BelowHalf : Fate.NotEligible)).ToArray();
        return new(seats, leastVotes, Named(Fate.Elected), Named(Fate.Tied), seatsForTied, open - seatsForTied, results);

        string[] Named(Fate fate) => [.. results.Where(r => r.Fate == fate).Select(r => r.Name)];

        PersonResult Result(Tally person, Fate fate)
        {
            var name = person.Name.Trim();
            var said = $"{name}{(person.WriteIn ? "（另选）" : "")}得 {person.Votes} 票";
            var least = leastVotes == 0 ? "" : $"，须至少 {leastVotes} 票";
            return new(name, person.Votes, person.WriteIn, fate, fate switch
            {
                Fate.Elected => $"{said}{least}，当选。",
                Fate.Tied => $"{said}，与{Words.List(ranked.Where(o => !ReferenceEquals(o, person) && o.Votes == person.Votes && o.Eligible).Select(o => o.Name.Trim()))}相等，余 {seatsForTied} 个名额，须再次投票。",
                Fate.SeatsFull => $"{said}，得票多的人已够 {seats} 个名额，没有当选。",
                Fate.BelowHalf => $"{said}{least}，差 {leastVotes - person.Votes} 票，没有当选。",
                Fate.NotEligible => $"{said}，没有被选举权，不能当选。",
                _ => throw new InvalidOperationException($"Fate {fate}."),
            });
        }
    }

    internal static (string Name, int Whole) Base(int present, int? expected, MajorityBase by) => by switch
    {
        MajorityBase.Present => ("实到会有选举权", present),
        MajorityBase.Expected => ("应到会有选举权", expected ?? present),
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    internal static Verdict? Unusable(int present, int? expected, MajorityBase by) => (present, expected, by) switch
    {
        (_, null, MajorityBase.Expected) => Verdict.Mistaken("按现行设置以应到会人数为基数，但没有填写应到会人数。"),
        (_, { } due, _) when present > due => Verdict.Mistaken($"实到会有选举权 {present} 人多于应到会 {due} 人。"),
        (0, _, _) => Verdict.Mistaken("实到会有选举权的人数为 0，不能选举。"),
        _ => null,
    };

    private static string Told(ElectionOutcome outcome, string opening)
    {
        var said = outcome.Elected.Count == 0 ? $"{opening}；没有人当选" : $"{opening}；当选 {outcome.Elected.Count} 人：{Words.List(outcome.Elected)}";
        if (outcome.Tied.Count > 0)
            said += $"；{Words.List(outcome.Tied)}得票相等，余 {outcome.SeatsForTied} 个名额须再次投票";
        return outcome.Missing > 0 ? $"{said}；缺额 {outcome.Missing} 名。" : said + "。";
    }

    private static string? Next(ElectionOutcome outcome) => outcome switch
    {
        { Tied.Count: > 0 } => $"请只就{Words.List(outcome.Tied)}再次投票，选 {outcome.SeatsForTied} 人，得票多的当选，不需要超过半数。",
        { Missing: > 0 } => $"缺额 {outcome.Missing} 名请另行选举；当选人数接近应选名额的，也可以经半数以上选举人同意减少名额。",
        _ => null,
    };
}
