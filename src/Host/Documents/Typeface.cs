using Workflows.Host.Documents.Pdf;
using Workflows.Host.Start;

namespace Workflows.Host.Documents;

/// <summary>The Chinese typeface of printed papers, which comes with the pages' packages; read when the first paper is printed.</summary>
internal static class Typeface
{
    private const string Regular = "NotoSerifSC_400Regular.ttf";
    private const string Bold = "NotoSerifSC_700Bold.ttf";

    private static readonly Lazy<(TrueTypeFont Regular, TrueTypeFont Bold)> faces = new(() => (Read(Regular), Read(Bold)));

    /// <summary>False when the pages were not built.</summary>
    public static bool IsThere => Places.FindPages() is { } pages && File.Exists(Path.Combine(pages, "fonts", Regular));

    /// <summary>Both weights, for one document.</summary>
    public static (PdfFont Regular, PdfFont Bold) ForDocument() => (new PdfFont(faces.Value.Regular, "Regular"), new PdfFont(faces.Value.Bold, "Bold"));

    private static TrueTypeFont Read(string file) => new(File.ReadAllBytes(Path.Combine(Places.FindPages()!, "fonts", file)));
}
