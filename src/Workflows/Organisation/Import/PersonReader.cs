using Workflows.Rules;

namespace Workflows.Organisation.Import;

/// <summary>Reads the lines of people: our own table, and the 花名册 that others keep, with names for units and 入党, 转正 for the stages.</summary>
internal sealed class PersonReader(Register existing, UnitBook units, PeopleNames people, DateOnly today, ImportLog log)
{
    private static readonly (MembershipStage, string)[] otherStages =
    [
        (MembershipStage.Full, "党员"), (MembershipStage.Full, "中共党员"), (MembershipStage.Full, "正式"), (MembershipStage.Full, "中共正式党员"),
        (MembershipStage.Probationary, "预备"), (MembershipStage.Probationary, "中共预备党员"), (MembershipStage.Activist, "积极分子"),
        (MembershipStage.Prospect, "发展党员对象"), (MembershipStage.Prospect, "拟发展对象"), (MembershipStage.Applicant, "申请人"), (MembershipStage.Applicant, "申请入党人"),
    ];

    private readonly Dictionary<string, string> identityOf = new(StringComparer.Ordinal);

    /// <summary>The person with each stage that the line tells of; one line without a stage when it tells of none.</summary>
    public IReadOnlyList<PersonLine> Read(RowValues row)
    {
        var identity = Identity(row);
        var person = new Person("", row.PersonName("姓名"), Born(row, identity?.Born), SexOf(row, identity?.Sex))
        {
            Ethnicity = row.Text("民族", 20),
            Education = row.Text("学历", 50),
            Position = row.Text("现任职务", 100),
        };
        if (row.AreEmpty("单位编号", "所在党组织", "发展阶段", "起始日期", "终止日期", "入党日期", "转正日期"))
            return [new(Known(person with { Id = row.Id("人员编号") }, [], row), null)];

        var unit = units.Of(row);
        var stage = row.Choice("发展阶段", Titles.All<MembershipStage>(), otherStages);
        person = Known(person with { Id = Number(row, person, unit) }, unit.Length > 0 ? [unit] : [], row);
        var stays = row.IsEmpty("起始日期") && (row.Has("入党日期") || row.Has("转正日期")) ? Roster(row, person.Id, unit, stage) : Ours(row, person.Id, unit, stage);
        if (stays.Any(s => s.From > today))
            log.Remark(row.Place, "发展阶段从今天以后的日期开始，到那天才生效，请核对");
        return [.. stays.Select(s => new PersonLine(person, s))];
    }

    private static IReadOnlyList<Membership> Ours(RowValues row, string person, string unit, MembershipStage stage)
    {
        var from = row.Day("起始日期");
        return [new(person, unit, stage, from, row.Until("终止日期", from))];
    }

    private IReadOnlyList<Membership> Roster(RowValues row, string person, string unit, MembershipStage stage)
    {
        var dates = new RosterDates(stage, row.WrittenDay("入党日期"), row.WrittenDay("转正日期"), today);
        if (row.IsGood && dates.Trouble is var (column, reason))
            row.Wrong(column, reason);
        if (!row.IsGood)
            return [];

        if (dates.IsAssumed)
            log.Remark(row.Place, "没有转正日期，按入党满一年转正登记，请核对");
        if (dates.IsMonth)
            log.Remark(row.Place, "入党、转正只写了年月，按当月最后一天登记");
        var (stays, isClipped) = dates.Stays(person, unit, units.FoundedOn(unit), existing.MembershipOf(person, today));
        if (isClipped)
            log.Remark(row.Place, "入党早于所在党组织成立，从党组织成立之日起登记");
        return row.IsEmpty("终止日期") ? stays : [.. stays.SkipLast(1), stays[^1] with { Until = row.Until("终止日期", stays[^1].From) }];
    }

    /// <summary>The person is known to later lines; a number that already is somebody else's is not given to them.</summary>
    private Person Known(Person person, IReadOnlyCollection<string> inUnits, RowValues row)
    {
        if (existing.Person(person.Id) is { } registered && registered.Name != person.Name
            && (registered.Sex != person.Sex || (registered.Born is { } born && person.Born is { } other && !born.MayBe(other))))
            row.Wrong("人员编号", $"这个编号在名册里是“{registered.Name}”，性别或者出生日期也与这一行不同；一个编号不能先后给两个人");
        if (existing.Person(person.Id) is { } before)
            person = Fuller(person, before);
        if (row.IsGood)
            people.Add(person, inUnits);
        return person;
    }

    /// <summary>A day of birth that is registered is not lost to a file that has only the month.</summary>
    private static Person Fuller(Person person, Person before) =>
        person.Born is { IsMonth: true } month && before.Born?.MayBe(month) == true ? person with { Born = before.Born } : person;

    /// <summary>The number given, or that of whoever is meant by name, unit and birth.</summary>
    private string Number(RowValues row, Person person, string unit)
    {
        var number = HeaderText.HalfWidth(row.TextOf("公民身份号码")).ToUpperInvariant();
        if (!row.IsEmpty("人员编号") || !row.IsGood)
        {
            var given = row.IdOrNone("人员编号");
            if (given?.Length == 18 && IdentityNumber.Read(given).Trouble is null)
                log.Remark(row.Place, "人员编号用的是公民身份号码，会随编号一起保存和显示，建议改用内部编号");
            return given is null ? "" : people.Spelt(given);
        }

        var (id, trouble) = people.OfRoster(person, unit, other => number.Length == 0 || identityOf.GetValueOrDefault(other, number) == number);
        if (trouble is not null)
            row.Wrong("姓名", trouble);
        else if (number.Length > 0 && !identityOf.TryAdd(id!, number) && identityOf[id!] != number)
            row.Wrong("姓名", "有同一党组织、同名、同日出生而公民身份号码不同的人，请给他们各写人员编号");
        return id ?? "";
    }

    private static (DateOnly Born, Sex Sex)? Identity(RowValues row)
    {
        const string Column = "公民身份号码";
        if (row.IsEmpty(Column))
            return null;

        var (born, sex, trouble) = IdentityNumber.Read(HeaderText.Normal(row.TextOf(Column)));
        if ((row.DamagedNumber(Column) ?? trouble) is { } wrong)
            row.Wrong(Column, wrong);
        return born is { } day ? (day, sex) : null;
    }

    private static DayOrMonth? Born(RowValues row, DateOnly? byNumber)
    {
        if (row.WrittenDay("出生日期") is not { } written)
            return byNumber;

        var born = new DayOrMonth(written.First, written.IsMonth);
        if (byNumber is { } day && !born.MayBe(day))
            row.Wrong("出生日期", $"{born.InWords}与公民身份号码中的出生日期不同，请核对");
        return byNumber ?? born;
    }

    private static Sex SexOf(RowValues row, Sex? byNumber)
    {
        if (byNumber is { } known && row.IsEmpty("性别"))
            return known;

        var sex = row.Choice("性别", Titles.All<Sex>(), (Sex.Male, "男性"), (Sex.Female, "女性"));
        if (byNumber is { } other && row.IsGood && sex != other)
            row.Wrong("性别", "与公民身份号码不符，请核对");
        return sex;
    }
}
