namespace Workflows.Organisation.Sample;

/// <summary>Gives some people of the sample city what a register has to cope with: punishments, suspended rights, long absence.</summary>
internal static class SampleFates
{
    private static readonly DisciplineKind[] kinds = Enum.GetValues<DisciplineKind>();
    private static readonly AbsenceKind[] absences = Enum.GetValues<AbsenceKind>();

    public static void Add(SampleCity city, DateOnly today)
    {
        // Branch A has 27 full members: 26 with a vote, one of whom is bedridden and may be excluded.
        city.Add(new()
        {
            Disciplines = [new(InTheMiddle(city, SampleCity.BranchA), DisciplineKind.PartyProbation, today.AddMonths(-8), today.AddMonths(16))],
            Absences = [new(city.FullMembersOf(SampleCity.BranchA)[^1], AbsenceKind.Bedridden, today.AddYears(-2))],
        });

        var branches = city.Rows.Units.Where(u => u.Kind == UnitKind.Branch && !u.Id.StartsWith(SampleCity.Agency, StringComparison.Ordinal) && u.Id != "gw-01").ToArray();
        for (var i = 0; i < branches.Length; i++)
        {
            if (i % 4 == 1)
                city.Add(new() { Disciplines = [Punished(InTheMiddle(city, branches[i].Id), kinds[i / 4 % kinds.Length], today.AddDays(-30 - i))] });
            else if (i % 4 == 2)
                city.Add(new() { Absences = [new(city.FullMembersOf(branches[i].Id)[^1], absences[i / 4 % absences.Length], today.AddDays(-200 - i))] });
        }
    }

    /// <summary>A full member without any post.</summary>
    private static string InTheMiddle(SampleCity city, string unitId)
    {
        var holders = city.Rows.Posts.Select(p => p.PersonId).ToHashSet(StringComparer.Ordinal);
        var members = city.FullMembersOf(unitId);
        return members.Skip(members.Count / 2).First(m => !holders.Contains(m));
    }

    /// <summary>警告 lasts a year, 严重警告 a year and a half, 撤职 and 留党察看 two; the others until they are lifted.</summary>
    private static Discipline Punished(string personId, DisciplineKind kind, DateOnly from) => new(personId, kind, from, kind switch
    {
        DisciplineKind.Warning => from.AddMonths(12),
        DisciplineKind.SeriousWarning => from.AddMonths(18),
        DisciplineKind.RemovedFromPost or DisciplineKind.PartyProbation => from.AddMonths(24),
        DisciplineKind.RightsSuspended or DisciplineKind.MembershipStopped => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });
}
