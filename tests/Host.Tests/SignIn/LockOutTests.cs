using System.Net;

namespace Workflows.Host.Tests.SignIn;

public sealed class LockOutTests : IAsyncLifetime
{
    private readonly Town town = new();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_fifth_wrong_password_locks_for_fifteen_minutes_and_says_so()
    {
        using var visitor = town.Host.Visit();
        for (var i = 0; i < 4; i++)
            Assert.Equal("wrong-password", (await visitor.SignIn("secretary", "wrong password")).Code);

        var fifth = await visitor.SignIn("secretary", "wrong password");

        Assert.Equal(HttpStatusCode.Forbidden, fifth.Status);
        Assert.Equal("连续 5 次输错，已锁定，还需等 15 分钟。", fifth.Title);
        Assert.Equal("locked-out", (await visitor.SignIn("secretary", Town.Password)).Code);

        town.Host.Clock.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal("连续 5 次输错，已锁定，还需等 1 分钟。", (await visitor.SignIn("secretary", Town.Password)).Title);

        town.Host.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("secretary", Town.Password)).Status);
    }

    [Fact]
    public async Task Four_wrong_passwords_and_a_right_one_begin_the_count_anew()
    {
        using var visitor = town.Host.Visit();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await visitor.SignIn("secretary", "wrong password");
            Assert.Equal(HttpStatusCode.OK, (await visitor.SignIn("secretary", Town.Password)).Status);
        }
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_locked_just_the_same()
    {
        using var visitor = town.Host.Visit();
        var known = new List<string>();
        var unknown = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            known.Add((await visitor.SignIn("secretary", "wrong password")).Text);
            unknown.Add((await visitor.SignIn("nobody", "wrong password")).Text);
        }

        Assert.Equal(known, unknown);
        Assert.Contains("locked-out", known[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guesses_sent_side_by_side_all_count()
    {
        var guesses = Enumerable.Range(0, 8).Select(async _ =>
        {
            using var visitor = town.Host.Visit();
            return (await visitor.SignIn("secretary", "wrong password")).Code;
        });
        await Task.WhenAll(guesses);

        using var owner = town.Host.Visit();
        Assert.Equal("locked-out", (await owner.SignIn("secretary", Town.Password)).Code);
    }

    [Fact]
    public async Task One_address_may_fail_thirty_times_a_minute()
    {
        using var visitor = town.Host.Visit();
        for (var i = 0; i < 30; i++)
            await visitor.SignIn($"nobody-{i}", "wrong password");

        var refused = await visitor.SignIn("secretary", Town.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("这个地址登录失败的次数太多。", refused.Title);
    }

    [Fact]
    public async Task Passwords_never_reach_the_log()
    {
        using var visitor = town.Host.Visit();
        await visitor.SignIn("secretary", "a-secret-that-is-wrong");
        await visitor.SignIn("secretary", Town.Password);

        Assert.Contains("Failed sign-in of secretary", town.Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-that-is-wrong", town.Host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Town.Password, town.Host.Log.Text, StringComparison.Ordinal);
    }
}
