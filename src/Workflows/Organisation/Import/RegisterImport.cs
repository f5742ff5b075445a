using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>A file handed in for import.</summary>
public sealed record ImportFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>Why a row was not taken, told to the person who handed the file in.</summary>
/// <param name="Sheet">The sheet of the workbook; empty when the file is one table.</param>
/// <param name="Line">Line in the file or sheet, from 1; 0 when the whole of it is meant.</param>
/// <param name="Column">The column's header; empty when the whole row is meant.</param>
/// <param name="Reason">One Chinese sentence.</param>
public sealed record ImportMistake(string File, string Sheet, int Line, string Column, string Reason);

/// <summary>What reading the files gave: good rows, and every mistake with its place.</summary>
public sealed record RegisterImport
{
    /// <summary>Rows in all files, headers not counted.</summary>
    public required int RowsRead { get; init; }

    /// <summary>Rows without a mistake.</summary>
    public required int GoodRows { get; init; }

    /// <summary>Rows that were not taken because they had been taken out of the register as wrong.</summary>
    public int VoidedRows { get; init; }

    /// <summary>What the good rows say.</summary>
    public required RegisterRows Rows { get; init; }

    /// <summary>In the order of files and lines.</summary>
    public required ImmutableArray<ImportMistake> Mistakes { get; init; }

    /// <summary>Chinese remarks that stop nothing: columns left out, a last line without an end.</summary>
    public required ImmutableArray<string> Remarks { get; init; }
}
