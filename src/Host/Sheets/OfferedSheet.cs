using Workflows.Host.Problems;

namespace Workflows.Host.Sheets;

/// <summary>Marks a list that can be had as a spreadsheet; the API's description says so too.</summary>
internal sealed class OfferedSheet
{
    public static readonly OfferedSheet Mark = new();
}

/// <summary>Says of a list's endpoint that it also answers with a spreadsheet.</summary>
internal static class OfferedSheets
{
    /// <summary>The endpoint answers with the whole list: its rows are taken from the answer.</summary>
    public static RouteHandlerBuilder OffersSheet<TAnswer, T>(
        this RouteHandlerBuilder list, Func<TAnswer, IEnumerable<T>> rows, Sheet<T> sheet) =>
        list.OffersSheet().AddEndpointFilter(async (context, next) =>
        {
            var answer = await next(context);
            var desk = new SheetDesk(context.HttpContext);
            return desk.IsAsked
                && (answer as IValueHttpResult ?? (answer as INestedHttpResult)?.Result as IValueHttpResult)?.Value is TAnswer all
                ? await desk.Write(sheet, rows(all))
                : answer;
        });

    /// <summary>The endpoint answers page by page, and writes the whole list itself where <see cref="SheetDesk.IsAsked"/>.</summary>
    public static RouteHandlerBuilder OffersSheet(this RouteHandlerBuilder list) =>
        list.WithMetadata(OfferedSheet.Mark).AddEndpointFilter(async (context, next) =>
            context.HttpContext.Request.Query[SheetDesk.Parameter].ToString() is "" or "json" or SheetDesk.Xlsx
                ? await next(context)
                : Say.Field(SheetDesk.Parameter, "format 只能是 json 或 xlsx。"));
}
