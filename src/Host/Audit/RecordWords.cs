using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Host.SignIn;
using Workflows.Organisation;
using Workflows.Rules;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <summary>Tells rows of the record as a person reads them: names instead of ids, columns by their Chinese names.</summary>
internal sealed class RecordWords(Register register, IEnumerable<RecordedTable> tables)
{
    private static readonly Dictionary<string, string> columns = new(StringComparer.Ordinal)
    {
        ["person_id"] = "人员", ["unit_id"] = "党组织", ["role"] = "职务", ["from_day"] = "自", ["until_day"] = "至", ["stage"] = "阶段", ["kind"] = "种类",
        ["name"] = "名称", ["parent_id"] = "上级", ["born"] = "出生日期", ["sex"] = "性别", ["ethnicity"] = "民族", ["education"] = "学历学位", ["position"] = "现任职务",
        ["elected_on"] = "选举日期", ["decided_on"] = "决定日期", ["months"] = "月数", ["years"] = "年数", ["case_id"] = "事项", ["what"] = "登记内容", ["content"] = "原内容",
        ["voided_at"] = "作废时间", ["voided_by"] = "作废人", ["reason"] = "理由", ["ground"] = "依据", ["key"] = "名称", ["value"] = "值", ["decided_at"] = "决定时间",
        ["decided_by"] = "决定人", ["at"] = "时间", ["act"] = "做了什么", ["version"] = "版本", ["person"] = "谁", ["published_at"] = "发布时间", ["hash"] = "校验值",
        ["calls"] = "调用", ["user_name"] = "用户名", ["password_hash"] = "密码", ["security_stamp"] = "登录标记", ["must_change_password"] = "须改密码",
        ["is_disabled"] = "已停用", ["created_at"] = "开通时间", ["expires_at"] = "有效期至", ["revoked_at"] = "吊销时间", ["by_person"] = "谁", ["action"] = "做了什么",
        ["detail"] = "说明",
    };

    private static readonly HashSet<string> people = ["person_id", "voided_by", "decided_by", "person", "by_person", "uploader"];
    private static readonly HashSet<string> units = ["unit_id", "parent_id"];
    private static readonly HashSet<string> secrets = ["password_hash", "security_stamp", "hash"];

    private readonly Dictionary<string, string> titles = tables.Select(t => (t.Name, t.Title)).Append((Registers.Readings.Table, "敏感信息"))
        .ToDictionary(t => t.Item1, t => t.Item2, StringComparer.Ordinal);

    public RecordView Of(RecordRow row)
    {
        var (was, now) = (Parse(row.BeforeText), Parse(row.AfterText));
        var changed = was.Select(p => p.Key).Union(now.Select(p => p.Key)).Where(c => was[c]?.ToJsonString() != now[c]?.ToJsonString() && columns.ContainsKey(c));
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
                : new RecordColumn(columns[c], Text(row.TableName, c, was[c]), Text(row.TableName, c, now[c])))]);
    }

    /// <summary>Whose row it is, and where.</summary>
    private string Subject(string table, JsonObject row, string key)
    {
        var parts = new[]
        {
            table == "people" ? Plain(row["name"]) : null,
            row["person_id"] is { } person ? register.NameOf(Plain(person)) : null,
            row["unit_id"] is { } unit ? register.Unit(Plain(unit))?.Name ?? Plain(unit) : null,
            table == "units" ? Plain(row["name"]) : null,
            row["role"] is { } role ? register.RoleBook.TitleOf(Plain(role)) : null,
            row["user_name"] is { } user ? Plain(user) : null,
            row["key"] is { } named ? Plain(named) : null,
        };
        return parts.Any(p => p is { Length: > 0 }) ? string.Join(' ', parts.Where(p => p is { Length: > 0 })) : key;
    }

    private string? Text(string table, string column, JsonNode? value) => value is null ? null : column switch
    {
        _ when people.Contains(column) => register.NameOf(Plain(value)),
        _ when units.Contains(column) => register.Unit(Plain(value))?.Name ?? Plain(value),
        _ when column.EndsWith("_at", StringComparison.Ordinal) || column == "at" => Moment(value),
        "action" => Enum.GetValues<AccountAction>().Where(a => RuleBook.KebabCase(a.ToString()) == Plain(value)).Select(AccountLog.Title).FirstOrDefault() ?? Plain(value),
        "act" => Enum.GetValues<PublicationAct>().Where(a => RuleBook.KebabCase(a.ToString()) == Plain(value)).Select(Publishing.PublicationList.InWords).FirstOrDefault() ?? Plain(value),
        "role" => register.RoleBook.TitleOf(Plain(value)),
        "stage" => Titled<MembershipStage>(Plain(value)),
        "sex" => Titled<Sex>(Plain(value)),
        "kind" => table switch
        {
            "units" => Titled<UnitKind>(Plain(value)),
            "disciplines" => Titled<DisciplineKind>(Plain(value)),
            "absences" => Titled<AbsenceKind>(Plain(value)),
            "register_voids" => Titled<RowKind>(Plain(value)),
            _ => Plain(value),
        },
        _ => Plain(value) switch { "true" => "是", "false" => "否", var plain => plain },
    };

    /// <summary>A closed set's value as it lies in the database, by its Chinese name.</summary>
    private static string Titled<T>(string stored)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => RuleBook.KebabCase(v.ToString()) == stored).Select(v => Choice.LabelOf(v)).FirstOrDefault() ?? stored;

    private static string Moment(JsonNode value) =>
        DateTimeOffset.UnixEpoch.AddMicroseconds(value.GetValue<long>()).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Plain(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : value?.ToJsonString() ?? "";

    private static JsonObject Parse(string? text) => text is null ? [] : JsonNode.Parse(text) as JsonObject ?? [];
}
