using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Organisation.Import;
using Workflows.Organisation.Import.Preview;

namespace Workflows.Storage;

/// <summary>What an import did.</summary>
/// <param name="Imported">Rows laid over the register; 0 when a mistake stopped the import.</param>
/// <param name="Read">What was read, with every mistake.</param>
/// <param name="IsOutdated">True: it would have done something else than what was shown, and did nothing.</param>
public sealed record ImportReport(int Imported, RegisterImport Read, bool IsOutdated = false);

/// <summary>Stores imported files: all of them or, when a row is bad, nothing unless bad rows may be left out.</summary>
public sealed class RegisterImporter(IDbContextFactory<WorkflowDb> contexts, Library? library = null)
{
    /// <param name="today">Beijing civil date.</param>
    /// <param name="skipBadRows">True: good rows are imported although others are bad.</param>
    /// <param name="by">Who imports, when and why.</param>
    /// <param name="bringBack">True: rows that were taken out as wrong may come back.</param>
    /// <param name="shown">Fingerprint of the preview that was confirmed: anything else is not written. Null: no matter.</param>
    public async Task<ImportReport> Import(
        IReadOnlyList<ImportFile> files, DateOnly today, bool skipBadRows, Authorship by, bool bringBack = false,
        string? shown = null, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await using (transaction.ConfigureAwait(false))
            {
                await RegisterStore.Lock(db, cancellation);
                var register = new Register(await RegisterStore.Rows(db, cancellation), library?.RoleBook);
                var read = RegisterFiles.Read(files, register, today, bringBack ? [] : await RegisterVoids.All(db, cancellation));
                var preview = RegisterPreview.Of(register, read);
                if (shown is not null && shown != preview.Fingerprint)
                    return new(0, read, IsOutdated: true);
                if (read.GoodRows == 0 || (read.Mistakes.Length > 0 && !skipBadRows))
                    return new(0, read);

                // What changes nothing does not tell every host to read the register anew.
                if (preview.Changes.Count > 0)
                {
                    await RegisterStore.Save(db, preview.Changes, by, cancellation);
                    await transaction.CommitAsync(cancellation);
                }

                return new(read.GoodRows, read);
            }
        }
    }
}
