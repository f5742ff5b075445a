using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Workflows.Host.Problems;

namespace Workflows.Host.Web;

/// <summary>The API's own description at <c>/openapi/v1.json</c>; the pages' typed client is made from it.</summary>
internal static class ApiDocument
{
    private const string Problem = "Problem";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        document.CreateSchemaReferenceId = static type => type.Type == typeof(ProblemAnswer) ? Problem : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info = new OpenApiInfo { Title = "机关党建流程 API", Version = "v1", Description = "页面能做的，程序都能做。程序用令牌（Authorization: Bearer）；出错时回答 application/problem+json。" };
            api.Servers?.Clear();
            api.Components ??= new OpenApiComponents();
            api.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "程序令牌，在“我的令牌”页或 POST /api/me/tokens 新建。" },
            };
            api.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", api)] = [] }];
            return Task.CompletedTask;
        });
        document.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemAnswer), null, cancellation);
            context.Document?.AddComponent(Problem, problem);
            operation.Responses ??= [];
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

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
}
