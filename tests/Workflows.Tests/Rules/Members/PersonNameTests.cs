using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class PersonNameTests
{
    [Theory]
    [InlineData("张三", "张　三", true)]
    [InlineData("张三", " 张 三\u00A0", true)]
    [InlineData("张三", "\u200B张三\uFEFF", true)]
    [InlineData("阿依古丽·示例", "阿依古丽·示例　", true)]
    [InlineData("张三", "张山", false)]
    [InlineData("张三", "张三丰", false)]
    public void Names_that_differ_only_in_spaces_are_one(string one, string other, bool same) =>
        Assert.Equal((same, same), (PersonNames.Same.Equals(one, other), PersonNames.Same.GetHashCode(one) == PersonNames.Same.GetHashCode(other)));

    [Fact]
    public void A_list_has_everybody_once_and_no_empty_name() =>
        Assert.Equal(["张三", "李四"], PersonNames.Listed([" 张　三", "李四", "张三", "　", ""]));

    [Theory]
    [InlineData("PM-05", """{"mentors":["张　三"],"not-full":["张三 "]}""")]
    [InlineData("PM-10", """{"introducers":["张　三","李四"],"party-probation":["张三"]}""")]
    [InlineData("PM-10", """{"introducers":["张三","张　三"]}""")]
    [InlineData("EL-12", """{"scrutineers":["张　三"],"tellers":["李四"],"candidates":["张三"],"adopted":true}""")]
    [InlineData("EL-12", """{"scrutineers":["张　三"],"tellers":["张三"],"candidates":[],"adopted":true}""")]
    [InlineData("EL-18", """{"seats":3,"present":20,"candidates":[{"name":"张三","votes":19},{"name":"张　三","votes":12,"write-in":true}]}""")]
    public void A_full_width_space_hides_nobody(string rule, string given) =>
        Assert.False(Ask(rule, given).Holds);

    [Fact]
    public void EL_10_a_full_width_space_makes_nobody_another_than_the_superior_agreed_to() =>
        Assert.True(Ask("EL-10", """{"candidates":["张　三"],"agreed":["张三"],"proposed-on":"2026-09-01","superior-agreed-on":"2026-09-10","confirmed-on":"2026-09-15"}""").Holds);
}
