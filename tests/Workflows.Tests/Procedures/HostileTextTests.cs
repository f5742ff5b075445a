using Workflows.Language;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>Texts that nobody writes by mistake: each is refused with a sentence, none ends the program, and what is published stays readable.</summary>
public sealed class HostileTextTests
{
    private const string Step = "s: { title: 填报, activity: form, with: { by: officers, fields: { f: { label: 事由 } } }, next: { submitted: end:done } }";

    private static string Bomb => "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + string.Concat(Enumerable.Range('b', 9).Select(c => $"{(char)c}: &{(char)c} [{string.Join(", ", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));

    public static TheoryData<string, string> Nested => new()
    {
        { new string('[', 100_000), "嵌套过深" },
        { string.Concat(Enumerable.Repeat("{a: ", 5000)) + "1" + new string('}', 5000), "嵌套过深" },
        { string.Join('\n', Enumerable.Range(0, 500).Select(i => new string(' ', i) + "a:")), "嵌套过深" },
        { string.Concat(Enumerable.Repeat("? ", 3000)), "键必须是文字" },
        { "a: &a [*a, *a]", "嵌套过深" },
        { Bomb, "内容太多，或者别名（&、*）层层相套" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void A_text_that_grows_beyond_measure_is_one_mistake(string text, string says)
    {
        var mistakes = new List<Mistake>();
        Assert.Null(YamlText.Read(text, "f.yaml", mistakes));
        Assert.Contains(says, Assert.Single(mistakes).Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_levels_and_an_alias_are_read()
    {
        var mistakes = new List<Mistake>();
        var read = YamlText.Read($"a: &a 1\nb: *a\nc: {new string('[', 39)}{new string(']', 39)}", "f.yaml", mistakes);
        Assert.Empty(mistakes);
        Assert.Equal(1, (long)read!.Root!["b"]!);
    }

    [Theory]
    [InlineData("procedure: p", "procedure: ../p", "f.yaml:1：键名“../p”应为英文小写字母、数字和连字符，不超过 60 个字符，如 theme-day。")]
    [InlineData("procedure: p", "procedure: 甲", "f.yaml:1：键名“甲”应为英文小写字母、数字和连字符，不超过 60 个字符，如 theme-day。")]
    [InlineData("procedure: p", "procedure: con", "f.yaml:1：键名“con”是 Windows 的设备名，不能作目录名，请换一个。")]
    [InlineData("version: 1", "version: 0", "f.yaml:2：version 应为 1 至 9999 的整数。")]
    [InlineData("version: 1", "version: 10000", "f.yaml:2：version 应为 1 至 9999 的整数。")]
    [InlineData("version: 1", "version: 999999999999", "f.yaml:2：值的类型不对，或不在允许的取值之中")]
    [InlineData("title: 示例流程", "title: '  '", "f.yaml:3：title 不能为空。")]
    [InlineData("title: 示例流程", """title: "甲\n乙" """, "f.yaml:3：title 要写在一行里。")]
    [InlineData("title: 示例流程", """title: "甲\0乙" """, "f.yaml:3：文字中有看不见的字符（U+0000），请删去后重新输入。")]
    [InlineData("label: 事由", """label: "甲\u202E乙" """, "f.yaml:9：文字中有看不见的字符（U+202E），请删去后重新输入。")]
    [InlineData("version: 1", "version: 1 # \u202E", "f.yaml:2：文字中有看不见的字符（U+202E），请删去后重新输入。")]
    public void A_new_text_calls_things_so_that_they_fit_where_they_are_shown_and_a_published_one_is_read_as_it_is(string sound, string written, string says)
    {
        var text = Flow.Of(Step).Replace(sound, written, StringComparison.Ordinal);
        var mistakes = new List<Mistake>();
        Assert.Null(ProcedureFile.Read(text, "f.yaml", mistakes, Shared.None));
        Assert.Equal(says, Assert.Single(mistakes).ToString());

        mistakes.Clear();
        ProcedureFile.Read(text, "f.yaml", mistakes);
        Assert.Equal(says.Contains("取值", StringComparison.Ordinal), mistakes.Count > 0);
    }

    [Fact]
    public void A_title_may_be_long_but_not_too_long()
    {
        var mistakes = new List<Mistake>();
        Assert.NotNull(ProcedureFile.Read(Flow.Of(Step).Replace("示例流程", new string('长', 100), StringComparison.Ordinal), "f.yaml", mistakes, Shared.None));
        Assert.Null(ProcedureFile.Read(Flow.Of(Step).Replace("示例流程", new string('长', 101), StringComparison.Ordinal), "f.yaml", mistakes, Shared.None));
        Assert.Equal("title 太长：101 个字，不超过 100 个。", Assert.Single(mistakes).Says);
    }

    [Theory]
    [InlineData("procedure: p\nregister: {}\nscenarios: []\n", "f.yaml:3：这是情景，不是定义，不在这里发布；请不要选它。")]
    [InlineData("procedure: p\ndocuments: []\n", "f.yaml:2：这是文书，不是定义，不在这里发布；请不要选它。")]
    public void A_file_that_is_no_definition_is_told_as_what_it_is(string text, string says)
    {
        var mistakes = new List<Mistake>();
        Assert.Null(ProcedureFile.Read(text, "f.yaml", mistakes, Shared.None));
        Assert.Equal(says, Assert.Single(mistakes).ToString());
    }
}
