using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Storage;

namespace Workflows.Host.Registers;

/// <summary>Takes away everything about one person: the person themselves, or the auditor of the whole tree on their behalf.</summary>
internal static class PersonalDataEndpoints
{
    public static void MapPersonalData(this IEndpointRouteBuilder api) => api.MapGet("/people/{id}/data", Export).WithTags("组织")
        .Produces(StatusCodes.Status200OK, contentType: SheetDesk.MediaType)
        .OffersSheet()
        .WithMetadata(new FreshSignIn())
        .WithName("exportPersonalData")
        .WithSummary("个人信息：系统中关于一个人的全部内容（xlsx）；本人，或者最上级的安全审计员代为导出");

    private static async Task<Results<FileStreamHttpResult, ProblemResult>> Export(
        string id, CurrentUser me, SheetDesk desk, PersonalData data, Readings readings, IDbContextFactory<WorkflowDb> contexts, CancellationToken cancellation)
    {
        if (me.Register.Person(id) is not { } person || !(id == me.Person.Id || me.AuditsAll))
            return Say.NotFound("没有这个人，或您不能导出他的信息。", "本人可以在“个人设置”中导出；其他人请由安全审计员代为导出。");

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (id != me.Person.Id && !await readings.Record(db, me, id, cancellation))
            return Say.Refused("not-recorded", "现在不能记录这次查阅，所以没有导出。", "请稍后再试。");
        return await desk.Write($"个人信息 {person.Name}", namesPeople: true, workbook => data.Write(workbook, me.Register, person, cancellation));
    }
}
