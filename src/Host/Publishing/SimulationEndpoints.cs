using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Host.Problems;
using Workflows.Host.SignIn;
using Workflows.Host.Start;
using Workflows.Procedures;
using Workflows.Scenarios;
using Workflows.Storage;

namespace Workflows.Host.Publishing;

/// <param name="On">The day on which it begins as written.</param>
internal sealed record StoryView(string Name, DateOnly On, int Moves);

/// <param name="Story">Name of one of the procedure's stories.</param>
/// <param name="From">The day on which it is to begin, or the next that is the same day of the week as in the story; absent: as written.</param>
internal sealed record SimulationRequest(string Story, DateOnly? From = null);

/// <param name="Failure">What was not as the story says; null when it came true.</param>
internal sealed record SimulationView(string Story, DateOnly From, IReadOnlyList<SimulationLine> Lines, string? Failure);

internal sealed record SimulationLine(DateOnly On, string Says);

/// <summary>试运行: a written story of a procedure played in a moment, on a database and a clock of its own; nothing of it stays.</summary>
internal static class SimulationEndpoints
{
    private const int DayLength = 10;

    // One at a time: it is the whole library at work, beside people who wait for theirs.
    private static readonly SemaphoreSlim turn = new(1);

    public static void MapSimulations(this IEndpointRouteBuilder api)
    {
        var procedures = api.MapGroup("/procedures").WithTags("流程");
        procedures.MapGet("/{key}/stories", Stories).WithName("listStories").WithSummary("流程的情景，可以试运行");
        procedures.MapPost("/{key}/simulate", Play).WithName("simulate").WithSummary("试运行一个情景：自带时钟和名册，不留下任何数据");
    }

    private static Results<Ok<List<StoryView>>, ProblemResult> Stories(string key, Library library, StartOptions options) =>
        library.Procedures.Find(key) is null
            ? Say.NotFound("没有这一流程。", "请从流程页进入。")
            : TypedResults.Ok(Of(key, options).Select(s => new StoryView(s.Name, s.On, s.Moves.Length)).ToList());

    private static async Task<Results<Ok<SimulationView>, ProblemResult>> Play(string key, SimulationRequest request, CurrentUser me, StartOptions options, CancellationToken cancellation)
    {
        if (me.Scope.GovernedUnits.Count == 0 && !me.IsAdministrator)
            return Say.Forbidden("试运行供承办流程的同志使用。", "请联系党组织书记或组织委员。");
        if (Of(key, options).FirstOrDefault(s => s.Name == request.Story) is not { } story)
            return Say.NotFound("没有这个情景。", "请从流程页选择。");
        if (request.From is { Year: < 2000 or > 2100 })
            return Say.Field("from", "开始日期的年份应在 2000 至 2100 之间。");

        await turn.WaitAsync(cancellation);
        try
        {
            var shifted = request.From is { } on ? story.To(on) : story;
            var played = await Simulation.Play(options.Definitions, shifted, cancellation);
            var lines = played.Timeline.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => new SimulationLine(DateOnly.ParseExact(l[..DayLength], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), l[(DayLength + 1)..]));
            return TypedResults.Ok(new SimulationView(story.Name, shifted.On, [.. lines], played.Failure));
        }
        finally
        {
            turn.Release();
        }
    }

    private static IEnumerable<Scenario> Of(string key, StartOptions options) => ScenarioFile.ReadFolder(options.Definitions, []).Where(s => s.Procedure == key);
}
