using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Workflows.Engine;
using Workflows.Host.Attachments;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.Start;

namespace Workflows.Host.Web;

/// <summary>The API's own description at <c>/openapi/v1.json</c>; the pages' typed client is made from it.</summary>
internal static class ApiDocument
{
    private const string Problem = "Problem";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        document.CreateSchemaReferenceId = static type => type.Type == typeof(ProblemAnswer) ? Problem
            : type.Type == typeof(Source) ? null
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        document.AddSchemaTransformer((schema, context, _) =>
        {
            // A source is written as text.
            if (context.JsonTypeInfo.Type == typeof(Source))
                schema.Type = JsonSchemaType.String;
            if (context.JsonPropertyInfo is { } member && member.DeclaringType == typeof(MoveRequest) && MoveBody.HelpFor(member.Name) is { } help)
                schema.Description = help;
            return Task.CompletedTask;
        });
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info = new OpenApiInfo { Title = "机关党建流程 API", Version = "v1", Description = "页面能做的，程序都能做。程序用程序访问凭证（Authorization: Bearer）；出错时回答 application/problem+json。" };
            api.Servers?.Clear();
            api.Components ??= new OpenApiComponents();
            api.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "程序访问凭证，在菜单“程序访问凭证”或 POST /api/me/tokens 新建。" },
            };
            api.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", api)] = [] }];
            foreach (var property in api.Components.Schemas?.Values.SelectMany(s => s.Properties?.Values ?? []) ?? [])
            {
                if (property is OpenApiSchemaReference { Reference: { Description: { } said } reference })
                    reference.Description = OneLine(said);
                else if (property is OpenApiSchema { Description: { } told })
                    property.Description = OneLine(told);
            }
            return Task.CompletedTask;
        });
        document.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellation);
            context.Document?.AddComponent(Problem, problem);
            operation.Responses ??= [];
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<OfferedSheet>().Any())
                OfferSheet(operation);
            operation.Responses["default"] = new OpenApiResponse
            {
                Description = "没有办成：title 是一句话，code 供程序判断，instead 说明应当怎么办。",
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) },
                },
            };
        });
    });

    /// <summary>Where a comment in the source is broken into lines says nothing.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static void OfferSheet(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = SheetDesk.Parameter,
            In = ParameterLocation.Query,
            Description = "xlsx：全部结果（不分页）作为电子表格",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["json", SheetDesk.Xlsx] },
        });
        operation.Responses!["200"].Content![SheetDesk.MediaType] =
            new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
    }

    public static void MapApiDocument(this IEndpointRouteBuilder app, ApiDescriptionFor readers)
    {
        if (readers == ApiDescriptionFor.Everybody)
            app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        else if (readers == ApiDescriptionFor.SignedIn)
            app.MapOpenApi("/openapi/v1.json");
    }
}
