using System.Net;
using Workflows.Host.Tests.Sheets;

namespace Workflows.Host.Tests.Registers;

/// <summary>个人信息: all that is kept about one person, for that person.</summary>
public sealed class PersonalDataTests(CaseTown town) : IClassFixture<CaseTown>
{
    [Fact]
    public async Task A_person_takes_away_all_that_is_kept_about_them_and_reads_who_read_it()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        await (await town.As("auditor")).Get("/api/organisation/people/p-secretary");

        var answer = await secretary.Get("/api/people/p-secretary/data?format=xlsx");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var file = await answer.Response.Content.ReadAsByteArrayAsync();
        Assert.Contains(Table("基本情况").Rows, r => r is ["出生日期", "1980年2月29日"]);
        Assert.Contains(Table("身份职务处分").Rows, r => r is ["职务", "书记", "示例一局第一支部", ..]);
        Assert.Contains((string)view["number"]!, Table("本人办理")["编号"]);
        Assert.Contains("发起", Table("本人办理")["操作"]);
        Assert.Contains("审丙", Table("变更和查阅记录")["谁"]);
        Assert.Contains("secretary", Table("账号").Rows.Select(r => r[1]));
        Assert.NotEmpty(Table("登录").Rows);
        foreach (var title in new[] { "作废的登记", "关于本人的事项", "收到的消息", "没有提交的内容", "程序访问凭证", "账号记录", "账号提醒", "上传的文件" })
            Assert.NotEmpty(Table(title).Header);

        Spreadsheet Table(string title)
        {
            using var stream = new MemoryStream(file);
            return Spreadsheet.Read(stream, title);
        }
    }

    [Theory]
    [InlineData("auditor", true)]
    [InlineData("admin", false)]
    [InlineData("work", false)]
    [InlineData("section", false)]
    [InlineData("auditor-1", false)]
    [InlineData("other", false)]
    public async Task Only_the_auditor_of_the_whole_tree_takes_it_away_for_somebody_else(string user, bool may)
    {
        var answer = await (await town.As(user)).Get("/api/people/p-member/data?format=xlsx");

        Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task That_it_was_taken_away_is_on_record()
    {
        var auditor = await town.As("auditor");
        await auditor.Get("/api/people/p-far/data?format=xlsx");

        Assert.Contains((await auditor.Get("/api/audit/records?table=readings&about=p-far")).Json!["items"]!.AsArray(), r => (string?)r!["who"] == "审丙");
        Assert.Contains((await auditor.Get("/api/audit/accounts")).Json!["items"]!.AsArray(),
            r => ((string?)r!["detail"])?.StartsWith("个人信息 远丑", StringComparison.Ordinal) == true);
    }
}
