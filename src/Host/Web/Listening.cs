using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Start;

namespace Workflows.Host.Web;

/// <summary>How the host listens, logs and reads JSON: limits first, then strictness.</summary>
internal static class Listening
{
    /// <summary>Largest ordinary request body; attachments and imports have their own limit. Bytes.</summary>
    private const long OrdinaryBody = 2 * 1024 * 1024;

    /// <summary>Longest address, and how long one may be so that what is too long can still be told. Characters.</summary>
    private const int LongestAddress = 8 * 1024, LongestHeard = 64 * 1024;

    /// <summary>Comes first: an address that is too long is told before anybody reads it.</summary>
    public static void UseShortAddresses(this WebApplication app) => app.Use(static (http, next) =>
        http.Request.Path.Value?.Length + http.Request.QueryString.Value?.Length > LongestAddress
            ? Say.Status(StatusCodes.Status414UriTooLong).ExecuteAsync(http)
            : next(http));

    public static void AddListening(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OrdinaryBody;
            kestrel.Limits.MaxRequestLineSize = LongestHeard;
            kestrel.Limits.MaxConcurrentConnections = 4096;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        });
        builder.Services.ConfigureHttpJsonOptions(json => Strict(json.SerializerOptions));
        // Lets Problems explain what is wrong instead of an empty 400.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void AddLogging(this WebApplicationBuilder builder, StartOptions options)
    {
        builder.Logging.ClearProviders();
        if (options.JsonLog)
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            // The keys lie unencrypted in a folder that only this account may read.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Failed statements are logged once, by Problems, with their reference number.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
            .AddFilter("Workflows", LogLevel.Information);
    }

    public static void Strict(JsonSerializerOptions json)
    {
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(MoveBody.AddMembers)
            .WithAddedModifier(SeenText.Watch);
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        json.NumberHandling = JsonNumberHandling.Strict;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        // The answers are JSON with nosniff, never HTML: Chinese stays readable.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }
}
