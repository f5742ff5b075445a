using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Activities;

/// <summary>Every kind of field, what it takes and what it says to the rest.</summary>
public sealed class FormFieldTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("type: text", "\"办公室\"")]
    [InlineData("type: text", "\"𬱖𫖮·阿卜杜拉\"")]
    [InlineData("type: text, max: 3", "\"𬱖𫖮玥\"")]
    [InlineData("type: text", "\"第一行\\n第二行\\t完\"")]
    [InlineData("type: text, required: false", "null")]
    [InlineData("type: text, required: false", "\"\"")]
    [InlineData("type: number, min: 1, max: 5", "1")]
    [InlineData("type: number, min: 1, max: 5", "5")]
    [InlineData("type: number", "0")]
    [InlineData("type: number", "1000000")]
    [InlineData("type: number, min: -3", "-3")]
    [InlineData("type: date", "\"2028-02-29\"")]
    [InlineData("type: date", "\"1900-01-01\"")]
    [InlineData("type: date, past: true", "\"2026-11-02\"")]
    [InlineData("type: date, not-before: facts.term-elected-on", "\"2023-11-20\"")]
    [InlineData("type: yes-no", "false")]
    [InlineData("type: choice, options: { a: 甲, b: 乙 }", "\"b\"")]
    [InlineData("type: choices, options: { a: 甲, b: 乙 }", "[\"b\",\"a\"]")]
    [InlineData("type: choices, options: { a: 甲, b: 乙 }, required: false", "[]")]
    [InlineData("type: person", "\"m1\"")]
    [InlineData("type: person, from: facts.committee-list", "\"org\"")]
    [InlineData("type: people, min: 1, max: 2", "[\"m1\",\"m2\"]")]
    [InlineData("type: files", $$"""[{"hash":"{{Hash}}","name":"请示.pdf"}]""")]
    [InlineData("type: rows, columns: { who: { label: 姓名 }, age: { label: 年龄, type: number, required: false } }", """[{"who":"甲","age":30},{"who":"乙"}]""")]
    [InlineData("type: rows, columns: { who: { label: 姓名 } }", "[]")]
    [InlineData("type: info", "null")]
    public async Task What_is_right_is_taken(string field, string value)
    {
        await using var bench = await Form($"x: {{ label: 某项, {field} }}");
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"x":{{value}}}"""));
    }

    [Theory]
    [InlineData("type: text", "null", "请填写“某项”。")]
    [InlineData("type: text", "\"  \"", "请填写“某项”。")]
    [InlineData("type: text", "12", "“某项”应为文字。")]
    [InlineData("type: text, max: 3", "\"𬱖𫖮玥玥\"", "“某项”最多 3 字，现有 4 字。")]
    [InlineData("type: text", "\"甲\\u0000乙\"", "“某项”中有看不见或不能保存的字符，请删去后重填。")]
    [InlineData("type: text", "\"甲\\u0007乙\"", "“某项”中有看不见或不能保存的字符，请删去后重填。")]
    [InlineData("type: text", "\"甲\\u202e乙\"", "“某项”中有看不见或不能保存的字符，请删去后重填。")]
    [InlineData("type: text", "\"甲\\ud83d乙\"", "“某项”中有看不见或不能保存的字符，请删去后重填。")]
    [InlineData("type: number, min: 1, max: 5", "0", "“某项”不能小于 1，填写的是 0。")]
    [InlineData("type: number, min: 1, max: 5", "6", "“某项”不能大于 5，填写的是 6。")]
    [InlineData("type: number", "-1", "“某项”不能小于 0，填写的是 -1。")]
    [InlineData("type: number", "1000001", "“某项”不能大于 1000000，填写的是 1000001。")]
    [InlineData("type: number", "1.5", "“某项”应为整数。")]
    [InlineData("type: number", "99999999999", "“某项”应为整数。")]
    [InlineData("type: number", "\"3\"", "“某项”应为整数。")]
    [InlineData("type: date", "\"2026-02-29\"", "“某项”不是有效日期，应如 2026-11-21；请注意该月是否有这一天。")]
    [InlineData("type: date", "\"2026-13-01\"", "“某项”不是有效日期")]
    [InlineData("type: date", "\"二月初一\"", "“某项”不是有效日期")]
    [InlineData("type: date", "\"1899-12-31\"", "“某项”的年份应在 1900 至 2200 之间。")]
    [InlineData("type: date, past: true", "\"2026-11-03\"", "“某项”是已经发生的事，不能晚于今天（2026年11月2日）。")]
    [InlineData("type: date, not-before: facts.term-elected-on", "\"2023-11-19\"", "“某项”（2023年11月19日）不能早于 2023年11月20日（本届选举日期）。")]
    [InlineData("type: yes-no", "\"是\"", "“某项”只能答是或否。")]
    [InlineData("type: yes-no", "null", "请填写“某项”。")]
    [InlineData("type: choice, options: { a: 甲, b: 乙 }", "\"c\"", "“某项”请从列出的选项中选择。")]
    [InlineData("type: choices, options: { a: 甲, b: 乙 }", "[\"c\"]", "“某项”请从列出的选项中选择。")]
    [InlineData("type: choices, options: { a: 甲, b: 乙 }", "[\"a\",\"a\"]", "“某项”中有重复。")]
    [InlineData("type: choices, options: { a: 甲, b: 乙 }", "\"a\"", "“某项”应为一组选项，最多 500 个。")]
    [InlineData("type: person", "\"nobody\"", "“某项”请从名册中选择。")]
    [InlineData("type: person, from: facts.committee-list", "\"m1\"", "党员1不在“某项”可选的人员之中。")]
    [InlineData("type: people, min: 2", "[\"m1\"]", "“某项”至少 2 个，现有 1 个。")]
    [InlineData("type: people, max: 1", "[\"m1\",\"m2\"]", "“某项”最多 1 个，现有 2 个。")]
    [InlineData("type: people", "[\"m1\",\"m1\"]", "“某项”中有重复。")]
    [InlineData("type: files", """[{"hash":"ff","name":"请示.pdf"}]""", "“某项”的附件没有上传成功，请重新上传。")]
    [InlineData("type: files", $$"""[{"hash":"{{Hash}}"}]""", "“某项”的附件没有上传成功，请重新上传。")]
    [InlineData("type: rows, columns: { who: { label: 姓名 } }", """["甲"]""", "“某项”应为表格，最多 500 行。")]
    [InlineData("type: rows, min: 1, columns: { who: { label: 姓名 } }", "[]", "请填写“某项”。")]
    [InlineData("type: rows, max: 1, columns: { who: { label: 姓名 } }", """[{"who":"甲"},{"who":"乙"}]""", "“某项”最多 1 行，现有 2 行。")]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_happens(string field, string value, string says)
    {
        await using var bench = await Form($"x: {{ label: 某项, {field} }}");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", $$"""{"x":{{value}}}"""));
        Assert.Equal(ProblemKind.Malformed, problem.Kind);
        Assert.StartsWith(says, problem.Errors["x"], StringComparison.Ordinal);
        Assert.Single(await bench.History());
    }

    [Fact]
    public void A_label_with_quotation_marks_is_quoted_within_others() =>
        Assert.Equal("“‘三会一课’未按期召开”", Labels.Quoted("“三会一课”未按期召开"));

    [Fact]
    public async Task What_is_wrong_in_a_table_is_told_at_its_row_and_column()
    {
        await using var bench = await Form("x: { label: 名单, type: rows, columns: { who: { label: 姓名 }, age: { label: 年龄, type: number, max: 120 } } }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"x":[{"who":"甲","age":30},{"age":121,"sex":"男"}]}"""));
        Assert.Equal(["x.1.age", "x.1.sex", "x.1.who"], problem.Errors.Keys);
        Assert.Equal("有 3 处填写不符合要求，尚未提交。", problem.Says);
    }

    [Fact]
    public async Task A_field_that_the_form_does_not_have_is_a_mistake()
    {
        await using var bench = await Form("x: { label: 某项 }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"x":"甲","extra":1}"""));
        Assert.Equal("表单中没有名为“extra”的项目；请刷新页面后重新填写。", problem.Errors["extra"]);
    }

    [Fact]
    public async Task A_date_may_not_precede_another_one_of_the_same_form()
    {
        await using var bench = await Form("told: { label: 通知日期, type: date }, held: { label: 会议日期, type: date, not-before: told }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"told":"2026-11-05","held":"2026-11-04"}"""));
        Assert.Equal("“会议日期”（2026年11月4日）不能早于 2026年11月5日（通知日期）。", problem.Errors["held"]);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"told":"2026-11-05","held":"2026-11-05"}"""));
    }

    [Fact]
    public async Task Of_several_days_that_a_date_rests_on_the_latest_known_one_counts()
    {
        await using var bench = await Form(
            "asked: { label: 请示日期, type: date, required: false }, told: { label: 通知日期, type: date }, held: { label: 会议日期, type: date, not-before: 'latest:asked,told' }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"asked":"2026-11-06","told":"2026-11-05","held":"2026-11-05"}"""));
        Assert.Equal("“会议日期”（2026年11月5日）不能早于 2026年11月6日（请示日期）。", problem.Errors["held"]);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"told":"2026-11-05","held":"2026-11-05"}"""));
    }

    [Fact]
    public async Task Whoever_is_chosen_in_one_field_cannot_be_chosen_in_another_that_excepts_it()
    {
        await using var bench = await Form("lead: { label: 书记人选, type: person }, deputy: { label: 副书记人选, type: person, except: lead }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"lead":"m1","deputy":"m1"}"""));
        Assert.Equal("党员1不能列入“副书记人选”：已列为“书记人选”。", problem.Errors["deputy"]);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"lead":"m1","deputy":"m2"}"""));
    }

    [Fact]
    public async Task Whoever_stands_once_in_a_table_is_wrong_in_a_later_row()
    {
        await using var bench = await Form(
            "x: { label: 推荐, type: rows, columns: { who: { label: 被推荐人, type: person, once: true }, votes: { label: 人数, type: number } } }");
        var problem = Bench.Refusal(await bench.Reply(
            "chair", "s", "submitted", """{"x":[{"who":"m1","votes":3},{"who":"m2","votes":2},{"who":"m1","votes":1}]}"""));
        Assert.Equal("党员1已列在第 1 行，一人只列一行。", Assert.Single(problem.Errors).Value);
        Assert.Equal("x.2.who", Assert.Single(problem.Errors).Key);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"x":[{"who":"m1","votes":3},{"who":"m2","votes":2}]}"""));
    }

    [Fact]
    public async Task A_person_may_be_chosen_from_the_people_of_the_same_form()
    {
        await using var bench = await Form("team: { label: 小组, type: people }, lead: { label: 组长, type: person, from: team }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"team":["m1","m2"],"lead":"m3"}"""));
        Assert.Equal("党员3不在“小组”之中，不能列为“组长”。", problem.Errors["lead"]);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"team":["m1","m2"],"lead":"m2"}"""));
    }

    [Fact]
    public async Task A_hidden_field_is_not_asked_and_what_it_held_before_is_gone()
    {
        await using var bench = await Form("kind: { label: 方式, type: choice, options: { a: 甲, b: 其他 } }, how: { label: 说明, show-when: { field: kind, is: b } }", next: "s");
        Assert.Equal("请填写“说明”。", Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"kind":"b"}""")).Errors["how"]);
        Assert.Equal("书面", Json.String(Bench.Done(await bench.Reply("chair", "s", "submitted", """{"kind":"b","how":"书面"}""")).Data["how"].Value));
        Assert.Null(Bench.Done(await bench.Reply("chair", "s", "submitted", """{"kind":"a","how":"书面"}""")).Data["how"].Value);
    }

    [Fact]
    public async Task A_table_with_fixed_rows_takes_exactly_those_rows()
    {
        await using var bench = await Form("x: { label: 评分, type: rows, row-per: facts.committee-list, columns: { who: { label: 委员, type: person }, score: { label: 分数, type: number } } }");
        const string Two = """{"who":"pub","score":1},{"who":"org","score":2}""";
        foreach (var wrong in new[] { "", Two, $$"""{{Two}},{"who":"m1","score":3}""", $$"""{{Two}},{"who":"org","score":3}""", $$"""{{Two}},{"who":"chair","score":3},{"who":"m1","score":3}""" })
            Assert.Contains("评分", Bench.Refusal(await bench.Reply("chair", "s", "submitted", $$"""{"x":[{{wrong}}]}""")).Errors["x"], StringComparison.Ordinal);
        Bench.Done(await bench.Reply("chair", "s", "submitted", $$"""{"x":[{{Two}},{"who":"chair","score":3}]}"""));
    }

    [Fact]
    public async Task Of_those_who_hold_posts_above_the_nearest_come_first()
    {
        DateOnly since = new(2012, 1, 1);
        var register = Town.Rows with
        {
            Units = [.. Town.Rows.Units.Select(u => u.Id == "p" ? u with { ParentId = "w" } : u), new("w", "示例工委", UnitKind.WorkCommittee, null, since)],
            People = [.. Town.Rows.People, new("top", "丁一", null, Sex.Male)],
            Memberships = [.. Town.Rows.Memberships, new("top", "b", MembershipStage.Full, since)],
            Posts = [.. Town.Rows.Posts, new("top", "w", Roles.OrganisationSection, since)],
        };
        await using var bench = await Bench.Opened(
            """
            s: { title: 填报, activity: form, with: { by: officers, fields: { x: { label: 约谈人, type: people, from: facts.superior-staff-list } } }, next: { submitted: "end:done" } }
            """,
            register: register);
        Assert.Equal(["chief", "above", "top"], (await bench.Form("chair", "s")).Fields.Single().Options.Select(o => o.Value));
    }

    [Fact]
    public async Task A_number_may_not_exceed_what_the_register_or_another_field_says()
    {
        await using var bench = await Form(
            "x: { label: 推荐, type: rows, columns: { votes: { label: 推荐人数, type: number, at-most: facts.party-members, unit: 人 } } }, all: { label: 总数, type: number }, part: { label: 其中, type: number, at-most: all }");
        var problem = Bench.Refusal(await bench.Reply("chair", "s", "submitted", """{"x":[{"votes":8},{"votes":9}],"all":2,"part":3}"""));
        Assert.Equal(["“其中”不能多于总数 2，填写的是 3。", "“推荐人数”不能多于党员总数 8 人，填写的是 9。"], problem.Errors.Values.Order(StringComparer.Ordinal));
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"x":[{"votes":8}],"all":2,"part":2}"""));
    }

    [Fact]
    public async Task Whoever_is_offered_for_a_text_may_be_written_and_so_may_anybody_else()
    {
        await using var bench = await Form("by: { label: 签收人, from: facts.superior-staff-list }");
        Assert.Equal(["科员丁（组织科（部）工作人员）", "科长戊（组织科（部）负责人）"], (await bench.Form("chair", "s")).Fields.Single().Options.Select(o => o.Value).Order(StringComparer.Ordinal));
        Assert.Equal("门卫老王", Json.String(Bench.Done(await bench.Reply("chair", "s", "submitted", """{"by":"门卫老王"}""")).Data["by"].Value));
    }

    private static Task<Bench> Form(string fields, string next = "end:done") => Bench.Opened(
        $$"""
        s:
          title: 填报
          activity: form
          with: { by: officers, fields: { {{fields}} } }
          next: { submitted: "{{next}}" }
        """);
}
