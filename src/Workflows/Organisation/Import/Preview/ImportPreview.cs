using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workflows.Rules;

namespace Workflows.Organisation.Import.Preview;

/// <summary>What an import does to a row of the register.</summary>
public enum ChangeKind
{
    [Label("新增")]
    Added,

    [Label("变更")]
    Changed,

    [Label("终止")]
    Ended,

    /// <summary>Taken out because it was wrong from the beginning; no import does that.</summary>
    [Label("作废")]
    Voided,
}

/// <param name="Before">In words; empty for nothing.</param>
public sealed record FieldChange(string Field, string Before, string After);

/// <summary>One row of the register that an import would add or change.</summary>
/// <param name="Subject">Whom or what it is about: 张三 · 书记.</param>
/// <param name="Fields">What becomes different; for a new row all that it says.</param>
/// <param name="Conflicts">What speaks against it, or follows from it, and should be looked at first: Chinese sentences.</param>
/// <param name="EndedPost">The post that it ends; null for anything else. Whoever knows what work lies with it adds that.</param>
public sealed record RowChange(
    ChangeKind Kind, string Subject, ImmutableArray<FieldChange> Fields, ImmutableArray<string> Conflicts, Post? EndedPost = null);

/// <param name="Title">人员, 职务 …</param>
/// <param name="Same">Rows of the files that the register has already, word for word.</param>
/// <param name="Rows">What would be different, conflicts first.</param>
public sealed record TableChanges(string Title, int Same, ImmutableArray<RowChange> Rows)
{
    public int Count(ChangeKind kind) => Rows.Count(r => r.Kind == kind);
}

/// <summary>What an import would do to the register, row by row, before anything is written.</summary>
/// <param name="Tables">Those that the files say anything about.</param>
/// <param name="Changes">Exactly the rows that are written when it is confirmed: what is the same already is left alone.</param>
/// <param name="Fingerprint">The same for the same changes to the same register: whoever confirms says by it what they were shown.</param>
public sealed record ImportPreview(ImmutableArray<TableChanges> Tables, RegisterRows Changes, string Fingerprint)
{
    public int Conflicts => Tables.Sum(t => t.Rows.Sum(r => r.Conflicts.Length));

    internal static ImportPreview Of(ImmutableArray<TableChanges> tables, RegisterRows changes, ImmutableArray<ImportMistake> mistakes)
    {
        var told = new StringBuilder();
        foreach (var table in tables)
        {
            told.Append(table.Title).Append('|').Append(table.Same).Append('\n');
            foreach (var row in table.Rows)
                told.Append(row.Kind).Append('|').Append(row.Subject).Append('|').AppendJoin('|', row.Fields).Append('|')
                    .AppendJoin('|', row.Conflicts).Append('\n');
        }

        told.AppendJoin('\n', mistakes);
        // Two people of one name read alike: what is written counts as well as how it is told.
        foreach (var row in RowsOf(changes))
            told.Append(row).Append('\n');
        return new(tables, changes, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told.ToString()))));
    }

    private static IEnumerable<object> RowsOf(RegisterRows rows) =>
        rows.Units.Cast<object>().Concat(rows.People).Concat(rows.Memberships).Concat(rows.Posts).Concat(rows.Terms).Concat(rows.Shifts)
            .Concat(rows.Disciplines).Concat(rows.Absences);
}
