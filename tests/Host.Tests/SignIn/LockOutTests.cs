using System.Net;
using System.Text.Json.Nodes;

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
    public async Task Whoever_signs_in_rightly_at_twenty_places_at_one_moment_is_let_in_everywhere()
    {
        var visitors = Enumerable.Range(0, 20).Select(_ => town.Host.Visit()).ToArray();

        var answers = await Task.WhenAll(visitors.Select(v => v.SignIn("secretary", Town.Password)));

        Array.ForEach(visitors, v => v.Dispose());
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
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
    public async Task Whoever_guesses_at_an_account_does_not_lock_its_owner_out_of_a_browser_that_is_known()
    {
        using var owner = await town.SignedIn("secretary");
        using var attacker = town.Host.Visit();
        for (var i = 0; i < 7; i++)
            await attacker.SignIn("secretary", "wrong password");

        Assert.Equal("locked-out", (await attacker.SignIn("secretary", Town.Password)).Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.SignIn("secretary", Town.Password)).Status);
    }

    [Fact]
    public async Task An_attacker_behind_the_address_of_an_office_holds_nobody_up_at_a_browser_that_is_known()
    {
        using var colleague = await town.SignedIn("member");
        using var attacker = town.Host.Visit();
        for (var i = 0; i < 40; i++)
            await attacker.SignIn($"nobody-{i}", "wrong password");
        Assert.Equal("too-many", (await attacker.SignIn("nobody-41", "wrong password")).Code);

        Assert.Equal(HttpStatusCode.OK, (await colleague.SignIn("member", Town.Password)).Status);
        // Somebody else at the browser of a colleague, for the first time.
        Assert.Equal(HttpStatusCode.OK, (await colleague.SignIn("other", Town.Password)).Status);
        town.Host.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("wrong-password", (await attacker.SignIn("nobody-41", "wrong password")).Code);
    }

    [Fact]
    public async Task A_browser_that_is_known_is_no_way_around_the_lock()
    {
        using var owner = await town.SignedIn("secretary");
        for (var i = 0; i < 5; i++)
            await owner.SignIn("secretary", "wrong password");

        Assert.Equal("locked-out", (await owner.SignIn("secretary", Town.Password)).Code);
    }

    [Fact]
    public async Task Whoever_has_just_chosen_a_password_signs_in_whatever_happens_behind_the_same_address()
    {
        using var admin = await town.SignedIn("admin");
        var secret = ActivationTests.SecretOf(await admin.Post("/api/users", new JsonObject { ["user"] = "无号", ["person"] = "p-guest" }));
        using var attacker = town.Host.Visit();
        for (var i = 0; i < 31; i++)
            await attacker.SignIn($"nobody-{i}", "wrong password");
        using var guest = town.Host.Visit();
        await guest.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = "another horse 2" });

        Assert.Equal(HttpStatusCode.OK, (await guest.SignIn("无号", "another horse 2")).Status);
    }

    [Fact]
    public async Task Administrators_see_what_is_locked_and_a_reset_ends_it()
    {
        using var admin = await town.SignedIn("admin");
        using var attacker = town.Host.Visit();
        for (var i = 0; i < 5; i++)
            await attacker.SignIn("member", "wrong password");
        var row = (await admin.Get("/api/users")).Json!.AsArray().Single(u => (string?)u!["user"] == "member")!;
        Assert.NotNull(row["lockedUntil"]);

        var secret = ActivationTests.SecretOf(await admin.Post("/api/users/member/reset"));
        await attacker.Post("/api/activation", new JsonObject { ["token"] = secret, ["password"] = "another horse 2" });
        Assert.Equal(HttpStatusCode.OK, (await attacker.SignIn("member", "another horse 2")).Status);
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
