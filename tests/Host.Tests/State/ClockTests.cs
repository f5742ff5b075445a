using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Clock;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.State;

/// <summary>The server's date is wrong: nothing is written out of order, and nothing expires until somebody has looked.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private readonly CaseTown town = new();

    private ClockGuard Guard => town.Host.Services.GetRequiredService<ClockGuard>();

    public Task InitializeAsync() => town.InitializeAsync();

    public Task DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_clock_behind_the_last_record_stops_people_and_time_until_it_is_right()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        town.Host.Clock.Pass(TimeSpan.FromDays(-3));
        var may = await Guard.MayWork();
        var refused = await secretary.Reply(view, "submitted", Plan());
        var ready = await secretary.Get("/health/ready");

        Assert.False(may);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "clock-behind"), (refused.Status, refused.Code));
        Assert.Equal("服务器时钟现在是 2026 年 11 月 18 日 09:00，比最近一条记录的时间 2026 年 11 月 21 日 09:00 还早，暂停办理。", refused.Title);
        Assert.Equal("degraded", (string)ready.Json!["status"]!);
        Assert.Equal(HttpStatusCode.OK, (await secretary.Get("/api/inbox")).Status);
        Assert.Contains("The clock is Behind", town.Host.Log.Text, StringComparison.Ordinal);

        town.Host.Clock.Pass(TimeSpan.FromDays(3));
        Assert.True(await Guard.MayWork());
        Assert.Equal(HttpStatusCode.OK, (await secretary.Reply(view, "submitted", Plan())).Status);
        Assert.Equal("ready", (string)(await secretary.Get("/health/ready")).Json!["status"]!);
    }

    [Fact]
    public async Task A_few_seconds_behind_a_record_gets_the_moment_of_the_last_one()
    {
        var secretary = await town.As("secretary");
        var view = await secretary.Open();
        town.Host.Clock.Pass(TimeSpan.FromSeconds(-20));

        await secretary.Done(view, "submitted", Plan());

        Assert.Equal(["2026-11-21T01:00:00+00:00", "2026-11-21T01:00:00+00:00"], (await secretary.Story(view))
            .Select(r => (string)r!["at"]!));
    }

    [Fact]
    public async Task A_jump_of_more_than_a_day_holds_time_until_an_administrator_has_confirmed_the_date()
    {
        await (await town.As("secretary")).Open();
        Assert.True(await Guard.MayWork());
        town.Host.Clock.Pass(TimeSpan.FromDays(9));
        Assert.False(await Guard.MayWork());
        var admin = await Again("admin");
        var secretary = await Again("secretary");

        Assert.Equal(HttpStatusCode.Forbidden, (await secretary.Get("/api/clock")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await secretary.Post("/api/clock/confirm", Seen("2026-11-30T01:00:00Z"))).Status);
        var told = (await admin.Get("/api/clock")).Json!;
        Assert.Equal(("held", "服务器时钟从 2026 年 11 月 21 日 09:00 一下到了 2026 年 11 月 30 日 09:00，时限和定期事项暂停处理，等待确认日期。"),
            ((string)told["trust"]!, (string)told["says"]!));
        Assert.Equal("degraded", (string)(await admin.Get("/health/ready")).Json!["status"]!);

        // Whoever works meanwhile works; that does not say that the date is right.
        await secretary.Open();
        town.Host.Clock.Pass(TimeSpan.FromHours(2));
        Assert.False(await Guard.MayWork());

        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Post("/api/clock/confirm", Seen("2026-11-21T01:00:00Z"))).Status);
        Assert.Equal("works", (string)(await admin.Post("/api/clock/confirm", Seen("2026-11-30T03:00:00Z"))).Json!["trust"]!);
        Assert.True(await Guard.MayWork());
        Assert.Equal("ready", (string)(await admin.Get("/health/ready")).Json!["status"]!);
    }

    [Fact]
    public async Task A_host_that_was_off_over_a_holiday_asks_when_it_starts_and_the_option_answers()
    {
        await (await town.As("secretary")).Open();
        Assert.True(await Guard.MayWork());
        town.Host.Clock.Pass(TimeSpan.FromDays(8));
        await town.Restart();

        Assert.False(await Guard.MayWork());
        Assert.Contains("等待确认日期", town.Host.Console.ToString(), StringComparison.Ordinal);

        await town.Restart(o => o with { ConfirmTime = true });
        Assert.True(await Guard.MayWork());
        Assert.DoesNotContain("等待确认日期", town.Host.Console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_stood_still_while_people_worked_is_no_jump()
    {
        Assert.True(await Guard.MayWork());
        for (var i = 0; i < 3; i++)
        {
            town.Host.Clock.Pass(TimeSpan.FromHours(11));
            await (await Again("secretary")).Open();
        }

        town.Host.Clock.Pass(TimeSpan.FromHours(2));
        Assert.True(await Guard.MayWork());
    }

    private static JsonObject Seen(string moment) => new() { ["now"] = moment };

    private async Task<Visitor> Again(string user)
    {
        var visitor = await town.As(user);
        await visitor.SignIn(user, Town.Password);
        return visitor;
    }
}
