using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Clock;
using Workflows.Moves;
using Workflows.Storage;

namespace Workflows;

/// <summary>Puts the library into a host's services; registration is by scanning, nobody edits a list.</summary>
public static class AddWorkflowsExtension
{
    private const int FewestThreads = 8;

    public static IServiceCollection AddWorkflows(this IServiceCollection services, DatabaseChoice database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddPooledDbContextFactory<WorkflowDb>(database.Configure);
        services.AddSingleton<WriteQueue>().AddSingleton<MoveContexts>().AddSingleton<RegisterStore>().AddSingleton<SettingStore>().AddSingleton<Library>().AddSingleton<Publisher>().AddSingleton<Surroundings>();
        services.AddSingleton<ClockGuard>().AddSingleton<ReportDesk>().AddSingleton<ReportRounds>().AddSingleton<PostRounds>();

        services.AddSingleton<ServiceFactory>(provider => type => provider.GetService(type)!);
        services.AddSingleton<IMediator, Mediator>();
        services.AddSingleton<IRequestHandler<Preview, PreviewResult>, PreviewHandler>();
        foreach (var move in MoveTypes.All.Select(t => t.Type))
        {
            services.AddSingleton(typeof(IRequestHandler<,>).MakeGenericType(move, typeof(MoveResult)), typeof(MoveHandler<>).MakeGenericType(move));
            services.AddSingleton(typeof(IPipelineBehavior<,>).MakeGenericType(move, typeof(MoveResult)), typeof(MoveLog<>).MakeGenericType(move));
            services.AddSingleton(typeof(IPipelineBehavior<,>).MakeGenericType(move, typeof(MoveResult)), typeof(Pipeline<>).MakeGenericType(move));
        }

        foreach (var validator in typeof(Move).Assembly.GetTypes().Where(t => !t.IsAbstract && t.BaseType is { IsGenericType: true } b && b.GetGenericTypeDefinition() == typeof(AbstractValidator<>)))
            services.AddSingleton(typeof(IValidator<>).MakeGenericType(validator.BaseType!.GetGenericArguments()[0]), validator);
        if (!database.IsPostgres)
            KeepProcessorsBusy();
        return services;
    }

    /// <summary>SQLite holds its thread while the disk writes: with as many threads as processors, one of these would stand idle meanwhile.</summary>
    private static void KeepProcessorsBusy()
    {
        ThreadPool.GetMinThreads(out var fewest, out var ports);
        ThreadPool.SetMinThreads(Math.Max(fewest, FewestThreads), ports);
    }
}
