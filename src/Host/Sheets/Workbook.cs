using System.IO.Compression;
using System.Text;

namespace Workflows.Host.Sheets;

/// <summary>
/// Writes tables into an xlsx file, one row after another, so that a hundred thousand of them need no more memory than one.
/// Its own writer: text is marked as text, so that no office program takes it for a formula, also when it is edited later.
/// </summary>
internal sealed class Workbook(Stream file) : IDisposable
{
    /// <summary>A table has no room for more, its header included.</summary>
    private const int MostRows = 1_048_576;

    private readonly ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<string> titles = [];

    /// <param name="most">Rows a table may have, its header included; what is over goes on in a table of its own.</param>
    /// <returns>How many rows were written.</returns>
    public async Task<int> Add<T>(Sheet<T> sheet, IAsyncEnumerable<T> rows, CancellationToken cancellation, int most = MostRows)
    {
        var count = 0;
        await using var next = rows.GetAsyncEnumerator(cancellation);
        var more = await next.MoveNextAsync();
        for (var part = 1; part == 1 || more; part++)
        {
            titles.Add(part == 1 ? sheet.Title : $"{sheet.Title} {part}");
            await using var entry =
                await zip.CreateEntry($"xl/worksheets/sheet{titles.Count}.xml", CompressionLevel.Fastest).OpenAsync(cancellation);
            await using var text = new StreamWriter(entry, new UTF8Encoding(false), 32 * 1024);
            var table = new SheetText(text);
            table.Begin([.. sheet.Columns.Select(c => (c.Title, c.Width))]);
            for (var row = 2; more && row <= most; row++, count++)
            {
                table.Row(sheet.Columns.Select(c => c.Value(next.Current)));
                more = await next.MoveNextAsync();
            }

            table.End();
        }

        return count;
    }

    public Task<int> Add<T>(Sheet<T> sheet, IEnumerable<T> rows, CancellationToken cancellation) =>
        Add(sheet, rows.ToAsyncEnumerable(), cancellation);

    /// <summary>Finishes the file.</summary>
    public void Dispose()
    {
        foreach (var (name, content) in WorkbookParts.Of(titles))
        {
            using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
            part.Write(content);
        }

        zip.Dispose();
    }
}
