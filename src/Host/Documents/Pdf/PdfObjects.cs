using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Documents.Pdf;

/// <summary>The numbered objects of a PDF file, written one after another.</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> objects = [];

    /// <summary>A number for an object that is written later: others may refer to it already.</summary>
    public int Reserve()
    {
        objects.Add([]);
        return objects.Count;
    }

    public void Set(int number, string body) => objects[number - 1] = Encoding.Latin1.GetBytes(body);

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    /// <summary>Bytes, compressed.</summary>
    public int Stream(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        var head = Encoding.Latin1.GetBytes($"<</Length {packed.Length}/Length1 {content.Length}/Filter/FlateDecode>>\nstream\n");
        objects.Add([.. head, .. packed.ToArray(), .. "\nendstream"u8]);
        return objects.Count;
    }

    /// <param name="catalog">Number of the catalog.</param>
    /// <param name="info">Number of the information.</param>
    public byte[] File(int catalog, int info)
    {
        using var file = new MemoryStream();
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var places = new long[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            places[i] = file.Length;
            Text($"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            Text("\nendobj\n");
        }

        var table = file.Length;
        Text($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            Text(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Text($"trailer\n<</Size {objects.Count + 1}/Root {catalog} 0 R/Info {info} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Text(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }
}
