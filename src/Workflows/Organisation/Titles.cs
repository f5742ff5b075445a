using Workflows.Rules;

namespace Workflows.Organisation;

/// <summary>The Chinese names of the register's closed sets, as pages, lists and CSV files show them.</summary>
public static class Titles
{
    /// <summary>Every value of a closed set with its title.</summary>
    public static IReadOnlyCollection<(T Value, string Title)> All<T>()
        where T : struct, Enum =>
        [.. Names<T>.Of.Select(n => (n.Key, n.Value))];

    public static string Title(this UnitKind kind) => Names<UnitKind>.Of[kind];

    public static string Title(this Sex sex) => Names<Sex>.Of[sex];

    public static string Title(this MembershipStage stage) => Names<MembershipStage>.Of[stage];

    public static string Title(this DisciplineKind kind) => Names<DisciplineKind>.Of[kind];

    public static string Title(this AbsenceKind kind) => Names<AbsenceKind>.Of[kind];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(v => v, Choice.LabelOf);
    }
}
