using System.Security.Cryptography;
using Workflows.Host.State;
using Workflows.Storage;

namespace Workflows.Host.Problems;

/// <summary>The one place where exceptions end: what a person caused becomes its sentence, a bug becomes a reference number and a log entry.</summary>
internal sealed partial class UnexpectedFailures(RequestDelegate next, StorageState state, ILogger<UnexpectedFailures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Answer(context, exception).ExecuteAsync(context);
        }
    }

    private ProblemResult Answer(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
            return BadRequests.Explain(bad, context);
        if (BadRequests.ExplainMap(exception) is { } unreadable)
            return unreadable;

        if (StorageFailures.Explain(exception) is { } storage)
        {
            if (StorageFailures.IsDamage(exception))
                state.Found(new DatabaseHealth(1, "数据库已经损坏。请停止使用，用最近的备份恢复。", [exception.Message]));
            NotStored(log, exception, context.Request.Method, context.Request.Path);
            return storage;
        }

        if (exception is DefinitionLostException lost)
        {
            NotLoaded(log, exception, context.Request.Method, context.Request.Path);
            return lost.Explained;
        }

        var reference = RandomNumberGenerator.GetHexString(8, lowercase: true);
        Failed(log, exception, reference, context.Request.Method, context.Request.Path);
        return new ProblemResult(new($"系统出错，这次没有办成。编号 {reference}。", 500, "failed")
        {
            Instead = "请稍后再试；仍不行时，把编号告诉管理员，日志中有详情。",
            Reference = reference,
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure {Reference} at {Method} {Path}")]
    private static partial void Failed(ILogger log, Exception exception, string reference, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Error, Message = "A definition is missing at {Method} {Path}")]
    private static partial void NotLoaded(ILogger log, Exception exception, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The storage refused {Method} {Path}")]
    private static partial void NotStored(ILogger log, Exception exception, string method, PathString path);
}
