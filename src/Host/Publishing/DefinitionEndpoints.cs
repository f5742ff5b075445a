using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Publishing;

/// <param name="Files">The texts, 1–100; parts may call each other.</param>
/// <param name="Reason">Why; kept with the publication, 1–500 characters.</param>
/// <param name="Check">True: says what would come of it, and publishes nothing.</param>
internal sealed record PublishRequest(IReadOnlyList<DefinitionText> Files, string Reason = "", bool Check = false);

/// <param name="Published">False: it was only checked.</param>
internal sealed record PublishedAnswer(bool Published, IReadOnlyList<PublishedText> Texts);

/// <param name="Reason">Why; 1–500 characters.</param>
internal sealed record RetireRequest(bool Retired, string Reason);

/// <summary>Publishing definitions, retiring procedures and taking them up again: administrators alone, each with a reason, on record.</summary>
internal static class DefinitionEndpoints
{
    private const int LongestReason = 500;
    private const int MostFiles = 100;

    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("流程定义");
        definitions.MapPost("", Publish).WithMetadata(new FreshSignIn()).WithName("publishDefinitions")
            .WithSummary("发布流程定义（管理员，须写明理由）；check 为 true 时只检查");
        definitions.MapPut("/{key}/retired", Retire).WithMetadata(new FreshSignIn()).WithName("retireProcedure")
            .WithSummary("停用或恢复一个流程（管理员，须写明理由）");
        definitions.MapPublications();
    }

    private static async Task<Results<Ok<PublishedAnswer>, ProblemResult>> Publish(
        PublishRequest request, CurrentUser me, Publisher publisher, CancellationToken cancellation)
    {
        if (!me.IsAdministrator)
            return NotAdministrator();
        if (request.Files.Count is < 1 or > MostFiles)
            return Say.Field("files", $"一次发布 1 至 {MostFiles} 个定义。");
        if (request.Files.Any(f => f is null || string.IsNullOrWhiteSpace(f.Name) || string.IsNullOrWhiteSpace(f.Text)))
            return Say.Field("files", "每个定义都要写 name（文件名）和 text（全文）。");
        if (!request.Check && BadReason(request.Reason) is { } bad)
            return bad;

        try
        {
            var came = await publisher.Publish(request.Files, me.Person.Id, request.Reason.Trim(), request.Check, cancellation);
            return came.Mistakes.IsEmpty ? TypedResults.Ok(new PublishedAnswer(!request.Check, came.Texts)) : WithMistakes(came.Mistakes);
        }
        catch (DbUpdateException trouble) when (StorageFailures.Explain(trouble) is null)
        {
            return Meanwhile();
        }
    }

    private static async Task<Results<NoContent, ProblemResult>> Retire(
        string key, RetireRequest request, CurrentUser me, Library library, Publisher publisher, CancellationToken cancellation)
    {
        if (!me.IsAdministrator)
            return NotAdministrator();
        if (library.Procedures.Find(key)?.Procedure is not { IsPart: false })
            return Say.NotFound("没有这一流程。", "请从管理页的“流程定义”中选择。");
        if (BadReason(request.Reason) is { } bad)
            return bad;

        try
        {
            await publisher.SetRetired(key, request.Retired, me.Person.Id, request.Reason.Trim(), cancellation);
            return TypedResults.NoContent();
        }
        catch (DbUpdateException trouble) when (StorageFailures.Explain(trouble) is null)
        {
            return Meanwhile();
        }
    }

    private static ProblemResult WithMistakes(IReadOnlyCollection<Mistake> mistakes) => new(
        new($"定义有 {mistakes.Count} 处错误，没有发布；已发布的继续有效。", 422, "definition-mistakes")
        {
            Instead = "请按提示改正后再发布。",
            Mistakes = mistakes,
        });

    private static ProblemResult? BadReason(string reason) => reason.Trim() is { Length: >= 1 and <= LongestReason }
        ? null
        : Say.Field("reason", $"请写明理由，不超过 {LongestReason} 个字。");

    private static ProblemResult NotAdministrator() => Say.Forbidden("只有管理员可以发布、停用流程。", "请把定义和理由交给管理员。");

    private static ProblemResult Meanwhile() =>
        new(new("这一流程刚刚有人改动过，这次没有保存。", 409, "changed-meanwhile") { Instead = "请刷新页面，看过现状后再办。" });
}
