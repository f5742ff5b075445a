namespace Workflows.Organisation.Import.Sheets;

/// <summary>How much a file says about a cell.</summary>
public enum CellKind
{
    /// <summary>Text of a file that knows no kinds: CSV.</summary>
    Plain,

    /// <summary>Typed as text: shown exactly as it was typed.</summary>
    Text,

    /// <summary>A number: leading zeros and digits past the fifteenth are lost.</summary>
    Number,

    /// <summary>A day, or a month that is shown without its day.</summary>
    Day,

    /// <summary>The error of a formula, or a formula that was never worked out.</summary>
    Error,
}

/// <summary>One cell of a sheet, as its reader sees it on the screen.</summary>
/// <param name="From1904">True for a number of a workbook that counts its days from 1904.</param>
public readonly record struct Cell(string Text, CellKind Kind = CellKind.Plain, bool From1904 = false)
{
    public static Cell Empty { get; } = new("");

    public bool IsEmpty => Text.Length == 0;
}
