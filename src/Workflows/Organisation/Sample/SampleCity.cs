using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.Organisation.Sample;

/// <summary>云岭市, a plainly fictitious city to try the product on: one 工委, twelve agencies, their branches and a thousand people, with terms that end around a given day.</summary>
public sealed class SampleCity
{
    public const string WorkCommittee = "gw";

    /// <summary>The 机关党委 above A, B and C.</summary>
    public const string Agency = "jg01";

    /// <summary>Branch A: a committee; 26 full members with rights, one of them bedridden; 2 probationary; 1 under 留党察看.</summary>
    public const string BranchA = "jg01-01";

    /// <summary>Branch B: five full members, no committee.</summary>
    public const string BranchB = "jg01-02";

    /// <summary>党总支 C with three branches.</summary>
    public const string GeneralBranchC = "jg01-z1";

    private static readonly DateOnly founded = new(1981, 1, 1);

    private static readonly string[] agencies =
        ["发展规划局", "教育体育局", "科技创新局", "民生保障局", "自然资源局", "生态保护局", "城乡建设局", "交通运输局", "文化旅游局", "水务局", "粮食储备局", "档案馆"];

    private readonly DateOnly today;
    private readonly SampleDice dice = new(20_210_701);
    private readonly SampleBranch branch;
    private readonly SampleTerms terms;
    private readonly Dictionary<string, string[]> fullMembers = new(StringComparer.Ordinal);

    private SampleCity(DateOnly today)
    {
        this.today = today;
        branch = new(dice, new(dice), today, founded);
        terms = new(dice, today);
    }

    public RegisterRows Rows { get; private set; } = new();

    /// <summary>Who gets an account in the demonstration.</summary>
    public ImmutableArray<SampleUser> Users { get; private set; } = [];

    /// <param name="today">Beijing civil date; terms, probation and punishments lie around it.</param>
    public static SampleCity Of(DateOnly today)
    {
        var city = new SampleCity(today);
        city.Build();
        return city;
    }

    private void Build()
    {
        AddUnit(WorkCommittee, "云岭市直机关工委（示例）", UnitKind.WorkCommittee, null);
        AddBranch("gw-01", "云岭市直机关工委机关党支部", WorkCommittee, new(22, 1, 0, 1, 1), terms.Fine());
        SampleOffices.WorkCommittee(this);
        for (var i = 0; i < agencies.Length; i++)
        {
            var id = $"jg{(i + 1).ToString("00", CultureInfo.InvariantCulture)}";
            if (i == 0)
                AddDemonstrationAgency();
            else if (i < 9)
                AddAgency(id, $"云岭市{agencies[i]}", i);
            else
                AddGeneralBranch(id, $"云岭市{agencies[i]}党总支", WorkCommittee, $"云岭市{agencies[i]}", i == 9 ? terms.EndOfYear() : terms.Next(3), [13, 17, 15, 12, 9]);
        }

        SampleFates.Add(this, today);
        Users = SampleUsers.Of(this, today);
    }

    /// <summary>The agency of A, B and C, whose terms end in about six months.</summary>
    private void AddDemonstrationAgency()
    {
        AddUnit(Agency, "云岭市发展规划局机关党委", UnitKind.AgencyCommittee, WorkCommittee);
        AddBranch(BranchA, "云岭市发展规划局第一党支部", Agency, new(27, 2, 2, 3, 4), terms.InHalfAYear(daysLater: 4));
        AddBranch(BranchB, "云岭市发展规划局第二党支部", Agency, new(5, 0, 0, 1, 1), terms.InHalfAYear(daysLater: 6));
        AddGeneralBranch(GeneralBranchC, "云岭市规划设计院党总支", Agency, "云岭市规划设计院", terms.InHalfAYear(daysLater: 8), [21, 18, 16]);
        AddBranch("jg01-03", "云岭市发展规划局第三党支部", Agency, new(19, 1, 1, 2, 2), terms.Overdue());
        AddBranch("jg01-04", "云岭市发展规划局离退休干部党支部", Agency, new(11, 0, 0, 0, 0), terms.Fine());
        SampleOffices.Agency(this, Agency, "jg01-03", terms.Fine(years: 5));
    }

    private void AddAgency(string id, string name, int number)
    {
        AddUnit(id, $"{name}机关党委", UnitKind.AgencyCommittee, WorkCommittee);
        var branches = 5 + number % 3;
        for (var i = 1; i <= branches; i++)
        {
            var full = i == 1 ? dice.Throw(18, 25) : i == branches ? dice.Throw(3, 6) : dice.Throw(10, 23);
            var size = new SampleBranchSize(full, dice.Throw(0, 2), dice.Throw(0, 1), dice.Throw(0, 3), dice.Throw(0, 3));
            AddBranch($"{id}-{i.ToString("00", CultureInfo.InvariantCulture)}", $"{name}第{"一二三四五六七八"[i - 1]}党支部", id, size, terms.Next(3));
        }

        if (number is 3 or 6)
            AddGeneralBranch($"{id}-z1", $"{name}直属单位党总支", id, $"{name}直属单位", terms.Next(3), [19, 17, 16]);
        SampleOffices.Agency(this, id, $"{id}-01", terms.Next(5));
    }

    private void AddGeneralBranch(string id, string name, string parent, string branchName, SampleTerm term, int[] fullMembersOfBranches)
    {
        AddUnit(id, name, UnitKind.GeneralBranch, parent);
        for (var i = 0; i < fullMembersOfBranches.Length; i++)
        {
            var size = new SampleBranchSize(fullMembersOfBranches[i], dice.Throw(0, 2), dice.Throw(0, 1), dice.Throw(0, 2), dice.Throw(0, 3));
            AddBranch($"{id}-{(i + 1).ToString("00", CultureInfo.InvariantCulture)}", $"{branchName}第{"一二三四五六七八"[i]}党支部", id, size, id == GeneralBranchC ? terms.Fine() : terms.Next(3));
        }

        // The general branch's committee comes from all its branches, behind those branches' own committees.
        var committee = Enumerable.Range(0, 5).Select(i => FullMembersOf($"{id}-{(i % fullMembersOfBranches.Length + 1).ToString("00", CultureInfo.InvariantCulture)}")[5 + i / fullMembersOfBranches.Length]).ToArray();
        fullMembers[id] = committee;
        Add(new() { Posts = [.. SampleBranch.Committee(id, committee, 50, term.ElectedOn)] });
        Add(term.RowsFor(id));
        if (parent == WorkCommittee)
            SampleOffices.LeadingGroup(this, id, $"{id}-01", term.ElectedOn);
    }

    private void AddBranch(string id, string name, string parent, SampleBranchSize size, SampleTerm term)
    {
        AddUnit(id, name, UnitKind.Branch, parent);
        var rows = branch.Fill(id, size);
        Add(rows);
        var born = rows.People.ToDictionary(p => p.Id, p => p.Born);
        fullMembers[id] = [.. from m in rows.Memberships where m.Stage == MembershipStage.Full orderby born[m.PersonId]?.Latest <= today.AddYears(-60), m.From select m.PersonId];
        Add(new() { Posts = [.. SampleBranch.Committee(id, fullMembers[id], size.Full, term.ElectedOn)] });
        Add(term.RowsFor(id));
    }

    private void AddUnit(string id, string name, UnitKind kind, string? parent) => Add(new() { Units = [new(id, name, kind, parent, founded)] });

    internal void Add(RegisterRows rows) => Rows = Rows.Over(rows);

    /// <summary>A branch's full members, longest-serving first, the retired last; a general branch's committee.</summary>
    internal IReadOnlyList<string> FullMembersOf(string unitId) => fullMembers[unitId];
}
