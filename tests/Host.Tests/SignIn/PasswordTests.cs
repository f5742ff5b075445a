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
    [InlineData("secretary", "1234567890", "密码是连续或重复的字符，容易被猜中，请换一个。")]
    [InlineData("secretary", "Password12", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "asdfghjkl;", "密码是键盘上挨着的一串键，容易被猜中，请换一个。")]
    [InlineData("secretary", "1985-04-12", "密码主要是日期或年份，容易被猜中，请换一个。")]
    [InlineData("secretary", "1qaz2wsx3edc", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "iloveyou2026", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "woaini1314520", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "dangzhibu2026", "密码太常见，容易被猜中，请换一个。")]
    [InlineData("secretary", "书丁 2026 春天来", "密码中不能含有姓名或单位名称。")]
    [InlineData("secretary", "在示例局第一支部工作", "密码中不能含有姓名或单位名称。")]
    [InlineData("secretary", "ten chars!", null)]
    [InlineData("王芳", "春眠不觉晓处处闻啼鸟", null)]
    public void A_password_is_judged_in_a_sentence(string user, string password, string? sentence) =>
        Assert.Equal(sentence, AccountRules.WrongWithPassword(user, password, "书丁", "示例局第一支部"));

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

    [Fact]
    public void Ten_thousand_common_passwords_are_refused()
    {
        using var list = new StreamReader(
            typeof(Zxcvbn.Zxcvbn).Assembly.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!);
        var common = list.ReadToEnd().Split('\n').Select(l => l.Split(' ')[0].Trim()).Where(p => p.Length > 0).Take(10_000).ToArray();
        Assert.Equal(10_000, common.Length);

        // The short ones are refused for their length; every fiftieth of the others is tried, with what people add to make it long enough.
        Assert.All(common.Where(p => p.Length >= AccountRules.PasswordLength), p =>
            Assert.NotNull(AccountRules.WrongWithPassword("somebody", p)));
        Assert.All(common.Where((p, i) => p.Length == 8 && i % 50 == 0), p =>
            Assert.NotNull(AccountRules.WrongWithPassword("somebody", p + "12")));
    }

    [Fact]
    public async Task A_password_that_was_used_before_does_not_come_back()
    {
        using var member = await town.SignedIn("member");
        var present = Town.Password;
        for (var i = 2; i < 7; i++)
        {
            var changed = await member.Post("/api/me/password", new JsonObject { ["old"] = present, ["new"] = $"another horse {i}" });
            Assert.Equal(HttpStatusCode.OK, changed.Status);
            (member.Csrf, present) = ((string?)changed.Json!["csrf"], $"another horse {i}");
        }

        foreach (var former in new[] { Town.Password, "another horse 3" })
            Assert.Equal("这个密码用过，请换一个没有用过的。",
                (await member.Post("/api/me/password", new JsonObject { ["old"] = present, ["new"] = former })).Error("new"));
        using var admin = await town.SignedIn("admin");
        var secret = ActivationTests.SecretOf(await admin.Post("/api/users/member/reset"));
        using var guest = town.Host.Visit();
        var refused = await guest.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = present });
        Assert.Equal("这个密码用过，请换一个没有用过的。", refused.Error("password"));
        Assert.Equal(HttpStatusCode.NoContent,
            (await guest.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = "a third horse 9" })).Status);
    }

    [Fact]
    public async Task Guessing_at_the_old_password_is_limited_like_signing_in()
    {
        using var member = await town.SignedIn("member");
        var guess = new JsonObject { ["old"] = "not the old one", ["new"] = "another horse 2" };
        for (var i = 0; i < 4; i++)
            Assert.Equal("原密码不对。", (await member.Post("/api/me/password", guess)).Error("old"));

        Assert.Equal("locked-out", (await member.Post("/api/me/password", guess)).Code);
        Assert.Equal("locked-out", (await member.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" })).Code);
        town.Host.Clock.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.OK,
            (await member.Post("/api/me/password", new JsonObject { ["old"] = Town.Password, ["new"] = "another horse 2" })).Status);
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
