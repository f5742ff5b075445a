using Workflows.Host.Start;

namespace Workflows.Host.Cli;

/// <summary>What the program can do instead of serving: <c>lint</c>, <c>verify</c>, <c>simulate</c>, <c>--help</c>. Each verb answers with the process's exit code.</summary>
internal static class Verbs
{
    /// <summary>Null when the arguments ask for the server.</summary>
    public static Func<string[], TextWriter, Task<int>>? Find(string[] args) => args.FirstOrDefault() switch
    {
        "lint" => LintVerb.Run,
        "verify" => VerifyVerb.Run,
        "simulate" => SimulateVerb.Run,
        "--help" or "-h" or "help" => Help,
        _ => null,
    };

    private static async Task<int> Help(string[] args, TextWriter output)
    {
        await output.WriteLineAsync(StartOptions.Help);
        return 0;
    }
}
