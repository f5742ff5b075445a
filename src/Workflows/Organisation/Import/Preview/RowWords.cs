using System.Globalization;

namespace Workflows.Organisation.Import.Preview;

/// <param name="Text">In words; empty for nothing.</param>
internal sealed record FieldText(string Name, string Text);

/// <summary>A row of the register as a person reads it: whom it is about, and each field by the name that its column has.</summary>
internal sealed record RowText(string Subject, IReadOnlyList<FieldText> Fields);

/// <param name="then">The register with the import laid over it: it knows the names of what is new.</param>
internal sealed class RowWords(Register then)
{
    public RowText Of(Unit unit) => new(unit.Name,
    [
        new("单位名称", unit.Name), new("单位类别", unit.Kind.Title()), new("上级", unit.ParentId is { } parent ? UnitName(parent) : ""),
        new("成立日期", Day(unit.From)), new("撤销日期", Day(unit.Until)),
    ]);

    public RowText Of(Person person) => new(Name(person.Id),
    [
        new("姓名", person.Name), new("性别", person.Sex.Title()), new("出生日期", person.Born?.ToString() ?? ""), new("民族", person.Ethnicity),
        new("学历", person.Education), new("现任职务", person.Position),
    ]);

    public RowText Of(Membership row) => new($"{Name(row.PersonId)} · {row.Stage.Title()}",
    [
        new("党组织", UnitName(row.UnitId)), new("发展阶段", row.Stage.Title()), new("起始日期", Day(row.From)), new("终止日期", Day(row.Until)),
    ]);

    public RowText Of(Post row) => new($"{Name(row.PersonId)} · {then.RoleBook.TitleOf(row.Role)}",
    [
        new("党组织", UnitName(row.UnitId)), new("职务", then.RoleBook.TitleOf(row.Role)), new("任职日期", Day(row.From)), new("免职日期", Day(row.Until)),
    ]);

    public RowText Of(Term row) => new(UnitName(row.UnitId), [new("选举日期", Day(row.ElectedOn)), new("届期", $"{row.Years} 年")]);

    public RowText Of(TermShift row) => new(UnitName(row.UnitId),
    [
        new("选举日期", Day(row.ElectedOn)), new("调整决定日期", Day(row.DecidedOn)),
        new("调整", $"{(row.Months < 0 ? "提前" : "延期")} {Math.Abs(row.Months)} 个月"),
    ]);

    public RowText Of(Discipline row) => new($"{Name(row.PersonId)} · {row.Kind.Title()}",
        [new("处分", row.Kind.Title()), new("生效日期", Day(row.From)), new("解除日期", Day(row.Until))]);

    public RowText Of(Absence row) => new($"{Name(row.PersonId)} · {row.Kind.Title()}",
        [new("不能参会原因", row.Kind.Title()), new("开始日期", Day(row.From)), new("结束日期", Day(row.Until))]);

    /// <summary>With the unit where the person was last entered, so that two of one name are told apart.</summary>
    private string Name(string person) =>
        then.MembershipsOf(person).LastOrDefault() is { } last ? $"{then.NameOf(person)}（{UnitName(last.UnitId)}）" : then.NameOf(person);

    private string UnitName(string unit) => then.Unit(unit)?.Name ?? unit;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
