using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Procedures;

/// <summary>The manual for whoever writes definitions: its tables are what the reader reads, and its example runs.</summary>
public sealed partial class DefinitionManualTests : IDisposable
{
    private const string Mark = "<!-- 以下由程序生成，不要手改 -->\n";

    private static readonly (string Definition, string Title)[] parts =
    [
        ("procedure-head", "流程"), ("step-text", "步骤"), ("block-text", "分支"), ("field", "填报项（fields）"), ("condition", "条件（when、show-when …）"),
        ("rule-use", "规则（rules、ask）"), ("naming", "结果的名称（into、collect …）"), ("deadline-use", "时限（deadlines）"), ("outcome-use", "按钮（ways）"), ("choice", "条件分支的一项（when）"),
        ("recurrence", "自动发起（recurs）"), ("acceptance", "接收线索（accepts）"), ("report-use", "报线索（reports）"),
        ("shared-text", "共用的文件（deadlines.yaml、fields.yaml、settings.yaml、roles.yaml、facts.yaml）"), ("setting-text", "本单位的设置（settings）"),
        ("role-text", "本单位的职务（roles）"), ("fact-text", "名册数据（facts）"), ("milestone", "路径的一站（milestones）"), ("milestone-limit", "路径的期限（earliest、latest）"),
    ];

    private static readonly (string Definition, string Title)[] stories =
    [
        ("scenario-file-text", "情景的文件"), ("shared-stories-text", "几个文件共用的（stories/shared.yaml）"), ("scenario-opening-text", "开头（opening）"),
        ("scenario-text", "一个情景（scenarios）"), ("scenario-newcomer", "新登记的人（newcomer）"), ("scenario-report", "发起的线索（reported）"),
        ("scenario-move-text", "一步（moves、roads）"), ("departure", "例外（departures）"), ("scenario-expect-text", "应当怎样（expect）"),
        ("scenario-register", "名册（register）"), ("scenario-unit", "党组织（units）"), ("scenario-person", "人员（people）"),
        ("scenario-post", "几个职务（posts）"), ("scenario-discipline", "处分（discipline）"), ("scenario-absence", "不计入的情形（absence）"),
        ("scenario-term", "本届（terms）"), ("scenario-shift", "提前或者延期（shifts）"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("manual-");

    private static string File { get; } = Path.Combine(Repository.Root, "docs", "zh", "流程定义手册.md");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_manuals_tables_are_what_the_reader_reads()
    {
        var text = System.IO.File.ReadAllText(File);
        var byHand = text[..(text.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)];
        var whole = byHand + Tables();
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            System.IO.File.WriteAllText(File, whole);
        Assert.Equal(whole, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task The_manuals_example_has_no_mistakes_and_its_story_comes_true()
    {
        var examples = YamlBlock().Matches(await System.IO.File.ReadAllTextAsync(File)).Select(m => m.Groups["text"].Value).ToArray();
        Assert.Equal(2, examples.Length);
        var beside = Directory.CreateDirectory(Path.Combine(folder.FullName, "theme-day", "stories")).FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.FullName, "theme-day", "procedure.yaml"), examples[0]);
        await System.IO.File.WriteAllTextAsync(Path.Combine(beside, "whole.yaml"), examples[1]);
        var calendars = folder.CreateSubdirectory("calendar").FullName;
        foreach (var year in Directory.EnumerateFiles(Path.Combine(Repository.Definitions, "calendar")))
            System.IO.File.Copy(year, Path.Combine(calendars, Path.GetFileName(year)));
        Assert.Empty(ProcedureBook.LintFolder(folder.FullName));

        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(folder.FullName);
        var played = await bench.Player.Play(Assert.Single(ScenarioFile.ReadFolder(folder.FullName, [])));
        Assert.True(played.Failure is null, $"{played.Failure}\n\n{played.Timeline}");
    }

    private static string Tables()
    {
        var definitions = new JsonObject(DefinitionSchema.All.SelectMany(s => JsonNode.Parse(s.Text)!["definitions"]?.AsObject() ?? [])
            .DistinctBy(d => d.Key).Select(d => KeyValuePair.Create(d.Key, d.Value?.DeepClone())));
        var settings = definitions["step-text"]!["allOf"]!.AsArray()
            .Select(a => ((string)a!["if"]!["properties"]!["activity"]!["const"]!, ((string)a["then"]!["properties"]!["with"]!["$ref"]!).Split('/')[^1]));
        var told = new HashSet<string>(StringComparer.Ordinal);
        var text = new StringBuilder("\n## 三、每一个键\n\n打 ● 的必须写。\n");
        foreach (var (name, title) in parts)
            Append(title, name);
        text.Append("\n## 四、活动类型的设置（with）\n");
        foreach (var (activity, name) in settings)
            Append($"{ActivityTypes.All[activity].Title}（{activity}）", name);

        var byHand = text.Length;
        foreach (var (name, title) in stories)
            Append(title, name);
        var tables = text.ToString(byHand, text.Length - byHand);
        text.Length = byHand;
        var others = definitions.Where(d => d.Value!["properties"] is not null).Select(d => d.Key).Except(told);
        Assert.Empty(others);
        text.Append("\n## 五、职务\n\n| 写法 | 名称 | 包括 |\n|---|---|---|\n");
        var roles = RoleBook.BuiltIn;
        foreach (var group in roles.Names.Where(roles.IsGroup).Order(StringComparer.Ordinal))
            text.Append("| `").Append(group).Append("` | ").Append(roles.TitleOf(group)).Append(" | ").AppendJoin('、', RoleGroups.RolesOf(group).Select(r => $"`{r}`")).Append(" |\n");
        foreach (var role in roles.All)
            text.Append("| `").Append(role.Key).Append("` | ").Append(role.Title).Append(role.Nature == RoleNature.Derived ? " | 由名册得出，不登记 |\n" : " | |\n");
        text.Append("\n## 六、名册数据（facts）\n\n| 写法 | 名称 |\n|---|---|\n");
        foreach (var fact in FactBook.BuiltIn.All.OrderBy(f => f.Name, StringComparer.Ordinal))
            text.Append("| `facts.").Append(fact.Name).Append("` | ").Append(fact.Title).Append(" |\n");
        text.Append("\n## 七、情景的键（stories）\n").Append(tables);
        return text.ToString();

        void Append(string title, string name)
        {
            told.Add(name);
            text.Append('\n').Append("### ").Append(title).Append('\n');
            var keys = definitions[name]!["properties"]!.AsObject();
            var required = (definitions[name]!["required"] as JsonArray ?? []).Select(r => (string?)r).ToHashSet();
            if (keys.Count == 0)
                text.Append("\n没有设置。\n");
            else
                text.Append("\n| 键 | 名称 | 说明 | 取值 | 不写时 | 例 |\n|---|---|---|---|---|---|\n");
            foreach (var (key, about) in keys)
            {
                var said = ((string)about!["description"]!).Split($"\n例：{key}: ", 2);
                string[] cells =
                [
                    $"`{key}`{(required.Contains(key) ? " ●" : "")}", (string)about["title"]!, said[0], Values(about, definitions),
                    about["default"] is { } standard ? $"`{standard}`" : "", said.Length > 1 ? $"`{said[1]}`" : "",
                ];
                text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
            }
        }
    }

    private static string Values(JsonNode about, JsonObject definitions) => about switch
    {
        _ when about["enum"] is JsonArray words => string.Join("、", words.Select(w => $"`{w}`")),
        _ when about["type"]?.ToString() == "boolean" => "`true`、`false`",
        _ when about["minimum"] is { } least => $"{least} 至 {about["maximum"]}",
        _ when about["type"]?.ToString() == "integer" => "数字",
        _ when about["title"]?.ToString() is "填报项" or "栏目" => "名称: 内容，或者列表",
        _ when about["type"]?.ToString() == "array" && about["items"]!["anyOf"] is JsonArray kinds && kinds.Count == 3 => $"列表：{Values(kinds[0]!, definitions)}，或者共用的名称",
        _ when about["type"]?.ToString() == "array" => $"列表：{Values(about["items"]!, definitions)}",
        _ when about["type"]?.ToString() == "object" => "名称: 内容",
        _ when about["type"] is JsonArray => "文字",
        _ when about["pattern"] is not null => "日期",
        _ when about["anyOf"] is JsonArray either && either[1]!["type"]?.ToString() == "null" => $"{Values(either[0]!, definitions)}",
        _ when about["anyOf"] is JsonArray either && either[1]!["type"]?.ToString() == "array" => $"{Values(either[0]!, definitions)}，或者几个",
        _ when about["anyOf"] is JsonArray either && either[0]!["type"] is JsonArray => $"文字，或者{Values(either[1]!, definitions)}",
        _ when about["allOf"] is JsonArray only => Values(only[0]!, definitions),
        _ when about["$ref"]?.ToString().Split('/')[^1] is { } name => name switch
        {
            "source" => "来源",
            "who" => "办理人",
            "period" => "期间",
            "rule-id" => "规则编号",
            _ => $"见“{parts.Concat(stories).FirstOrDefault(p => p.Definition == name).Title ?? name}”",
        },
        _ => "",
    };

    [GeneratedRegex("^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlBlock();
}
