using System.Collections.Frozen;

namespace Workflows.Rules;

/// <summary>Where a name's 姓 ends: at the 间隔号, after a 复姓, or after its first character.</summary>
internal static class Surnames
{
    private static readonly FrozenSet<string> ofTwoCharacters = """
        欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文
        司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户
        公玉 梁丘 左丘 东门 西门 第五 淳于 单于 叱干
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    /// <summary>How many UTF-16 units the 姓 of a name without spaces has; a name of two characters has a 姓 of one.</summary>
    public static int LengthIn(string name)
    {
        var dot = name.AsSpan().IndexOfAny('·', '﹒', '•');
        if (dot > 0)
            return dot;
        if (name.Length > 2 && ofTwoCharacters.Contains(name[..2]))
            return 2;
        return name.Length > 1 && char.IsSurrogatePair(name, 0) ? 2 : Math.Min(1, name.Length);
    }
}
