using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>Reads files (xlsx, CSV) of units, people, posts and terms against a register: what is good becomes rows, what is not is named with sheet, line, column and reason.</summary>
public static class RegisterFiles
{
    /// <param name="existing">The register that the rows will be laid over.</param>
    /// <param name="today">Beijing civil date; nothing may have been elected or born after it.</param>
    /// <param name="voids">Rows that were taken out of the register as wrong: they do not come back with an old file.</param>
    public static RegisterImport Read(IReadOnlyList<ImportFile> files, Register existing, DateOnly today, ImmutableArray<RegisterVoid> voids = default)
    {
        var log = new ImportLog();
        var reader = new TableReader(log);
        var rows = LineReader.Read(reader.Read(files), existing, today, log);
        var voided = VoidedRows.Keep(rows, existing, voids.IsDefault ? [] : voids, log);
        RegisterChecks.Keep(rows, existing, today, log);
        return new RegisterImport
        {
            RowsRead = reader.Count,
            GoodRows = rows.Count,
            VoidedRows = voided,
            Rows = rows.ToRegisterRows(),
            Mistakes = log.Mistakes(),
            Remarks = [.. log.Remarks],
        };
    }
}
