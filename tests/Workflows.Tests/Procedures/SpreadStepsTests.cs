using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>A long procedure whose steps stand in several files is one text when it is published.</summary>
public sealed class SpreadStepsTests : IDisposable
{
    private const string Head = """
        procedure: p
        version: 1
        title: 示例
        open-by: secretary
        start: first
        ends: { done: 办结 }
        steps-in: [second]
        steps:
          first: { title: 一, activity: form, with: { by: secretary, fields: { a: { label: 甲 } } }, next: { submitted: second } }
        """;

    private const string Second = """
        # 后面的步骤
        second:
          title: 二
          activity: form
          with: { by: secretary, fields: { b: { label: 乙, type: long-text } } }
          next: { submitted: end:done }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("steps-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_is_published_is_one_text_with_its_remarks()
    {
        var whole = Read(Head, Second);
        Assert.Equal(["first", "second"], whole.Procedure.Root.Steps.Keys);
        Assert.DoesNotContain("steps-in", whole.Text, StringComparison.Ordinal);
        Assert.Contains("  # 后面的步骤\n  second:\n    title: 二\n", whole.Text, StringComparison.Ordinal);
        Assert.True(whole.SaysTheSameAs(ProcedureFile.Read(whole.Text, "p", [])!.Text));
    }

    [Fact]
    public void Where_something_stands_behind_the_steps_the_whole_is_written_anew()
    {
        var whole = Read(Head.Replace("steps-in: [second]\n", "", StringComparison.Ordinal) + "\nsteps-in: [second]\nsummary: 说明\n", Second);
        Assert.Equal("说明", ProcedureFile.Read(whole.Text, "p", [])!.Procedure.Summary);
        Assert.Equal(["first", "second"], ProcedureFile.Read(whole.Text, "p", [])!.Procedure.Root.Steps.Keys);
    }

    [Theory]
    [InlineData("submitted: end:done", "sent: end:done", "p/steps/second.yaml:6 步骤 second：结果“submitted”（提交）没有去向：请在 next 中写明。")]
    [InlineData("label: 乙", "lable: 乙", "p/steps/second.yaml:5 步骤 second：未知的键“lable”；是否要写“label”？")]
    [InlineData("second:", "first:", "p/steps/second.yaml:2 步骤 first：步骤“first”在另一个文件里已经写过。")]
    public void A_mistake_is_told_in_the_file_in_which_it_stands(string right, string wrong, string says)
    {
        Write(Head, Second.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(says, ProcedureBook.LintFolder(folder.FullName)[0].ToString().Replace('\\', '/'));
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_with_the_nearest()
    {
        Write(Head.Replace("[second]", "[secnd]", StringComparison.Ordinal), Second);
        Assert.Equal(
            "p/procedure.yaml:7：没有文件 p/steps/secnd.yaml；是否要写“second”？",
            Assert.Single(ProcedureBook.LintFolder(folder.FullName)).ToString().Replace('\\', '/'));
    }

    [Fact]
    public void A_setting_of_the_office_that_only_further_steps_ask_for_is_not_idle()
    {
        File.WriteAllText(
            Path.Combine(folder.FullName, "settings.yaml"),
            "settings:\n  talk-within: { title: 多久以内, type: period, default: P3WD, standing: D, why: 没有写期限。 }\n");
        Read(Head, Second + "\n  deadlines:\n    - { name: d, title: 谈话, within: \"setting:talk-within\", article: 约定 }\n");
    }

    private Definition Read(string head, string second)
    {
        Write(head, second);
        Assert.Empty(ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString()));
        return Assert.Single(ProcedureBook.ReadFolder(folder.FullName, []));
    }

    private void Write(string head, string second)
    {
        var steps = Directory.CreateDirectory(Path.Combine(folder.FullName, "p", "steps")).FullName;
        File.WriteAllText(Path.Combine(folder.FullName, "p", "procedure.yaml"), head);
        File.WriteAllText(Path.Combine(steps, "second.yaml"), second);
    }
}
