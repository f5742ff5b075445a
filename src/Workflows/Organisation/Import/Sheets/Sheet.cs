using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>One line of a sheet.</summary>
/// <param name="Line">The line on which it begins, from 1, as the spreadsheet numbers it.</param>
/// <param name="Trouble">Why it cannot be read, in Chinese; null when its cells are good.</param>
/// <param name="IsHidden">True when the spreadsheet does not show it: filtered out or folded away.</param>
public sealed record SheetRow(int Line, ImmutableArray<Cell> Cells, string? Trouble = null, bool IsHidden = false);

/// <summary>A table of a file: a sheet of a workbook, or the whole of a CSV file.</summary>
/// <param name="Name">The sheet's name; empty when the file is one table.</param>
/// <param name="IsHidden">True when the spreadsheet does not show it.</param>
/// <param name="KeepsWidth">True when every line should be as wide as the header; false where empty cells at the end are not written.</param>
/// <param name="Rows">Its lines, read as they are asked for; <see cref="UnreadableException"/> when the rest cannot be read.</param>
public sealed record Sheet(string Name, bool IsHidden, bool KeepsWidth, IEnumerable<SheetRow> Rows)
{
    /// <summary>True when the last line does not end: the file may be torn.</summary>
    public bool IsTorn { get; init; }
}

/// <summary>A file, or the rest of it, that cannot be read; the message is Chinese and says what to do.</summary>
public sealed class UnreadableException(string message) : Exception(message);
