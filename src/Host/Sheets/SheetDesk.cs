using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Host.Storage;

namespace Workflows.Host.Sheets;

/// <summary>
/// Hands a list out as an xlsx file where <c>format=xlsx</c> asks for it: all of it, as far as the asker may see it and as it is narrowed.
/// The file is written whole before the first byte goes out, so that what goes wrong is told
/// and never half a list is taken for a whole one.
/// </summary>
internal sealed class SheetDesk(HttpContext http)
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The query parameter by which a list is asked for as a file.</summary>
    public const string Parameter = "format";

    public const string Xlsx = "xlsx";

    /// <summary>Is the list wanted as a file?</summary>
    public bool IsAsked => http.Request.Query[Parameter] == Xlsx;

    /// <summary>Binds it to an endpoint's parameter.</summary>
    public static ValueTask<SheetDesk> BindAsync(HttpContext context) => ValueTask.FromResult(new SheetDesk(context));

    public Task<FileStreamHttpResult> Write<T>(Sheet<T> sheet, IAsyncEnumerable<T> rows) =>
        Write(sheet.Title, sheet.NamesPeople, workbook => workbook.Add(sheet, rows, http.RequestAborted));

    public Task<FileStreamHttpResult> Write<T>(Sheet<T> sheet, IEnumerable<T> rows) => Write(sheet, rows.ToAsyncEnumerable());

    /// <param name="title">Begins the file's name.</param>
    /// <param name="fill">Writes the tables and says how many rows they have.</param>
    public async Task<FileStreamHttpResult> Write(string title, bool namesPeople, Func<Workbook, Task<int>> fill)
    {
        var services = http.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var file = services.GetRequiredService<SheetFolder>().New();
        try
        {
            int rows;
            using (var workbook = new Workbook(file))
                rows = await fill(workbook);
            if (namesPeople)
                await Remember(services.GetRequiredService<HostDb>(), clock, $"{title}，{rows.ToString(CultureInfo.InvariantCulture)} 行");

            file.Position = 0;
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.File(file, MediaType, $"{title} {clock.Today():yyyy-MM-dd}.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task Remember(HostDb db, TimeProvider clock, string what)
    {
        var me = http.Features.Get<CurrentUser>()!;
        db.Note(clock, AccountAction.ListExported, me.Person.Id, me.UserName, me.Person.Id, what);
        await db.SaveChangesAsync(http.RequestAborted);
    }
}
