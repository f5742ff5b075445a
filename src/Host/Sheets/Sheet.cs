using System.Collections;

namespace Workflows.Host.Sheets;

/// <param name="Width">In characters of a Latin letter; a Chinese one takes two.</param>
/// <param name="Value">A text, a number, yes or no, a day, a moment, or nothing: that decides how the cell is written.</param>
internal sealed record SheetColumn<T>(string Title, int Width, Func<T, object?> Value);

/// <summary>What a list looks like as a table of a spreadsheet: declared beside the list's endpoint.</summary>
/// <param name="title">Name of the table and of the file.</param>
/// <param name="namesPeople">Does it say who somebody is or what they do? Who takes such a list away is remembered.</param>
internal sealed class Sheet<T>(string title, bool namesPeople = true) : IEnumerable<SheetColumn<T>>
{
    private readonly List<SheetColumn<T>> columns = [];

    public string Title => title;

    public bool NamesPeople => namesPeople;

    public IReadOnlyList<SheetColumn<T>> Columns => columns;

    public void Add(string column, int width, Func<T, object?> value) => columns.Add(new(column, width, value));

    public IEnumerator<SheetColumn<T>> GetEnumerator() => columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
