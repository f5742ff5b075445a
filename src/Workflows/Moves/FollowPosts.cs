using Workflows.Engine;

namespace Workflows.Moves;

/// <summary>随职务转交: posts have changed hands; the case's open work goes to those who hold them now, and those concerned are told.</summary>
[Move("follow-posts", "随职务转交", Place = 12, Occasion = Occasion.PostsChanged)]
public sealed record FollowPosts : Move
{
    protected override Problem? Make(Run run)
    {
        if (Guards.IsClock(run) is { } person)
            return person;
        if (run.Case.IsOpen)
            Tenure.FollowAll(run);
        return null;
    }
}
