using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>An election of two out of three by the eight members of the town's branch; m4 counts, m5 watches.</summary>
internal static class Election
{
    public const string Candidates = "org pub m1";

    public static async Task<Bench> Voting(string watchers = "teller: m4, scrutineer: m5", RegisterRows? register = null, string deadline = "", int seats = 2, string candidates = Candidates, string? today = null, Action<Bench>? before = null)
    {
        var bench = await Named(register, deadline, today);
        before?.Invoke(bench);
        var roles = string.Join(',', watchers.Split(", ").Select(w => w.Split(": ")).Select(w => $"\"{w[0]}\":\"{w[1]}\""));
        var standing = string.Join(',', candidates.Split(' ').Select(c => $"\"{c}\""));
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{{{roles}},"seats":{{seats}},"standing":[{{standing}}],"present":8}"""));
        return bench;
    }

    /// <summary>Before teller, scrutineer and candidates are named.</summary>
    public static Task<Bench> Named(RegisterRows? register = null, string deadline = "", string? today = null) => Bench.Opened(
            $$"""
            s:
              title: 报到
              activity: form
              with:
                by: officers
                fields:
                  teller: { label: 计票人, type: person }
                  scrutineer: { label: 监票人, type: person }
                  seats: { label: 应选名额, type: number }
                  standing: { label: 候选人, type: people }
                  present: { label: 实到, type: number }
              next: { submitted: ballot }
            ballot:
              title: 投票
              activity: ballot
              with: { by: person in teller, scrutineer: person in scrutineer, seats: seats, candidates: standing, present: present, expected: facts.electors, held-on: today, collect: elected }
              {{deadline}}
              next: { elected: "end:done", tied: again, short: "end:stopped", void: ballot }
            again:
              title: 再次投票
              activity: ballot
              with: { by: person in teller, scrutineer: person in scrutineer, seats: elected-tied-seats, candidates: elected-tied, present: present, expected: facts.electors, held-on: today, among-tied: true, collect: elected }
              next: { elected: "end:done", tied: again, short: "end:stopped", void: again }
            """,
            today: today ?? "2026-11-02",
            register: register);

    /// <summary>Enters a count; each row is <c>person yes no abstained</c>; eight ballots, all valid.</summary>
    public static Task<MoveResult> Count(Bench bench, string by, params string[] rows) => bench.Reply(by, "ballot", "counted", Entry(rows));

    public static Task<MoveResult> CountWith(Bench bench, string by, string writeIns, params string[] rows) =>
        bench.Reply(by, "ballot", "counted", Entry(rows)[..^1] + ",\"write-ins\":" + writeIns + "}");

    public static string Entry(string[] rows, params (string Field, int Number)[] otherwise)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal) { ["issued"] = 8, ["voters"] = 8, ["returned"] = 8, ["valid"] = 8, ["invalid"] = 0 };
        foreach (var (field, number) in otherwise.Where(o => o.Field != "remainder" || otherwise.Any(p => p.Field == "printed")))
            numbers[field] = number;
        var tally = rows.Select(r => r.Split(' ')).Select(r => $$"""{"person":"{{r[0]}}","yes":{{r[1]}},"no":{{r[2]}},"abstained":{{r[3]}}}""");
        return $$"""{{{string.Join(',', numbers.Select(n => $"\"{n.Key}\":{n.Value}"))}},"tally":[{{string.Join(',', tally)}}]}""";
    }
}
