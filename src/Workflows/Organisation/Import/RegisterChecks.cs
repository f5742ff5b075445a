using Workflows.Rules;

namespace Workflows.Organisation.Import;

/// <summary>Takes away imported rows that contradict each other or the register, naming each with its reason; what depends on a bad row is bad too.</summary>
internal sealed class RegisterChecks
{
    private readonly ImportRows rows;
    private readonly Register existing;
    private readonly DateOnly today;
    private readonly ImportLog log;

    private RegisterChecks(ImportRows rows, Register existing, DateOnly today, ImportLog log) =>
        (this.rows, this.existing, this.today, this.log) = (rows, existing, today, log);

    public static void Keep(ImportRows rows, Register existing, DateOnly today, ImportLog log)
    {
        var checks = new RegisterChecks(rows, existing, today, log);
        UnitChecks.Keep(rows.Units, existing, log);
        var units = new UnitTree(checks.Merged().Units);
        checks.People(units);
        var people = checks.Merged().People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        checks.Posts(units, people);
        checks.Terms(units);
        Once(rows.Disciplines, d => (d.PersonId, d.Kind, d.From), log);
        Once(rows.Absences, a => (a.PersonId, a.From), log);
        Keep(rows.Disciplines, d => Known(people, d.PersonId), log);
        Keep(rows.Absences, a => Known(people, a.PersonId), log);
        Apart(rows.Disciplines, () => checks.Merged().Disciplines, d => (d.PersonId, d.Kind), "生效日期", log);
        Apart(rows.Absences, () => checks.Merged().Absences, a => a.PersonId, "开始日期", log);
    }

    /// <summary>Removes every row for which <paramref name="mistake"/> names a column and a reason.</summary>
    public static int Keep<T>(List<Placed<T>> list, Func<T, (string Column, string Reason)?> mistake, ImportLog log) => list.RemoveAll(placed =>
    {
        if (mistake(placed.Row) is not var (column, reason))
            return false;

        log.Add(placed.Place, column, reason);
        return true;
    });

    /// <summary>Removes rows whose key has been seen in an earlier line.</summary>
    public static void Once<T, TKey>(List<Placed<T>> list, Func<T, TKey> key, ImportLog log)
        where TKey : notnull
    {
        var seen = new Dictionary<TKey, Place>();
        list.RemoveAll(placed =>
        {
            if (seen.TryAdd(key(placed.Row), placed.Place))
                return false;

            log.Add(placed.Place, "", $"与{log.InWords(seen[key(placed.Row)], placed.Place)}重复");
            return true;
        });
    }

    /// <summary>Removes rows whose period overlaps another of the same group, the later line first, until none do.</summary>
    public static void Apart<TRow, T, TKey>(
        List<Placed<TRow>> list, Func<TRow, T?> fact, Func<IEnumerable<T>> merged, Func<T, TKey> group, string column, ImportLog log, Func<T, string>? whose = null)
        where T : class, IDated
        where TKey : notnull
    {
        var reasons = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        do
        {
            reasons.Clear();
            var facts = list.Where(p => fact(p.Row) is not null).ToDictionary(p => (object)fact(p.Row)!, p => p.Place, ReferenceEqualityComparer.Instance);
            var touched = facts.Keys.Select(f => group((T)f)).ToHashSet();
            foreach (var together in merged().Where(f => touched.Contains(group(f))).GroupBy(group))
                Clashes(together.OrderBy(f => f.From), facts, reasons, log, whose);
            foreach (var (blamed, reason) in reasons)
                log.Add(facts[blamed], column, reason);
        }
        while (list.RemoveAll(p => fact(p.Row) is { } f && reasons.ContainsKey(f)) > 0);
    }

    private static void Apart<T, TKey>(
        List<Placed<T>> list, Func<IEnumerable<T>> merged, Func<T, TKey> group, string column, ImportLog log, Func<T, string>? whose = null)
        where T : class, IDated
        where TKey : notnull =>
        Apart(list, row => row, merged, group, column, log, whose);

    /// <summary>One sweep over a group in order of its days: of two facts that share a day the one read later is to blame, never what is registered already.</summary>
    private static void Clashes<T>(
        IEnumerable<T> facts, Dictionary<object, Place> places, Dictionary<object, string> reasons, ImportLog log, Func<T, string>? whose)
        where T : class, IDated
    {
        T? last = null;
        foreach (var fact in facts)
        {
            if (last is null || !last.Overlaps(fact))
            {
                last = fact;
                continue;
            }

            var isLastToBlame = places.TryGetValue(last, out var lastPlace) && (!places.TryGetValue(fact, out var place) || place.IsBefore(lastPlace));
            var (blamed, stands) = isLastToBlame ? (last, fact) : (fact, last);
            if (places.TryGetValue(blamed, out var wrong))
                reasons[blamed] = $"期间与{(places.TryGetValue(stands, out var right) ? log.InWords(right, wrong) : "已登记的记录")}（{whose?.Invoke(stands)}{Words.Day(stands.From)} 至{(stands.Until is { } until ? $" {Words.Day(until)} 前" : "今")}）重叠";
            last = stands;
        }
    }

    private static (string Column, string Reason)? Known(HashSet<string> people, string personId) =>
        people.Contains(personId) ? null : ("人员编号", $"没有编号为“{personId}”的人员，或其所在的行有误");

    private static (string Column, string Reason)? Standing(UnitTree units, string unitId, DateOnly day)
    {
        if (units.Find(unitId) is not { } unit)
            return ("单位编号", $"没有编号为“{unitId}”的单位，或其所在的行有误");
        return units.Find(unitId, day) is null ? ("单位编号", $"单位“{unit.Name}”在 {Words.Day(day)}尚未成立或已经撤销") : null;
    }

    private RegisterRows Merged() => existing.Rows.Over(rows.ToRegisterRows());

    private void People(UnitTree units)
    {
        Once(rows.People, p => (p.Person.Id, p.Membership?.UnitId, p.Membership?.Stage, p.Membership?.From), log);
        Keep(rows.People, p => (p.Membership is { } m ? Standing(units, m.UnitId, m.From) : null) ?? Age(p.Person, p.Membership?.From), log);
        var first = new Dictionary<string, Placed<PersonLine>>(StringComparer.Ordinal);
        rows.People.RemoveAll(line =>
        {
            if (first.TryAdd(line.Row.Person.Id, line) || first[line.Row.Person.Id].Row.Person == line.Row.Person)
                return false;

            log.Add(line.Place, "人员编号", $"与{log.InWords(first[line.Row.Person.Id].Place, line.Place)}是同一个编号，但姓名等基本信息不同");
            return true;
        });
        Apart(rows.People, p => p.Membership, () => Merged().Memberships, m => m.PersonId, "起始日期", log);
        rows.People.RemoveAll(p => log.HasMistake(p.Place));
    }

    private (string Column, string Reason)? Age(Person person, DateOnly? from)
    {
        if (person.Born is not { } born)
            return null;
        if (born.Earliest > today)
            return ("出生日期", $"{born.InWords}晚于今天");
        if (from is null || Periods.MinimumMonths(born.Latest, 18 * 12) <= from)
            return null;

        var maybe = born.IsMonth && Periods.MinimumMonths(born.Earliest, 18 * 12) <= from;
        return ("起始日期", maybe ? $"{Words.Day(from.Value)} 时是否年满 18 周岁，要看 {born.InWords}的哪一日出生，请写明出生日" : $"{Words.Day(from.Value)} 时未满 18 周岁（{born.InWords}出生）");
    }

    private void Posts(UnitTree units, HashSet<string> people)
    {
        Once(rows.Posts, p => (p.PersonId, p.UnitId, p.Role, p.From), log);
        var register = new Register(Merged() with { Posts = [] });
        Keep(rows.Posts, p => Known(people, p.PersonId) ?? Standing(units, p.UnitId, p.From) ?? MayHave(units, p) ?? MayHold(register, p), log);
        Apart(rows.Posts, () => Merged().Posts, p => (p.PersonId, p.UnitId, p.Role), "任职日期", log);
        Apart(rows.Posts, () => Merged().Posts, p => existing.RoleBook.Find(p.Role) is { IsSingle: true } ? (p.UnitId, p.Role) : (object)p, "任职日期", log, p => $"{register.NameOf(p.PersonId)}，");
        rows.Posts.RemoveAll(p => log.HasMistake(p.Place));
    }

    /// <summary>Some roles are of some kinds of units alone.</summary>
    private (string Column, string Reason)? MayHave(UnitTree units, Post post) =>
        existing.RoleBook.Find(post.Role) is { UnitKinds.IsEmpty: false } role && units.Find(post.UnitId, post.From) is { } unit
        && !role.UnitKinds.Contains(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(unit.Kind.ToString()))
            ? ("职务", $"{unit.Kind.Title()}不设{role.Title}")
            : null;

    /// <summary>Only full members sit on a committee; before a person's first entry the register cannot tell.</summary>
    private static (string Column, string Reason)? MayHold(Register register, Post post) =>
        Roles.IsCommittee(post.Role) && register.MembershipOf(post.PersonId, post.From) is { Stage: not MembershipStage.Full } membership
            ? ("职务", $"{register.NameOf(post.PersonId)}在 {Words.Day(post.From)} 是{membership.Stage.Title()}，不能任{register.RoleBook.TitleOf(post.Role)}")
            : null;

    private void Terms(UnitTree units)
    {
        Once(rows.Terms, t => (t.Term.UnitId, t.Term.ElectedOn, t.Shift?.DecidedOn), log);
        Keep(rows.Terms, t => t.Term.ElectedOn > today ? ("选举日期", $"{Words.Day(t.Term.ElectedOn)} 晚于今天") : Standing(units, t.Term.UnitId, t.Term.ElectedOn), log);
        var years = new Dictionary<(string, DateOnly), int>();
        Keep(rows.Terms, t => years.TryAdd((t.Term.UnitId, t.Term.ElectedOn), t.Term.Years) || years[(t.Term.UnitId, t.Term.ElectedOn)] == t.Term.Years
            ? null
            : ("届期", "与前面同一次选举的届期不同"), log);
    }
}
