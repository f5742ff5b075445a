using Workflows.Host.Problems;
using Workflows.Rules;

namespace Workflows.Host.SignIn;

/// <summary>What a program's token may be used for; every token may read.</summary>
internal enum TokenScope
{
    /// <summary>Read what its person may read.</summary>
    Read,

    /// <summary>Open cases, answer, move, report, upload, draft.</summary>
    Act,

    /// <summary>Import, correct and export the register.</summary>
    Register,

    /// <summary>Decide settings.</summary>
    Settings,

    /// <summary>Publish and retire definitions.</summary>
    Publish,

    /// <summary>Search, export and verify as an auditor.</summary>
    Audit,
}

/// <summary>Which scope each operation of the API asks of a program. What is not here is for people alone: a new operation is closed to
/// programs until somebody decides.</summary>
internal static class TokenScopes
{
    /// <summary>By the operation's name in the API's description.</summary>
    public static IReadOnlyDictionary<string, TokenScope> Of { get; } = Table(
        (TokenScope.Read, """
            getMe listRules getRule evaluateRule getCalendar listSettings getInbox getWatch listCases getCase getCaseHistory
            getTree getUnit listTerms listPeople getPerson getPath getPool listAhead listTogether getTogether listMessages listReports listReportKinds
            listLadders getDraft listProcedures getProcedure listSubjects listStories simulate listDocuments getDocument downloadAttachment listMoveKinds getClock
            """),
        (TokenScope.Act, "openCase checkAnswer replyItem checkMove moveCase uploadAttachment saveDraft deleteDraft readMessages sendReport"),
        (TokenScope.Register, "exportRegister importRegister voidRow"),
        (TokenScope.Settings, "decideSetting"),
        (TokenScope.Publish, "publishDefinitions retireProcedure"),
        (TokenScope.Audit, """
            searchAudit exportCase listAccountLog listPublications startVerify getVerify
            compareCheckpoint downloadCheckpoint getCheckpoint getEvidence listCheckpoints makeCheckpoint listRecords listRecordTables getRegisterAsKnown
            """));

    /// <summary>What only a person at a page does, whatever a token may.</summary>
    public static IReadOnlySet<string> PeopleOnly { get; } = Words("""
        confirmTime getSecondFactor beginSecondFactor confirmSecondFactor renewRecoveryCodes endSecondFactor confirmPresence
        signIn signOut changePassword getSetup setUp lookAtActivation activate listNotices readNotice listSessions endSession endOtherSessions
        getAccountUse endUserSession revokeUserToken listTokens createToken revokeToken makeGrantedLink makeGrantCode exportPersonalData listUsers createUser resetPassword disableUser endUserSecondFactor
        """).ToHashSet(StringComparer.Ordinal);

    public static string Title(TokenScope scope) => scope switch
    {
        TokenScope.Read => "读取",
        TokenScope.Act => "办理",
        TokenScope.Register => "名册",
        TokenScope.Settings => "设置",
        TokenScope.Publish => "发布流程",
        TokenScope.Audit => "审计",
        _ => throw new InvalidOperationException($"Scope {scope}."),
    };

    /// <summary>Why a program with this token may not use the endpoint; null when it may.</summary>
    public static ProblemResult? Refuse(ProgramToken token, Endpoint? endpoint)
    {
        // No endpoint: there is no such address, which is said elsewhere.
        if (endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is not { } name)
            return null;
        if (!Of.TryGetValue(name, out var scope))
            return Say.Forbidden("程序访问凭证不能用来办这件事。", "请本人在页面登录后办理。", "people-only");

        return token.May(scope)
            ? null
            : Say.Forbidden($"这个程序访问凭证没有“{Title(scope)}”的权限。", $"请本人在“程序访问凭证”页新建一个带有“{Title(scope)}”权限的程序访问凭证。", "scope-needed");
    }

    /// <summary>As they are kept: their names, separated by spaces.</summary>
    public static string Text(IEnumerable<TokenScope> scopes) =>
        string.Join(' ', scopes.Append(TokenScope.Read).Distinct().Order().Select(s => RuleBook.KebabCase(s.ToString())));

    public static TokenScope[] Read(string text) =>
        [.. Enum.GetValues<TokenScope>().Where(s => Words(text).Contains(RuleBook.KebabCase(s.ToString()), StringComparer.Ordinal))];

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, TokenScope> Table(params (TokenScope Scope, string Operations)[] rows) =>
        rows.SelectMany(r => Words(r.Operations).Select(o => (o, r.Scope))).ToDictionary(r => r.o, r => r.Scope, StringComparer.Ordinal);
}
