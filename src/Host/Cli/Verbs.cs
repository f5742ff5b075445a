using System.CommandLine;
using Workflows.Host.Start;
using Workflows.Procedures;

namespace Workflows.Host.Cli;

/// <summary>What the program can do instead of serving. Each verb answers with the process's exit code.</summary>
internal static class Verbs
{
    private static readonly Command[] all =
    [
        NewVerb.Command, LintVerb.Command, Schema(), PublishVerb.Command, VerifyVerb.Command, CheckpointVerb.Command, EvidenceVerb.Command,
        BackupVerb.Command, RestoreVerb.Command, SimulateVerb.Command,
    ];

    /// <summary>Null when the arguments ask for the server.</summary>
    public static Func<string[], TextWriter, Task<int>>? Find(string[] args) => args.FirstOrDefault() switch
    {
        "--help" or "-h" or "help" => Help,
        var name when all.FirstOrDefault(v => v.Name == name) is { } verb => (rest, output) => CommandLine.Run(verb, rest, output),
        _ => null,
    };

    private static Command Schema()
    {
        var others = new (Option<bool> Option, string File)[]
        {
            (new("--steps"), DefinitionSchema.StepsFile), (new("--shared"), DefinitionSchema.SharedFile), (new("--stories"), DefinitionSchema.StoriesFile),
        };
        const string Usage = "用法：schema [--steps | --shared | --stories]\n打印流程定义的 JSON Schema，编辑器由它补全和检查；"
            + "--steps 是 steps 目录里文件的，--shared 是共用文件的，--stories 是情景的。";
        var verb = new Command("schema", Usage);
        foreach (var (option, _) in others)
            verb.Add(option);
        verb.SetAction((read, stop) =>
        {
            var file = others.FirstOrDefault(o => read.GetValue(o.Option)).File ?? DefinitionSchema.File;
            return read.InvocationConfiguration.Output.WriteAsync(DefinitionSchema.All.First(s => s.File == file).Text);
        });
        return verb;
    }

    private static async Task<int> Help(string[] args, TextWriter output)
    {
        await output.WriteLineAsync(StartOptions.Help);
        return 0;
    }
}
