using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>A table of which every change is recorded.</summary>
/// <param name="Name">In the database.</param>
/// <param name="Title">In Chinese.</param>
/// <param name="Rows">All rows as they are now.</param>
public sealed record RecordedTable(string Name, string Title, Func<DbContext, IAsyncEnumerable<object>> Rows)
{
    /// <summary>Columns that change with every use and carry no weight: they are not recorded.</summary>
    public ImmutableHashSet<string> Left { get; init; } = [];

    /// <summary>Columns of secrets: recorded by their SHA-256, so that a change shows and the secret does not.</summary>
    public ImmutableHashSet<string> Digested { get; init; } = [];

    /// <summary>The library's own: the register, what was taken out of it, settings, what was published.</summary>
    public static ImmutableArray<RecordedTable> OfLibrary { get; } =
    [
        Of<Unit>("units", "党组织"),
        Of<Person>("people", "人员"),
        Of<Membership>("memberships", "党员经历"),
        Of<Discipline>("disciplines", "处分"),
        Of<Absence>("absences", "长期不能参会"),
        Of<Post>("posts", "职务"),
        Of<Term>("terms", "任期"),
        Of<TermShift>("term_shifts", "任期调整"),
        Of<RegisterVoid>("register_voids", "作废的登记"),
        Of<SettingDecision>("setting_decisions", "设置"),
        Of<Publication>("publications", "流程的发布与停用"),
        // The text is held by its hash, which is here.
        Of<DefinitionRow>("definitions", "流程文本") with { Left = ["text"] },
    ];

    private static readonly ImmutableDictionary<string, RecordedTable> byName = OfLibrary.ToImmutableDictionary(t => t.Name);

    public static RecordedTable Of<T>(string name, string title)
        where T : class => new(name, title, db => db.Set<T>().AsNoTracking().AsAsyncEnumerable());

    /// <summary>One of the library's.</summary>
    /// <exception cref="KeyNotFoundException">Changes of this table are not recorded.</exception>
    public static RecordedTable Named(string name) => byName[name];
}
