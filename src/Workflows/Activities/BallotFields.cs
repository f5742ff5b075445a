using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.Engine;

namespace Workflows.Activities;

/// <summary>What teller and scrutineer fill in, and how two entries are compared.</summary>
internal static class BallotFields
{
    public const string Tally = "tally";
    public const string WriteIns = "write-ins";

    public static ImmutableArray<Field> Of(BallotActivity ballot)
    {
        var fields = ImmutableArray.Create(
            Optional("printed", "印制选票", "张"),
            Number("issued", "发出选票", "张", "等于实到会有选举权的人数"),
            Optional("spoiled", "作废更换", "张"),
            Optional("remainder", "封存余票", "张"),
            Number("voters", "投票人数", "人", "领了选票但没有投票离场的，不计入投票人数"),
            Number("returned", "收回选票", "张"),
            Number("valid", "有效票", "张", "所选人数等于或少于应选名额的有效；未作任何选择的视为弃权，仍为有效票"),
            Number("invalid", "无效票", "张", "所选人数多于应选名额的无效"),
            new Field
            {
                Name = Tally,
                Label = "候选人得票",
                Type = FieldType.Rows,
                RowPer = ballot.Candidates,
                Columns =
                [
                    new Field { Name = "person", Label = "候选人", Type = FieldType.Person },
                    Number("yes", "赞成", "票"),
                    Number("no", "不赞成", "票"),
                    Number("abstained", "弃权", "票"),
                ],
            });
        return ballot.AmongTied ? fields : fields.Add(new Field
        {
            Name = WriteIns,
            Label = "另选他人",
            Hint = "不赞成某候选人的，可以另选他人；弃权的不能另选。没有的不填。",
            Type = FieldType.Rows,
            Required = false,
            Columns =
            [
                new Field { Name = "person", Label = "本支部党员", Type = FieldType.Person, From = Source.Read("facts.member-list"), Required = false },
                new Field { Name = "other", Label = "其他人（写姓名）", Required = false, Max = 40 },
                Number("yes", "得票", "票"),
            ],
        });
    }

    /// <summary>Every number that the two entered differently, as sentences; empty when they agree.</summary>
    public static ImmutableArray<string> Differences(Run run, BallotActivity ballot, JsonObject one, JsonObject other)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        foreach (var field in Of(ballot).Where(f => f.Type == FieldType.Number))
            Compare(field.Label, field.Unit, Json.Number(one[field.Name]), Json.Number(other[field.Name]));

        foreach (var (list, columns) in new[] { (Tally, new[] { ("yes", "赞成"), ("no", "不赞成"), ("abstained", "弃权") }), (WriteIns, [("yes", "另选得票")]) })
        {
            var left = ByName(run, one[list]);
            var right = ByName(run, other[list]);
            foreach (var name in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
            {
                foreach (var (column, label) in columns)
                    Compare($"{name}的{label}", "票", Json.Number(left.GetValueOrDefault(name)?[column]), Json.Number(right.GetValueOrDefault(name)?[column]));
            }
        }

        return differences.ToImmutable();

        void Compare(string what, string? unit, int? a, int? b)
        {
            string Told(int? number) => number is null ? "空" : $"{number} {unit}";
            if (a != b)
                differences.Add($"{what}：一方录入 {Told(a)}，另一方录入 {Told(b)}");
        }
    }

    /// <summary>The name a row is known by: the person's in the register, or as written.</summary>
    public static string NameOf(Run run, JsonObject row) =>
        Json.String(row["person"]) is { } id ? run.World.Register.NameOf(id) : Json.String(row["other"])?.Trim() ?? "";

    /// <summary>Rows by the name they are known by: the register tells two people of one name apart.</summary>
    public static Dictionary<string, JsonObject> ByName(Run run, JsonNode? rows) =>
        Json.Rows(rows).GroupBy(r => NameOf(run, r)).ToDictionary(g => g.Key, g => g.First());

    private static Field Optional(string name, string label, string unit) => Number(name, label, unit) with { Required = false };

    private static Field Number(string name, string label, string unit, string? hint = null) =>
        new() { Name = name, Label = label, Type = FieldType.Number, Unit = unit, Hint = hint };
}
