using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Documents;
using Workflows.Engine;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Documents;

internal sealed record DocumentName(string Name, string Title);

/// <summary>文书: what a case can be printed as, each as PDF with its number and a code that leads to the case.</summary>
internal static class DocumentEndpoints
{
    // Drawing keeps a typeface in memory; one at a time is quick enough for an office.
    internal static readonly SemaphoreSlim Turn = new(1);

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        var documents = api.MapGroup("/cases/{id}/documents").WithTags("文书");
        documents.MapGet("", List).WithName("listDocuments").WithSummary("这一事项现在可以打印的文书");
        documents.MapGet("/{name}", Get).WithName("getDocument").WithSummary("一份文书（PDF）").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    private static async Task<Results<Ok<List<DocumentName>>, ProblemResult>> List(
        string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, CancellationToken cancellation) =>
        await RunOf(id, me, contexts, library, surroundings, cancellation) is var (run, _)
            ? TypedResults.Ok(Paper.Of(run, library.Documents).Select(t => new DocumentName(t.Name, t.Title)).ToList())
            : Door.NoSuchCase();

    private static async Task<IResult> Get(
        string id, string name, HttpContext http, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, CancellationToken cancellation)
    {
        if (await RunOf(id, me, contexts, library, surroundings, cancellation) is not var (run, row))
            return Door.NoSuchCase();
        if (Paper.Of(run, library.Documents).FirstOrDefault(t => t.Name == name) is not { } template)
            return Say.NotFound("这一事项现在没有这份文书。", "请从事项页的“文书”中选择。");
        if (!Typeface.IsThere)
            return Say.Refused("no-typeface", "服务器没有装中文字体，不能生成文书。", "请管理员安装 Node.js 后重新构建页面，字体随页面一起安装。");

        await Turn.WaitAsync(cancellation);
        try
        {
            var pdf = PdfPaper.Draw(Paper.Fill(run, row.Number, template), $"{http.Request.Scheme}://{http.Request.Host}/cases/{row.Id}");
            return TypedResults.File(pdf, "application/pdf", $"{template.Title} {row.Number}.pdf");
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<(Run Run, CaseRow Row)?> RunOf(
        string id, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindFor(me, id, cancellation) is not { } found)
            return null;

        var procedure = (await library.Of(db, found.Row, cancellation))!;
        return (await surroundings.Start(db, me.Person.Id, found.Case, procedure, cancellation), found.Row);
    }
}
