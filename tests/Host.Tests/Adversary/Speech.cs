namespace Workflows.Host.Tests.Adversary;

/// <summary>What everybody who is refused may rely on: a status, a code and a Chinese sentence.</summary>
internal static class Speech
{
    public static bool IsChinese(string? sentence) => sentence?.Any(c => c is >= '\u4E00' and <= '\u9FFF') == true;

    /// <summary>A refusal that the asker caused: 4xx, <c>application/problem+json</c>, a Chinese sentence and a code.</summary>
    public static void IsRefusal(Answer answer, string about = "")
    {
        var story = $"{about}: {(int)answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 500)]}";
        Assert.True((int)answer.Status is >= 400 and < 500, story);
        Assert.True(answer.Response.Content.Headers.ContentType?.MediaType == "application/problem+json", story);
        Assert.True(IsChinese(answer.Title), story);
        Assert.False(string.IsNullOrEmpty(answer.Code), story);
    }
}
