using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>The register as it was known at a moment: both times are kept, the day on which something holds and the moment at which it was
/// recorded.</summary>
public static class RegisterAsKnown
{
    private static readonly string[] tables = ["units", "people", "memberships", "disciplines", "absences", "posts", "terms",
        "term_shifts"];

    /// <summary>Lays the records up to the moment one over the other.</summary>
    /// <param name="db">Knows the records.</param>
    /// <param name="until">What was recorded later is not known yet.</param>
    /// <param name="roles">What roles are called; null: the built-in ones.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<Register> At(
        WorkflowDb db, DateTimeOffset until, RoleBook? roles = null, CancellationToken cancellation = default)
    {
        var known = tables.ToDictionary(t => t, _ => new SortedDictionary<string, string>(StringComparer.Ordinal));
        var records = db.Records.AsNoTracking().Where(r => r.At < until && tables.Contains(r.TableName)).OrderBy(r => r.Seq)
            .Select(r => new { r.TableName, r.RowKey, r.AfterText }).AsAsyncEnumerable();
        await foreach (var record in records.WithCancellation(cancellation))
        {
            if (record.AfterText is { } text)
                known[record.TableName][record.RowKey] = text;
            else
                known[record.TableName].Remove(record.RowKey);
        }

        return new Register(
            new RegisterRows
            {
                Units = [.. Rows<Unit>("units")],
                People = [.. Rows<Person>("people")],
                Memberships = [.. Rows<Membership>("memberships")],
                Disciplines = [.. Rows<Discipline>("disciplines")],
                Absences = [.. Rows<Absence>("absences")],
                Posts = [.. Rows<Post>("posts")],
                Terms = [.. Rows<Term>("terms")],
                Shifts = [.. Rows<TermShift>("term_shifts")],
            },
            roles);

        IEnumerable<T> Rows<T>(string table)
            where T : class
        {
            var entity = db.Model.FindEntityType(typeof(T))!;
            return known[table].Values.Select(text => RowText.Read<T>(entity, text));
        }
    }
}
