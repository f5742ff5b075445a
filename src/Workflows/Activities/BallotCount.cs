using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Rules;

namespace Workflows.Activities;

/// <summary>What the rules make of one round's count.</summary>
internal sealed class BallotCount(Run run, string path, BallotActivity ballot)
{
    public const string Differences = "differences";
    public const string Agreed = "agreed";

    /// <summary>The rules that make a result of a count.</summary>
    public static readonly ImmutableArray<string> Rules = ["EL-13", "EL-15", "EL-18", "EL-19"];

    /// <summary>What a round leaves in the case's data, below its step's name.</summary>
    public static readonly ImmutableArray<string> Given =
        ["printed", "issued", "spoiled", "remainder", "voters", "returned", "valid", "invalid", "tally", "write-ins", "votes"];

    public static string Name(string path, string name) => $"{Paths.NameOf(path)}.{name}";

    /// <summary>Refuses a count that cannot be true; a void round is not such a count (EL-15).</summary>
    public Problem? Check(JsonObject entry, Answer answer)
    {
        int Of(string field) => Json.Number(entry[field]) ?? 0;
        if (run.Judge(path, [Papers(entry)], answer) is { } mismatch)
            return mismatch;
        if (Of("voters") > Of("issued"))
            return Wrong("voters", $"投票人数 {Of("voters")} 人多于发出选票 {Of("issued")} 张。");
        if (Ask(Validity(entry), out var round) is { } unclear)
            return unclear;
        if (!round!.Holds)
            return null;
        if (Of("valid") + Of("invalid") != Of("returned"))
            return Wrong("valid", $"有效票 {Of("valid")} 张、无效票 {Of("invalid")} 张，合计与收回选票 {Of("returned")} 张不符。");
        if (WrittenIn(entry) is { } unknown)
            return unknown;

        return Ask(Result(entry), out var result) is { } unable ? unable
            : result!.Value is null ? Wrong(BallotFields.Tally, result.Because)
            : null;
    }

    /// <summary>试算 of an entry that is not full yet.</summary>
    public ImmutableArray<RuleAnswer> Foresee(JsonObject entry, Answer answer)
    {
        var against = entry.ContainsKey("issued") ? run.Foresee(path, [Papers(entry)], answer) : [];
        if (entry.ContainsKey("issued") && entry.ContainsKey("voters") && entry.ContainsKey("returned") && Ask(Validity(entry), out var valid) is null)
            run.Note(path, Day, valid!);
        return against;
    }

    /// <summary>试算: what this entry alone would come to. Whether the other one agrees is not told before both stand.</summary>
    public void Foretell(JsonObject entry)
    {
        if (Ask(Validity(entry), out var valid) is not null)
            return;
        run.Note(path, Day, valid!);
        if (!valid!.Holds)
            run.Foretold.Add("计票人和监票人录入一致的，本次选举将记为“选举无效”，须重新投票。");
        else if (Ask(Result(entry), out var result) is null)
            run.Note(path, Day, result!);
    }

    /// <summary>Both entries agree: the round is void, or decides.</summary>
    public Problem? Decide(JsonObject entry, Answer answer)
    {
        foreach (var (name, value) in entry)
            run.Set(path, Name(path, name), value);
        run.Set(path, Name(path, Differences), null);
        Forget(run, path);
        if (run.Known(path, Name(path, Agreed)) is not null)
            run.Set(path, Name(path, Agreed), null);

        if (Ask(Validity(entry), out var valid) is { } unable)
            return unable;
        run.Note(path, Day, valid!);
        if (!valid!.Holds)
        {
            run.Leave(path, "void");
            return null;
        }

        if (Ask(Result(entry), out var result) is { } undecided)
            return undecided;
        run.Note(path, Day, result!);
        Record(entry, (JsonObject)result!.Value!);
        return null;
    }

    /// <summary>Whoever counted this time may count as the other of the two another time.</summary>
    internal static void Forget(Run run, string path)
    {
        foreach (var part in new[] { BallotActivity.TellerPart, BallotActivity.ScrutineerPart })
        {
            var name = Name(path, BallotActivity.CountedAs(part));
            if (run.Known(path, name) is not null)
                run.Set(path, name, null);
        }
    }

    private Problem? WrittenIn(JsonObject entry)
    {
        var members = run.World.Register.Roll(run.Case.Unit, Day).Members.Select(m => m.Person.Name).ToHashSet(PersonNames.Same);
        foreach (var row in Json.Rows(entry[BallotFields.WriteIns]))
        {
            var name = BallotFields.NameOf(run, row);
            if (name.Length == 0)
                return Wrong(BallotFields.WriteIns, "另选他人须选择党员或写明姓名。");
            if (Json.String(row["person"]) is null && members.Contains(name))
                return Wrong(BallotFields.WriteIns, $"{name}在名册中，请从党员中选择，不要手写姓名。");
        }

        return null;
    }

    private RuleUse Papers(JsonObject entry) => Use("EL-13", ("present", Value(ballot.Present)), ("issued", entry["issued"]),
        ("printed", entry["printed"]), ("spoiled", entry["spoiled"]), ("remainder", entry["remainder"]));

    private static RuleUse Validity(JsonObject entry) =>
        Use("EL-15", ("issued", entry["issued"]), ("voters", entry["voters"]), ("returned", entry["returned"]));

    private DateOnly Day => Json.Day(run.Value(path, ballot.HeldOn)) ?? run.Today;

    private void Record(JsonObject entry, JsonObject outcome)
    {
        var ids = Ids(entry);
        JsonArray Named(string list) => Json.List(Json.Strings(outcome[list]).Select(n => ids[n]));
        var elected = Named("elected");
        var tied = Named("tied");
        var missing = Json.Number(outcome["missing"]) ?? 0;
        run.Set(path, Name(path, "elected"), elected);
        run.Set(path, Name(path, "votes"), outcome["people"]);
        run.Set(path, $"{ballot.Collect}-tied", tied);
        run.Set(path, $"{ballot.Collect}-tied-seats", outcome["seats-for-tied"]);
        run.Set(path, $"{ballot.Collect}-missing", JsonValue.Create(missing));
        run.Set(path, ballot.Collect.Name, Json.List(Json.Strings(run.Known(path, ballot.Collect.Name)).Concat(Json.Strings(elected)).Distinct()));
        run.Leave(path, tied.Count > 0 ? "tied" : missing > 0 ? "short" : "elected");
    }

    private RuleUse Result(JsonObject entry)
    {
        // Whoever was elected in an earlier round has a seat already.
        var electable = Json.Strings(run.Value(path, ballot.Electable)).Except(Json.Strings(run.Known(path, ballot.Collect.Name))).ToHashSet();
        var rows = Json.Rows(entry[BallotFields.Tally]).Select(r => Row(BallotFields.NameOf(run, r), r, writeIn: false, electable))
            .Concat(Json.Rows(entry[BallotFields.WriteIns]).Select(r => Row(BallotFields.NameOf(run, r), r, writeIn: true, electable)));
        var given = new List<(string, JsonNode?)>
        {
            ("seats", Value(ballot.Seats)),
            ("present", Value(ballot.Present)),
            ("returned", entry["returned"]),
            ("candidates", new JsonArray([.. rows])),
        };
        if (!ballot.AmongTied)
            given.AddRange([("expected", Value(ballot.Expected)), ("valid", entry["valid"])]);
        return Use(ballot.AmongTied ? "EL-19" : "EL-18", [.. given]);
    }

    private static JsonObject Row(string name, JsonObject row, bool writeIn, HashSet<string> electable) => new()
    {
        ["name"] = name,
        ["votes"] = row["yes"]?.DeepClone(),
        ["write-in"] = writeIn,
        ["against"] = row["no"]?.DeepClone(),
        ["abstained"] = row["abstained"]?.DeepClone(),
        ["eligible"] = Json.String(row["person"]) is { } id && electable.Contains(id),
    };

    private Dictionary<string, string> Ids(JsonObject entry) =>
        Json.Rows(entry[BallotFields.Tally]).Concat(Json.Rows(entry[BallotFields.WriteIns]))
            .GroupBy(r => BallotFields.NameOf(run, r)).ToDictionary(g => g.Key, g => Json.String(g.First()["person"]) ?? g.Key);

    private JsonNode? Value(Source source) => run.Value(path, source);

    private Problem? Ask(RuleUse use, out RuleAnswer? answer)
    {
        answer = null;
        var given = new JsonObject(use.Given.Select(g => KeyValuePair.Create(g.Key, run.Value(path, g.Value)?.DeepClone())).Where(g => g.Value is not null));
        switch (run.World.Rules.Ask(use.Rule, Day, given, run.World.Settings, run.World.Calendar))
        {
            case RuleOutcome.Answered(var answered):
                answer = answered;
                return null;
            case RuleOutcome.NotAnswered(var mistakes):
                return Wrong(BallotFields.Tally, string.Join("；", mistakes.Select(m => m.Message)));
            default:
                throw new InvalidOperationException("A rule answers or says why not.");
        }
    }

    private static RuleUse Use(string rule, params (string Parameter, JsonNode? Value)[] given) => new()
    {
        Rule = rule,
        Given = given.ToImmutableSortedDictionary(g => g.Parameter, g => (Source)new Source.Literal(g.Value?.DeepClone())),
    };

    private static Problem Wrong(string field, string says) => Problem.Malformed(says, [KeyValuePair.Create(field, says)]);
}
