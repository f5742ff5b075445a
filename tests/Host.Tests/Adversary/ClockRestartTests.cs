using System.Net;
using Workflows.Host.Tests.Start;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>The clock of a real process wakes by itself after whatever ended the one before, and goes on where that one stopped.</summary>
public sealed class ClockRestartTests
{
    private const int Overdue = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_clock_that_was_stopped_or_killed_at_work_goes_on_and_does_nothing_twice()
    {
        using var data = await PreparedData.Make(Overdue);
        using (var killed = HostProcess.Start(data.Options))
        {
            await killed.Printed(" expire on ");
            await killed.Killed();
        }

        using (var stopped = HostProcess.Start(data.Options))
        {
            await stopped.Serving();
            Assert.Equal(0, (await stopped.Stopped()).ExitCode);
        }

        using var last = HostProcess.Start(data.Options);
        await last.Serving();
        await Until(() => data.Due() == 0 && data.Count("SELECT count(*) FROM cases WHERE procedure = 'term-talk'") == 3);

        data.ExpectEverythingDueOnce();
        Assert.Equal(Overdue, data.Count("SELECT count(*) FROM history WHERE move = 'expire'"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_becomes_due_between_two_wakings_is_not_lost_when_the_host_ends_there(bool gracefully)
    {
        using var data = await PreparedData.Make(overdue: 1);
        using (var first = HostProcess.Start(data.Options))
        {
            var address = await first.Serving();
            await Until(() => data.Due() == 0 && data.Count("SELECT count(*) FROM cases WHERE procedure = 'term-talk'") == 3);
            using var secretary = data.Visit(address, "secretary");
            await secretary.Done(await secretary.Open("errand"), "submitted", PreparedData.Order("刚刚到期"));
            using var far = data.Visit(address, "far");
            var talk = (await far.Get("/api/cases?procedure=term-talk")).Json!["items"]![0]!;
            Assert.Equal(HttpStatusCode.OK, (await far.Reply(await far.See(talk), "submitted", Json("""{"result":"已谈"}"""))).Status);
            await (gracefully ? first.Stopped() : first.Killed());
        }

        Assert.Equal(1, data.Due());
        using var second = HostProcess.Start(data.Options);
        await second.Serving();
        await Until(() => data.Due() == 0);

        // The talk that was held today is not begun once more.
        data.ExpectEverythingDueOnce();
        Assert.Equal(2, data.Count("SELECT count(*) FROM history WHERE move = 'expire'"));
    }

    /// <summary>Looks into the database of the running host every now and then.</summary>
    private static async Task Until(Func<bool> condition)
    {
        using var overdue = new CancellationTokenSource(Patience);
        using var now = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition())
            Assert.True(await now.WaitForNextTickAsync(overdue.Token));
    }
}
