using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Rules;
using static Workflows.Tests.Rules.Asking;

namespace Workflows.Tests.Rules;

public class RuleCallTests
{
    [Theory]
    [InlineData("EL-99", "{}", "", "没有编号为“EL-99”的规则；请在规则页查找编号。")]
    [InlineData("EL-04", """{"expected":23}""", "present", "请填写“实到会有选举权的党员”（present）。")]
    [InlineData("EL-04", """{"expected":23,"present":null}""", "present", "请填写“实到会有选举权的党员”（present）。")]
    [InlineData("EL-04", """{"expected":"23","present":19}""", "expected", "“应到会有选举权的党员”（expected）应为整数。")]
    [InlineData("EL-04", """{"expected":23.5,"present":19}""", "expected", "“应到会有选举权的党员”（expected）应为整数。")]
    [InlineData("EL-04", """{"expected":-1,"present":0}""", "expected", "“应到会有选举权的党员”（expected）不能小于 0，现为 -1。")]
    [InlineData("EL-04", """{"expected":9999999999,"present":0}""", "expected", "“应到会有选举权的党员”（expected）不能大于 1000000，现为 9999999999。")]
    [InlineData("EL-09", """{"seats":0,"candidates":4}""", "seats", "“应选委员”（seats）不能小于 1，现为 0。")]
    [InlineData("CV-04", """{"anchor":"2026-01-31","months":601}""", "months", "“期限”（months）不能大于 600，现为 601。")]
    [InlineData("CV-04", """{"anchor":"2026-02-29","months":1}""", "anchor", "“起算日”（anchor）应为历法上存在的日期，写作 2026-11-21，现为“2026-02-29”。")]
    [InlineData("CV-04", """{"anchor":"1899-12-31","months":1}""", "anchor", "“起算日”（anchor）应在 1900 年至 2199 年之间，现为 1899-12-31。")]
    [InlineData("CV-02", """{"base":10,"count":5,"share":"half"}""", "share", "“份额”（share）应为份额，写作 \"> 1/2\" 或 \">= 4/5\"。")]
    [InlineData("WD-06", """{"anchor":"2026-01-31","period":"5 days","former-due":"2026-02-05"}""", "period", "“期间”（period）应为期间，写作 P5D、P5WD、P1M 或 P3Y。")]
    [InlineData("MT-04", """{"standing":"honorary"}""", "standing", "“党员状态”（standing）只能是 entitled（正式党员，权利完整）、probationary（预备党员）、party-probation（留党察看期间）、rights-suspended（依法留置、逮捕，党员权利中止）、membership-stopped（停止党籍），现为“honorary”。")]
    [InlineData("MT-06", """{"host":"secretary","delegated":"yes"}""", "delegated", "“受书记委托”（delegated）应为 true（是）或 false（否）。")]
    [InlineData("EL-11", """{"names":"甲"}""", "names", "“候选人”（names）应为列表。")]
    [InlineData("EL-11", """{"names":["甲",7]}""", "names[1]", "“候选人”（names）应为文字。")]
    [InlineData("EL-11", """{"names":["甲",null]}""", "names[1]", "“候选人”（names）不能为空。")]
    [InlineData("EL-18", """{"seats":1,"present":5,"candidates":[{"name":"甲"}]}""", "candidates[0].votes", "请填写“赞成”（votes）。")]
    [InlineData("EL-18", """{"seats":1,"present":5,"candidates":["甲"]}""", "candidates[0]", "“得票”（candidates）每一项应为一组字段。")]
    public void What_is_wrong_with_a_question_is_said_in_Chinese_with_its_place(string id, string given, string parameter, string message)
    {
        var mistake = Assert.Single(Refused(id, given));

        Assert.Equal((parameter, message), (mistake.Parameter, mistake.Message));
    }

    [Fact]
    public void An_unknown_parameter_is_named_with_those_that_exist()
    {
        var mistakes = Refused("EL-04", """{"expected":23,"presence":19}""");

        Assert.Equal(
            [
                new("presence", "没有名为“presence”的参数；可填的是：“应到会有选举权的党员”（expected）、“实到会有选举权的党员”（present）。"),
                new("present", "请填写“实到会有选举权的党员”（present）。"),
            ],
            mistakes);
        Assert.Contains("可填的是：“姓名”（name）", Refused("EL-18", """{"seats":1,"present":5,"candidates":[{"name":"甲","votes":3,"vote":3}]}""")[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_calendar_cannot_be_given() =>
        Assert.Contains("没有名为“calendar”的参数", Refused("WD-01", """{"date":"2026-01-01","calendar":{}}""")[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Every_mistake_is_reported_at_once() => Assert.Equal(3, Refused("CV-04", """{"anchor":"x","months":"y","z":1}""").Count);

    [Fact]
    public void Camel_case_and_kebab_case_are_the_same_name_and_only_one_may_be_given()
    {
        Assert.Equal("2026-11-20", Ask("EL-01", """{"body":"branch","electedOn":"2023-11-20"}""").Value.Text());
        Assert.Contains("填了两次", Refused("EL-01", """{"body":"branch","electedOn":"2023-11-20","elected-on":"2023-11-20"}""")[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_given_by_its_own_name_or_comes_from_the_settings_and_is_noted_with_the_answer()
    {
        const string given = """{"expected":25,"present":22,"yes":12}""";
        var bySettings = Ask("EL-17", given, settings: Settings.Standard.With("election-majority-base", "expected"));
        var byQuestion = Ask("EL-17", """{"expected":25,"present":22,"yes":12,"electionMajorityBase":"expected"}""");

        Assert.True(Ask("EL-17", given).Holds);
        Assert.False(bySettings.Holds);
        Assert.Equal(bySettings, byQuestion);
        Assert.Equal("""{"election-majority-base":"expected"}""", bySettings.Settings!.ToJsonString());
        Assert.Null(Ask("EL-04", """{"expected":23,"present":19}""").Settings);
    }

    [Fact]
    public void The_day_of_the_step_is_the_day_judged_unless_another_is_given()
    {
        Assert.False(Ask("EL-01", """{"body":"branch","elected-on":"2023-11-20"}""", on: "2026-11-21").Holds);
        Assert.True(Ask("EL-01", """{"body":"branch","elected-on":"2023-11-20","on":"2026-11-20"}""", on: "2026-11-21").Holds);
    }

    [Fact]
    public void A_rule_asked_for_a_day_before_it_was_in_force_says_so()
    {
        var mistake = Assert.Single(Refused("EL-07", """{"members":500,"scattered":false,"approved":true}""", on: "2020-07-12"));

        Assert.Equal("on", mistake.Parameter);
        Assert.StartsWith("规则 EL-07 自 2020-07-13 起适用", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EL-18", """{"seats":3,"present":20,"candidates":[{"name":"𠅤·甲","votes":19},{"name":"乙","votes":12,"write-in":true}]}""")]
    [InlineData("WD-02", """{"posted-on":"2026-12-28"}""")]
    [InlineData("EL-02", """{"body":"branch","elected-on":"2024-02-29","asked-months":13}""")]
    [InlineData("MT-06", """{"host":"secretary"}""")]
    public void An_answer_reads_back_from_json_equal_to_what_was_written(string id, string given)
    {
        var answer = Ask(id, given);
        var copy = JsonSerializer.Deserialize<RuleAnswer>(JsonSerializer.Serialize(answer));

        Assert.Equal(answer, copy);
        Assert.NotEqual(answer, copy! with { Holds = !answer.Holds });
        Assert.NotEqual(answer, copy with { Value = JsonValue.Create("其他") });
    }

    [Fact]
    public void Numbers_made_in_code_bind_like_numbers_that_were_sent()
    {
        var given = new JsonObject { ["expected"] = 10L, ["present"] = JsonValue.Create((short)8) };
        var outcome = RuleBook.Standard.Ask("EL-04", new(2026, 11, 21), given, Settings.Standard, WorkCalendar.Empty);

        Assert.True(Assert.IsType<RuleOutcome.Answered>(outcome).Answer.Holds);
    }

    [Fact]
    public void A_list_past_any_real_meeting_is_refused()
    {
        var names = new JsonArray([.. Enumerable.Range(0, 5001).Select(i => (JsonNode)$"甲{i}")]);

        Assert.Contains("最多 5000 项", Refused("EL-11", new JsonObject { ["names"] = names }.ToJsonString())[0].Message, StringComparison.Ordinal);
    }
}
