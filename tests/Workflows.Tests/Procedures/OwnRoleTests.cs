using System.Text;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Procedures;
using Workflows.Storage;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Procedures;

/// <summary>An office writes a role of its own: it is imported, asked in a definition, and told by its name.</summary>
public sealed class OwnRoleTests
{
    private const string Chair = "roles:\n  union-chair: { title: 工会主席, unit-kinds: [agency-committee], single: true }\n";

    private const string Ask = """
        s:
          title: 征求工会意见
          activity: form
          with: { by: union-chair of agency }
          next: { submitted: "end:done" }
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_post_of_an_own_role_is_imported_and_asked(Database on)
    {
        await using var bench = await Bench.StartOn(on, "2026-11-02", Town.Rows);
        await bench.Write("roles.yaml", Chair);
        await bench.Define(Flow.Of(Ask));
        Assert.Equal("本单位工会主席", bench.Library.Procedures.Find("p")!.Procedure.Find("s")!.Activity.Asks[0].InWords(bench.Library.RoleBook));

        var report = await Import(bench, "m1,p,工会主席,2026-01-01,\nm2,b,工会主席,2026-01-01,\n");
        Assert.Equal(["3 党支部不设工会主席"], report.Read.Mistakes.Select(m => $"{m.Line} {m.Reason}"));
        Assert.Equal(1, (await Import(bench, "m1,p,工会主席,2026-01-01,\n")).Imported);
        Assert.NotEmpty((await Import(bench, "m2,p,工会主席,2026-02-01,\n")).Read.Mistakes);

        Bench.Done(await bench.Open("chair", "p", "b"));
        Assert.Equal("示例局机关党委工会主席（党员1）", (await bench.Now()).Items[0].To.Title);
        Bench.Done(await bench.Reply("m1", "s", "submitted"));

        // The file loses it: posts keep their name, and the case can be told.
        bench.Remove("roles.yaml");
        await bench.Reload();
        Assert.Equal("工会主席", (await bench.Register()).RoleBook.TitleOf("union-chair"));
        Assert.Contains("工会主席", await bench.Timeline(), StringComparison.Ordinal);
        Assert.Empty(await bench.Verifier.Verify(bench.Case));
    }

    [Fact]
    public async Task A_role_written_while_it_runs_is_known_at_once()
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-11-02", Town.Rows);
        await bench.Define(Flow.Of(Ask.Replace("union-chair of agency", "officers", StringComparison.Ordinal)));
        Assert.Equal("union-chair", (await bench.Register()).RoleBook.TitleOf("union-chair"));
        await bench.Write("roles.yaml", Chair);
        Assert.Empty(await bench.Reload());
        Assert.Equal("工会主席", (await bench.Register()).RoleBook.TitleOf("union-chair"));
    }

    [Theory]
    [InlineData("secretary: { title: 总书记 }", "职务 secretary：这个名称已由系统使用，请换一个。")]
    [InlineData("officers: { title: 干事 }", "职务 officers：这个名称已由系统使用，请换一个。")]
    [InlineData("union: { title: 组织员 }", "职务 union：“组织员”已是 development-officer 的名称，导入时分不清。")]
    [InlineData("union_chair: { title: 工会主席 }", "职务 union_chair：键名只用英文小写、数字和连字符。")]
    [InlineData("union: { title: 工会主席, unit-kinds: [brunch] }", "职务 union：unit-kinds 中没有“brunch”这一类党组织；是否要写“branch”？")]
    [InlineData("union: { titel: 工会主席 }", "未知的键“titel”；是否要写“title”？")]
    public void A_mistake_is_told_with_its_place(string role, string says)
    {
        var mistakes = new List<Mistake>();
        Assert.Empty(Shared.None.With($"roles:\n  {role}", "roles.yaml", mistakes).Roles);
        Assert.Equal($"roles.yaml:2：{says}", Assert.Single(mistakes).ToString());
    }

    [Fact]
    public void An_own_role_is_misspelt_as_any_other()
    {
        var mistakes = new List<Mistake>();
        var read = ProcedureFile.Read(Flow.Of(Ask.Replace("union-chair", "union-chiar", StringComparison.Ordinal)), "p.yaml", mistakes, Shared.None.With(Chair, "roles.yaml", mistakes));
        ProcedureBook.Empty.With([read!], mistakes);
        Assert.Contains("by：没有“union-chiar”这一职务；是否要写“union-chair”？", Assert.Single(mistakes).Says, StringComparison.Ordinal);
    }

    private static async Task<ImportReport> Import(Bench bench, string posts) =>
        await new RegisterImporter(bench.Database.Contexts, bench.Library).Import(
            [new ImportFile("职务.csv", Encoding.UTF8.GetBytes("人员编号,单位编号,职务,任职日期,免职日期\n" + posts))], Bench.Day("2026-11-02"), skipBadRows: false, new(default, "", RecordWays.Import));
}
