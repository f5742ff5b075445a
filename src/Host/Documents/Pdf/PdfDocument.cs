using System.Globalization;
using System.Text;
using Workflows.Host.Web;

namespace Workflows.Host.Documents.Pdf;

/// <summary>A PDF of A4 pages with text, lines and boxes: what papers need. Distances are points from the upper left corner.</summary>
internal sealed class PdfDocument(string title, params IReadOnlyList<PdfFont> fonts)
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    private readonly List<StringBuilder> pages = [];

    public int Pages => pages.Count;

    public void AddPage() => pages.Add(new StringBuilder());

    /// <param name="y">The base line.</param>
    public void Text(string text, PdfFont font, double size, double x, double y, double grey = 0)
    {
        if (text.Length > 0)
            Add($"BT {grey:0.##} g /{font.Name} {size:0.##} Tf {x:0.##} {Height - y:0.##} Td {font.Show(text)} ET");
    }

    public void Line(double x1, double y1, double x2, double y2, double thickness = 0.8) =>
        Add($"{thickness:0.##} w {x1:0.##} {Height - y1:0.##} m {x2:0.##} {Height - y2:0.##} l S");

    public void Box(double x, double y, double width, double height) => Add($"0.8 w {x:0.##} {Height - y - height:0.##} {width:0.##} {height:0.##} re S");

    public void Fill(double x, double y, double width, double height) => Add($"0 g {x:0.###} {Height - y - height:0.###} {width:0.###} {height:0.###} re f");

    public byte[] Save()
    {
        var objects = new PdfObjects();
        var tree = objects.Reserve();
        var typefaces = string.Concat(fonts.Select(f => $"/{f.Name} {f.Write(objects)} 0 R"));
        var numbers = pages.Select(p =>
        {
            var content = objects.Stream(Encoding.Latin1.GetBytes(p.ToString()));
            return objects.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {Width} {Height}]/Resources<</Font<<{typefaces}>>>>/Contents {content} 0 R>>"));
        }).ToArray();
        objects.Set(tree, $"<</Type/Pages/Count {numbers.Length}/Kids[{string.Join(' ', numbers.Select(n => $"{n} 0 R"))}]>>");
        var info = objects.Add($"<</Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}>>>");
        return objects.File(objects.Add($"<</Type/Catalog/Pages {tree} 0 R/Lang(zh-CN)>>"), info);
    }

    private void Add(FormattableString operation) => pages[^1].Append(operation.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
