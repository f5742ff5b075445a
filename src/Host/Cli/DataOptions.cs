using System.CommandLine;
using Workflows.Host.Start;
using Workflows.Storage;

namespace Workflows.Host.Cli;

/// <summary>Where the data lies, as verbs are told it, and what can be wrong with that.</summary>
internal static class DataOptions
{
    public static readonly Option<string?> Data = CommandLine.Directory("--data");
    public static readonly Option<string?> Database = new("--database");

    /// <summary>Where the server would find its data with the same options.</summary>
    public static StartOptions Given(ParseResult read)
    {
        var options = StartOptions.Read([]);
        return options with
        {
            Data = read.GetValue(Data) is { } folder ? Path.GetFullPath(folder) : options.Data,
            Database = read.GetValue(Database) ?? options.Database,
        };
    }

    /// <summary>Does something with the database; whatever a person can cause is told in words, with exit code 1.</summary>
    public static async Task<int> Telling(StartOptions options, TextWriter output, Func<DatabaseChoice, Task<int>> act)
    {
        DatabaseChoice? choice = null;
        try
        {
            choice = options.Choice;
            return await act(choice);
        }
        catch (Exception exception) when (Explain(exception, options, choice) is { } trouble)
        {
            await output.WriteLineAsync($"{trouble.Message}\n{trouble.Instead}");
            return 1;
        }
    }

    private static StartTrouble? Explain(Exception exception, StartOptions options, DatabaseChoice? choice) => exception switch
    {
        Backup.SealBrokenException broken => new StartTrouble(broken.Message, "请换用完整的备份文件和做备份时的密钥文件。"),
        DirectoryNotFoundException missing => new StartTrouble($"没有这个目录：{missing.Message}", "请先建立目录，或改正路径。"),
        FileNotFoundException missing => new StartTrouble($"没有文件 {missing.FileName}。", "请改正路径。"),
        _ => choice is not null && StorageTrouble.From(exception, choice) is { } storage ? new StartTrouble(storage.Sentence, storage.Instead) : StartTrouble.From(exception, options),
    };
}
