using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Workflows.Organisation.Import;

/// <summary>Where a row was read.</summary>
/// <param name="Source">Number of the sheet, counted through all files.</param>
internal sealed record Place(int Source, int Line)
{
    public bool IsBefore(Place other) => Source != other.Source ? Source < other.Source : Line < other.Line;
}

/// <summary>Collects what is wrong, by place.</summary>
internal sealed partial class ImportLog
{
    /// <summary>So many mistakes are told; whoever has more has made one of them everywhere.</summary>
    public const int MostTold = 2000;

    private readonly List<(Place Place, string Column, string Reason)> mistakes = [];
    private readonly HashSet<(Place, string, string)> said = [];
    private readonly HashSet<Place> wrong = [];
    private readonly List<(string File, string Sheet, Dictionary<string, string> Titles)> sources = [];

    private readonly List<string> remarks = [];
    private readonly OrderedDictionary<(int Source, string What), List<int>> remarked = [];

    /// <summary>What stops nothing: about files as a whole first, then about lines.</summary>
    public IEnumerable<string> Remarks => Untold.Concat(remarks).Concat(remarked.Select(r => $"{Name(r.Key.Source)}{Lines(r.Value)}：{r.Key.What}。"));

    private IEnumerable<string> Untold => mistakes.Count > MostTold ? [$"不合要求的共有 {mistakes.Count} 处，这里只列出前 {MostTold} 处。"] : [];

    /// <summary>A whole sentence.</summary>
    public void Remark(string sentence) => remarks.Add(OneLine(sentence));

    /// <summary>Something to know about a line; the same about many lines is said once.</summary>
    public void Remark(Place place, string what)
    {
        var about = (place.Source, OneLine(what));
        if (!remarked.TryGetValue(about, out var lines))
            remarked[about] = lines = [];
        lines.Add(place.Line);
    }

    /// <summary>Begins a file (without a sheet) or one of its sheets; places name it by the number answered.</summary>
    public int Open(string file, string sheet)
    {
        sources.Add((OneLine(file), OneLine(sheet), []));
        return sources.Count - 1;
    }

    /// <summary>A mistake names a column as the file does.</summary>
    public void Titles(int source, Header header)
    {
        for (var i = 0; i < header.Columns.Length; i++)
        {
            if (header.Columns[i] is { } column)
                sources[source].Titles[column.Name] = OneLine(header.Titles[i]);
        }
    }

    /// <summary>As a sentence begins with it: 花名册.xlsx 的工作表“一支部”.</summary>
    public string Name(int source) => sources[source] is var (file, sheet, _) && sheet.Length == 0 ? $"{file} " : $"{sources[source].File} 的工作表“{sources[source].Sheet}”";

    /// <summary>A place as read beside a mistake at another.</summary>
    public string InWords(Place place, Place from)
    {
        if (place.Source == from.Source)
            return $"第 {place.Line} 行";
        return sources[place.Source].File == sources[from.Source].File ? $"工作表“{sources[place.Source].Sheet}”的第 {place.Line} 行" : $"另一个文件的第 {place.Line} 行";
    }

    public void Add(int source, int line, string column, string reason) => Add(new Place(source, line), column, reason);

    public void Add(Place place, string column, string reason) 
    {
        if (said.Add((place, column, reason)))
            mistakes.Add((place, column, OneLine(reason)));
        wrong.Add(place);
    }

    public bool HasMistake(Place place) => wrong.Contains(place);

    public bool HasMistakes(int source) => mistakes.Exists(m => m.Place.Source == source);

    /// <summary>What a sentence quotes from a file may hold line ends and other signs that cannot be seen: one space stands for them.</summary>
    private static string OneLine(string text) => Unseen().Replace(text, " ");

    private static string Lines(List<int> lines)
    {
        const int Most = 10;
        return lines.Count <= Most ? $"第 {string.Join("、", lines)} 行" : $"第 {string.Join("、", lines.Take(Most))} 等 {lines.Count} 行";
    }

    public ImmutableArray<ImportMistake> Mistakes() =>
    [
        .. from m in mistakes.OrderBy(m => m.Place.Source).ThenBy(m => m.Place.Line).Take(MostTold)
           let source = sources[m.Place.Source]
           select new ImportMistake(source.File, source.Sheet, m.Place.Line, source.Titles.GetValueOrDefault(m.Column, m.Column), m.Reason),
    ];

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+", RegexOptions.None, 1000)]
    private static partial Regex Unseen();
}
