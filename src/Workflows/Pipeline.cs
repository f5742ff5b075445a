using System.Text.Json;
using FluentValidation;
using MediatR;
using Workflows.Engine;
using Workflows.Moves;

namespace Workflows;

/// <summary>Asks a move's validators about its shape before anything else looks at it.</summary>
public sealed class Pipeline<TMove>(IEnumerable<IValidator<TMove>> validators) : IPipelineBehavior<TMove, MoveResult>
    where TMove : Move
{
    public async Task<MoveResult> Handle(TMove request, CancellationToken cancellationToken, RequestHandlerDelegate<MoveResult> next)
    {
        var errors = validators.SelectMany(v => v.Validate(request).Errors).ToArray();
        if (errors.Length == 0)
            return await next();

        return new MoveResult.Refused(Problem.Malformed(
            errors[0].ErrorMessage,
            errors.GroupBy(e => CamelCase(e.PropertyName)).Select(g => KeyValuePair.Create(g.Key, g.First().ErrorMessage))));
    }

    /// <summary><c>Departures[0].Reason</c> → <c>departures[0].reason</c>, as the request writes it.</summary>
    private static string CamelCase(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
