using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Workflows.Designer.Tests.Browsing;

/// <summary>Notes what no page may ever do: an error in the console, a request to another host, an answer of 500.</summary>
internal sealed partial class Watchman(Uri home)
{
    private readonly ConcurrentQueue<string> seen = [];

    public void Watch(IBrowserContext context)
    {
        context.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning" && !RefusedByTheHost().IsMatch(said.Text))
                seen.Enqueue($"console: {said.Text} {said.Location} ({said.Page?.Url})");
        };
        context.WebError += (_, error) => seen.Enqueue($"error: {error.Error} ({error.Page?.Url})");
        context.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme is not ("data" or "blob") && to.Authority != home.Authority)
                seen.Enqueue($"request to another host: {request.Url}");
        };
        context.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
                seen.Enqueue($"{answer.Status}: {answer.Url}");
        };
    }

    public void SawNothing() => Assert.True(seen.IsEmpty, string.Join("\n", seen));

    /// <summary>Nothing but what the browser says of a line that the test itself cut.</summary>
    public void SawNothingButALineCut() => Assert.All(seen, s => Assert.Contains("net::ERR_INTERNET_DISCONNECTED", s, StringComparison.Ordinal));

    /// <summary>The browser itself notes every answer of 4xx; those that a test provokes are the host's proper "no".</summary>
    [GeneratedRegex(@"^Failed to load resource: the server responded with a status of (400|401|403|409|422)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RefusedByTheHost();
}
