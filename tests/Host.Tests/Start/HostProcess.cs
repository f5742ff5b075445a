using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Workflows.Host.Tests.Start;

/// <summary>The host as a process of its own, as a person starts it.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();

    private HostProcess(string file, string[] args)
    {
        var start = new ProcessStartInfo(file, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("WORKFLOWS_DATABASE");
        process = new Process { StartInfo = start };
        // Read all the time: a host whose console nobody reads would stand still.
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is not null)
                error.AppendLine(e.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>All that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>What it printed as errors; complete when it has <see cref="Ended"/>.</summary>
    public string Error => error.ToString();

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Workflows.Host.dll");

    public static HostProcess Start(params string[] args) => new("dotnet", [Program, .. args]);

    /// <summary>Starts on a data folder that is a disk of its own.</summary>
    /// <param name="data">Where it is mounted.</param>
    /// <param name="size">As tmpfs wants it, such as <c>64k</c>.</param>
    /// <param name="isReadOnly">True: nothing can be written to it.</param>
    public static HostProcess StartOnDisk(string data, string size, bool isReadOnly = false) => StartOnDisk(data, size, [], isReadOnly ? $"mount -o remount,ro {data};" : "");

    /// <summary>Starts on a small disk with a copy of a prepared data folder, as an account that obeys the files' permissions.</summary>
    /// <param name="data">Where it is mounted.</param>
    /// <param name="size">As tmpfs wants it, such as <c>16m</c>.</param>
    /// <param name="prepared">What is copied onto it.</param>
    /// <param name="args">Further options of the host.</param>
    public static HostProcess StartOnDisk(string data, string size, string prepared, params string[] args) =>
        StartOnDisk(data, size, args, $"cp -a {prepared}/. {data}/;", "setpriv --bounding-set=-dac_override,-dac_read_search");

    /// <summary>The same on a disk that has no byte left.</summary>
    public static HostProcess StartOnFullDisk(string data, string size, string prepared, params string[] args) =>
        StartOnDisk(data, size, args, $"cp -a {prepared}/. {data}/; cat /dev/zero > {data}/filler 2>/dev/null;");

    private static HostProcess StartOnDisk(string data, string size, string[] args, string prepare, string wrapper = "") =>
        new("unshare", ["-Urm", "sh", "-c", $"mount -t tmpfs -o size={size},mode=700 none {data}; {prepare} exec {wrapper} dotnet {Program} --data {data} --urls http://127.0.0.1:0 {string.Join(' ', args)}"]);

    /// <summary>Waits until the process ends by itself; one that goes on serving is ended and told as such.</summary>
    public async Task<HostProcess> Ended()
    {
        using var overdue = new CancellationTokenSource(Patience);
        await using var end = overdue.Token.Register(() => process.Kill(entireProcessTree: true));
        await process.WaitForExitAsync();
        return this;
    }

    /// <summary>Waits until it prints this; the whole line.</summary>
    public async Task<string> Printed(string text)
    {
        using var overdue = new CancellationTokenSource(Patience);
        await foreach (var line in lines.Reader.ReadAllAsync(overdue.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The host ended: {Output}{Error}");
    }

    /// <summary>Waits until it serves; where.</summary>
    public async Task<Uri> Serving() => new((await Printed("已启动")).Split('：')[^1]);

    /// <summary>Ends it in the middle of whatever it does: <c>kill -9</c>.</summary>
    public void Kill() => process.Kill();

    /// <summary>Kills it and waits until it is gone.</summary>
    public Task<HostProcess> Killed()
    {
        Kill();
        return Ended();
    }

    /// <summary>Asks it to end, as the system does before it goes down.</summary>
    public async Task<HostProcess> Stopped()
    {
        using (var asking = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await asking.WaitForExitAsync();
        return await Ended();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            lines.Writer.TryComplete();
            return;
        }

        lock (output)
            output.AppendLine(line);
        lines.Writer.TryWrite(line);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
