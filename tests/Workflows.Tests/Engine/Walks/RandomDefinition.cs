namespace Workflows.Tests.Engine.Walks;

/// <summary>Writes procedures by chance: blocks in blocks, branches, sub-procedures, approvals by bodies, notices, deadlines, ways back.</summary>
internal sealed class RandomDefinition(Random dice)
{
    private readonly List<string> numbers = [];
    private readonly List<string> dates = [];
    private int named;

    /// <summary>A procedure <c>p</c> and the parts that it may call.</summary>
    public static string[] Texts(Random dice)
    {
        var parts = Enumerable.Range(0, dice.Next(3)).Select(i => $"part{i}").ToArray();
        return [.. parts.Select(key => new RandomDefinition(dice).Part(key)), new RandomDefinition(dice).Root(parts)];
    }

    private string Root(string[] parts) => Flow.Of(
        string.Join('\n', Block("done", "stopped", [], parts, deepest: 3).Lines),
        dice.Next(3) == 0 ? "deadlines: [{ name: whole, title: 全部办结, from: entered, within: P30D, article: 示例办法, remind: [P-7D], then: escalate }]" : "");

    private string Part(string key) => Flow.Part(key, string.Join('\n', Block("done", "stopped", [], [], deepest: 1).Lines));

    private Written Block(string good, string bad, string[] outer, string[] parts, int deepest)
    {
        var names = Enumerable.Range(0, 1 + dice.Next(outer.Length == 0 ? 4 : 3)).Select(i => i == 0 && outer.Length == 0 ? "s" : $"n{++named}").ToArray();
        var lines = new List<string>();
        var ends = new HashSet<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var step = Step(names[i], outer.Concat(names[..i]).ToArray(), parts, deepest);
            lines.Add($"{names[i]}:");
            lines.AddRange(step.Lines.Select(l => "  " + l));
            var next = step.Outcomes.Select((o, n) => $"{o}: \"{Target(names, i, n, step.Asks, good, bad, ends)}\"");
            lines.Add($"  next: {{ {string.Join(", ", next)} }}");
        }

        return new Written(lines, names[0], ends);
    }

    /// <summary>The first way leads on, so that everything is reached and everything may end; the others lead anywhere.</summary>
    private string Target(string[] names, int at, int outcome, bool asks, string good, string bad, HashSet<string> ends)
    {
        if (outcome == 0 && at + 1 < names.Length)
            return names[at + 1];
        if (outcome > 0 && asks && dice.Next(3) == 0)
            return names[dice.Next(at + 1)];
        if (outcome > 0 && at + 1 < names.Length && dice.Next(2) == 0)
            return names[at + 1 + dice.Next(names.Length - at - 1)];
        var end = outcome == 0 || dice.Next(2) == 0 ? good : bad;
        ends.Add(end);
        return $"end:{end}";
    }

    private Made Step(string name, string[] before, string[] parts, int deepest)
    {
        var made = dice.Next(deepest > 0 ? 16 : 11) switch
        {
            0 or 1 or 2 => Form(name),
            3 => new Made(["activity: approval", $"with: {{ by: section of superior, may-return: true{(dice.Next(2) == 0 ? ", may-expire: true" : "")} }}"], ["approved", "rejected", "returned"], true),
            4 or 5 => new Made(["activity: approval", $"with: {{ by: committee, needs: {Pick("all", "any", "'> 1/2'", "'>= 2/3'")} }}"], ["approved", "rejected"], true),
            6 => new Made(
                [
                    "activity: meeting-vote",
                    $"with: {{ by: officers, body: {Pick("assembly", "committee", "committee-or-assembly")}{Present()} }}",
                ],
                ["carried", "not-carried", "adjourned"],
                true),
            7 => new Made(["activity: choose", $"with: {{ when: [{{ if: {{ field: {Number()}, at-least: {dice.Next(1, 9)} }}, then: enough }}] }}"], ["enough", "otherwise"], false),
            8 => new Made(["activity: notify", "with: { to: [officers, section of superior], text: 请知悉 }"], ["done"], false),
            9 => new Made(["activity: wait", $"with: {{ by: officers, until: {(dates.Count > 0 ? Pick([.. dates]) : "facts.term-expires-on")} }}"], ["reached", "continued"], true),
            10 => new Made(["activity: public-notice", "with: { by: officers, days: 5, article: 示例细则 }"], ["clear", "affected"], true),
            11 => new Made(["activity: check", $"with: {{ ask: {{ rule: EL-04, given: {{ expected: facts.electors, present: {Number()} }} }} }}"], ["holds", "fails"], false),
            12 when parts.Length > 0 => new Made(["activity: call", $"with: {{ procedure: {Pick(parts)} }}"], ["done", "stopped"], false),
            _ => Parallel(before.Append(name).ToArray(), parts, deepest),
        };
        var lines = made.Lines.Prepend($"title: {made.Lines[0].Split(' ')[^1]} {name}").ToList();
        var outcomes = made.Outcomes;
        if (made.Lines[1].Contains("may-expire", StringComparison.Ordinal))
        {
            lines.Add($"deadlines: [{{ name: d, title: 答复, within: P{dice.Next(1, 9)}D, article: 示例办法, then: expire }}]");
            outcomes = [.. outcomes, "expired"];
        }
        else if (made.Asks && dice.Next(2) == 0)
        {
            lines.Add($"deadlines: [{{ name: d, title: 办理, from: {(dates.Count > 0 && dice.Next(2) == 0 ? Pick([.. dates]) : "entered")}, within: {Pick("P3D", "P5WD", "P1M")}, article: 示例办法, remind: [P-1D], then: {Pick("urge", "escalate")} }}]");
        }

        if (made.Asks && before.Length > 0 && dice.Next(2) == 0)
            lines.Add($"send-back-to: [{string.Join(", ", before.Where(_ => dice.Next(2) == 0).DefaultIfEmpty(before[0]))}]");
        return made with { Lines = lines, Outcomes = outcomes };
    }

    private Made Form(string name)
    {
        var fields = new List<string> { $"t{name}: {{ label: 说明, required: false }}" };
        if (dice.Next(2) == 0)
        {
            fields.Add($"f{name}: {{ label: 人数, type: number, max: 9 }}");
            numbers.Add($"f{name}");
        }

        if (dice.Next(3) == 0)
        {
            fields.Add($"d{name}: {{ label: 日期, type: date, required: false }}");
            dates.Add($"d{name}");
        }

        if (dice.Next(4) == 0)
            fields.Add($"w{name}: {{ label: 人员, type: people, from: facts.elector-list, required: false }}");
        var twoWays = dice.Next(3) == 0;
        var ways = twoWays ? ", ways: { submitted: { title: 提交 }, other: { title: 另行处理, skips-fields: true } }" : "";
        return new Made(
            ["activity: form", $"with: {{ by: {Pick("officers", "section of superior", "starter", "committee", "officers")}, fields: {{ {string.Join(", ", fields)} }}{ways} }}"],
            twoWays ? ["submitted", "other"] : ["submitted"],
            true);
    }

    private Made Parallel(string[] outer, string[] parts, int deepest)
    {
        var blocks = Enumerable.Range(0, 2 + dice.Next(2)).Select(i => (Name: $"b{i}", Block: Block("ok", "no", outer, parts, deepest - 1))).ToArray();
        var stops = blocks.Any(b => b.Block.Ends.Contains("no")) && dice.Next(2) == 0;
        var lines = new List<string> { "activity: parallel", $"with: {{ {(stops ? "ends-on: no" : "")} }}", "branches:" };
        foreach (var (name, block) in blocks)
        {
            lines.Add($"  {name}:");
            lines.Add($"    start: {block.Start}");
            lines.Add("    steps:");
            lines.AddRange(block.Lines.Select(l => "      " + l));
        }

        return new Made(lines, stops ? ["all", "no"] : ["all"], false);
    }

    private string Present() => numbers.Count > 0 && dice.Next(2) == 0 ? $", present: {Pick([.. numbers])}" : "";

    private string Number() => numbers.Count > 0 ? Pick([.. numbers]) : "facts.full-members";

    private string Pick(params string[] all) => all[dice.Next(all.Length)];

    private sealed record Made(List<string> Lines, string[] Outcomes, bool Asks);

    private sealed record Written(List<string> Lines, string Start, HashSet<string> Ends);
}
