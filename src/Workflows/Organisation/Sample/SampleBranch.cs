namespace Workflows.Organisation.Sample;

/// <summary>How many people of each sort a sample branch has.</summary>
internal sealed record SampleBranchSize(int Full, int Probationary, int Prospects, int Activists, int Applicants);

/// <summary>Fills one sample branch with people and gives it a committee, or only a 书记 when it has fewer than seven full members.</summary>
internal sealed class SampleBranch(SampleDice dice, SampleNames names, DateOnly today, DateOnly founded)
{
    private static readonly string[] five = [Roles.Secretary, Roles.DeputySecretary, Roles.Organiser, Roles.Publicity, Roles.Discipline];
    private static readonly string[] three = [Roles.Secretary, Roles.Organiser, Roles.Publicity];
    private static readonly string[] withoutCommittee = [Roles.Secretary, Roles.DeputySecretary];

    /// <summary>People and their way into the party.</summary>
    public RegisterRows Fill(string unitId, SampleBranchSize size)
    {
        var people = new List<Person>();
        var memberships = new List<Membership>();
        for (var i = 0; i < size.Full; i++)
            AddFullMember(unitId, i < size.Full / 2, people, memberships);
        for (var i = 0; i < size.Probationary; i++)
            Add(unitId, today.AddDays(-dice.Throw(10, 340)), [MembershipStage.Activist, MembershipStage.Prospect, MembershipStage.Probationary], people, memberships);
        for (var i = 0; i < size.Prospects; i++)
            Add(unitId, today.AddDays(-dice.Throw(10, 200)), [MembershipStage.Activist, MembershipStage.Prospect], people, memberships);
        for (var i = 0; i < size.Activists; i++)
            Add(unitId, today.AddDays(-dice.Throw(20, 700)), [MembershipStage.Applicant, MembershipStage.Activist], people, memberships);
        for (var i = 0; i < size.Applicants; i++)
            Add(unitId, today.AddDays(-dice.Throw(3, 300)), [MembershipStage.Applicant], people, memberships);
        return new() { People = [.. people], Memberships = [.. memberships] };
    }

    /// <summary>The unit's committee from the first of its full members, in office since its last election.</summary>
    public static IEnumerable<Post> Committee(string unitId, IReadOnlyList<string> fullMembers, int entitled, DateOnly electedOn)
    {
        var roles = entitled < 7 ? withoutCommittee[..(entitled < 5 ? 1 : 2)] : entitled < 12 ? three : five;
        return roles.Select((role, i) => new Post(fullMembers[i], unitId, role, electedOn));
    }

    /// <summary>The older half in the prime of their service; of the younger half one in seven stands for the retired.</summary>
    private void AddFullMember(string unitId, bool isSenior, List<Person> people, List<Membership> memberships)
    {
        var age = isSenior ? dice.Throw(38, 58) : dice.OneIn(7) ? dice.Throw(60, 82) : dice.Throw(26, 45);
        var born = today.AddYears(-age).AddDays(-dice.Throw(1, 360));
        var joined = Day(Later(born.AddYears(Math.Min(dice.Throw(21, 34), age - 3)).AddDays(dice.Throw(1, 300)), founded));
        var person = names.Next(born, today);
        people.Add(person);
        memberships.Add(new(person.Id, unitId, MembershipStage.Probationary, joined, joined.AddYears(1)));
        memberships.Add(new(person.Id, unitId, MembershipStage.Full, joined.AddYears(1)));
    }

    /// <summary>A person who reached the last of the stages on <paramref name="reached"/>, the earlier ones half a year to a year and a half before.</summary>
    private void Add(string unitId, DateOnly reached, MembershipStage[] stages, List<Person> people, List<Membership> memberships)
    {
        var person = names.Next(today.AddYears(-dice.Throw(24, 40)).AddDays(-dice.Throw(1, 360)), today);
        people.Add(person);
        DateOnly? until = null;
        var from = Day(reached);
        foreach (var stage in stages.Reverse())
        {
            memberships.Add(new(person.Id, unitId, stage, from, until));
            until = from;
            from = Day(from.AddMonths(-dice.Throw(13, 18)));
        }
    }

    /// <summary>No 29th, 30th or 31st: a year later the same day exists.</summary>
    private static DateOnly Day(DateOnly day) => day.Day <= 28 ? day : day.AddDays(28 - day.Day);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
