using Workflows.Host.Cli;

namespace Workflows.Host.Tests.Adversary;

/// <summary>After every attack: does <c>verify</c> on the command line still find everything as it was written?</summary>
internal static class Verification
{
    public static async Task IsClean(string data)
    {
        using var output = new StringWriter();
        var code = await Verbs.Find(["verify"])!(["--data", data], output);
        Assert.True(code == 0, output.ToString());
        Assert.Contains("没有发现改动", output.ToString(), StringComparison.Ordinal);
    }
}
