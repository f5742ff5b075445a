namespace Workflows.Storage;

/// <summary>Who changes something that is recorded, when, by which way and why.</summary>
/// <param name="Person">Person id; empty: the program itself.</param>
/// <param name="Through">One of <see cref="RecordWays"/>.</param>
/// <param name="About">What it came with: a case and its row, files; may be empty.</param>
/// <param name="Reason">What the person said; empty where nothing is asked.</param>
public sealed record Authorship(DateTimeOffset At, string Person, string Through, string About = "", string Reason = "");

/// <summary>The ways by which something that is recorded may change.</summary>
public static class RecordWays
{
    /// <summary>办理事项: about is the case's id and the number of its row.</summary>
    public const string Case = "case";

    /// <summary>导入名册: about names the files.</summary>
    public const string Import = "import";

    /// <summary>更正作废.</summary>
    public const string Void = "void";

    public const string Setting = "setting";

    public const string Publication = "publication";

    /// <summary>A definition that lay in the host's folder.</summary>
    public const string Folder = "folder";

    /// <summary>What was done to an account; about says what.</summary>
    public const string Account = "account";

    /// <summary>The first administrator.</summary>
    public const string SetUp = "set-up";

    /// <summary>The sample city, and whatever a story or a measurement begins with.</summary>
    public const string Sample = "sample";

    /// <summary>What was there when the record began.</summary>
    public const string Baseline = "baseline";

    /// <summary>Somebody read what is sensitive.</summary>
    public const string Reading = "reading";

    public static string Title(string way) => way switch
    {
        Case => "办理事项",
        Import => "导入名册",
        Void => "更正作废",
        Setting => "改变设置",
        Publication => "发布流程",
        Folder => "定义目录",
        Account => "账号管理",
        SetUp => "首次设置",
        Sample => "示例数据",
        Baseline => "建账时已有",
        Reading => "查阅敏感信息",
        _ => way,
    };
}
