using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Procedures;
using Workflows.Tests.Engine;
using Workflows.Tests.Storage;

namespace Workflows.Tests.Scenarios;

/// <summary>Which station lies ahead of a person, and between which days, wherever a written story leaves them.</summary>
public sealed class DevelopmentWayTests
{
    [Theory]
    [InlineData("谈话逾期，督办后补谈，如实记录", "activist", "2026-03-05", null)]
    [InlineData("不设委员会的支部，由党员大会决定积极分子", "proposed", "2027-06-29", null)]
    [InlineData("两人一票、没有无记名、超过一个月，都不能表决", "admitted", "2026-07-15", "2026-08-15")]
    [InlineData("到会不足不能开会，改期后通过", "approved", "2026-08-12", "2026-11-12")]
    [InlineData("超过六个月，原决议不能据以审批，退回重新讨论", "reviewed", "2026-06-09", null)]
    [InlineData("特殊情况记录后，六个月内审批", "sworn", "2027-01-15", "2027-02-15")]
    [InlineData("宣誓晚于一个月，写明理由", "conversion", "2027-08-10", "2027-09-10")]
    [InlineData("预备期满没有讨论转正，逐级督办", "conversion", "2027-08-10", "2027-09-10")]
    [InlineData("延长五个月不行，延长六个月一次，不能再延长，期满转正", "conversion-again", "2028-02-10", "2028-03-10", "2028-01-20", "observe")]
    [InlineData("延长五个月不行，延长六个月一次，不能再延长，期满转正", "member", "2028-02-12", "2028-05-12", "2028-03-01", "approval")]
    [InlineData("转正审批逾期没有延长，如实记录，党龄不变", "archived", "2027-08-10", "2027-12-15")]
    [InlineData("积极分子转到另一支部，培养时间连续计算", "agreed", "2026-03-10", "2026-04-10")]
    public async Task The_station_ahead_is_known(string story, string station, string earliest, string? latest, string? stopBefore = null, string? at = null)
    {
        await using var bench = await Bench.StartOn(Database.Sqlite, "2026-01-01", new());
        await bench.Load(Repository.Definitions);
        var told = Stories.Of("party-member-development", story);
        if (stopBefore is not null)
            told = told with { Moves = [.. told.Moves.TakeWhile(m => m.On is null || m.On < Bench.Day(stopBefore))], Ends = null, OpenAt = at };
        Assert.Null((await bench.Player.Play(told)).Failure);

        await using var db = await bench.Database.Contexts.CreateDbContextAsync();
        var ahead = await db.Milestones.SingleAsync();
        Assert.Equal((station, earliest, latest), (ahead.Name, Text(ahead.Earliest), Text(ahead.Latest)));
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
