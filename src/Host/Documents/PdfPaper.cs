using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;
using Workflows.Documents;

namespace Workflows.Host.Documents;

/// <summary>Draws a paper on A4 as offices print them: a centred title, paragraphs, tables, lines to sign, and at the foot of every page the case's number with a code that leads to it.</summary>
internal sealed class PdfPaper : IDisposable
{
    private const double Size = 14;
    private const double Leading = 25;
    private const double Left = 79;
    private const double Right = 74;
    private const double Top = 96;
    private const double Bottom = 112;
    private const double LabelWidth = 150;
    private const double CodeSize = 56;

    private readonly PdfDocument document = new();
    private readonly Paper paper;
    private readonly string address;
    private readonly XFont text = new(PdfFonts.Family, Size);
    private readonly XFont heading = new(PdfFonts.Family, 20, XFontStyleEx.Bold);
    private readonly XFont small = new(PdfFonts.Family, 9);
    private XGraphics page;
    private double y;

    private PdfPaper(Paper paper, string address)
    {
        (this.paper, this.address) = (paper, address);
        document.Info.Title = $"{paper.Title} {paper.Number}";
        page = NewPage();
    }

    private static double Width => XUnit.FromMillimeter(210).Point - Left - Right;

    /// <param name="address">Where the case is found; goes into the code.</param>
    public static byte[] Draw(Paper paper, string address)
    {
        using var drawing = new PdfPaper(paper, address);
        drawing.Title();
        foreach (var block in paper.Blocks)
            drawing.Block(block);
        using var stream = new MemoryStream();
        drawing.page.Dispose();
        drawing.document.Save(stream, closeStream: false);
        return stream.ToArray();
    }

    public void Dispose()
    {
        page.Dispose();
        document.Dispose();
    }

    private void Title()
    {
        foreach (var line in TextLines.Of(paper.Title, Width, c => page.MeasureString(c, heading).Width))
        {
            page.DrawString(line, heading, XBrushes.Black, new XRect(Left, y, Width, 34), XStringFormats.Center);
            y += 34;
        }

        y += Leading;
    }

    private void Block(DocumentBlock block)
    {
        if (block.To is { } to)
            Lines($"{to}：", Left, Width, 0);
        if (block.Text is { } paragraph)
            Lines(paragraph, Left, Width, Size * 2);
        if (block.Row is { } label)
            Row(label, block.Value ?? "");
        if (block.Sign is { } sign)
            Sign(sign);
        if (block.From is { } from)
            From(from);
    }

    private void Lines(string words, double x, double width, double indent)
    {
        foreach (var (line, i) in TextLines.Of(words, width, Measured, indent).Select((l, i) => (l, i)))
        {
            Room(Leading);
            page.DrawString(line, text, XBrushes.Black, new XPoint(x + (i == 0 ? indent : 0), y + Size));
            y += Leading;
        }
    }

    private void Row(string label, string value)
    {
        var labels = TextLines.Of(label, LabelWidth - 16, Measured).ToArray();
        var values = TextLines.Of(value, Width - LabelWidth - 16, Measured).ToArray();
        var height = Math.Max(1, Math.Max(labels.Length, values.Length)) * Leading + 10;
        Room(height);
        page.DrawRectangle(XPens.Black, Left, y, LabelWidth, height);
        page.DrawRectangle(XPens.Black, Left + LabelWidth, y, Width - LabelWidth, height);
        for (var i = 0; i < labels.Length; i++)
            page.DrawString(labels[i], text, XBrushes.Black, new XPoint(Left + 8, y + 6 + Size + i * Leading));
        for (var i = 0; i < values.Length; i++)
            page.DrawString(values[i], text, XBrushes.Black, new XPoint(Left + LabelWidth + 8, y + 6 + Size + i * Leading));
        y += height;
    }

    private void Sign(string label)
    {
        Room(Leading * 2);
        y += Leading;
        page.DrawString($"{label}：", text, XBrushes.Black, new XPoint(Left, y + Size));
        var at = Left + Measured($"{label}：") + 6;
        page.DrawLine(XPens.Black, at, y + Size + 3, at + 130, y + Size + 3);
        page.DrawString("年　　月　　日", text, XBrushes.Black, new XPoint(at + 150, y + Size));
        y += Leading;
    }

    private void From(string words)
    {
        y += Leading / 2;
        foreach (var line in words.Split('\n'))
        {
            Room(Leading);
            page.DrawString(line, text, XBrushes.Black, new XRect(Left, y, Width, Leading), XStringFormats.CenterRight);
            y += Leading;
        }
    }

    private double Measured(string words) => page.MeasureString(words, text).Width;

    private void Room(double height)
    {
        if (y + height <= XUnit.FromMillimeter(297).Point - Bottom)
            return;

        page.Dispose();
        page = NewPage();
    }

    private XGraphics NewPage()
    {
        var sheet = document.AddPage();
        sheet.Size = PdfSharp.PageSize.A4;
        var drawn = XGraphics.FromPdfPage(sheet);
        y = Top;
        var foot = sheet.Height.Point - Bottom + 24;
        drawn.DrawLine(new XPen(XColors.Gray, 0.5), Left, foot, Left + Width, foot);
        drawn.DrawString($"编号：{paper.Number}", small, XBrushes.Black, new XPoint(Left, foot + 16));
        drawn.DrawString("扫码或按编号可在系统中核对本文书所依据的历程。", small, XBrushes.Gray, new XPoint(Left, foot + 30));
        drawn.DrawString($"第 {document.PageCount} 页", small, XBrushes.Black, new XPoint(Left, foot + 44));
        Code(drawn, Left + Width - CodeSize, foot + 6);
        return drawn;
    }

    private void Code(XGraphics drawn, double x, double top)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var module = CodeSize / data.ModuleMatrix.Count;
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix.Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    drawn.DrawRectangle(XBrushes.Black, x + column * module, top + row * module, module + 0.05, module + 0.05);
            }
        }
    }
}
