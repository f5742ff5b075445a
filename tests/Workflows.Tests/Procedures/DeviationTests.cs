using System.Text.Json.Nodes;
using Workflows.Language;
using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

/// <summary>A definition that begins with a template and says only what it does otherwise.</summary>
public sealed class DeviationTests : IDisposable
{
    private const string Template = """
        open-by: secretary
        start: draft
        ends: { agreed: 已同意, refused: 不同意 }
        steps:
          draft:
            title: 填报
            activity: form
            with: { by: secretary, fields: { matter: { label: 事由, type: long-text }, planned-on: { label: 日期, type: date } } }
            next: { submitted: review }
          review:
            title: 审批
            activity: approval
            with: { by: section of superior }
            deadlines:
              - { name: reply, title: 答复, within: P5WD, article: 约定 }
            next: { approved: end:agreed, rejected: end:refused }
        """;

    private const string Head = "procedure: p\nversion: 1\ntitle: 示例\nuse: asking\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("templates-");

    public DeviationTests() => Write("templates/asking.yaml", Template);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Without_a_deviation_it_is_the_template_under_its_own_name()
    {
        var whole = Read(Head);
        Assert.Equal(("p", "示例", "draft", "审批"), (whole.Procedure.Key, whole.Procedure.Title, whole.Procedure.Root.Start, whole.Procedure.Find("review")!.Title));
    }

    [Fact]
    public void What_is_said_otherwise_is_so_and_the_rest_as_in_the_template()
    {
        var whole = Read(Head + """
            ends: { refused: 退回 }
            steps:
              draft:
                with:
                  fields: { matter: { label: 议题 }, number: { label: 文号, max: 30 }, planned-on: null }
                next: { submitted: check }
              check: { title: 核对, activity: approval, with: { by: secretary }, next: { approved: review, rejected: end:refused } }
              review: { deadlines: { reply: { within: P10D }, report: { title: 报送, within: P20D, article: 约定 } } }
            """ + "\n");
        Assert.Equal(["matter:议题", "number:文号"], whole.Procedure.Find("draft")!.Activity.OwnFields.Select(f => $"{f.Name}:{f.Label}"));
        Assert.Equal(["reply:答复:P10D", "report:报送:P20D"], whole.Procedure.Find("review")!.Deadlines.Select(d => $"{d.Name}:{d.Title}:{d.Within}"));
        Assert.Equal(("已同意", "退回"), (whole.Procedure.Ends["agreed"], whole.Procedure.Ends["refused"]));
        Assert.Equal(["draft", "check", "review"], YamlText.Read(whole.Text, "p", [])!.Root!["steps"]!.AsObject().Select(s => s.Key));
    }

    [Fact]
    public void What_is_published_says_everything_by_itself_and_the_template_may_change_afterwards()
    {
        var whole = Read(Head + "summary: \"12\"\n");
        Assert.DoesNotContain("use:", whole.Text, StringComparison.Ordinal);
        var mistakes = new List<Mistake>();
        var again = ProcedureFile.Read(whole.Text, "p", mistakes)!;
        Assert.Empty(mistakes);
        Assert.Equal(whole.Says, again.Says);
        Assert.True(whole.SaysTheSameAs(again.Text));
        Assert.Equal("12", again.Procedure.Summary);
    }

    [Theory]
    [InlineData("use: askin", "p.yaml:4：没有样板“askin”；是否要写“asking”？")]
    [InlineData("steps: { reviw: { title: 核 } }", "p.yaml:5 步骤 reviw：样板 asking 没有步骤“reviw”；是否要写“review”？新增的步骤要写 activity。")]
    [InlineData("steps: { draft: { hint: null } }", "p.yaml:5 步骤 draft：样板 asking 中没有“hint”，无从删去；可用的有：activity、next、title、with")]
    [InlineData("steps: { draft: { title: 填报 } }", "p.yaml:5 步骤 draft：“title”同样板 asking 一样，不用写。")]
    [InlineData("steps: { draft: { with: secretary } }", "p.yaml:5 步骤 draft：样板 asking 的“with”不是这种写法，对不上；请照样板的写法写不同之处，或者先用 null 删去。")]
    [InlineData("steps: { review: { deadlines: { relpy: null } } }", "p.yaml:5 步骤 review：样板 asking 的这张表里没有“relpy”；是否要写“reply”？")]
    [InlineData("steps: { draft: { next: { sent: review } } }", "p.yaml:5 步骤 draft：next 中的“sent”不是这一步的结果；可用的有：submitted（提交）")]
    [InlineData("steps: { draft: { with: { fields: { matter: { lable: 议题 } } } } }", "p.yaml:5 步骤 draft：未知的键“lable”；是否要写“label”？")]
    public void What_does_not_fit_is_told_where_it_stands(string deviation, string says)
    {
        Write("p.yaml", deviation.StartsWith("use", StringComparison.Ordinal) ? Head.Replace("use: asking", deviation, StringComparison.Ordinal) : Head + deviation + "\n");
        Assert.Equal(says, Assert.Single(ProcedureBook.LintFolder(folder.FullName)).ToString());
    }

    [Fact]
    public void A_template_has_no_mistakes_of_its_own_and_uses_no_other()
    {
        Write("templates/asking.yaml", Template.Replace("submitted", "sent", StringComparison.Ordinal));
        Write("templates/other.yaml", "use: asking\n");
        Assert.Equal(
            ["templates/asking.yaml:9", "templates/asking.yaml:9", "templates/other.yaml:1"],
            ProcedureBook.LintFolder(folder.FullName).Select(m => $"{m.File.Replace('\\', '/')}:{m.Line}"));
    }

    [Theory]
    [InlineData("true"), InlineData("null"), InlineData("12"), InlineData("~"), InlineData(""), InlineData("a: b"), InlineData("# a"), InlineData("- a"), InlineData("“引”，{x}")]
    [InlineData("两\n行"), InlineData("*a"), InlineData("> 1/2"), InlineData("end:done"), InlineData(" a "), InlineData("007"), InlineData("2026-01-01"), InlineData("%"), InlineData("it's")]
    public void A_text_comes_back_as_it_was_written(string text)
    {
        var root = new JsonObject { ["text"] = text, ["list"] = new JsonArray(text, 1, true, null), ["map"] = new JsonObject { [text] = new JsonArray(new JsonObject()) } };
        Assert.Equal(root.ToJsonString(), YamlText.Read(YamlWriter.Write(root), "f", [])!.Root!.ToJsonString());
    }

    private Definition Read(string text)
    {
        Write("p.yaml", text);
        Assert.Empty(ProcedureBook.LintFolder(folder.FullName).Select(m => m.ToString()));
        return Assert.Single(ProcedureBook.ReadFolder(folder.FullName, []));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
