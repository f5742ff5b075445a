using Workflows.Procedures;

namespace Workflows.Tests.Procedures;

public sealed class DefinitionLayoutTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_folder_a_procedure_and_files_beside_each_other_are_told_apart_alike()
    {
        string[] files =
        [
            "a/procedure.yaml", "a/parts/part.yaml", "a/papers.yaml", "a/stories/late.yaml", "a/stories/whole.yaml",
            "b.json", "b.scenarios.yaml", "b.part.scenarios.yaml", "documents/b.yaml", "calendar/2026.yaml", "procedure.schema.json", "notes.txt",
        ];
        foreach (var file in files)
            Write(file);

        Assert.Equal(["a/parts/part.yaml", "a/procedure.yaml", "b.json"], Relative(DefinitionLayout.Definitions(folder.FullName)));
        Assert.Equal(
            ["a/stories/whole.yaml", "a/stories/late.yaml", "b.scenarios.yaml", "b.part.scenarios.yaml"],
            Relative(DefinitionLayout.Stories(folder.FullName)));
        Assert.Equal(["a/papers.yaml", "documents/b.yaml"], Relative(DefinitionLayout.Papers(folder.FullName)));
    }

    private void Write(string file)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
    }

    private IEnumerable<string> Relative(IEnumerable<string> paths) => paths.Select(p => Path.GetRelativePath(folder.FullName, p).Replace('\\', '/'));
}
