using PdfSharp.Fonts;
using Workflows.Host.Start;

namespace Workflows.Host.Documents;

/// <summary>The Chinese typeface of printed papers, which comes with the pages' packages; only the characters used go into a PDF.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Family = "paper";

    private const string Regular = "NotoSerifSC_400Regular.ttf";
    private const string Bold = "NotoSerifSC_700Bold.ttf";

    private PdfFonts(string folder) => Folder = folder;

    private string Folder { get; }

    /// <summary>Makes the typeface known; false when it is not there because the pages were not built.</summary>
    public static bool AreReady()
    {
        if (GlobalFontSettings.FontResolver is not null)
            return true;
        if (Places.FindPages() is not { } pages || !File.Exists(Path.Combine(pages, "fonts", Regular)))
            return false;

        GlobalFontSettings.FontResolver = new PdfFonts(Path.Combine(pages, "fonts"));
        return true;
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Regular);

    public byte[] GetFont(string faceName) => File.ReadAllBytes(Path.Combine(Folder, faceName));
}
