using Workflows.Procedures;

namespace Workflows.Tests.Scenarios;

/// <summary>The stories that are shipped, wherever they are written.</summary>
internal static class Stories
{
    private static readonly Lazy<IReadOnlyList<Scenario>> all = new(() =>
    {
        var mistakes = new List<Mistake>();
        var read = ScenarioFile.ReadFolder(Repository.Definitions, mistakes);
        Assert.Empty(mistakes.Select(m => m.ToString()));
        return read;
    });

    /// <param name="procedure">Key of the procedure.</param>
    /// <param name="begins">What the story's name begins with; only one does.</param>
    public static Scenario Of(string procedure, string begins) =>
        Assert.Single(all.Value, s => s.Procedure == procedure && s.Name.StartsWith(begins, StringComparison.Ordinal));
}
