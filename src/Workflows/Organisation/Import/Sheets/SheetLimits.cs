namespace Workflows.Organisation.Import.Sheets;

/// <summary>How much is read of a file, so that no file can fill the memory: a megabyte of zip may unfold to a gigabyte.</summary>
public static class SheetLimits
{
    /// <summary>Rows of all tables together.</summary>
    public const int MostRows = 100_000;

    /// <summary>Lines with content in one sheet: titles, headers and notes are not counted as rows.</summary>
    public const int MostLines = MostRows + 1000;

    /// <summary>Columns; what stands further right is not looked at.</summary>
    public const int MostColumns = 256;

    /// <summary>Bytes of all parts of a workbook, unfolded.</summary>
    public const long MostBytes = 256 * 1024 * 1024;

    /// <summary>Sheets of one file.</summary>
    public const int MostSheets = 100;

    internal static string TooManyRows => $"一次最多导入 {MostRows} 行，请分几次导入";

    internal static string TooLarge => $"解开后超过 {MostBytes / 1024 / 1024} MB，请删去没有内容的行和图片，或者分成几个文件导入";
}
