using System.CommandLine;
using System.CommandLine.Parsing;

namespace Workflows.Host.Cli;

/// <summary>What is common to all verbs: their arguments are read strictly, and what is wrong with them is said in Chinese, with the usage.</summary>
internal static class CommandLine
{
    private static readonly string[] help = ["--help", "-h", "-?"];

    /// <summary>An option that names a directory; the default is given by whoever asks.</summary>
    public static Option<string?> Directory(string name) => new(name) { HelpName = "目录" };

    /// <summary>Reads the arguments and does what the verb does; exit code 1 when they are wrong.</summary>
    /// <param name="verb">Its description is the usage that is printed.</param>
    public static async Task<int> Run(Command verb, string[] args, TextWriter output)
    {
        if (args.Any(help.Contains))
        {
            await output.WriteLineAsync(verb.Description);
            return 0;
        }

        var read = verb.Parse(args);
        if (Mistake(read) is not { } mistake)
            return await read.InvokeAsync(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false });

        await output.WriteLineAsync($"{mistake}\n{verb.Description}");
        return 1;
    }

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public static string? Mistake(ParseResult read)
    {
        // The library takes an option for the value of the one before, and an unknown one for an argument.
        var forgotten = read.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(o => o.Tokens.Any(IsOption))?.Option.Name;
        var unknown = read.UnmatchedTokens.Concat(read.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Where(IsOption).Select(t => t.Value))
            .FirstOrDefault();
        return forgotten is not null ? $"选项 {forgotten} 缺少值。"
            : unknown is not null ? $"不认识“{unknown}”。"
            : read.Errors is [var first, ..] ? InWords(first) : null;
    }

    private static bool IsOption(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal);

    private static string InWords(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [], Option.Name: var name } => $"选项 {name} 缺少值。",
        ArgumentResult { Tokens: [], Argument.Name: var name } => $"请写{name}。",
        OptionResult { IdentifierTokenCount: > 1, Option: { Name: var name, Arity.MaximumNumberOfValues: 1 } } => $"选项 {name} 写了两次。",
        // Whatever else is wrong is said by a validator of ours.
        _ => error.Message,
    };
}
