using System.Diagnostics;

namespace Workflows.Host.Tests.Start;

/// <summary>The host as a process of its own, as a person starts it.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Error)
{
    private static string Program => Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");

    /// <summary>Runs until the process ends by itself.</summary>
    public static Task<HostProcess> Run(params string[] args) => Run("dotnet", [Program, .. args]);

    /// <summary>Runs it inside a shell script, where <c>$HOST</c> stands for the program.</summary>
    public static Task<HostProcess> RunIn(string shell, string script) => Run(shell.Split(' ')[0], [.. shell.Split(' ')[1..], script.Replace("$HOST", $"dotnet {Program}", StringComparison.Ordinal)]);

    private static async Task<HostProcess> Run(string file, string[] args)
    {
        var start = new ProcessStartInfo(file, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("WORKFLOWS_DATABASE");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new HostProcess(process.ExitCode, await output, await error);
    }
}
