using System.Net;
using MiniExcelLibs;
using Workflows.Host.Attachments;
using Workflows.Host.Sheets;

namespace Workflows.Host.Tests.Sheets;

/// <summary>An xlsx file, read by another program's reader than the one that writes ours.</summary>
internal sealed record Spreadsheet(string FileName, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    public static Spreadsheet Of(Answer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(SheetDesk.MediaType, answer.Response.Content.Headers.ContentType!.MediaType);
        using var file = answer.Response.Content.ReadAsStream();
        return Read(file) with { FileName = answer.Response.Content.Headers.ContentDisposition!.FileNameStar! };
    }

    public static Spreadsheet Read(Stream file, string? table = null)
    {
        var rows = MiniExcel.Query(file, sheetName: table).Cast<IDictionary<string,
            object?>>().Select(r => (IReadOnlyList<object?>)[.. r.Values]).ToList();
        return new("", [.. rows[0].Select(title => (string)title!)], rows[1..]);
    }

    /// <summary>One column's values, by its header.</summary>
    public IEnumerable<object?> this[string column] => Rows.Select(r => r[Header.ToList().IndexOf(column)]);
}
