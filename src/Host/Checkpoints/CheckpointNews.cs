using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Proofs;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Checkpoints;

/// <summary>Tells the auditors at the top of each checkpoint, one message that the next one takes the place of; and of one that could not
/// be made.</summary>
internal sealed class CheckpointNews(IDbContextFactory<WorkflowDb> contexts, RegisterStore registers, TimeProvider clock)
{
    private const string Kind = "checkpoint-";

    public Task Tell(CheckpointRow row, CancellationToken cancellation) =>
        Tell($"第 {row.Number} 号检查点已签署：根值 {InGroups(Checkpoint.Parse(SignedNote.Parse(row.Note)!.Text)!.Root)}。请在“审计 → 检查点”打印或下载，另行保管。",
            cancellation);

    public async Task Tell(string says, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var register = await registers.Current(cancellation);
        var day = Start.Beijing.DayOf(now);
        var keys = register.Rows.Posts.Where(p => p.Role == Roles.Auditor && p.IsInForce(day)
            && register.Unit(p.UnitId, day) is { ParentId: null })
            .Select(p => Engine.Assignee.KeyOf(p.Role, p.UnitId)).Distinct().ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.MessageReads.Where(r => r.Message.StartsWith(Kind)).ExecuteDeleteAsync(cancellation);
        await db.Messages.Where(m => m.Id.StartsWith(Kind)).ExecuteDeleteAsync(cancellation);
        db.Messages.AddRange(keys.Select(key => new MessageRow(Kind + Guid.NewGuid().ToString("n"), key, "", now, says)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>As it is compared by eye: hexadecimal, eight digits together.</summary>
    public static string InGroups(byte[] root) => string.Join(' ', Convert.ToHexStringLower(root).Chunk(8).Select(c => new string(c)));
}
