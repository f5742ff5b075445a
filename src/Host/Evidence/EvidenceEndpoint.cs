using Microsoft.EntityFrameworkCore;
using Workflows.Host.Cases;
using Workflows.Host.Problems;
using Workflows.Host.Sheets;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Host.Storage;
using Workflows.Storage;

namespace Workflows.Host.Evidence;

/// <summary>Hands out the evidence package of a case to whoever may see the whole of it.</summary>
internal static class EvidenceEndpoint
{
    public static void MapEvidence(this IEndpointRouteBuilder api) =>
        api.MapGet("/cases/{id}/evidence", Get).WithTags("事项").WithName("getEvidence").WithSummary("证据包：一个事项的全部记录，可脱离本系统查验（zip）")
            .Produces(StatusCodes.Status200OK, contentType: "application/zip");

    private static async Task<IResult> Get(
        string id, HttpContext http, CurrentUser me, IDbContextFactory<WorkflowDb> contexts, EvidenceMaker maker, SheetFolder folder,
        HostDb host, TimeProvider clock,
        CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindFor(me, id, cancellation) is not { } found)
            return Door.NoSuchCase();
        if (!me.SeesCasesOf(found.Row.UnitId, found.Row.Procedure))
            return Say.Forbidden("证据包含有这一事项的全部记录，您只参与了其中一部分。", "请由本单位或上级的负责人、审计员制作。");

        var file = folder.New();
        try
        {
            var made = await maker.Write(id, me.Person.Id, $"{http.Request.Scheme}://{http.Request.Host}/cases/{id}", file, cancellation);
            if (made.Trouble is { } trouble)
            {
                await file.DisposeAsync();
                return Say.Refused("no-evidence", trouble, "请在“审计 → 核验历程”中核验，并告诉审计员。");
            }

            host.Note(clock, AccountAction.ListExported, me.Person.Id, me.UserName, me.Person.Id, $"证据包，{made.Number}");
            await host.SaveChangesAsync(cancellation);
            file.Position = 0;
            return TypedResults.File(file, "application/zip", $"证据包 {made.Number}.zip");
        }
        catch (StartTrouble damaged)
        {
            await file.DisposeAsync();
            return Say.Refused("key-damaged", damaged.Message, damaged.Instead);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
