using YamlDotNet.Core;

namespace Workflows.Language;

/// <summary>What the scanner says in English, in Chinese; what we said ourselves stays.</summary>
internal static class YamlTrouble
{
    /// <summary>By a part of the message, the more special first: one kind of mistake has several messages.</summary>
    private static readonly (string Says, string Means)[] known =
    [
        ("Duplicate key", "同一个键写了两次"),
        ("tab ", "缩进里有制表符（Tab），请改用空格"),
        ("escape", "双引号里的反斜杠转义写法不对"),
        ("hexadecimal", "双引号里的反斜杠转义写法不对"),
        ("surrogates", "双引号里的反斜杠转义写法不对"),
        ("directive", "以 % 开头的指令写法不对；定义里不需要指令"),
        ("incompatible YAML", "以 % 开头的指令写法不对；定义里不需要指令"),
        ("comment", "井号（#）注释的前面要有空格，或者这里不能写注释"),
        ("block scalar", "竖线或大于号（|、>）下面的多行文字缩进不对"),
        ("flow mapping", "大括号没有配对，或者缺少逗号"),
        ("flow sequence", "方括号没有配对，或者缺少逗号"),
        ("flow entry", "大括号或方括号里的逗号位置不对"),
        ("quoted scalar", "引号没有配对"),
        ("anchor", "别名（&、*）写法不对，或者没有定义"),
        ("alias", "别名（&、*）写法不对，或者没有定义"),
        ("Mapping values are not allowed", "冒号的位置不对"),
        ("invalid mapping", "冒号的位置不对"),
        ("sequence entries", "减号（-）的位置不对"),
        ("block collection", "列表的减号（-）没有对齐"),
        ("block mapping", "缩进与上面的键不齐，或者键的后面缺少冒号"),
        ("simple key", "键的后面缺少冒号"),
        ("key", "键的写法不对，或者缺少冒号"),
        ("cannot start any token", "有不能放在开头的字符，如制表符、@"),
        ("tag", "标签（!）写法不对，或者没有定义；定义里不需要标签"),
        ("document", "文档标记（---、...）的位置不对，或者后面有多余的内容"),
        ("node", "冒号或减号的后面缺少内容，或者括号没有配对"),
    ];

    public static string InChinese(YamlException trouble)
    {
        var own = trouble.Message.Split(':')[^1].Trim();
        return own.Any(c => c is >= '\u4E00' and <= '\u9FFF') && !own.Any(char.IsAsciiLetter) ? own
            : Array.Find(known, k => trouble.Message.Contains(k.Says, StringComparison.OrdinalIgnoreCase)).Means
            ?? "写法不对，或者文件不完整";
    }
}
