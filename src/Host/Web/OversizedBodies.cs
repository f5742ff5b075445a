using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Workflows.Host.Problems;

namespace Workflows.Host.Web;

/// <summary>Reads a body that is too large to its end, unkept, before saying so: a browser shows an answer only after it has sent everything.</summary>
internal static class OversizedBodies
{
    /// <summary>What is larger than this is cut off. Bytes.</summary>
    private const long MostRead = 256 * 1024 * 1024;

    public static IApplicationBuilder UseOversizedBodies(this IApplicationBuilder app) => app.Use(static async (http, next) =>
    {
        var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        var most = http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? size?.MaxRequestBodySize;
        if (size is not { IsReadOnly: false } || http.Request.ContentLength is not { } length || length <= most || length > MostRead)
        {
            await next(http);
            return;
        }

        size.MaxRequestBodySize = length;
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        await Say.TooLarge("内容太大，没有接收。", "请分几次提交，或压缩后再提交。").ExecuteAsync(http);
    });
}
