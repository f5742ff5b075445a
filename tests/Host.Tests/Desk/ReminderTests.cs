namespace Workflows.Host.Tests.Desk;

/// <summary>What the workbench reminds whoever keeps the system of.</summary>
public sealed class ReminderTests
{
    [Theory]
    [InlineData("2026-10-31", "admin", false)]
    [InlineData("2026-11-01", "admin", true)]
    [InlineData("2027-02-01", "admin", true)]
    [InlineData("2026-11-01", "secretary", false)]
    [InlineData("2026-11-01", "organiser", false)]
    public async Task From_the_first_of_November_the_administrator_is_reminded_of_next_years_days_off(string today, string user, bool reminded)
    {
        await using var host = await RunningHost.Start(now: DateTimeOffset.Parse($"{today}T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await Town.Populate(host);
        using var visitor = host.Visit();
        await visitor.SignIn(user, Town.Password);

        var reminders = (await visitor.Get("/api/watch")).Json!["reminders"]!.AsArray().Where(r => ((string)r!).Contains("放假安排", StringComparison.Ordinal)).ToArray();

        Assert.Equal(reminded ? 1 : 0, reminders.Length);
        Assert.All(reminders, r => Assert.StartsWith("2027 年放假安排还没有录入", (string)r!, StringComparison.Ordinal));
    }
}
