using Workflows.Organisation.Import.Sheets;

namespace Workflows.Tests.Organisation;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\nc,d", "1:a|b 2:c|d")]
    [InlineData("a,b\r\nc,d\r\n", "1:a|b 2:c|d")]
    [InlineData("a,b\rc,d\r", "1:a|b 2:c|d")]
    [InlineData("a,\n,d\n", "1:a| 2:|d")]
    [InlineData("a\n\n\n,\nb", "1:a 5:b")]
    [InlineData("\"a,1\",\"b\"\"2\"\"\"", "1:a,1|b\"2\"")]
    [InlineData("\"a\r\nb\",c\nd,e", "1:a\r\nb|c 3:d|e")]
    [InlineData("\"\",x", "1:|x")]
    [InlineData("a b\"c,d", "1:a b\"c|d")]
    public void Records_keep_their_fields_and_the_line_they_begin_on(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Csv.Read(text, ',').Select(r => $"{r.Line}:{string.Join('|', r.Fields)}")));

    [Fact]
    public void A_quote_that_is_never_closed_costs_one_line_and_is_named()
    {
        var records = Csv.Read("a,b\n\"c,d\ne,f\n", ',').ToArray();

        Assert.Equal([1, 2, 3], records.Select(r => r.Line));
        Assert.Contains("引号没有结束", records[1].Trouble);
        Assert.Equal(["e", "f"], records[2].Fields.AsEnumerable());
    }

    [Fact]
    public void Text_after_a_closing_quote_is_named() =>
        Assert.Contains("引号后面还有文字", Csv.Read("\"a\"b,c\nd,e", ',').First().Trouble);

    [Theory]
    [InlineData(Csv.LongestField, null)]
    [InlineData(Csv.LongestField + 1, "过长")]
    public void A_field_may_be_ten_thousand_characters_and_no_more(int length, string? trouble)
    {
        foreach (var field in new[] { new string('长', length), $"\"{new string('长', length)}\"" })
        {
            var records = Csv.Read($"a,{field}\nb,c\n", ',').ToArray();
            Assert.Equal(2, records.Length);
            if (trouble is null)
                Assert.Null(records[0].Trouble);
            else
                Assert.Contains(trouble, records[0].Trouble);
        }
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        string[][] rows = [["a", "b,c", "d\"e", "f\r\ng", ""], ["间隔·号", "𬱖", "x", "y", "z"]];

        Assert.Equal(rows, Csv.Read(string.Concat(rows.Select(Csv.Write)), ',').Select(r => r.Fields.ToArray()));
    }
}
