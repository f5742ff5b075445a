namespace Workflows.Tests;

/// <summary>
/// Where random tests begin. The same each time, so that a change is judged by what it changes; a nightly run
/// (<c>NIGHTLY=true</c>) begins by chance and looks where nobody has looked.
/// </summary>
internal static class Seed
{
    public static int First { get; } = Environment.GetEnvironmentVariable("NIGHTLY") == "true" ? Random.Shared.Next(1_000_000_000) : 1;
}
