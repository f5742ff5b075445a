using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.Host.Tests.SignIn;

public sealed class UserTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Only_the_administrator_manages_accounts()
    {
        foreach (var user in new[] { "secretary", "organiser", "auditor" })
        {
            using var visitor = await town.SignedIn(user);
            var refused = await visitor.Get("/api/users");
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            Assert.Equal("只有系统管理员和安全保密管理员可以查看账号、结束别人的登录。", refused.Title);
        }
    }

    [Theory]
    [InlineData("secretary", "p-guest", "user", "用户名“secretary”已有人使用，请换一个。")]
    [InlineData("SECRETARY", "p-guest", "user", "用户名“SECRETARY”已有人使用，请换一个。")]
    [InlineData("x", "p-guest", "user", "用户名须为 2 至 32 个字。")]
    [InlineData("a b", "p-guest", "user", "用户名只能用汉字、字母、数字和 - _ .。")]
    [InlineData("fresh", "p-member", "person", "这个人已经有账号了。")]
    [InlineData("fresh", "p-nobody", "person", "名册中没有这个人，请先导入人员。")]
    public async Task An_account_that_cannot_be_opened_is_refused_at_its_field(string user, string person, string field, string sentence)
    {
        using var admin = await town.SignedIn("admin");

        Assert.Equal(sentence, (await admin.Post("/api/users", new JsonObject { ["user"] = user, ["person"] = person })).Error(field));
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_comes_back_when_restored()
    {
        using var admin = await town.SignedIn("admin");
        using var member = await town.SignedIn("member");

        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = true });

        Assert.Equal(HttpStatusCode.Unauthorized, (await member.Get("/api/me")).Status);
        Assert.Equal("这个账号已经停用。", (await member.SignIn("member", Town.Password)).Title);
        await admin.Put("/api/users/member/disabled", new JsonObject { ["disabled"] = false });
        Assert.Equal(HttpStatusCode.OK, (await member.SignIn("member", Town.Password)).Status);
    }

    [Fact]
    public async Task An_administrator_cannot_lock_themselves_out()
    {
        using var admin = await town.SignedIn("admin");

        Assert.Equal("不能停用自己的账号。", (await admin.Put("/api/users/admin/disabled", new JsonObject { ["disabled"] = true })).Title);
        Assert.Equal("不能重置自己的密码。", (await admin.Post("/api/users/admin/reset")).Title);
        Assert.Equal("没有用户名为“nobody”的账号。", (await admin.Post("/api/users/nobody/reset")).Title);
    }
}
