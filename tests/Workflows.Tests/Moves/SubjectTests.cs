using Workflows.Moves;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Moves;

/// <summary>Cases about a person: who may be it, what the register learns, and where the case goes when the person moves.</summary>
public sealed class SubjectTests
{
    private const string Steps = """
        s:
          title: 登记
          activity: form
          with: { by: officers, fields: { received-on: { label: 收到日期, type: date, past: true } } }
          next: { submitted: enrol }
        enrol:
          title: 列为申请人
          activity: change-stage
          with: { to: applicant, from: received-on }
          next: { done: transfer }
        transfer:
          title: 转出
          activity: form
          with: { by: officers, fields: { moved-on: { label: 转接日期, type: date } } }
          next: { submitted: move }
        move:
          title: 转接
          activity: move-case
          with: { to: "=c", from: moved-on }
          next: { done: train }
        train:
          title: 培养
          activity: form
          with: { by: secretary }
          next: { submitted: "end:done" }
        """;

    private static readonly Newcomer somebody = new("新·示例", new DateOnly(1990, 5, 1), Sex.Female);

    [Fact]
    public async Task A_newcomer_comes_into_the_register_and_into_a_stage()
    {
        await using var bench = await Start();
        Bench.Done(await Open(bench, newcomer: somebody));
        var state = Bench.Done(await bench.Reply("chair", "s", "submitted", """{"received-on":"2026-11-02"}"""));
        var register = await bench.Register();
        Assert.Equal("新·示例", register.NameOf(state.Subject));
        Assert.Equal(MembershipStage.Applicant, register.MembershipOf(state.Subject, Bench.Day("2026-11-02"))!.Stage);
        Assert.Null(register.MembershipOf(state.Subject, Bench.Day("2026-11-01")));
        Assert.EndsWith("新·示例", state.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_follows_the_person_to_another_branch()
    {
        await using var bench = await Start();
        Bench.Done(await Open(bench, newcomer: somebody));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"received-on":"2026-11-02"}"""));
        var state = Bench.Done(await bench.Reply("chair", "transfer", "submitted", """{"moved-on":"2026-11-02"}"""));
        Assert.Equal(("c", "secretary@c"), (state.Unit, Assert.Single(state.Items).To.Key));
        Assert.Equal(("c", MembershipStage.Applicant), (await bench.Register()).MembershipOf(state.Subject, Bench.Day("2026-11-02")) is { } m ? (m.UnitId, m.Stage) : default);
        Assert.Equal("c", (await bench.Row()).UnitId);
        Assert.Empty(await bench.Verifier.Verify(state.Id));
    }

    [Theory]
    [InlineData("2026-10-20")]
    [InlineData("2026-11-01")]
    public async Task When_the_day_is_corrected_the_register_has_the_right_one(string day)
    {
        await using var bench = await Start();
        Bench.Done(await Open(bench, newcomer: somebody));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"received-on":"2026-10-28"}"""));
        var state = Bench.Done(await bench.Make(new Correct { Id = Guid.NewGuid(), Case = bench.Case, By = "chair", Name = "received-on", Value = day, Reason = "笔误" }));
        var register = await bench.Register();
        Assert.Equal(Bench.Day(day), Assert.Single(register.MembershipsOf(state.Subject)).From);
        Assert.Null(register.MembershipOf(state.Subject, Bench.Day(day).AddDays(-1)));
        Assert.Contains("成为入党申请人的日期由2026年10月28日改为", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Empty(await bench.Verifier.Verify(state.Id));
    }

    [Theory]
    [InlineData(null, "malformed")]
    [InlineData("nobody", "malformed")]
    [InlineData("m1", "wrong-stage")]
    [InlineData("above", "of-another-unit")]
    public async Task Not_everybody_can_be_whom_it_is_about(string? about, string code)
    {
        await using var bench = await Start();
        Assert.Equal(code, Bench.Refusal(await Open(bench, about)).Code);
        Assert.Empty(await bench.Cases());
    }

    [Fact]
    public async Task Whoever_cannot_be_it_is_told_apart_from_another_of_the_name()
    {
        var rows = Town.Rows with { People = [.. Town.Rows.People.Select(p => p.Id is "m1" or "m2" ? p with { Name = "李明", Sex = p.Id == "m1" ? Sex.Male : Sex.Female } : p)] };
        await using var bench = await Bench.Start("2026-11-02", rows, Flow.Of(Steps, "about: [none, applicant]"));
        Assert.StartsWith("李明（男）现为", Bench.Refusal(await Open(bench, "m1")).Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_two_open_cases()
    {
        await using var bench = await Start();
        Bench.Done(await Open(bench, newcomer: somebody));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"received-on":"2026-11-02"}"""));
        var refusal = Bench.Refusal(await Open(bench, (await bench.Now()).Subject));
        Assert.Equal("already-open", refusal.Code);
        Assert.Contains("此人已有一件", refusal.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_entered_anew_by_another_has_no_second_open_case_either()
    {
        await using var bench = await Start();
        Bench.Done(await Open(bench, newcomer: somebody));
        var first = bench.Case;

        var refusal = Bench.Refusal(await Open(bench, newcomer: somebody with { Name = " 新·示例 ", Education = "研究生" }));

        Assert.Equal(("already-open", "请继续办理原事项；确需重来的，先撤回或终止原事项。"), (refusal.Code, refusal.Instead));
        Assert.Contains("此人已有一件", refusal.Says, StringComparison.Ordinal);
        Bench.Done(await Open(bench, newcomer: somebody with { Born = somebody.Born.AddDays(1) }));
        bench.Case = first;
        Bench.Done(await bench.Make(new Withdraw { Id = Guid.NewGuid(), Case = first, By = "chair", Reason = "重复" }));
        Bench.Done(await Open(bench, newcomer: somebody));
    }

    [Theory]
    [InlineData(Sex.Male, "already-registered")]
    [InlineData(Sex.Female, null)]
    public async Task A_member_of_the_unit_is_not_entered_anew(Sex sex, string? code)
    {
        await using var bench = await Start();
        var member = (await bench.Register()).Person("m1")!;

        var result = await Open(bench, newcomer: new(member.Name, new(1980, 1, 1), sex));

        Assert.Equal(code, result is MoveResult.Refused refused ? refused.Problem.Code : null);
    }

    [Fact]
    public async Task A_procedure_about_units_takes_no_person()
    {
        await using var bench = await Bench.Start("2026-11-02", Town.Rows, Flow.Of("s: { title: 甲, activity: form, with: { by: officers }, next: { submitted: \"end:done\" } }"));
        Assert.Equal("malformed", Bench.Refusal(await Open(bench, "m1")).Code);
    }

    private static Task<Bench> Start() => Bench.Start(
        "2026-11-02",
        Town.Rows with
        {
            Units = [.. Town.Rows.Units, new Unit("c", "示例局第二支部", UnitKind.Branch, "p", new DateOnly(2010, 1, 1))],
            Posts = [.. Town.Rows.Posts, new Post("pub", "c", Roles.Secretary, new DateOnly(2023, 1, 1))],
        },
        Flow.Of(Steps, "about: [none, applicant]"));

    private static Task<MoveResult> Open(Bench bench, string? about = null, Newcomer? newcomer = null)
    {
        var id = Guid.NewGuid();
        if (newcomer is not null)
            bench.Case = CaseId.For(id);
        return bench.Make(new Open { Id = id, Case = CaseId.For(id), By = "chair", Procedure = "p", Unit = "b", About = about, Newcomer = newcomer });
    }
}
