using Microsoft.EntityFrameworkCore;
using Workflows.Host.Start;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Checkpoints;

/// <summary>Puts checkpoints into the host's services, and together for a verb that runs without it.</summary>
internal static class AddCheckpointsExtension
{
    public static IServiceCollection AddCheckpoints(this IServiceCollection services, StartOptions options) => services
        .AddSingleton<CheckpointLog>().AddSingleton<CheckpointVerifier>().AddSingleton<CheckpointDesk>().AddSingleton<CheckpointNews>()
        .AddSingleton(Keys(options)).AddSingleton(Folder(options)).AddSingleton(options.Stamping);

    public static CheckpointDesk Desk(StartOptions options, IDbContextFactory<WorkflowDb> contexts, TimeProvider clock) =>
        new(new CheckpointLog(contexts, clock), new CheckpointVerifier(contexts), Keys(options), Folder(options), options.Stamping, clock);

    private static CheckpointKeys Keys(StartOptions options) =>
        new(Path.Combine(options.Data, "checkpoint-key"), options.CheckpointSignature);

    private static CheckpointFolder Folder(StartOptions options) => new(options.Checkpoints ?? Path.Combine(options.Data, "checkpoints"));
}
