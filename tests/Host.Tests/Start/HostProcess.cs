using System.Diagnostics;
using System.Text;

namespace Workflows.Host.Tests.Start;

/// <summary>The host as a process of its own, as a person starts it.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private HostProcess(string file, string[] args)
    {
        var start = new ProcessStartInfo(file, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("WORKFLOWS_DATABASE");
        process = Process.Start(start)!;
    }

    public int ExitCode => process.ExitCode;

    public string Output => output.ToString();

    public string Error { get; private set; } = "";

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");

    public static HostProcess Start(params string[] args) => new("dotnet", [Program, .. args]);

    /// <summary>Starts on a data folder that is a disk of its own.</summary>
    /// <param name="data">Where it is mounted.</param>
    /// <param name="size">As tmpfs wants it, such as <c>64k</c>.</param>
    /// <param name="isReadOnly">True: nothing can be written to it.</param>
    public static HostProcess StartOnDisk(string data, string size, bool isReadOnly = false)
    {
        var readOnly = isReadOnly ? $"mount -o remount,ro {data};" : "";
        return new("unshare", ["-Urm", "sh", "-c", $"mount -t tmpfs -o size={size} none {data}; {readOnly} exec dotnet {Program} --data {data} --urls http://127.0.0.1:0"]);
    }

    /// <summary>Waits until the process ends by itself; one that goes on serving is ended and told as such.</summary>
    public async Task<HostProcess> Ended()
    {
        using var overdue = new CancellationTokenSource(Patience);
        await using var end = overdue.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync();
        output.Append(await process.StandardOutput.ReadToEndAsync());
        Error = await error;
        await process.WaitForExitAsync();
        return this;
    }

    /// <summary>Waits until it prints this; the whole line.</summary>
    public async Task<string> Printed(string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The host ended: {output}{await process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
