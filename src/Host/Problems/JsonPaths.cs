using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Workflows.Host.Problems;

/// <summary>Says in Chinese what kind of value belongs at a place of a request's body.</summary>
internal static partial class JsonPaths
{
    /// <param name="http">The request whose endpoint says what its body should be.</param>
    /// <param name="path">Such as <c>days</c> or <c>rows[2].name</c>.</param>
    public static string KindAt(HttpContext http, string path)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var type = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        foreach (var step in path.Split('.'))
        {
            if (type is null)
                break;
            type = json.GetTypeInfo(type).Properties.FirstOrDefault(p => p.Name == Index().Replace(step, ""))?.PropertyType;
            type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
            if (type is not null && step.EndsWith(']') && json.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Enumerable } list)
                type = list.ElementType;
        }

        return type is null ? Kind("") : (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } choices ? Kind(choices) : Kind((Nullable.GetUnderlyingType(type) ?? type).Name);
    }

    /// <param name="type">A .NET type's name, as the framework's messages have it.</param>
    public static string Kind(string type) => Bare().Match(type).Value switch
    {
        "DateOnly" => "日期（写作 2026-11-21）",
        "DateTimeOffset" => "时刻（写作 2026-11-21T08:00:00Z）",
        "Guid" => "编号（GUID）",
        "Int32" or "Int64" or "int" or "long" => "整数",
        "Boolean" or "bool" => "是或否（true、false）",
        "String" or "string" => "文字",
        "JsonObject" => "一组字段（JSON 对象）",
        _ => "所要求的样子",
    };

    private static string Kind(Type choices) =>
        string.Join('、', Enum.GetNames(choices).Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName)) + " 之一";

    /// <summary>The innermost name: <c>DateOnly</c> of <c>Nullable&lt;System.DateOnly&gt;</c>.</summary>
    [GeneratedRegex(@"\w+(?=[>?]*$)", RegexOptions.None, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\[\d+\]$", RegexOptions.None, 1000)]
    private static partial Regex Index();
}
