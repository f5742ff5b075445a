using Workflows.Organisation;

namespace Workflows.Tests.Organisation;

public sealed class PostNameTests
{
    [Theory]
    [InlineData("示例局第一党支部", UnitKind.Branch, Roles.Secretary, "示例局第一党支部书记")]
    [InlineData("示例局第一党支部", UnitKind.Branch, Roles.Committee, "示例局第一党支部委员会成员")]
    [InlineData("示例局机关党委", UnitKind.AgencyCommittee, Roles.SectionHead, "示例局机关党委组织科（部）负责人")]
    [InlineData("示例局机关党委", UnitKind.AgencyCommittee, Roles.Committee, "示例局机关党委委员")]
    [InlineData("示例局机关党委", UnitKind.AgencyCommittee, Roles.DisciplineSecretary, "示例局机关纪委书记")]
    [InlineData("机关党委", UnitKind.AgencyCommittee, Roles.DisciplineSecretary, "机关党委纪委书记")]
    [InlineData("市直机关工委（示例）", UnitKind.WorkCommittee, Roles.DisciplineSecretary, "市直机关工委（示例）纪委书记")]
    [InlineData("示例局机关党委", UnitKind.AgencyCommittee, RoleGroups.LeadingGroup, "示例局党组（党委）书记或成员")]
    [InlineData("示例局机关党委（示例）", UnitKind.AgencyCommittee, Roles.LeadingGroupMember, "示例局党组（党委）成员")]
    [InlineData("中共示例局机关委员会", UnitKind.AgencyCommittee, Roles.LeadingGroupSecretary, "示例局党组（党委）书记")]
    [InlineData("示例市卫生健康委员会机关党委", UnitKind.AgencyCommittee, Roles.LeadingGroupSecretary, "示例市卫生健康委员会党组（党委）书记")]
    [InlineData("示例设计院党总支", UnitKind.GeneralBranch, Roles.LeadingGroupSecretary, "示例设计院党组（党委）书记")]
    [InlineData("示例馆第一党支部", UnitKind.Branch, Roles.LeadingGroupSecretary, "示例馆党组（党委）书记")]
    [InlineData("中共示例馆支部委员会", UnitKind.Branch, Roles.LeadingGroupSecretary, "示例馆党组（党委）书记")]
    [InlineData("机关党委", UnitKind.AgencyCommittee, Roles.LeadingGroupSecretary, "机关党委党组（党委）书记")]
    [InlineData("示例学会", UnitKind.Branch, Roles.LeadingGroupSecretary, "示例学会党组（党委）书记")]
    public void A_post_is_said_with_the_body_that_it_belongs_to(string unit, UnitKind kind, string role, string said) =>
        Assert.Equal(said, PostNames.Of(new("u", unit, kind, null, new(2000, 1, 1)), role, RoleBook.BuiltIn));

    [Fact]
    public void A_post_of_a_unit_that_nobody_knows_is_said_by_its_title() => Assert.Equal("书记", PostNames.Of(null, Roles.Secretary, RoleBook.BuiltIn));
}
