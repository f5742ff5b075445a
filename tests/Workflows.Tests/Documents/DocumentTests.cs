using Workflows.Documents;
using Workflows.Procedures;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Documents;

/// <summary>Papers: what a template may say, when there is one, and what stands in it.</summary>
public sealed class DocumentTests
{
    private const string Steps = """
        s:
          title: 谈话
          activity: form
          with: { by: officers, fields: { talked-on: { label: 谈话日期, type: date }, talker: { label: 谈话人, type: person, from: facts.member-list }, note: { label: 备注, required: false }, points: { label: 要点, type: rows, required: false, columns: { what: { label: 事项 }, owner: { label: 责任人 } } } } }
          next: { submitted: later }
        later: { title: 归档, activity: form, with: { by: officers }, next: { submitted: "end:done" } }
        """;

    private const string Papers = """
        procedure: p
        documents:
          - name: record
            title: 谈话记录
            when: talked-on
            blocks:
              - { text: "{unit}于{talked-on}由{talker}谈话。" }
              - { row: 备注, value: "{note}" }
              - { from: "编号 {number}" }
              - { row: 情况, value: "{note}", when: note }
              - { row: 要点, value: "{points}", when: points }
        """;

    [Fact]
    public async Task A_paper_says_what_the_case_knows_in_words_and_leaves_the_rest_blank()
    {
        await using var bench = await Bench.Opened(Steps);
        var template = Assert.Single(Read(bench, Papers, []));
        Assert.Empty(Paper.Of(await bench.RunFor("chair"), [template]));

        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"talked-on":"2026-11-02","talker":"org"}"""));
        var run = await bench.RunFor("chair");
        Assert.Equal([template], Paper.Of(run, [template]));
        var paper = Paper.Fill(run, "示例〔2026〕1号", template);
        Assert.Equal("示例局第一支部于2026年11月2日由组委乙谈话。", paper.Blocks[0].Text);
        Assert.Equal("＿＿＿＿＿＿", paper.Blocks[1].Value);
        Assert.Equal("编号 示例〔2026〕1号", paper.Blocks[2].From);
        Assert.Equal(3, paper.Blocks.Length);
    }

    [Fact]
    public async Task What_only_some_papers_have_is_printed_where_it_is_known_and_every_line_of_a_table_by_itself()
    {
        await using var bench = await Bench.Opened(Steps);
        Bench.Done(await bench.Reply("chair", "s", "submitted", """{"talked-on":"2026-11-02","talker":"org","note":"当面谈","points":[{"what":"补记录","owner":"甲"},{"what":"建台账","owner":"乙"}]}"""));
        var paper = Paper.Fill(await bench.RunFor("chair"), "示例〔2026〕1号", Read(bench, Papers, [])[0]);
        Assert.Equal("当面谈", paper.Blocks[3].Value);
        Assert.Equal(["补记录，责任人 甲", "建台账，责任人 乙"], paper.Blocks[4].Value!.Split('\n'));
    }

    [Theory]
    [InlineData("{note}", "{nota}", "没有“nota”这一数据")]
    [InlineData("when: note", "when: nota", "没有“nota”这一数据")]
    [InlineData("when: talked-on", "when: spoken-on", "没有“spoken-on”这一数据")]
    [InlineData("procedure: p", "procedure: q", "没有流程“q”")]
    [InlineData("{ text:", "{ sign: 某人, text:", "每一块只写")]
    [InlineData("title: 谈话记录", "titel: 谈话记录", "titel")]
    public async Task A_mistake_in_a_template_is_told_with_its_line(string right, string wrong, string says)
    {
        await using var bench = await Bench.Opened(Steps);
        var mistakes = new List<Mistake>();
        Assert.Empty(Read(bench, Papers.Replace(right, wrong, StringComparison.Ordinal), mistakes));
        var mistake = mistakes[0];
        Assert.Contains(says, mistake.Says, StringComparison.Ordinal);
        Assert.True(mistake.Line > 0);
    }

    [Fact]
    public void The_papers_of_the_house_have_no_mistakes() => Assert.Empty(DocumentFile.Lint(Repository.Definitions));

    private static System.Collections.Immutable.ImmutableArray<DocumentTemplate> Read(Bench bench, string text, ICollection<Mistake> mistakes) =>
        DocumentFile.Read(text, "papers.yaml", bench.Library.Procedures, mistakes);
}
