namespace Workflows.Host.Tests.Adversary;

/// <summary>Whom an operation serves.</summary>
internal enum Serves
{
    /// <summary>Whoever comes, signed in or not.</summary>
    Anybody,

    /// <summary>Whoever is signed in, about themselves alone or about what is the same for all: it names nothing of another unit.</summary>
    Everybody,

    /// <summary>Those whom the unit or the post entitles: anybody else is refused.</summary>
    Entitled,
}

/// <summary>Who may use which operation, as agreed; an operation that is missing here is told by the tests.</summary>
/// <param name="For">Whom it serves.</param>
/// <param name="Body">A good body, where it takes one: a refusal is then about who asks, not about what they wrote.</param>
/// <param name="Changes">Does it change what an auditor audits?</param>
/// <param name="Query">Asks it about branch-1, where that stands in the query.</param>
internal sealed record Access(Serves For, string Body = "{}", bool Changes = false, string Query = "")
{
    private const string Move = "\"move\":\"6a1f3f0e-8a53-4c1e-9d8e-0242ac120002\"";

    /// <summary>An operation of which nobody has written down whom it serves is expected to refuse.</summary>
    public static Access To(Operation operation) => Of.GetValueOrDefault(operation.Id) ?? new(Serves.Entitled);

    public static IReadOnlyDictionary<string, Access> Of { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["signIn"] = new(Serves.Anybody, """{"user":"x","password":"y"}"""),
        ["getSetup"] = new(Serves.Anybody),
        ["setUp"] = new(Serves.Anybody, """{"token":"x","user":"intruder","password":"correct horse 1","personName":"甲","sex":"male"}""", Changes: true),
        ["signOut"] = new(Serves.Everybody),
        ["getMe"] = new(Serves.Everybody),
        ["changePassword"] = new(Serves.Everybody, """{"old":"wrong","new":"correct horse 2"}"""),
        ["lookAtActivation"] = new(Serves.Anybody, """{"token":"x"}"""),
        ["activate"] = new(Serves.Anybody, """{"token":"x","password":"correct horse 2"}"""),
        ["listNotices"] = new(Serves.Everybody),
        ["readNotice"] = new(Serves.Everybody),
        ["listSessions"] = new(Serves.Everybody),
        ["endSession"] = new(Serves.Entitled),
        ["endOtherSessions"] = new(Serves.Everybody),
        ["getAccountUse"] = new(Serves.Entitled),
        ["endUserSession"] = new(Serves.Entitled, Changes: true),
        ["revokeUserToken"] = new(Serves.Entitled, Changes: true),
        ["getSecondFactor"] = new(Serves.Everybody),
        ["beginSecondFactor"] = new(Serves.Everybody, """{"password":"wrong"}"""),
        ["confirmSecondFactor"] = new(Serves.Everybody, """{"code":"000000"}"""),
        ["renewRecoveryCodes"] = new(Serves.Everybody),
        ["endSecondFactor"] = new(Serves.Everybody),
        ["confirmPresence"] = new(Serves.Everybody, """{"password":"wrong"}"""),
        ["endUserSecondFactor"] = new(Serves.Entitled, Changes: true),
        ["listTokens"] = new(Serves.Everybody),
        ["createToken"] = new(Serves.Everybody, """{"name":"程序"}"""),
        ["revokeToken"] = new(Serves.Entitled),
        ["listUsers"] = new(Serves.Entitled),
        ["createUser"] = new(Serves.Entitled, """{"user":"intruder","person":"p-guest"}""", Changes: true),
        ["resetPassword"] = new(Serves.Entitled, Changes: true),
        ["getRegisterAsKnown"] = new(Serves.Entitled, Query: "?unit=branch-1&known=2026-11-01"),
        ["exportPersonalData"] = new(Serves.Entitled),
        ["makeGrantedLink"] = new(Serves.Entitled, Changes: true),
        ["makeGrantCode"] = new(Serves.Entitled, Changes: true),
        ["disableUser"] = new(Serves.Entitled, """{"disabled":true}""", Changes: true),
        ["uploadAttachment"] = new(Serves.Everybody),
        ["downloadAttachment"] = new(Serves.Entitled),
        ["listRules"] = new(Serves.Everybody),
        ["getRule"] = new(Serves.Everybody),
        ["evaluateRule"] = new(Serves.Everybody, """{"given":{}}"""),
        ["getCalendar"] = new(Serves.Everybody),
        ["listSettings"] = new(Serves.Everybody),
        ["decideSetting"] = new(Serves.Entitled, """{"value":"true","reason":"试"}""", Changes: true),
        ["getTree"] = new(Serves.Everybody),
        ["getUnit"] = new(Serves.Entitled),
        ["listTerms"] = new(Serves.Everybody),
        ["listPeople"] = new(Serves.Everybody),
        ["getPerson"] = new(Serves.Entitled),
        ["getPath"] = new(Serves.Entitled),
        ["getPool"] = new(Serves.Entitled, Query: "?unit=branch-1"),
        ["listAhead"] = new(Serves.Entitled, Query: "?unit=branch-1"),
        ["exportRegister"] = new(Serves.Everybody),
        ["importRegister"] = new(Serves.Entitled, Changes: true),
        ["voidRow"] = new(Serves.Entitled, """{"row":{"kind":"post","person":"p-secretary","unit":"branch-1","what":"secretary","from":"2020-01-01"},"reason":"试"}""", Changes: true),
        ["openCase"] = new(Serves.Entitled, $$"""{{{Move}},"procedure":"theme-day","unit":"branch-1"}""", Changes: true),
        ["listCases"] = new(Serves.Everybody),
        ["getCase"] = new(Serves.Entitled),
        ["getCaseHistory"] = new(Serves.Entitled),
        ["checkAnswer"] = new(Serves.Entitled, """{"outcome":"submitted","data":{}}"""),
        ["replyItem"] = new(Serves.Entitled, $$"""{{{Move}},"outcome":"dropped","reason":"试"}""", Changes: true),
        ["checkMove"] = new(Serves.Entitled, $$"""{{{Move}},"text":"试"}"""),
        ["moveCase"] = new(Serves.Entitled, $$"""{{{Move}},"text":"试"}""", Changes: true),
        ["getInbox"] = new(Serves.Everybody),
        ["listTogether"] = new(Serves.Everybody),
        ["getTogether"] = new(Serves.Everybody, Query: "?step=theme-day@1/check"),
        ["getWatch"] = new(Serves.Everybody),
        ["listAccountLog"] = new(Serves.Entitled),
        ["listMessages"] = new(Serves.Everybody),
        ["sendReport"] = new(Serves.Entitled, """{"procedure":"follow-up","unit":"branch-1","trigger":"T9","source":"示例通报","on":"2026-11-01","facts":{"fact":"连续三个月没有开展组织生活"}}""", Changes: true),
        ["listReports"] = new(Serves.Entitled, Query: "?unit=branch-1"),
        ["listReportKinds"] = new(Serves.Everybody),
        ["listLadders"] = new(Serves.Everybody),
        ["readMessages"] = new(Serves.Everybody),
        ["getDraft"] = new(Serves.Entitled),
        ["saveDraft"] = new(Serves.Entitled, """{"data":{"topic":"试"}}""", Changes: true),
        ["deleteDraft"] = new(Serves.Entitled),
        ["listProcedures"] = new(Serves.Everybody),
        ["getProcedure"] = new(Serves.Everybody),
        ["publishDefinitions"] = new(Serves.Entitled, "{\"files\":[{\"name\":\"a.yaml\",\"text\":\"procedure: a\"}],\"reason\":\"试\"}", Changes: true),
        ["retireProcedure"] = new(Serves.Entitled, "{\"retired\":true,\"reason\":\"试\"}", Changes: true),
        ["listPublications"] = new(Serves.Entitled),
        ["listStories"] = new(Serves.Everybody),
        ["simulate"] = new(Serves.Everybody, """{"story":"没有的情景"}"""),
        ["getEvidence"] = new(Serves.Entitled),
        ["listDocuments"] = new(Serves.Entitled),
        ["getDocument"] = new(Serves.Entitled),
        ["listSubjects"] = new(Serves.Entitled, Query: "?unit=branch-1"),
        ["searchAudit"] = new(Serves.Entitled),
        ["exportCase"] = new(Serves.Entitled),
        ["getClock"] = new(Serves.Entitled),
        ["confirmTime"] = new(Serves.Entitled, """{"now":"2026-11-21T01:00:00Z"}""", Changes: true),
        ["listRecords"] = new(Serves.Entitled),
        ["listRecordTables"] = new(Serves.Everybody),
        ["listMoveKinds"] = new(Serves.Everybody),
        ["listCheckpoints"] = new(Serves.Entitled),
        ["makeCheckpoint"] = new(Serves.Entitled),
        ["getCheckpoint"] = new(Serves.Entitled),
        ["downloadCheckpoint"] = new(Serves.Entitled),
        ["compareCheckpoint"] = new(Serves.Entitled, """{"text":"没有的检查点"}"""),
        ["startVerify"] = new(Serves.Entitled),
        ["getVerify"] = new(Serves.Entitled),
    };
}
