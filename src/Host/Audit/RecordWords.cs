using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Host.Publishing;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <summary>Tells rows of the record as a person reads them: names instead of ids, columns by their Chinese names.</summary>
internal sealed class RecordWords(Register register, Library library, IEnumerable<RecordedTable> tables)
{
    /// <summary>What is not here says nothing to a person: ids, texts that stand elsewhere.</summary>
    private static readonly Dictionary<string, string> columns = new(StringComparer.Ordinal)
    {
        ["person_id"] = "人员", ["unit_id"] = "党组织", ["role"] = "职务", ["from_day"] = "自", ["until_day"] = "至",
        ["stage"] = "阶段", ["kind"] = "种类", ["name"] = "名称", ["parent_id"] = "上级",
        ["born"] = "出生日期", ["sex"] = "性别", ["ethnicity"] = "民族", ["education"] = "学历学位", ["position"] = "现任职务",
        ["elected_on"] = "选举日期", ["decided_on"] = "决定日期", ["months"] = "月数", ["years"] = "年数",
        ["what"] = "登记内容", ["voided_at"] = "作废时间", ["voided_by"] = "作废人", ["reason"] = "理由", ["ground"] = "依据",
        ["key"] = "名称", ["value"] = "值", ["decided_at"] = "决定时间", ["decided_by"] = "决定人",
        ["at"] = "时间", ["act"] = "做了什么", ["version"] = "版本", ["person"] = "谁", ["published_at"] = "发布时间",
        ["user_name"] = "用户名", ["password_hash"] = "密码", ["security_stamp"] = "登录标记", ["must_change_password"] = "须改密码",
        ["authenticator_key"] = "两步验证", ["is_disabled"] = "已停用", ["created_at"] = "开通时间",
        ["expires_at"] = "有效期至", ["revoked_at"] = "吊销时间", ["link_by"] = "生成链接的人", ["link_at"] = "生成链接", ["code_by"] = "取核准码的人", ["code_at"] = "取核准码", ["code_hash"] = "核准码",
        ["used_at"] = "本人设置密码", ["by_person"] = "谁", ["action"] = "做了什么", ["detail"] = "说明",
    };

    /// <summary>The columns that say whose row it is, and where.</summary>
    private static readonly string[] naming = ["person_id", "unit_id", "role", "user_name", "key"];

    private static readonly HashSet<string> people = ["person_id", "voided_by", "decided_by", "person", "by_person", "link_by", "code_by"];
    private static readonly HashSet<string> units = ["unit_id", "parent_id"];
    private static readonly HashSet<string> secrets = ["password_hash", "security_stamp", "authenticator_key", "code_hash"];

    private readonly Dictionary<string, string> titles = tables.Select(t => (t.Name, t.Title)).Append((Registers.Readings.Table, "敏感信息"))
        .ToDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal);

    public RecordView Of(RecordRow row)
    {
        var (was, now) = (Parse(row.BeforeText), Parse(row.AfterText));
        var changed = was.Select(p => p.Key).Union(now.Select(p => p.Key))
            .Where(c => was[c]?.ToJsonString() != now[c]?.ToJsonString() && columns.ContainsKey(c));
        return new RecordView(
            row.Seq,
            row.At,
            row.Person.Length == 0 ? "系统" : register.NameOf(row.Person),
            RecordWays.Title(row.Through),
            row.Through == RecordWays.Case ? "" : row.About,
            row.Through == RecordWays.Case ? row.About.Split('/')[0] : null,
            row.Reason,
            titles.GetValueOrDefault(row.TableName, row.TableName),
            Subject(row.TableName, now.Count > 0 ? now : was, row.RowKey),
            row.Through == RecordWays.Reading ? "查阅" : was.Count == 0 ? "登记" : now.Count == 0 ? "删去" : "变更",
            [.. changed.Select(c => secrets.Contains(c)
                ? new RecordColumn(columns[c], null, was.Count == 0 ? "已设置" : now.Count == 0 ? "已删去" : "已更换")
                : new RecordColumn(columns[c], Told(was, c), Told(now, c)))]);

        string? Told(JsonObject side, string column) => side.ContainsKey(column) ? Text(side, row.TableName, column) : null;
    }

    /// <summary>Whose row it is, and where.</summary>
    private string Subject(string table, JsonObject row, string key)
    {
        string[] parts =
        [
            .. naming.Where(row.ContainsKey).Select(c => Text(row, table, c)),
            .. table is "people" or "units" ? [Plain(row["name"])] : Array.Empty<string>(),
        ];
        return parts.Length > 0 ? string.Join(' ', parts) : key;
    }

    private string Text(JsonObject row, string table, string column)
    {
        var plain = Plain(row[column]);
        return column switch
        {
            _ when people.Contains(column) => register.NameOf(plain),
            _ when units.Contains(column) => register.Unit(plain)?.Name ?? plain,
            _ when column.EndsWith("_at", StringComparison.Ordinal) || column == "at" => Moment(row[column]!),
            "action" => Named<AccountAction>(plain, AccountLog.Title),
            "act" => Named<PublicationAct>(plain, PublicationList.InWords),
            "role" => register.RoleBook.TitleOf(plain),
            "stage" => Named<MembershipStage>(plain, Choice.LabelOf),
            "sex" => Named<Sex>(plain, Choice.LabelOf),
            "kind" => KindOf(table, plain),
            "what" when KindOf(row) is { } kind => new RowRef(kind, "", "", plain, default).TitleIn(register.RoleBook),
            "key" => table == "setting_decisions" ? LabelOf(plain) : library.Procedures.Find(plain)?.Procedure.Title ?? plain,
            _ => plain switch { "true" => "是", "false" => "否", _ => plain },
        };
    }

    private static string KindOf(string table, string stored) => table switch
    {
        "units" => Named<UnitKind>(stored, Choice.LabelOf),
        "disciplines" => Named<DisciplineKind>(stored, Choice.LabelOf),
        "absences" => Named<AbsenceKind>(stored, Choice.LabelOf),
        "register_voids" => Named<RowKind>(stored, Choice.LabelOf),
        _ => stored,
    };

    private static RowKind? KindOf(JsonObject row) => Stored<RowKind>(Plain(row["kind"]));

    private string LabelOf(string setting) => library.Settings.Find(setting)?.Label ?? setting;

    /// <summary>A closed set's value as it lies in the database, by its Chinese name.</summary>
    private static string Named<T>(string stored, Func<T, string> title)
        where T : struct, Enum => Stored<T>(stored) is { } value ? title(value) : stored;

    private static T? Stored<T>(string stored)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => RuleBook.KebabCase(v.ToString()) == stored).Select(v => (T?)v).FirstOrDefault();

    private static string Moment(JsonNode value) =>
        Beijing.Clock(DateTimeOffset.UnixEpoch.AddMicroseconds(value.GetValue<long>()))
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Plain(JsonNode? value) =>
        value is JsonValue v && v.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private static JsonObject Parse(string? text) => text is null ? [] : JsonNode.Parse(text) as JsonObject ?? [];
}
