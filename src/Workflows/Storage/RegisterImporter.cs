using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Organisation.Import;

namespace Workflows.Storage;

/// <summary>What an import did.</summary>
/// <param name="Imported">Rows laid over the register; 0 when a mistake stopped the import.</param>
/// <param name="Read">What was read, with every mistake.</param>
public sealed record ImportReport(int Imported, RegisterImport Read);

/// <summary>Stores imported files: all of them or, when a row is bad, nothing unless bad rows may be left out.</summary>
public sealed class RegisterImporter(IDbContextFactory<WorkflowDb> contexts)
{
    /// <param name="today">Beijing civil date.</param>
    /// <param name="skipBadRows">True: good rows are imported although others are bad.</param>
    /// <param name="bringBack">True: rows that were taken out as wrong may come back.</param>
    public async Task<ImportReport> Import(IReadOnlyList<ImportFile> files, DateOnly today, bool skipBadRows, bool bringBack = false, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await using (transaction.ConfigureAwait(false))
            {
                await RegisterStore.Lock(db, cancellation);
                var register = new Register(await RegisterStore.Rows(db, cancellation));
                var read = RegisterCsv.Read(files, register, today, bringBack ? [] : await RegisterVoids.All(db, cancellation));
                if (read.GoodRows == 0 || (read.Mistakes.Length > 0 && !skipBadRows))
                    return new(0, read);

                await RegisterStore.Save(db, read.Rows, cancellation);
                await transaction.CommitAsync(cancellation);
                return new(read.GoodRows, read);
            }
        }
    }
}
