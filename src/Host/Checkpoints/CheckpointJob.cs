using Quartz;

namespace Workflows.Host.Checkpoints;

/// <summary>Wakes every hour: a checkpoint a day, by whichever of several hosts wakes first; and the folder mended.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckpointJob(CheckpointDesk desk, CheckpointNews news, ILogger<CheckpointJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var made = await desk.MakeDaily(cancellationToken);
            if (made.Row is { } row)
                await news.Tell(row, cancellationToken);
            if (made.Trouble is not { } trouble)
            {
                await desk.Stamp(cancellationToken);
                await desk.Keep(cancellationToken);
                return;
            }

            log.LogError("No checkpoint was made: {Trouble}", trouble);
            await news.Tell(trouble, cancellationToken);
        }
        catch (Exception unkept) when (unkept is IOException or UnauthorizedAccessException)
        {
            log.LogError(unkept, "The checkpoint could not be kept in {Folder}", desk.Folder);
            await news.Tell($"检查点写不进目录 {desk.Folder}，请管理员检查它是否连接、是否可写。", cancellationToken);
        }
    }
}
