using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Procedures;

/// <summary>An office asks the register one of a few questions under a name of its own.</summary>
public sealed class OwnFactTests
{
    private const string Files = """
        facts:
          reserve: { title: 积极分子和发展对象人数, count: people, stage: [activist, prospect] }
          union-chairs: { title: 上级工会主席, list: posts, roles: [union-chair], of: superior }
          paper-bearers: { title: 承办委员, list: posts, roles: [organiser, publicity] }
          prepare-on: { title: 换届准备之日, term: expires-on, within: P-6M }
        roles:
          union-chair: { title: 工会主席 }
        """;

    [Fact]
    public void Each_question_is_answered_by_the_register_of_the_day()
    {
        var register = new Register(Town.Rows).With(new RegisterRows
        {
            Memberships = [new("m4", "b", MembershipStage.Activist, Bench.Day("2012-01-01"))],
            Posts = [new Post("m1", "p", "union-chair", Bench.Day("2026-01-01"))],
        });
        Assert.Equal("1", Of("reserve"));
        Assert.Equal("""["m1"]""", Of("union-chairs"));
        Assert.Equal("[]", Of("union-chairs", "2025-12-31"));
        Assert.Equal("""["org","pub"]""", Of("paper-bearers"));
        Assert.Equal("\"2026-05-20\"", Of("prepare-on"));

        string? Of(string fact, string day = "2026-11-02") =>
            FactBook.BuiltIn.With(Shared.None.With(Files, "facts.yaml", []).Facts).Find(fact)!.Of(new(register, "b", "", Bench.Day(day)))?.ToJsonString();
    }

    [Theory]
    [InlineData("title: 甲", "名册数据 a：count、list、term 写一个，不能都写或者都不写。")]
    [InlineData("title: 甲, count: people", "名册数据 a：people 须写 stage；stage 只用于 people。")]
    [InlineData("title: 甲, list: posts, stage: [activist]", "名册数据 a：people 须写 stage；stage 只用于 people。")]
    [InlineData("title: 甲, list: posts, roles: [secretry]", "名册数据 a：roles 中没有“secretry”这一职务；是否要写“secretary”？")]
    [InlineData("title: 甲, count: people, stage: [activst]", "名册数据 a：stage 中没有“activst”这一阶段；是否要写“activist”？")]
    [InlineData("title: 甲, term: expires-on, within: P5WD", "名册数据 a：within 只用于 term，写作 P-6M、P30D 或 P1Y。")]
    [InlineData("title: 甲, cuont: people", "未知的键“cuont”；是否要写“count”？")]
    public void A_mistake_is_told_with_its_place(string fact, string says)
    {
        var mistakes = new List<Mistake>();
        Assert.Empty(Shared.None.With($"facts:\n  a: {{ {fact} }}", "facts.yaml", mistakes).Facts);
        Assert.Equal($"facts.yaml:2：{says}", Assert.Single(mistakes).ToString());
    }

    [Fact]
    public void A_built_in_fact_is_not_declared_again()
    {
        var mistakes = new List<Mistake>();
        Shared.None.With("facts:\n  electors: { title: 甲, count: people, stage: full }", "facts.yaml", mistakes);
        Assert.Equal("facts.yaml:2：名册数据 electors：这是内置的名册数据，请换一个名称。", Assert.Single(mistakes).ToString());
    }

    [Fact]
    public async Task A_definition_asks_by_the_name_and_keeps_the_question_with_which_it_was_published()
    {
        await using var bench = await Bench.StartOn(Storage.Database.Sqlite, "2026-11-02", Town.Rows);
        await bench.Write("facts.yaml", Files);
        await bench.Define(Text(1));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(["org", "pub"], (await bench.Form("chair", "s")).Fields[0].Options.Select(o => o.Value).Order());

        await bench.Write("facts.yaml", Files.Replace("[organiser, publicity]", "organiser", StringComparison.Ordinal));
        Assert.Contains("请把 version 改为 2", Assert.Single(await bench.Reload()), StringComparison.Ordinal);
        await bench.Write("definition-0.yaml", Text(2));
        Assert.Empty(await bench.Reload());
        Assert.Equal(["org", "pub"], (await bench.Form("chair", "s")).Fields[0].Options.Select(o => o.Value).Order());
        Assert.Empty(await bench.Verifier.Verify(bench.Case));

        bench.On("2026-11-03");
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"who":["pub"]}"""));
        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal(["org"], (await bench.Form("chair", "s")).Fields[0].Options.Select(o => o.Value));
    }

    private static string Text(int version) => Flow.Of("""
        s:
          title: 填报
          activity: form
          with: { by: officers, fields: { who: { label: 承办人, type: people, from: facts.paper-bearers } } }
          next: { submitted: "end:done" }
        """, version: version);
}
