using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Storage;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Procedures;

/// <summary>What definitions take from shared files by name: told where it is wrong, and whole in what is published.</summary>
public sealed class SharedTests : IDisposable
{
    private const string Files = """
        deadlines:
          reply-5wd: { title: 答复, within: P5WD, article: 本单位约定, remind: [P-2WD] }
          reply-own: { title: 答复, within: "setting:reply-within", article: 本单位约定 }
        fields:
          decision-number: { label: 文号, max: 30 }
          decided-on: { label: 批复日期, type: date, past: true }
        settings:
          reply-within: { title: 上级多久以内答复, type: period, default: P3WD, standing: D, why: 条文没有写期限。 }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("shared-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_deadline_is_taken_by_its_name_and_may_say_some_of_it_otherwise()
    {
        var step = Read("deadlines: [reply-5wd, { use: reply-own, name: own, title: 本级答复 }, { name: third, title: 报送, within: P1D, article: 示例 }]").Find("s")!;
        Assert.Equal(["reply-5wd:答复:P5WD", "own:本级答复:setting:reply-within", "third:报送:P1D"], step.Deadlines.Select(d => $"{d.Name}:{d.Title}:{d.Within}"));
        Assert.Equal("P-2WD", Assert.Single(step.Deadlines[0].Remind).ToString());
    }

    [Fact]
    public void Fields_may_stand_in_a_list_shared_ones_by_their_names()
    {
        var fields = Read("fields: [decision-number, { name: approved-on, use: decided-on, label: 批准日期 }, { name: note, label: 说明, required: false }]").Find("s")!.Activity.OwnFields;
        Assert.Equal(["decision-number:文号", "approved-on:批准日期", "note:说明"], fields.Select(f => $"{f.Name}:{f.Label}"));
        Assert.Equal((FieldType.Date, true), (fields[1].Type, fields[1].Past));
        Assert.Equal("文号", Read("fields: { number: { use: decision-number } }").Find("s")!.Activity.OwnFields.Single().Label);
        Assert.Equal(["文号"], Read("fields: { rows: { label: 文件, type: rows, columns: [decision-number] } }").Find("s")!.Activity.OwnFields.Single().Columns.Select(c => c.Label));
    }

    [Theory]
    [InlineData("deadlines: [reply-5dw]", "p.yaml:13 步骤 s：共用的 deadlines 中没有“reply-5dw”；是否要写“reply-5wd”？")]
    [InlineData("fields: [place]", "p.yaml:12 步骤 s：共用的 fields 中没有“place”；可用的有：decided-on、decision-number。写在自己的 fields.yaml 里的，检查时放在同一目录，发布时一起选上。")]
    [InlineData("fields: [decision-numer]", "p.yaml:12 步骤 s：共用的 fields 中没有“decision-numer”；是否要写“decision-number”？")]
    [InlineData("fields: [{ label: 说明 }]", "p.yaml:12 步骤 s：列表中的填报项应是共用的名称，或者写明 name。")]
    [InlineData("fields: [decided-on, decided-on]", "p.yaml:12 步骤 s：项目“decided-on”写了两次。")]
    [InlineData("fields: [{ name: note, lable: 说明 }]", "p.yaml:12 步骤 s：未知的键“lable”；是否要写“label”？")]
    [InlineData("deadlines: [{ use: reply-5wd, wihtin: P1D }]", "p.yaml:13 步骤 s：未知的键“wihtin”；是否要写“within”？")]
    [InlineData("deadlines: [{ name: d, title: 答复, within: setting:reply-whithin, article: 示例 }]", "p.yaml:13 步骤 s：时限 d：“setting:reply-whithin”不是期间，应如 P1M、P5WD、P-3D，或者引用设置 setting:名称。")]
    public void A_name_that_leads_nowhere_is_told_with_its_line_and_the_nearest(string used, string says)
    {
        Write("common/deadlines.yaml", Files);
        Write("p.yaml", Text(used));
        Assert.Contains(says, ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString()));
    }

    [Theory]
    [InlineData("deadlines: { a: { title: 答复, within: P5WD } }", "deadlines.yaml:1：缺少必须写的键：article")]
    [InlineData("fields: { a: { lable: 文号 } }", "deadlines.yaml:1：未知的键“lable”；是否要写“label”？")]
    [InlineData("field: {}", "deadlines.yaml:1：未知的键“field”；是否要写“fields”？")]
    [InlineData("settings:\n  reply-days: { title: 几天, type: number, default: 40, max: 30, standing: D, why: 示例 }", "deadlines.yaml:2：设置 reply-days：默认值不合适：“几天”（reply-days）不能大于 30，现为 40。")]
    [InlineData("settings:\n  reply-days: { title: 几天, type: number, default: 3, standing: X, why: 示例 }", "deadlines.yaml:2：设置 reply-days：standing 应为 D、LOC 或 GK，不能是“X”。")]
    [InlineData("settings:\n  way: { title: 方式, type: choice, default: a, standing: D, why: 示例 }", "deadlines.yaml:2：设置 way：默认值不合适：choice 须写 choices。")]
    [InlineData("settings:\n  plan-month: { title: 几月, type: number, default: 3, standing: D, why: 示例 }", "deadlines.yaml:2：设置 plan-month：这是内置的设置，不能重新声明；要改它的值，请在“管理 → 设置”中决定。")]
    [InlineData("settings:\n  idle: { title: 几月, type: number, default: 3, standing: D, why: 示例 }", "deadlines.yaml:2：设置 idle 没有流程用到：请在定义中写 setting:idle，或者删去。")]
    public void A_mistake_in_a_shared_file_is_told_there(string text, string says)
    {
        Write("deadlines.yaml", text);
        Assert.Equal([says], ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString()));
    }

    [Fact]
    public void A_name_is_written_once_in_all_files()
    {
        Write("a/fields.yaml", "fields: { number: { label: 文号 } }");
        Write("b/fields.yaml", "fields:\n  number: { label: 编号 }");
        Assert.Equal($"{Path.Combine("b", "fields.yaml")}:2：“number”在另一个文件的 fields 中已经写过；一个名称只写一次。", Assert.Single(ProcedureBook.LintFolder(folder.FullName)).ToString());
    }

    [Fact]
    public void What_is_published_says_everything_by_itself_and_needs_a_new_version_when_something_shared_changes()
    {
        var first = Definition(Text("deadlines: [reply-5wd]\n  fields: [decision-number]"), Files);
        var published = ProcedureFile.Read(first.Text, "published", [])!;
        Assert.Equal("P5WD", published.Procedure.Find("s")!.Deadlines[0].Within.ToString());
        Assert.Equal("文号", published.Procedure.Find("s")!.Activity.OwnFields[0].Label);
        Assert.DoesNotContain("decided-on", first.Text, StringComparison.Ordinal);
        Assert.True(first.SaysTheSameAs(first.Text));

        var later = Definition(Text("deadlines: [reply-5wd]\n  fields: [decision-number]"), Files.Replace("within: P5WD", "within: P7WD", StringComparison.Ordinal));
        Assert.False(later.SaysTheSameAs(first.Text));
        Assert.True(Definition(Text("deadlines: [reply-5wd]\n  fields: [decision-number]"), Files + "\n# 说明\n").SaysTheSameAs(first.Text));
    }

    [Fact]
    public void A_definition_in_JSON_is_published_with_what_it_shares_too()
    {
        var text = YamlText.Read(Text("deadlines: [reply-5wd]"), "p.yaml", [])!.Root!.ToJsonString();
        Assert.Equal("P5WD", ProcedureFile.Read(Definition(text, Files).Text, "published", [])!.Procedure.Find("s")!.Deadlines[0].Within.ToString());
    }

    [Fact]
    public void What_is_written_into_published_texts_is_not_written_by_hand()
    {
        Write("p.yaml", Text("fields: []") + "\nshared: { fields: { number: { label: 文号 } } }\n");
        Assert.StartsWith("p.yaml:15：shared 由系统在发布时写入", Assert.Single(ProcedureBook.LintFolder(folder.FullName)).ToString(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_running_case_keeps_the_deadline_with_which_it_was_published(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Write("deadlines.yaml", Files);
        await bench.Define(Text("deadlines: [reply-5wd]"));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(Bench.Day("2026-11-09"), Assert.Single((await bench.Now()).Deadlines).Value.Due);

        await bench.Write("deadlines.yaml", Files.Replace("P5WD", "P7WD", StringComparison.Ordinal));
        Assert.Contains("已经发布，内容不能再改；请把 version 改为 2", Assert.Single(await bench.Reload()), StringComparison.Ordinal);
        await bench.Write("definition-0.yaml", Text("deadlines: [reply-5wd]", version: 2));
        Assert.Empty(await bench.Reload());
        Assert.Equal("P5WD", bench.Library.Procedures.Find("p", 1)!.Procedure.Find("s")!.Deadlines[0].Within.ToString());
        Assert.Equal("P7WD", bench.Library.Procedures.Find("p", 2)!.Procedure.Find("s")!.Deadlines[0].Within.ToString());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_office_declares_a_setting_uses_it_in_its_own_procedure_and_decides_it(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Write("settings.yaml", Files);
        await bench.Define(Text("deadlines: [reply-own]"));
        Assert.Equal(("上级多久以内答复", "P3WD", true), bench.Library.Settings.Find("reply-within") is { } own ? (own.Label, own.Standard, own.IsOwn) : default);
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(Bench.Day("2026-11-05"), Assert.Single((await bench.Now()).Deadlines).Value.Due);

        await bench.Decide("reply-within", "P10WD");
        await bench.Clock.RecountIfChanged();
        Assert.Equal(Bench.Day("2026-11-16"), Assert.Single((await bench.Now()).Deadlines).Value.Due);

        // The file loses it: the case goes on with what was published.
        bench.Remove("settings.yaml");
        await bench.Reload();
        Assert.True(bench.Library.Settings.Has("reply-within"));
        Bench.Done(await bench.Reply("chair", "s", "submitted"));
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task A_shared_file_that_is_torn_is_told_and_what_was_published_stays_in_force()
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-11-02", Town.Rows);
        await bench.Write("deadlines.yaml", Files);
        await bench.Define(Text("deadlines: [reply-5wd]"));
        await bench.Write("deadlines.yaml", "deadlines:\n  reply-5wd: { title: 答复, within: [");
        Assert.Equal(["deadlines.yaml", "definition-0.yaml"], (await bench.Reload()).Select(m => m.Split('：')[0].Split(':')[0]));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(Bench.Day("2026-11-09"), Assert.Single((await bench.Now()).Deadlines).Value.Due);
    }

    [Fact]
    public async Task A_changed_default_of_an_own_setting_holds_for_whoever_has_not_decided_it()
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-11-02", Town.Rows);
        await bench.Write("settings.yaml", Files);
        await bench.Define(Text("deadlines: [reply-own]"));
        await bench.Write("settings.yaml", Files.Replace("default: P3WD", "default: P4WD", StringComparison.Ordinal));
        Assert.Empty(await bench.Reload());
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(Bench.Day("2026-11-06"), Assert.Single((await bench.Now()).Deadlines).Value.Due);
    }

    private static string Text(string used, int version = 1)
    {
        var fields = used.Contains("fields:", StringComparison.Ordinal) ? ", " + used[used.IndexOf("fields:", StringComparison.Ordinal)..] : "";
        var deadlines = used.Split("\n  fields:")[0] is var rest && rest.StartsWith("deadlines:", StringComparison.Ordinal) ? rest : "deadlines: []";
        return Flow.Of($$"""
            s:
              title: 填报
              activity: form
              with: { by: officers{{fields}} }
              {{deadlines}}
              next: { submitted: "end:done" }
            """, version: version);
    }

    private static Definition Definition(string text, string files)
    {
        var mistakes = new List<Mistake>();
        var read = ProcedureFile.Read(text, "p.yaml", mistakes, Shared.None.With(files, "deadlines.yaml", mistakes));
        Assert.Empty(mistakes);
        return read!;
    }

    private static Procedure Read(string used) => Definition(Text(used), Files).Procedure;

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
