using System.Text;
using System.Text.Json.Nodes;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class CandidateTests
{
    [Theory]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    [InlineData(7, 9)]
    [InlineData(9, 11)]
    [InlineData(10, 12)]
    [InlineData(11, 14)]
    [InlineData(15, 18)]
    public void EL_09_a_fifth_more_candidates_than_seats_rounded_up(int seats, int least)
    {
        Assert.True(Ask("EL-09", $$"""{"seats":{{seats}},"candidates":{{least}}}""").Holds);
        Assert.False(Ask("EL-09", $$"""{"seats":{{seats}},"candidates":{{least - 1}}}""").Holds);
        Assert.Equal(least, (int)Ask("EL-08", $$"""{"seats":{{seats}},"candidates":{{least}}}""").Value!);
    }

    [Fact]
    public void EL_09_a_withdrawal_breaks_the_difference_and_one_must_be_added()
    {
        var answer = Ask("EL-09", """{"seats":5,"candidates":6,"withdrawn":1}""");

        Assert.False(answer.Holds);
        Assert.Equal("应选委员 5 人，差额不少于五分之一即 1 人，候选人须至少 6 人，现有 5 人（6 人中退出 1 人），差 1 人。", answer.Because);
        Assert.Equal("请再提名 1 人，报上级党组织审查同意后再选举。", answer.Instead);
        Assert.Equal("《中国共产党基层组织选举工作条例》第十三条", answer.Article);
    }

    [Theory]
    [InlineData("""{"candidates":["甲"],"agreed":["甲","乙"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-09-10","confirmed-on":"2026-09-10"}""", true)]
    [InlineData("""{"candidates":["丙"],"agreed":["甲","乙"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-09-10","confirmed-on":"2026-09-15"}""", false)]
    [InlineData("""{"candidates":["甲"],"agreed":["甲"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-09-10","confirmed-on":"2026-09-09"}""", false)]
    [InlineData("""{"candidates":["甲"],"agreed":["甲"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-09-10"}""", false)]
    [InlineData("""{"candidates":["甲"],"agreed":[],"proposed-on":"2026-09-01"}""", false)]
    [InlineData("""{"candidates":["甲"],"agreed":["甲"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-08-31","confirmed-on":"2026-09-02"}""", false)]
    public void EL_10_names_go_to_the_superior_first_then_to_the_members(string given, bool holds) =>
        Assert.Equal(holds, Ask("EL-10", given).Holds);

    [Fact]
    public void EL_11_surnames_with_fewer_strokes_stand_first() =>
        Assert.Equal(["丁一", "王五", "方六", "刘七", "李四", "张三", "欧阳八", "赵九"], Ordered("赵九", "张三", "李四", "王五", "欧阳八", "丁一", "方六", "刘七"));

    [Fact]
    public void EL_11_equal_strokes_go_by_the_first_stroke_and_one_surname_by_the_given_name() =>
        Assert.Equal(["王一", "王二", "王二小", "毛三", "方三", "邓三"], Ordered("邓三", "方三", "毛三", "王二小", "王二", "王一"));

    [Theory]
    [InlineData("田大利,田富", "田富,田大利")]
    [InlineData("李干杰,李希,李强", "李希,李强,李干杰")]
    [InlineData("欧阳一丁,欧阳鹏", "欧阳鹏,欧阳一丁")]
    [InlineData("欧阳山,欧鹏,欧丁一", "欧鹏,欧丁一,欧阳山")]
    [InlineData("王　鹏,王丁一,王 一", "王 一,王　鹏,王丁一")]
    public void EL_11_within_one_surname_given_names_of_one_character_stand_first(string names, string order) =>
        Assert.Equal(order.Split(','), Ordered(names.Split(',')));

    [Fact]
    public void EL_11_the_middle_dot_is_passed_over() =>
        Assert.Equal(["王·一", "王二", "阿卜杜拉·买买提"], Ordered("阿卜杜拉·买买提", "王二", "王·一"));

    [Fact]
    public void EL_11_a_rare_character_counts_as_one_goes_last_and_is_said_so()
    {
        var answer = Ask("EL-11", """{"names":["𠅤一","龚二","𡗗三"]}""");

        Assert.Equal(["龚二", "𠅤一", "𡗗三"], Names(answer.Value));
        Assert.Contains("𠅤一、𡗗三有未收录笔画的字", answer.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("未收录", Ask("EL-11", """{"names":["龚二"]}""").Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("丁", 2)]
    [InlineData("王", 4)]
    [InlineData("陈", 7)]
    [InlineData("郑", 8)]
    [InlineData("黄", 11)]
    [InlineData("魏", 17)]
    public void The_stroke_table_agrees_with_the_school_book(string character, int strokes) =>
        Assert.Equal(strokes, NameOrder.StrokesOf(character.EnumerateRunes().First()));

    [Fact]
    public void The_stroke_table_has_the_hundred_commonest_surnames()
    {
        const string common = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

        Assert.All(common.EnumerateRunes(), (Rune r) => Assert.NotNull(NameOrder.StrokesOf(r)));
    }

    private static string[] Ordered(params string[] names) =>
        Names(Ask("EL-11", new JsonObject { ["names"] = new JsonArray([.. names.Select(n => (JsonNode)n)]) }.ToJsonString()).Value);

    private static string[] Names(JsonNode? value) => [.. value!.AsArray().Select(n => (string)n!)];
}
