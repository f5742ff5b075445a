using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Workflows.Storage;

/// <summary>A row as the records tell it: its columns as the database holds them, by name, as JSON; what is null is left out.</summary>
public static class RowText
{
    private static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row's primary key, its parts one after another.</summary>
    public static string KeyOf(IEntityType entity, object row) =>
        string.Join('|', entity.FindPrimaryKey()!.Properties.Select(p => Stored(p, row)));

    public static string Of(RecordedTable table, IEntityType entity, object row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, readable))
        {
            json.WriteStartObject();
            foreach (var (name, property) in Columns(entity).Where(c => !table.Left.Contains(c.Name)))
            {
                if (Stored(property, row) is not { } value)
                    continue;

                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, table.Digested.Contains(name) ? Digest(value) : value, value is string ? typeof(string)
                    : value.GetType());
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The row again, with the columns of today.</summary>
    /// <exception cref="JsonException">The text is torn.</exception>
    public static T Read<T>(IEntityType entity, string text)
    {
        var stored = JsonNode.Parse(text) as JsonObject ?? throw new JsonException("No row.");
        var row = new JsonObject();
        foreach (var (name, property) in Columns(entity))
        {
            if (stored[name] is { } value)
                row[JsonNamingPolicy.CamelCase.ConvertName(property.Name)] = AsRead(property, value);
        }

        return row.Deserialize<T>(Engine.Json.Options) ?? throw new JsonException("No row.");
    }

    private static IEnumerable<(string Name, IProperty Property)> Columns(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        return entity.GetProperties().Select(p => (Name: p.GetColumnName(table)!, Property: p))
            .OrderBy(c => c.Name, StringComparer.Ordinal);
    }

    private static object? Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return value is null || property.GetTypeMapping().Converter is not { } converter ? value : converter.ConvertToProvider(value);
    }

    /// <summary>A column's value as the row's own type is read from JSON.</summary>
    private static JsonNode? AsRead(IProperty property, JsonNode value)
    {
        if (property.GetTypeMapping().Converter is not { } converter)
            return value.DeepClone();

        var stored = value.Deserialize(Nullable.GetUnderlyingType(converter.ProviderClrType) ?? converter.ProviderClrType);
        return JsonSerializer.SerializeToNode(converter.ConvertFromProvider(stored), Engine.Json.Options);
    }

    private static string Digest(object value) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!)));
}
