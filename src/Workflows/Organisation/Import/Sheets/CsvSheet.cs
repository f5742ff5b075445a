using System.Collections.Immutable;

namespace Workflows.Organisation.Import.Sheets;

/// <summary>A text file as one sheet, whatever it separates its columns by.</summary>
internal static class CsvSheet
{
    private const int LinesLookedAt = 20;
    private static readonly char[] separators = [',', '\t', ';', '，', '；', '|'];

    public static Sheet Of(string text)
    {
        var (separator, said) = (Separator(text), SaidSeparator(text));
        var rows = Csv.Read(text, separator).SkipWhile(r => said && r.Line == 1).Select((r, i) => i < SheetLimits.MostLines ? Row(r) : throw new UnreadableException(SheetLimits.TooManyRows));
        return new Sheet("", IsHidden: false, KeepsWidth: true, rows) { IsTorn = text.Length > 0 && text[^1] is not ('\r' or '\n') };
    }

    private static SheetRow Row(CsvRecord record) => new(record.Line, [.. record.Fields.Select(f => new Cell(f))], record.Trouble);

    /// <summary>The one that divides the first lines into most columns; "sep=;" in the first line says it outright.</summary>
    private static char Separator(string text)
    {
        if (SaidSeparator(text))
            return text[4];

        return separators.MaxBy(s => Csv.Read(text, s).Take(LinesLookedAt).Select(r => r.Fields.Length).DefaultIfEmpty().Max());
    }

    private static bool SaidSeparator(string text) =>
        text.Length > 4 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && (text.Length == 5 || text[5] is '\r' or '\n');
}
