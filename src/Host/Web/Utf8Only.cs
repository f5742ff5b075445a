using Microsoft.Net.Http.Headers;
using Workflows.Host.Problems;

namespace Workflows.Host.Web;

/// <summary>JSON is UTF-8 (RFC 8259): whoever names another encoding is told so before anything is read in it; a form names none.</summary>
internal static class Utf8Only
{
    public static void UseUtf8Only(this WebApplication app) => app.Use(static (http, next) =>
        http.Request.ContentType is { } given && MediaTypeHeaderValue.TryParse(given, out var type)
            && !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase)
        && type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? Say.Status(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(http)
            : next(http));
}
