using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Scenarios;

/// <summary>Whoever is in no stage any more: the history says what happened and by whose decision, the register from which day.</summary>
public sealed class StageEndTests
{
    [Theory]
    [InlineData("转正没有过半数，再次讨论取消预备党员资格", "2027-11-10", MembershipStage.Probationary, "自2027年11月10日起，消·示例：取消预备党员资格（示例局机关党委决定）")]
    [InlineData("上级党委没有批准，通知支部和本人", "2026-09-10", MembershipStage.Prospect, "自2026年9月10日起，否·示例：没有批准，不再列为发展对象（示例局机关党委决定）")]
    public async Task It_is_told_in_the_words_of_the_field_with_day_and_body(string story, string day, MembershipStage was, string says)
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(Repository.Definitions);
        var played = await bench.Player.Play(Stories.Of("party-member-development", story));

        Assert.Contains(says, played.Timeline, StringComparison.Ordinal);
        await using var db = await bench.Database.Contexts.CreateDbContextAsync();
        var register = await bench.Register();
        var person = (await db.Cases.FindAsync(played.Case))!.Subject!;
        Assert.Equal(was, register.MembershipOf(person, Bench.Day(day).AddDays(-1))?.Stage);
        Assert.Null(register.MembershipOf(person, Bench.Day(day)));
    }
}
