using System.Diagnostics;

namespace Workflows.Designer.Tests;

/// <summary>The pages' own checks, so that one command runs every test of the product. That they agree with the types of the API is asked by their build.</summary>
public sealed class SourceTests
{
    [NodeFact]
    public Task Every_page_keeps_the_rules_of_style() => Passes("lint");

    [NodeFact]
    public Task The_logic_inside_the_pages_passes_its_tests() => Passes("test");

    private static async Task Passes(string script)
    {
        var start = new ProcessStartInfo(Node.Npm, ["run", "--silent", script])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src", "Designer"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, output);
    }
}
