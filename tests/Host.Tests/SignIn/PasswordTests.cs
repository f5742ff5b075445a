using System.Net;
using System.Text.Json.Nodes;
using Workflows.Host.SignIn;

namespace Workflows.Host.Tests.SignIn;

public sealed class PasswordTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("secretary", "123456789", "密码至少 10 个字符。")]
    [InlineData("secretary", "my Secretary 1", "密码中不能含有用户名。")]
    [InlineData("secretary", "aaaaabbbbb", "密码过于简单，请用更多不同的字符。")]
    [InlineData("secretary", "1234567890", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "Password12", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "ten chars!", null)]
    [InlineData("王芳", "春眠不觉晓处处闻啼鸟", null)]
    public void A_password_is_judged_in_a_sentence(string user, string password, string? sentence) =>
        Assert.Equal(sentence, AccountRules.WrongWithPassword(user, password));

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_but_not_this_one()
    {
        using var here = await town.SignedIn("member");
        using var elsewhere = await town.SignedIn("member");

        var changed = await here.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" });

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(HttpStatusCode.OK, (await here.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Get("/api/me")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.SignIn("member", Town.Password)).Status);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignIn("member", "another horse 2")).Status);
    }

    [Theory]
    [InlineData("not the old one", "another horse 2", "old", "原密码不对。")]
    [InlineData(Town.Password, "short", "new", "密码至少 10 个字符。")]
    [InlineData(Town.Password, Town.Password, "new", "新密码不能与原密码相同。")]
    public async Task A_change_that_is_refused_leaves_the_old_password(string old, string replacement, string field, string sentence)
    {
        using var visitor = await town.SignedIn("member");

        var refused = await visitor.Post("/api/me/password", new JsonObject { ["old"] = old, ["new"] = replacement });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(sentence, refused.Error(field));
        using var again = await town.SignedIn("member");
    }

    [Fact]
    public async Task Whoever_was_given_a_password_must_replace_it_before_anything_else()
    {
        await town.Host.AddAccount("guest", "p-guest", "given by hand 1", mustChange: true);
        using var guest = town.Host.Visit();

        Assert.True((bool)(await guest.SignIn("guest", "given by hand 1")).Json!["mustChangePassword"]!);
        Assert.Equal("password-change-required", (await guest.Get("/api/rules")).Code);
        Assert.Equal(HttpStatusCode.OK, (await guest.Get("/api/me")).Status);

        var changed = await guest.Post("/api/me/password", new JsonObject { ["old"] = "given by hand 1", ["new"] = "chosen by me 2" });
        Assert.False((bool)changed.Json!["mustChangePassword"]!);
        guest.Csrf = (string?)changed.Json!["csrf"];
        Assert.Equal(HttpStatusCode.OK, (await guest.Get("/api/rules")).Status);
    }

    [Fact]
    public void A_generated_password_is_readable_and_lawful()
    {
        for (var i = 0; i < 200; i++)
        {
            var password = Secret.NewPassword();
            Assert.Matches("^[a-hj-km-np-z2-9]{4}(-[a-hj-km-np-z2-9]{4}){3}$", password);
            Assert.Null(AccountRules.WrongWithPassword("admin", password));
        }
    }
}
