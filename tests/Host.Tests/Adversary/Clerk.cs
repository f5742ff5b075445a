using System.Net;
using System.Text.Json.Nodes;
using static Workflows.Host.Tests.Doing;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Somebody who gives and does errands as fast as the host answers, and repeats under the same move id what was not answered.</summary>
internal sealed class Clerk(PreparedData data, string user, string unit)
{
    private Sent? unanswered;
    private int done;

    /// <summary>Every request, sent once or more often.</summary>
    public List<Sent> All { get; } = [];

    /// <summary>Refusals and failures; there should be none.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>How many requests were sent again because the host was gone before it answered.</summary>
    public int Repeated { get; private set; }

    /// <summary>Works until the host is gone, or until <paramref name="goOn"/> says no.</summary>
    /// <param name="address">Where the host serves now.</param>
    /// <param name="goOn">Asked before every new errand.</param>
    public async Task Work(Uri address, Func<bool> goOn)
    {
        using var visitor = data.Visit(address, user);
        try
        {
            if (unanswered is { } lost)
            {
                Repeated++;
                await Follow(visitor, lost, await Send(visitor, lost));
            }

            while (goOn())
            {
                var opening = Opening();
                await Follow(visitor, opening, await Send(visitor, opening));
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            // Killed: what was not answered is repeated after the restart.
        }
    }

    /// <summary>After an opening comes the order; every third errand is then done as well.</summary>
    private async Task Follow(Visitor visitor, Sent sent, Answer answer)
    {
        if (sent.IsOpening && answer.Json is { } opened)
            answer = await Send(visitor, Replying(opened, PreparedData.Order($"{user}{All.Count}")));
        if (++done % 3 == 0 && answer.Json is { } ordered && (bool)ordered["open"]!)
            await Send(visitor, Replying(ordered, new JsonObject { ["result"] = "已办" }));
    }

    private async Task<Answer> Send(Visitor visitor, Sent sent)
    {
        if (sent != unanswered)
            All.Add(sent);
        unanswered = sent;
        var answer = await visitor.Post(sent.Path, sent.Body.DeepClone());
        unanswered = null;
        if (answer.Status != (sent.IsOpening ? HttpStatusCode.Created : HttpStatusCode.OK))
            Complaints.Add($"{sent.Path} {sent.Body.ToJsonString()}: {(int)answer.Status} {answer.Text}");
        return answer;
    }

    private Sent Opening() => Sent.New("/api/cases", new JsonObject { ["procedure"] = "errand", ["unit"] = unit });

    private static Sent Replying(JsonNode view, JsonObject values)
    {
        var mine = view["items"]!.AsArray().First(i => (bool)i!["mine"]!)!;
        return Sent.New($"/api/cases/{Id(view)}/items/{mine["item"]}/reply", new JsonObject { ["outcome"] = "submitted", ["data"] = values });
    }
}

/// <summary>A request under a move id of its own.</summary>
internal sealed record Sent(Guid Move, string Path, JsonObject Body)
{
    public bool IsOpening => Path == "/api/cases";

    public static Sent New(string path, JsonObject body)
    {
        var move = Guid.NewGuid();
        body["move"] = move.ToString();
        return new Sent(move, path, body);
    }
}
