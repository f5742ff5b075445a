using System.Text;
using System.Text.RegularExpressions;
using Workflows.Designer.Tests.Browsing;
using Workflows.Documents;
using Workflows.Host.Documents;

namespace Workflows.Designer.Tests;

/// <summary>Papers as PDF: with the Chinese typeface inside, so that every printer shows the same, and small because only the characters used go along.</summary>
public sealed partial class PrintedPaperTests
{
    [NodeFact]
    public void A_paper_carries_its_typeface_and_stays_small()
    {
        Assert.True(Typeface.IsThere, "页面没有构建，没有字体。");
        var pdf = PdfPaper.Draw(Paper(3), "http://127.0.0.1:5080/cases/0123456789abcdef");
        if (Environment.GetEnvironmentVariable("PAPER") is { } file)
            File.WriteAllBytes(file, pdf);

        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Contains("/FontFile2", text, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 10_000, 600_000);
    }

    [NodeFact]
    public void What_does_not_fit_goes_on_another_page()
    {
        Assert.True(Typeface.IsThere, "页面没有构建，没有字体。");
        Assert.Equal(1, Pages(3));
        Assert.InRange(Pages(60), 10, 15);
    }

    [NodeFact]
    public void The_same_paper_is_the_same_bytes() => Assert.Equal(PdfPaper.Draw(Paper(3), "http://127.0.0.1/"), PdfPaper.Draw(Paper(3), "http://127.0.0.1/"));

    [NodeFact]
    public void Rare_characters_of_names_are_found_whether_the_typeface_has_them_or_not()
    {
        // The typeface has 𬭎 and 𫖯, but neither 𠮷 nor 𪜀.
        var pdf = PdfPaper.Draw(new("notice", "公示", "示例〔2026〕1号", [new DocumentBlock { Text = "𬭎𫖯𠮷𪜀" }]), "http://127.0.0.1/");

        var text = PdfText.Unpacked(pdf);
        Assert.Contains("<D872DF4E>\n", text, StringComparison.Ordinal);
        Assert.Contains("<D86DDDAF>\n", text, StringComparison.Ordinal);
        Assert.Contains("/ActualText <FEFFD842DFB7>", text, StringComparison.Ordinal);
        Assert.Contains("/ActualText <FEFFD869DF00>", text, StringComparison.Ordinal);
    }

    private static int Pages(int rows) => PageObject().Count(Encoding.Latin1.GetString(PdfPaper.Draw(Paper(rows), "http://127.0.0.1/")));

    [GeneratedRegex(@"/Type/Page/", RegexOptions.None, 1000)]
    private static partial Regex PageObject();

    private static Paper Paper(int rows) => new(
        "talk-record", "入党申请人谈话记录", "发展党员〔2026〕1号",
        [
            new DocumentBlock { To = "云岭市发展规划局第一党支部" },
            new DocumentBlock { Text = "你们报送的新·示例同志的材料收悉。经审查并听取有关部门意见，符合接收预备党员的条件，2026年11月21日预审合格，同意发给《中国共产党入党志愿书》。" },
            .. Enumerable.Range(1, rows).Select(i => new DocumentBlock { Row = $"谈话情况（{i}）", Value = "本人思想汇报端正，入党动机明确，对党的基本知识有所了解，工作勤恳，群众反映良好；希望今后加强理论学习，主动承担急难任务。" }),
            new DocumentBlock { Sign = "谈话人（签名）" },
            new DocumentBlock { From = "云岭市发展规划局机关党委\n2026年11月21日" },
        ]);
}
