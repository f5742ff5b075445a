using System.Net;

namespace Workflows.Host.Tests.Adversary;

/// <summary>Many browsers that do the same thing at the same moment.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Visitor[] visitors;

    private Crowd(Visitor[] visitors) => this.visitors = visitors;

    public Visitor this[int index] => visitors[index];

    /// <summary>Signs in the named users in turn, each in browsers of their own.</summary>
    public static async Task<Crowd> SignIn(CaseTown town, int size, params string[] users)
    {
        var coming = Enumerable.Range(0, size).Select(_ => town.Host.Visit()).ToArray();
        var answers = await Task.WhenAll(coming.Select((v, i) => v.SignIn(users[i % users.Length], Town.Password)));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Text));
        return new Crowd(coming);
    }

    /// <summary>Everybody acts at once.</summary>
    public async Task<Answer[]> All(Func<Visitor, int, Task<Answer>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var acting = visitors.Select(async (visitor, i) =>
        {
            await start.Task;
            return await act(visitor, i);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(acting);
    }

    public void Dispose() => Array.ForEach(visitors, v => v.Dispose());
}
