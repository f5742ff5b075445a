using System.Globalization;

namespace Workflows.Organisation.Sample;

/// <summary>Invents people: natural names that nobody is meant by, each given once.</summary>
internal sealed class SampleNames(SampleDice dice)
{
    private static readonly string[] surnames =
    [
        "顾", "沈", "陆", "叶", "方", "苏", "程", "魏", "秦", "钟", "邵", "简", "项", "闻", "童", "祁", "柏", "岳", "云", "乔", "贺", "许", "何", "吕", "施", "孔", "曹", "严", "金", "陶",
        "姜", "戚", "谢", "邹", "喻", "章", "潘", "葛", "范", "彭", "鲁", "韦", "昌", "苗", "凤", "花", "俞", "任", "袁", "柳", "鲍", "史", "唐", "费", "岑", "薛", "雷", "倪", "汤", "欧阳", "上官", "司徒", "诸葛",
    ];

    private static readonly string[] first =
    [
        "明", "文", "雨", "思", "晓", "佳", "欣", "志", "海", "春", "秋", "书", "一", "若", "清", "静", "安", "景", "承", "知", "怀", "远", "云", "松", "望", "初", "嘉", "梦", "乐", "星", "以", "守",
    ];

    private static readonly string[] male = ["舟", "川", "岩", "峰", "林", "然", "行", "野", "帆", "尧", "堃", "喆", "驰", "衡", "朗", "牧", "樵", "岱", "屿", "潮"];

    private static readonly string[] female = ["雯", "宁", "兰", "悦", "琳", "荷", "溪", "瑶", "岚", "棠", "蕙", "竹", "晴", "薇", "菡", "霏", "苒", "念", "芊", "瑄"];

    private static readonly (string Name, Sex Sex, string Ethnicity)[] others =
    [
        ("阿依古丽·示例", Sex.Female, "维吾尔族"), ("买买提江·示例", Sex.Male, "维吾尔族"), ("古丽娜尔·示例", Sex.Female, "哈萨克族"), ("卓玛央金", Sex.Female, "藏族"),
        ("扎西平措", Sex.Male, "藏族"), ("乌兰其其格", Sex.Female, "蒙古族"), ("巴特尔", Sex.Male, "蒙古族"), ("沈𬱖", Sex.Male, "汉族"), ("陆𠮷行", Sex.Male, "汉族"), ("苏𬭎", Sex.Male, "汉族"), ("许若㵑", Sex.Male, "汉族"), ("葛欣㛃", Sex.Female, "汉族"), ("方䶮", Sex.Male, "汉族"),
    ];

    private static readonly string[] ethnicities = ["汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "汉族", "回族", "满族", "壮族", "苗族", "彝族", "土家族"];
    private static readonly string[] education = ["大学本科", "大学本科", "大学本科", "研究生", "研究生", "大学专科"];
    private static readonly string[] positions = ["科员", "一级科员", "四级主任科员", "三级主任科员", "副科长", "二级主任科员", "科长", "一级主任科员", "四级调研员", "三级调研员"];

    private readonly HashSet<string> given = new(StringComparer.Ordinal);
    private int count;

    /// <summary>A person nobody has been before.</summary>
    public Person Next(DateOnly born, DateOnly today)
    {
        var number = ++count;
        if (number % 97 == 50 && number / 97 < others.Length)
        {
            var (name, ofSex, ethnicity) = others[number / 97];
            return Make(number, name, born, ofSex, ethnicity, Position(born, today));
        }

        var sex = dice.OneIn(2) ? Sex.Female : Sex.Male;
        return Make(number, FreshName(sex), born, sex, dice.Pick(ethnicities), Position(born, today));
    }

    private Person Make(int number, string name, DateOnly born, Sex sex, string ethnicity, string position) =>
        new("p" + number.ToString("0000", CultureInfo.InvariantCulture), name, born, sex)
        {
            Ethnicity = ethnicity,
            Education = dice.Pick(education),
            Position = position,
        };

    private string FreshName(Sex sex)
    {
        string name;
        do
        {
            name = dice.Pick(surnames) + dice.Pick(first) + dice.Pick(sex == Sex.Male ? male : female);
        }
        while (!given.Add(name));
        return name;
    }

    /// <summary>Rank comes with the years.</summary>
    private string Position(DateOnly born, DateOnly today)
    {
        var age = today.Year - born.Year;
        return age > 60 ? "退休干部" : positions[Math.Clamp((age - 24) / 4 + dice.Throw(-1, 1), 0, positions.Length - 1)];
    }
}
