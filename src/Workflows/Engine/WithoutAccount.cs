namespace Workflows.Engine;

/// <summary>People who are asked by name and cannot sign in: said when they are named, so that nobody waits for them in vain.</summary>
public static class WithoutAccount
{
    private const string Instead = "请管理员先开通账号；不开通的，在办理之日以后由其他同志补录，附签字的材料（计票的须有双方签字）。";

    /// <summary>What a picker adds to such a name.</summary>
    public const string Mark = "（没有账号）";

    /// <summary>What stands beside a field in which such people may be named, after what the definition says there.</summary>
    public static string HintAfter(string? hint) =>
        $"{hint}{(string.IsNullOrEmpty(hint) || hint.EndsWith('。') ? "" : "。")}标明“没有账号”的同志不能自己登录办理：{Instead}";

    public static bool Is(Run run, string? person) => person is not null && run.World.SignIns?.Contains(person) == false;

    /// <summary>Are the people named in this field asked later to do something themselves?</summary>
    public static bool IsAskedLater(Procedure procedure, Field field) =>
        field.Type is FieldType.Person or FieldType.People && procedure.AllSteps().Any(s => s.Step.Activity.Asks.Any(w => w is Who.Person named && named.In.Is(field.Name)));

    /// <summary>What there is to say of an item that lies with such a person; null when it does not.</summary>
    public static string? Says(Run run, Assignee to, string title) =>
        Is(run, to.Person) ? $"“{title}”由{to.Title}办理，而{to.Title}没有账号，不能登录。{Instead}" : null;

    /// <summary>What there is to say of an item that lies with a post none of whose holders can sign in; null where one of them can.</summary>
    public static string? SaysOfPost(Run run, Assignee to, string title) =>
        to.Person is null && run.HoldersOfKey(to.Key) is { IsEmpty: false } holders && holders.All(person => Is(run, person))
            ? $"“{title}”由{to.Title}办理，而{Rules.Words.List(holders.Select(run.World.Register.NameOf))}没有账号，不能登录。{Instead}"
            : null;
}
