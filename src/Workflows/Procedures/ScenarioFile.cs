using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Engine;
using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Rules;

namespace Workflows.Procedures;

/// <summary>Reads a file of stories strictly: text → stories, or everything that is wrong with it by line.</summary>
public sealed class ScenarioFile
{
    private static readonly SearchValues<char> unfitForFiles = SearchValues.Create("/\\:*?\"<>|\n");

    private readonly YamlText yaml;
    private readonly string file;
    private readonly ICollection<Mistake> mistakes;
    private readonly Shared shared;

    private ScenarioFile(YamlText yaml, string file, ICollection<Mistake> mistakes, Shared shared) =>
        (this.yaml, this.file, this.mistakes, this.shared) = (yaml, file, mistakes, shared);

    /// <summary>Every story below a folder, by file, a procedure's main file before those of its parts; files with mistakes are left out.</summary>
    public static ImmutableArray<Scenario> ReadFolder(string folder, ICollection<Mistake> mistakes)
    {
        var known = Shared.ReadFolder(folder, []);
        return [.. DefinitionLayout.Stories(folder).SelectMany(path => ReadFile(folder, path, mistakes, known))];
    }

    /// <summary>One file of stories below a folder, with what those beside it share.</summary>
    public static ImmutableArray<Scenario> ReadFile(string folder, string path, ICollection<Mistake> mistakes) =>
        ReadFile(folder, path, mistakes, Shared.ReadFolder(folder, []));

    private static ImmutableArray<Scenario> ReadFile(string folder, string path, ICollection<Mistake> mistakes, Shared known)
    {
        var found = new List<Mistake>();
        var beside = SharedStories.Beside(folder, path, found);
        var read = found.Count > 0 ? [] : Read(File.ReadAllText(path), Path.GetRelativePath(folder, path), found, known, beside);
        // What several files share is told once.
        foreach (var mistake in found.Where(m => !mistakes.Contains(m)))
            mistakes.Add(mistake);
        return read;
    }

    /// <param name="text">The file's content.</param>
    /// <param name="file">The name that mistakes are reported under.</param>
    /// <param name="mistakes">Takes everything that is wrong; nothing is returned then.</param>
    /// <param name="shared">The office's own settings and roles, which a story may name; null: none.</param>
    public static ImmutableArray<Scenario> Read(string text, string file, ICollection<Mistake> mistakes, Shared? shared = null) =>
        Read(text, file, mistakes, shared ?? Shared.None, beside: null);

    private static ImmutableArray<Scenario> Read(string text, string file, ICollection<Mistake> mistakes, Shared shared, SharedStories? beside)
    {
        var before = mistakes.Count;
        if (YamlText.Read(text, file, mistakes) is not { } yaml)
            return [];

        var root = OldKeys.InStories(yaml.Root as JsonObject ?? [], yaml);
        var strict = DefinitionJson.Strict(yaml, file, mistakes);
        beside?.Under(root, yaml, (at, says) => strict.Report(at, "", says));
        SharedStories.Open(root, yaml);
        var read = strict.Read(root, typeof(ScenarioFileText), "$", "") is ScenarioFileText all ? new ScenarioFile(yaml, file, mistakes, shared).Scenarios(all) : [];
        return mistakes.Count > before ? [] : read;
    }

    private ImmutableArray<Scenario> Scenarios(ScenarioFileText all)
    {
        if (all.Scenarios.IsEmpty)
            Say("$.scenarios", "至少要写一个情景。");
        foreach (var (twice, i) in all.Scenarios.Select((s, i) => (s, i)).Where(s => all.Scenarios.Take(s.i).Any(o => o.Name == s.s.Name)))
            Say($"$.scenarios[{i}].name", $"情景“{twice.Name}”写了两次，请换一个名称。");
        return [.. all.Scenarios.Select((s, i) => Read(all, s, $"$.scenarios[{i}]"))];
    }

    private Scenario Read(ScenarioFileText all, ScenarioText one, string at)
    {
        if (one.Name.Length == 0 || one.Name.AsSpan().ContainsAny(unfitForFiles))
            Say($"{at}.name", "情景的名称不能为空，也不能含有 / \\ : * ? \" < > |，它同时用作文件名。");
        var rows = all.Register.Over(one.Register).Rows(RoleBook.BuiltIn.With(shared.Roles), (entry, says) => Say($"{(one.Register.Has(entry) ? at : "$")}.register.{entry}", says));
        var people = rows.People.Select(p => p.Id).Append(Actor.Clock.Person).ToHashSet();
        foreach (var missing in new[] { ("day", one.Day is null), ("unit", one.Unit is null), ("open-by", one.OpenBy is null) }.Where(m => m.Item2))
            Say(at, $"缺少必须写的键：{missing.Item1}");
        if (one.Unit is { } unit && rows.Units.All(u => u.Id != unit))
            Say($"{at}.unit", $"党组织“{unit}”不在 register 中；{Spelling.Nearest(unit, rows.Units.Select(u => u.Id))}");
        if (one.OpenBy is { } opener)
            CheckPerson($"{at}.open-by", opener, people);
        if (one.For is { } subject)
            CheckPerson($"{at}.for", subject, people);
        if ((one.Ends is null) == (one.Open is null))
            Say(at, "请写 ends（结束状态）或 open（仍停在哪一步），二者写一个。");
        return new Scenario(
            all.Procedure, one.Name, file, yaml.LineOf(at), one.Day ?? default, one.Unit ?? "", one.OpenBy ?? "",
            rows, Decided(all, one, at), Moves(all, one, at, people), one.Ends, one.Open)
        {
            For = one.For,
            Newcomer = NewcomerOf(one, $"{at}.newcomer"),
            BeganOn = one.BeganOn,
            Reported = one.Reported,
            ClockFrom = one.ClockFrom,
        };
    }

    private Newcomer? NewcomerOf(ScenarioText one, string at)
    {
        if (one.Newcomer is not { } written)
            return null;
        foreach (var missing in new[] { ("name", written.Name is null), ("born", written.Born is null) }.Where(m => m.Item2))
            Say(at, $"缺少必须写的键：{missing.Item1}");
        return new Newcomer(written.Name ?? "", written.Born ?? default, written.Sex, written.Ethnicity, written.Education, written.Position);
    }

    private ImmutableSortedDictionary<string, string> Decided(ScenarioFileText all, ScenarioText one, string at)
    {
        var decided = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        foreach (var (place, written) in new[] { ("$", all.Settings), (at, one.Settings) })
        {
            foreach (var (key, node) in written)
            {
                var value = Json.String(node) ?? node?.ToJsonString() ?? "";
                if (shared.AllSettings.Validate(key, value) is { } wrong)
                    Say($"{place}.settings.{key}", wrong);
                decided = decided.SetItem(key, value);
            }
        }

        return decided;
    }

    private ImmutableArray<ScenarioMove> Moves(ScenarioFileText all, ScenarioText one, string at, HashSet<string> people)
    {
        var moves = ImmutableArray.CreateBuilder<ScenarioMove>();
        var day = one.Day ?? default;
        foreach (var (text, place) in one.Moves.SelectMany((m, i) => Whole(all, m, $"{at}.moves[{i}]", [])))
        {
            if ((text.PassTo ?? text.Day ?? day) is var on && on < day)
                Say(place, $"{on:yyyy-MM-dd} 早于上一步的 {day:yyyy-MM-dd}：情景按时间先后写。");
            day = on;
            moves.AddRange(Move(text, place, people).Select(m => m with { File = yaml.FileOf(place) }));
        }

        return moves.ToImmutable();
    }

    /// <summary>A line of a story, or those of the road that it follows, each with its own place.</summary>
    private IEnumerable<(ScenarioMoveText Text, string Place)> Whole(ScenarioFileText all, ScenarioMoveText text, string at, ImmutableArray<string> followed)
    {
        if (text.Follow is not { } road)
            return [(text, at)];
        if (text.Values.Count > 0 || text != new ScenarioMoveText { Follow = road, Values = text.Values })
            Say(at, "follow 后面不能再写别的。");
        else if (!all.Roads.TryGetValue(road, out var moves))
            Say($"{at}.follow", $"没有名为“{road}”的一段；{Spelling.Nearest(road, all.Roads.Keys)}");
        else if (followed.Contains(road))
            Say($"{at}.follow", $"“{road}”这一段绕回了自己。");
        else
            return moves.SelectMany((m, i) => Whole(all, m, $"$.roads.{road}[{i}]", followed.Add(road)));
        return [];
    }

    private ScenarioMove[] Move(ScenarioMoveText text, string at, HashSet<string> people)
    {
        var line = yaml.LineOf(at);
        switch (text.Acts.Length, text.PassTo, text.Expect)
        {
            case (0, { } to, null):
                return [new TimePasses(line, to)];
            case (0, null, { } expect):
                foreach (var person in expect.Item)
                    CheckPerson($"{at}.expect.item", person, people);
                var facts = FactBook.BuiltIn.With(shared.Facts);
                foreach (var fact in expect.Facts.Keys.Where(f => facts.Find(f) is null))
                    Say($"{at}.expect.facts.{fact}", $"名册中没有“{fact}”；{Spelling.Nearest(fact, facts.All.Select(f => f.Name))}");
                return [new MustBe(line, text.Day) { Place = expect.Place, Overdue = expect.Overdue, Due = expect.Due, Item = expect.Item, Data = expect.Data, Facts = expect.Facts }];
            case (1, null, null):
                if (text.By.IsEmpty)
                    Say(at, "请写 by（由谁办理）。");
                return [.. text.By.DefaultIfEmpty("").Select(by => Act(text, by, text.Acts[0].Act, text.Acts[0].What, at, line, people))];
            default:
                Say(at, $"这一步要写且只写一件事：{string.Join("、", MoveTypes.InStories.Select(m => m.About.InStories))}、pass-to 或 expect。");
                return [];
        }
    }

    private PersonActs Act(ScenarioMoveText text, string by, MoveType act, JsonNode? about, string at, int line, HashSet<string> people)
    {
        if (by.Length > 0)
            CheckPerson($"{at}.by", by, people);
        var main = act.Members.FirstOrDefault(m => m.IsMain);
        var what = Json.String(about) ?? "";
        // Where there is nothing to say besides, or it may be left out, a story writes true.
        if (Json.String(about) is null && (main?.IsNeeded == true || about?.GetValueKind() != JsonValueKind.True))
            Say($"{at}.{act.About.InStories}", "值的类型不对，或不在允许的取值之中");
        if (act.Takes("item") && text.Step.Length == 0)
            Say(at, "请写 step（办理哪一步的待办）。");
        if (main?.IsPerson == true)
            CheckPerson($"{at}.{act.About.InStories}", what, people);
        if (text.Article is not null && text.Refused is null)
            Say($"{at}.article", "article 说明不予办理时引用了哪一条，须与 refused 一起写。");
        if (text.Says is not null && text.Refused is null)
            Say($"{at}.says", "says 说明不予办理时说了什么，须与 refused 一起写。");
        return new PersonActs(line, text.Day, by, act, what, text.Step)
        {
            Part = text.Part,
            Values = text.Values,
            DoneOn = text.DoneOn,
            Value = text.Value,
            Source = text.Source,
            Reason = text.Reason,
            Departures = text.Departures,
            Refused = text.Refused,
            Says = text.Says,
            Article = text.Article,
        };
    }

    private void CheckPerson(string at, string person, HashSet<string> people)
    {
        if (!people.Contains(person))
            Say(at, $"“{person}”不在 register 中；{Spelling.Nearest(person, people)}");
    }

    private void Say(string path, string says)
    {
        var mistake = new Mistake(yaml.FileOf(path) ?? file, yaml.LineOf(path), "", says);
        // What is wrong with the file's own register would be told again for every story.
        if (!mistakes.Contains(mistake))
            mistakes.Add(mistake);
    }
}
