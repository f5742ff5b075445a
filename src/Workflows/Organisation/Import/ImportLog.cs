using System.Collections.Immutable;

namespace Workflows.Organisation.Import;

/// <summary>Where a row was read.</summary>
/// <param name="File">Index of the file.</param>
internal sealed record Place(int File, int Line)
{
    public bool IsBefore(Place other) => File != other.File ? File < other.File : Line < other.Line;

    /// <summary>As read beside a mistake at <paramref name="from"/>.</summary>
    public string InWords(Place from) => File == from.File ? $"第 {Line} 行" : $"另一个文件的第 {Line} 行";
}

/// <summary>Collects what is wrong, by place.</summary>
internal sealed class ImportLog
{
    private readonly List<(Place Place, string Column, string Reason)> mistakes = [];

    public List<string> Remarks { get; } = [];

    public void Add(int file, int line, string column, string reason) => Add(new Place(file, line), column, reason);

    public void Add(Place place, string column, string reason) => mistakes.Add((place, column, reason));

    public bool HasMistakes(int file) => mistakes.Exists(m => m.Place.File == file);

    public ImmutableArray<ImportMistake> Mistakes(IReadOnlyList<ImportFile> files) =>
        [.. from m in mistakes orderby m.Place.File, m.Place.Line select new ImportMistake(files[m.Place.File].Name, m.Place.Line, m.Column, m.Reason)];
}
