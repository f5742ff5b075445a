using Workflows.Host.Documents;

namespace Workflows.Host.Tests.Documents;

/// <summary>How Chinese text is broken into the lines of a printed paper.</summary>
public sealed class TextLinesTests
{
    [Theory]
    [InlineData("一二三四五六", 3, "一二三|四五六")]
    [InlineData("一二三，四五", 3, "一二三，|四五")]
    [InlineData("一二（三）四", 3, "一二|（三）|四")]
    [InlineData("一\n二三四五", 3, "一|二三四|五")]
    [InlineData("𠮷𠮷𠮷𠮷", 3, "𠮷𠮷𠮷|𠮷")]
    [InlineData("", 3, "")]
    [InlineData("限2026年", 4, "限|2026|年")]
    [InlineData("一（26）", 3, "一|（26）")]
    [InlineData("电1234567", 4, "电|1234|567")]
    public void Marks_stay_with_their_words_and_numbers_whole(string text, int width, string lines) =>
        Assert.Equal(lines.Split('|'), TextLines.Of(text, width, _ => 1));

    [Fact]
    public void The_first_line_of_a_paragraph_has_less_room() =>
        Assert.Equal(["一", "二三四"], TextLines.Of("一二三四", 3, _ => 1, indent: 2));
}
