using System.Text;

namespace Workflows.Host.Tests.Registers;

public sealed class ImportPreviewTests : IAsyncLifetime
{
    private const string Posts = "人员编号,单位编号,职务,任职日期,免职日期\r\n";
    private readonly CaseTown town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("", "这个职务名下有 1 件待办，此后由组壬办理。")]
    [InlineData("p-organiser,branch-1,组织委员,2020-01-01,2026-11-21\r\n", "这个职务名下有 1 件待办，此后没有人能办理；请一并写明接任的人。")]
    [InlineData("p-organiser,branch-1,组织委员,2020-01-01,2026-11-21\r\np-member,branch-1,书记,2026-11-21,\r\n", "这个职务名下有 1 件待办，此后由员癸办理。")]
    public async Task Whoever_ends_a_post_is_told_what_work_lies_with_it(string besides, string told)
    {
        await (await town.As("secretary")).Open("diary");
        var file = $"{Posts}p-secretary,branch-1,书记,2020-01-01,2026-11-21\r\n{besides}";

        var shown = await (await town.As("section")).Upload("职务.csv", Encoding.UTF8.GetBytes(file), "/api/organisation/import?check=true");

        var ended = shown.Json!["tables"]![0]!["rows"]!.AsArray().Single(r => (string)r!["kindTitle"]! == "终止" && ((string)r["subject"]!).StartsWith("书辛", StringComparison.Ordinal))!;
        Assert.Equal(told, (string)Assert.Single(ended["conflicts"]!.AsArray())!);
    }

    [Fact]
    public async Task A_post_without_work_ends_without_a_word()
    {
        var shown = await (await town.As("section")).Upload(
            "职务.csv", Encoding.UTF8.GetBytes(Posts + "p-secretary,branch-1,书记,2020-01-01,2026-11-21\r\n"), "/api/organisation/import?check=true");

        Assert.Equal(0, (int)shown.Json!["conflicts"]!);
    }
}
