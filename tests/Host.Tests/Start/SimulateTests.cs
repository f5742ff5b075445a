namespace Workflows.Host.Tests.Start;

/// <summary><c>simulate</c>: a written story in a moment, on the command line.</summary>
public sealed class SimulateTests
{
    [Theory]
    [InlineData("branch-election", "事项办结：换届完成")]
    [InlineData("party-member-development", "事项办结：转为正式党员")]
    public async Task Years_are_told_from_the_week_that_was_asked(string procedure, string end)
    {
        using var played = await HostProcess.Start("simulate", procedure, "--from", "2026-11-21").Ended();
        Assert.Equal((0, ""), (played.ExitCode, played.ExitCode == 0 ? "" : played.Output));
        Assert.Matches("\n2026-11-2[1-7] ", played.Output);
        Assert.Contains(end, played.Output, StringComparison.Ordinal);
        Assert.EndsWith("情景如其所写地办完。", played.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("没有这个情景", "simulate", "branch-election", "--story", "没有这样的故事")]
    [InlineData("没有写好的情景", "simulate", "no-such-procedure")]
    [InlineData("不是日期", "simulate", "branch-election", "--from", "2026-02-30")]
    [InlineData("不认识“--form”", "simulate", "branch-election", "--form", "2026-02-01")]
    [InlineData("请写流程的键名", "simulate")]
    public async Task What_cannot_be_played_is_said(string says, params string[] args)
    {
        using var played = await HostProcess.Start(args).Ended();
        Assert.Equal(1, played.ExitCode);
        Assert.Contains(says, played.Output, StringComparison.Ordinal);
    }
}
