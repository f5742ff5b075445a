using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Language;

namespace Workflows.Host.Web;

/// <summary>
/// Refuses a query parameter that the endpoint does not declare, or that cannot be read: a misspelt filter must not answer with everything.
/// What an endpoint takes is read from its handler, as the API's description is, so a new endpoint is held to it by itself.
/// </summary>
internal static class UnknownQueries
{
    private static readonly ConcurrentDictionary<Endpoint, FrozenDictionary<string, Type>> Known = [];

    /// <summary>Can a text be read as such? What stands not here is looked at by whoever takes it.</summary>
    private static readonly FrozenDictionary<Type, Func<string, bool>> readers = new Dictionary<Type, Func<string, bool>>
    {
        [typeof(DateOnly)] = text => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        [typeof(Guid)] = text => Guid.TryParse(text, out _),
        [typeof(int)] = text => int.TryParse(text, CultureInfo.InvariantCulture, out _),
        [typeof(long)] = text => long.TryParse(text, CultureInfo.InvariantCulture, out _),
        [typeof(bool)] = text => bool.TryParse(text, out _),
    }.ToFrozenDictionary();

    /// <summary>Comes after sign-in, so that nobody learns from it what they may not ask.</summary>
    public static void UseUnknownQueries(this WebApplication app) => app.Use(static (http, next) =>
        http.Request.Query.Count > 0 && http.GetEndpoint() is RouteEndpoint endpoint
        && http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && Known.GetOrAdd(endpoint, static e => Of((RouteEndpoint)e)) is var known
        && (Undeclared(http.Request.Query, known) ?? Unseen(http.Request.Query) ?? Unreadable(http.Request.Query, known)) is { } refused
            ? refused.ExecuteAsync(http)
            : next(http));

    private static ProblemResult? Undeclared(IQueryCollection query, FrozenDictionary<string, Type> known) =>
        query.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } unknown ? Refuse(unknown, known.Keys) : null;

    private static ProblemResult? Unreadable(IQueryCollection query, FrozenDictionary<string, Type> known)
    {
        foreach (var (name, values) in query)
        {
            if (values.LastOrDefault() is { Length: > 0 } text && readers.TryGetValue(known[name], out var reads) && !reads(text))
                return Say.Field(name, $"“{text}”不是{JsonPaths.Kind(known[name].Name)}。");
        }

        return null;
    }

    private static ProblemResult? Unseen(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (values.Select(v => v is null ? null : UnseenText.Find(v)).OfType<string>().FirstOrDefault() is { } found)
                return Say.Unseen(name, found);
        }

        return null;
    }

    private static FrozenDictionary<string, Type> Of(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(p => endpoint.RoutePattern.GetParameter(p.Name) is null && (p.HasTryParse || p.ParameterInfo.ParameterType == typeof(string)))
        .Select(p => (Name: p.ParameterInfo.GetCustomAttributes(inherit: false).OfType<FromQueryAttribute>().FirstOrDefault()?.Name ?? p.Name,
            Type: Nullable.GetUnderlyingType(p.ParameterInfo.ParameterType) ?? p.ParameterInfo.ParameterType))
        .Concat(endpoint.Metadata.GetMetadata<OfferedSheet>() is null ? [] : [(SheetDesk.Parameter, typeof(string))])
        .ToFrozenDictionary(p => p.Name, p => p.Type, StringComparer.OrdinalIgnoreCase);

    private static ProblemResult Refuse(string unknown, IReadOnlyCollection<string> known)
    {
        var sentence = $"不认识查询参数“{unknown}”。";
        var may = known.Count == 0 ? "这个地址不接受查询参数，请去掉后再试。" : $"可用的查询参数：{string.Join('、', known.Order(StringComparer.Ordinal))}。";
        return Say.Malformed(sentence, new Dictionary<string, string>(StringComparer.Ordinal) { [unknown] = sentence }, may);
    }
}
