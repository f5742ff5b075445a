using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Preview;

/// <summary>Lays what was read over the register on paper only, and tells what becomes different.</summary>
public static class RegisterPreview
{
    /// <param name="existing">The register as it stands.</param>
    /// <param name="read">What the files say.</param>
    public static ImportPreview Of(Register existing, RegisterImport read)
    {
        var rows = KnownBefore.Kept(existing, read.Rows);
        var teller = new TableTeller(existing, existing.With(rows));
        var changes = teller.Compare(existing.Rows, rows);
        return ImportPreview.Of(teller.Tables, changes, read.Mistakes);
    }

    /// <summary>What a change that was proposed would do, told from the rows as they stood then.</summary>
    /// <param name="now">The register as it stands.</param>
    public static ImmutableArray<TableChanges> Of(Register now, RegisterChange change)
    {
        var before = now.With(change.Before);
        var teller = new TableTeller(before, before.With(change.After));
        teller.Compare(change.Before, change.After);
        teller.Take(change);
        return teller.Tables;
    }
}
