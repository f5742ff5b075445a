using QRCoder;
using Workflows.Documents;
using Workflows.Host.Documents.Pdf;

namespace Workflows.Host.Documents;

/// <summary>Draws a paper on A4 as offices print them: a centred title, paragraphs, tables, lines to sign, and at the foot of every page the case's number with a code that leads to it.</summary>
internal sealed class PdfPaper
{
    private const double Size = 14;
    private const double TitleSize = 20;
    private const double SmallSize = 9;
    private const double Leading = 25;
    private const double Left = 79;
    private const double Right = 74;
    private const double Top = 96;
    private const double Bottom = 112;
    private const double LabelWidth = 150;
    private const double CodeSize = 56;
    private const double Width = PdfDocument.Width - Left - Right;

    private readonly PdfDocument document;
    private readonly PdfFont regular;
    private readonly PdfFont bold;
    private readonly Paper paper;
    private readonly string address;
    private double y;

    private PdfPaper(Paper paper, string address)
    {
        (this.paper, this.address) = (paper, address);
        (regular, bold) = Typeface.ForDocument();
        document = new PdfDocument($"{paper.Title} {paper.Number}", regular, bold);
        NewPage();
    }

    /// <param name="address">Where the case is found; goes into the code.</param>
    public static byte[] Draw(Paper paper, string address)
    {
        var drawing = new PdfPaper(paper, address);
        drawing.Title();
        foreach (var block in paper.Blocks)
            drawing.Block(block);
        return drawing.document.Save();
    }

    private void Title()
    {
        foreach (var line in TextLines.Of(paper.Title, Width, c => bold.Measure(c, TitleSize)))
        {
            document.Text(line, bold, TitleSize, Left + (Width - bold.Measure(line, TitleSize)) / 2, y + TitleSize);
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
            Say(line, x + (i == 0 ? indent : 0), y + Size);
            y += Leading;
        }
    }

    private void Row(string label, string value)
    {
        var labels = TextLines.Of(label, LabelWidth - 16, Measured).ToArray();
        var values = TextLines.Of(value, Width - LabelWidth - 16, Measured).ToArray();
        var height = Math.Max(1, Math.Max(labels.Length, values.Length)) * Leading + 10;
        Room(height);
        document.Box(Left, y, LabelWidth, height);
        document.Box(Left + LabelWidth, y, Width - LabelWidth, height);
        for (var i = 0; i < labels.Length; i++)
            Say(labels[i], Left + 8, y + 7 + Size + i * Leading);
        for (var i = 0; i < values.Length; i++)
            Say(values[i], Left + LabelWidth + 8, y + 7 + Size + i * Leading);
        y += height;
    }

    private void Sign(string label)
    {
        Room(Leading * 2);
        y += Leading;
        Say($"{label}：", Left, y + Size);
        var at = Left + Measured($"{label}：") + 6;
        document.Line(at, y + Size + 3, at + 130, y + Size + 3);
        Say("年　　月　　日", at + 150, y + Size);
        y += Leading;
    }

    private void From(string words)
    {
        y += Leading / 2;
        foreach (var line in words.Split('\n'))
        {
            Room(Leading);
            Say(line, Left + Width - Measured(line), y + Size);
            y += Leading;
        }
    }

    private void Say(string words, double x, double baseLine) => document.Text(words, regular, Size, x, baseLine);

    private double Measured(string words) => regular.Measure(words, Size);

    private void Room(double height)
    {
        if (y + height > PdfDocument.Height - Bottom)
            NewPage();
    }

    private void NewPage()
    {
        document.AddPage();
        y = Top;
        const double Foot = PdfDocument.Height - Bottom + 24;
        document.Line(Left, Foot, Left + Width, Foot, 0.4);
        document.Text($"编号：{paper.Number}", regular, SmallSize, Left, Foot + 16);
        document.Text("扫码或按编号可在系统中核对本文书所依据的历程。", regular, SmallSize, Left, Foot + 30, grey: 0.4);
        document.Text($"第 {document.Pages} 页", regular, SmallSize, Left, Foot + 44);
        Code(Left + Width - CodeSize, Foot + 6);
    }

    private void Code(double x, double top)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var module = CodeSize / data.ModuleMatrix.Count;
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix.Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    document.Fill(x + column * module, top + row * module, module + 0.05, module + 0.05);
            }
        }
    }
}
