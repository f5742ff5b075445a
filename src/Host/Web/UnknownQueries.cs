using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Language;

namespace Workflows.Host.Web;

/// <summary>
/// Refuses a query parameter that the endpoint does not declare: a misspelt filter must not answer with everything.
/// What an endpoint takes is read from its handler, as the API's description is, so a new endpoint is held to it by itself.
/// </summary>
internal static class UnknownQueries
{
    private static readonly ConcurrentDictionary<Endpoint, FrozenSet<string>> Known = [];

    /// <summary>Comes after sign-in, so that nobody learns from it what they may not ask.</summary>
    public static void UseUnknownQueries(this WebApplication app) => app.Use(static (http, next) =>
        http.Request.Query.Count > 0 && http.GetEndpoint() is RouteEndpoint endpoint
        && http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && Known.GetOrAdd(endpoint, static e => Of((RouteEndpoint)e)) is var known
        && http.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? Refuse(unknown, known).ExecuteAsync(http)
            : Unseen(http.Request.Query) is { } unseen ? unseen.ExecuteAsync(http) : next(http));

    private static ProblemResult? Unseen(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (values.Select(v => v is null ? null : UnseenText.Find(v)).OfType<string>().FirstOrDefault() is { } found)
                return Say.Unseen(name, found);
        }

        return null;
    }

    private static FrozenSet<string> Of(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(p => endpoint.RoutePattern.GetParameter(p.Name) is null && (p.HasTryParse || p.ParameterInfo.ParameterType == typeof(string)))
        .Select(p => p.ParameterInfo.GetCustomAttributes(inherit: false).OfType<FromQueryAttribute>().FirstOrDefault()?.Name ?? p.Name)
        .Concat(endpoint.Metadata.GetMetadata<OfferedSheet>() is null ? [] : [SheetDesk.Parameter])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static ProblemResult Refuse(string unknown, FrozenSet<string> known)
    {
        var sentence = $"不认识查询参数“{unknown}”。";
        var may = known.Count == 0 ? "这个地址不接受查询参数，请去掉后再试。" : $"可用的查询参数：{string.Join('、', known.Order(StringComparer.Ordinal))}。";
        return Say.Malformed(sentence, new Dictionary<string, string>(StringComparer.Ordinal) { [unknown] = sentence }, may);
    }
}
