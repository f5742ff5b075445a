using System.CommandLine;
using System.Text.RegularExpressions;
using Workflows.Host.Start;
using Workflows.Procedures;

namespace Workflows.Host.Cli;

/// <summary>
/// <c>new KEY [--title NAME] [--template approval] [--definitions DIR]</c>: writes a first definition with its stories, complete and
/// without mistakes, to be changed from there. Nothing that exists is overwritten.
/// </summary>
internal static partial class NewVerb
{
    private const string Usage = "用法：new 键名 [--title 流程名称] [--template approval] [--definitions 目录]\n写出一个流程的初稿和情景，供修改。";
    private static readonly string[] templates = ["approval"];
    private static readonly (string Ending, string Place)[] written = [(".yaml", "procedure.yaml"), (".scenarios.yaml", "stories/whole.yaml")];

    private static readonly Argument<string> name = new("流程的键名：英文小写字母、数字和连字符，如 theme-day");
    private static readonly Option<string> title = new("--title") { DefaultValueFactory = _ => "新流程" };
    private static readonly Option<string> template = new("--template") { DefaultValueFactory = _ => templates[0] };
    private static readonly Option<string?> definitions = CommandLine.Directory("--definitions");

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        name.Validators.Add(read =>
        {
            if (!Keys().IsMatch(read.GetValueOrDefault<string>()))
                read.AddError($"请写{name.Name}。");
            else if (WrittenNames.IsDevice(read.GetValueOrDefault<string>()))
                read.AddError("这个键名是 Windows 的设备名，不能作目录，请换一个。");
        });
        title.Validators.Add(read =>
        {
            if (read.GetValueOrDefault<string>() is { } given && !Titles().IsMatch(given))
                read.AddError("流程名称写 1 至 60 个字，不要用冒号、井号、引号、括号和换行。");
        });
        template.Validators.Add(read =>
        {
            if (read.GetValueOrDefault<string>() is { } given && !templates.Contains(given))
                read.AddError($"没有“{given}”这个样板；有：{string.Join("、", templates)}。");
        });
        var verb = new Command("new", Usage) { name, title, template, definitions };
        verb.SetAction((read, stop) => Write(
            Path.GetFullPath(read.GetValue(definitions) ?? Places.DefaultDefinitions),
            read.GetRequiredValue(name), read.GetRequiredValue(title), read.GetRequiredValue(template), read.InvocationConfiguration.Output));
        return verb;
    }

    private static async Task<int> Write(string folder, string key, string title, string template, TextWriter output)
    {
        if (!Directory.Exists(folder))
            return await Wrong(output, $"没有目录 {folder}。");
        string[] places = [Path.Combine(folder, key), Path.Combine(folder, key + ".yaml")];
        if (places.FirstOrDefault(Path.Exists) is { } taken)
            return await Wrong(output, $"已有 {taken}，没有写入；请换一个键名。");
        foreach (var (ending, place) in written)
        {
            var file = Path.Combine(folder, key, place);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Begun(await Template(template + ending), key, title));
            await output.WriteLineAsync($"已写入 {file}");
        }

        await output.WriteLineAsync($"接下来：改内容；lint {folder} 检查；simulate {key} --definitions {folder} 试办。");
        return 0;
    }

    /// <summary>The text with its own key and title: where a definition's head is missing, it stands right after the remarks.</summary>
    private static string Begun(string text, string key, string title)
    {
        const string Summary = "summary:";
        var own = text.Replace("KEY", key, StringComparison.Ordinal);
        return text.Contains("procedure:", StringComparison.Ordinal)
            ? own
            : $"# yaml-language-server: $schema=../procedure.schema.json\n# 改名称、填报项和依据；写法见《流程定义手册》。\n"
                + $"procedure: {key}\nversion: 1\ntitle: {title}\n{own[own.IndexOf(Summary, StringComparison.Ordinal)..]}";
    }

    private static async Task<string> Template(string name)
    {
        await using var stream = typeof(NewVerb).Assembly.GetManifestResourceStream($"template/{name}")
            ?? throw new InvalidOperationException($"The template {name} is not in the program.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<int> Wrong(TextWriter output, string says)
    {
        await output.WriteLineAsync(says);
        return 1;
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();

    [GeneratedRegex("""^[^:#'"\[\]{}&*!|>%@`\r\n]{1,60}$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Titles();
}
