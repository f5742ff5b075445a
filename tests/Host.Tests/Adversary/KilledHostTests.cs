using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Clock;
using Workflows.Host.Tests.Start;
using Xunit.Abstractions;

namespace Workflows.Host.Tests.Adversary;

/// <summary><c>kill -9</c> in the middle of everything: people who open and reply, and a clock with overdue errands to look at.</summary>
public sealed class KilledHostTests(ITestOutputHelper output)
{
    private const int Seeds = 60;

    /// <summary>How often the host is killed; <c>WORKFLOWS_TEST_KILLS</c> asks for another number; twenty take a minute and a half on two cores.</summary>
    private static readonly int kills = int.TryParse(Environment.GetEnvironmentVariable("WORKFLOWS_TEST_KILLS"), CultureInfo.InvariantCulture, out var other) ? other : 8;

    [Fact]
    public async Task What_was_answered_is_there_once_and_what_was_not_is_done_once_when_repeated()
    {
        using var data = await PreparedData.Make(Seeds);
        Clerk[] clerks = [new(data, "secretary", "branch-1"), new(data, "organiser", "branch-1"), new(data, "other", "branch-2"), new(data, "far", "branch-9")];
        for (var round = 0; round < kills; round++)
            await KillWhileWorking(data, clerks, round * 7 % 23);
        await Finish(data, clerks);

        Assert.Empty(clerks.SelectMany(c => c.Complaints));
        var sent = clerks.SelectMany(c => c.All).Select(s => Convert.ToHexString(s.Move.ToByteArray())).ToArray();
        var kept = data.Rows("SELECT hex(move_id), count(*) FROM history WHERE person <> 'clock' GROUP BY 1").ToDictionary(r => (string)r[0], r => (long)r[1], StringComparer.Ordinal);
        Assert.All(sent, move => Assert.Equal(1, kept.GetValueOrDefault(move)));
        Assert.Equal(sent.Length + (2 * Seeds), kept.Values.Sum());
        data.ExpectEverythingDueOnce();
        using var verify = await HostProcess.Start("verify", "--data", data.Path).Ended();
        Assert.True(verify.ExitCode == 0 && verify.Output.Contains("没有发现改动", StringComparison.Ordinal), verify.Output);
        output.WriteLine($"{kills} kills, {sent.Length} moves of people, {clerks.Sum(c => c.Repeated)} repeated, {data.Count("SELECT count(*) FROM history WHERE person = 'clock'")} of the clock");
    }

    /// <param name="after">How many errands are given before the host is killed; 0: at once, while its clock begins.</param>
    private static async Task KillWhileWorking(PreparedData data, Clerk[] clerks, int after)
    {
        using var host = HostProcess.Start(data.Options);
        var address = await host.Serving();
        var working = clerks.Select(c => c.Work(address, () =>
        {
            if (Interlocked.Decrement(ref after) < 0)
                host.Kill();
            return true;
        })).ToArray();
        await Task.WhenAll(working);
        await host.Ended();
        Assert.DoesNotContain(" fail: ", host.Output, StringComparison.Ordinal);
    }

    /// <summary>What was left unanswered is repeated; then the clock looks once more, now that nobody works.</summary>
    private static async Task Finish(PreparedData data, Clerk[] clerks)
    {
        using (var host = HostProcess.Start(data.Options))
        {
            var address = await host.Serving();
            await Task.WhenAll(clerks.Select(c => c.Work(address, () => false)));
            Assert.Equal(0, (await host.Stopped()).ExitCode);
        }

        await using var last = await data.Open(TimeProvider.System.GetUtcNow());
        await last.Services.GetRequiredService<ClockWork>().RunDeadlines();
        await last.Services.GetRequiredService<ClockWork>().OpenRecurring();
    }
}
