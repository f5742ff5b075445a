namespace Workflows.Tests.Scenarios;

/// <summary>Compares a history with the text it read as before; <c>ACCEPT=1</c> rewrites it, and the diff is the review.</summary>
internal static class Golden
{
    private static readonly string folder = Path.Combine(Repository.Root, "tests", "Workflows.Tests", "Golden");

    public static void Matches(string group, string name, string text)
    {
        var path = Path.Combine(folder, group, $"{name}.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is not there yet; run with ACCEPT=1 and read what it says:\n{text}");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
