using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Storage;

namespace Workflows.Host.Evidence;

/// <summary>
/// What the register says of the people and units that a history names, of the members of the case's unit and of whoever holds posts in
/// these units: names,
/// membership, posts, terms, and the recorded changes of these.
/// Births, 处分 and absences are a right of their own and are not handed out with a package.
/// </summary>
internal static class EvidenceRegister
{
    private static readonly string[] tables = ["units", "memberships", "posts", "terms", "term_shifts"];

    public static async Task<object> Of(
        WorkflowDb db, Register register, string unit, IReadOnlyCollection<HistoryRow> history, CancellationToken cancellation)
    {
        var named = history.Select(h => h.Person).Concat(history.SelectMany(h => Texts(JsonNode.Parse(h.Events))))
            .ToHashSet(StringComparer.Ordinal);
        var units = named.Where(n => register.Unit(n) is not null).ToHashSet(StringComparer.Ordinal);
        var rows = register.Rows;
        var people = named.Where(n => register.Person(n) is not null)
            .Concat(rows.Posts.Where(p => units.Contains(p.UnitId)).Select(p => p.PersonId))
            .Concat(rows.Memberships.Where(m => m.UnitId == unit).Select(m => m.PersonId)).ToHashSet(StringComparer.Ordinal);
        var changes = await db.Records.AsNoTracking().Where(r => tables.Contains(r.TableName)).OrderBy(r => r.Seq)
            .Select(r => new { r.Seq, r.At, r.Person, r.Through, r.About, r.Reason, r.TableName, r.RowKey, r.BeforeText, r.AfterText, r.Hash }).ToListAsync(cancellation);
        return new
        {
            people = rows.People.Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.Name }),
            units = rows.Units.Where(u => units.Contains(u.Id)),
            memberships = rows.Memberships.Where(m => people.Contains(m.PersonId)),
            posts = rows.Posts.Where(p => people.Contains(p.PersonId)),
            terms = rows.Terms.Where(t => units.Contains(t.UnitId)),
            shifts = rows.Shifts.Where(s => units.Contains(s.UnitId)),
            changes = changes.Where(c => c.RowKey.Split('|') is var key
                && (c.TableName is "memberships" or "posts" ? key.Any(people.Contains) : key.Any(units.Contains)))
                .Select(c => new
                {
                    c.Seq, c.At, by = register.NameOf(c.Person), through = RecordWays.Title(c.Through), c.About, c.Reason,
                    table = c.TableName, key = c.RowKey,
                    before = c.BeforeText, after = c.AfterText, hash = Convert.ToHexStringLower(c.Hash),
                }),
        };
    }

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonObject map => map.SelectMany(p => Texts(p.Value)),
        JsonArray list => list.SelectMany(Texts),
        // A post's key names its unit behind the sign.
        _ when Json.String(value) is { } text => text.Split('@', ':') is [_, var id] ? [text, id] : [text],
        _ => [],
    };
}
