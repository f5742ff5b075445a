using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Workflows.Host.Problems;

/// <summary>Sends a <see cref="ProblemAnswer"/> as <c>application/problem+json</c>; the one way in which this host says no.</summary>
internal sealed class ProblemResult(ProblemAnswer answer) : IResult, IStatusCodeHttpResult, IValueHttpResult<ProblemAnswer>, IValueHttpResult
{
    public int? StatusCode => answer.Status;

    public ProblemAnswer Value => answer;

    object IValueHttpResult.Value => answer;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        httpContext.Response.StatusCode = answer.Status;
        httpContext.Response.ContentType = "application/problem+json; charset=utf-8";
        return JsonSerializer.SerializeAsync(httpContext.Response.Body, answer, json, httpContext.RequestAborted);
    }
}
