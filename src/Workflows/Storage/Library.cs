using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Documents;
using Workflows.Engine;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>A folder of definitions as read: what it says, and what is wrong with it.</summary>
/// <param name="Calendar">Null when the folder has none.</param>
public sealed record DefinitionFolder(string Folder, ImmutableArray<Definition> Definitions, WorkCalendar? Calendar, IReadOnlyList<Mistake> Mistakes);

/// <summary>
/// The procedures and calendars in force. Loading publishes what is new and refuses a text that was changed without a new version;
/// what was published once stays in the database, so that a running case keeps the version it began with.
/// </summary>
public sealed class Library(IDbContextFactory<WorkflowDb> contexts, TimeProvider time)
{
    public ProcedureBook Procedures { get; private set; } = ProcedureBook.Empty;

    public WorkCalendar Calendar { get; private set; } = WorkCalendar.Empty;

    /// <summary>The papers that cases can be printed as.</summary>
    public ImmutableArray<DocumentTemplate> Documents { get; private set; } = [];

    /// <summary>What was wrong with the folder at the last loading; such definitions are not in force.</summary>
    public ImmutableArray<Mistake> Mistakes { get; private set; } = [];

    /// <summary>Reads a folder of definitions, publishes what is new, and puts everything ever published in force.</summary>
    public Task Load(string folder, CancellationToken cancellation = default) => Load(Read(folder), cancellation);

    /// <summary>What a folder says; reading it needs no database, so it can be done while that is being prepared.</summary>
    public static DefinitionFolder Read(string folder)
    {
        var mistakes = new List<Mistake>();
        var definitions = ProcedureBook.ReadFolder(folder, mistakes);
        var calendars = Path.Combine(folder, "calendar");
        if (!Directory.Exists(calendars))
            return new DefinitionFolder(folder, definitions, null, mistakes);

        var (calendar, torn) = CalendarFile.ReadFolder(calendars);
        mistakes.AddRange(torn.Select(m => new Mistake(Path.GetRelativePath(folder, m.File), m.Line, "", m.Message)));
        return new DefinitionFolder(folder, definitions, calendar, mistakes);
    }

    /// <summary>Publishes what is new in a folder as read, and puts everything ever published in force.</summary>
    public async Task Load(DefinitionFolder read, CancellationToken cancellation = default)
    {
        var mistakes = read.Mistakes.ToList();
        Calendar = read.Calendar ?? Calendar;
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var stored = await db.Definitions.AsNoTracking().ToListAsync(cancellation);
            var book = Stored(stored, mistakes);
            var fresh = read.Definitions.Where(d => IsFresh(d, stored, mistakes)).ToArray();
            book = book.With(fresh, mistakes);
            foreach (var one in fresh.Select(d => book.Find(d.Procedure.Key, d.Procedure.Version)).OfType<Published>())
                db.Add(new DefinitionRow(one.Procedure.Key, one.Procedure.Version, one.Text, one.Hash, JsonSerializer.Serialize(one.Calls), time.GetUtcNow()));
            await db.SaveChangesAsync(cancellation);
            Procedures = book;
        }

        Documents = DocumentFile.ReadFolder(read.Folder, Procedures, mistakes);
        Mistakes = [.. mistakes];
    }

    /// <summary>For playing stories in years whose holidays nobody knows yet: there Saturdays and Sundays alone are free.</summary>
    /// <param name="until">The last year that is needed.</param>
    internal void AssumeYears(int until)
    {
        for (var year = Calendar.Years.Select(y => y.Year).DefaultIfEmpty(until).Min(); year <= until; year++)
        {
            if (!Calendar.HasYear(year))
                Calendar = Calendar.With(new CalendarYear(year, "试运行假定", "", new DateOnly(year, 1, 1), 0, []));
        }
    }

    /// <summary>Puts what was ever published in force and publishes nothing: to verify, not to work.</summary>
    public async Task LoadPublished(CancellationToken cancellation = default)
    {
        var mistakes = new List<Mistake>();
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            Procedures = Stored(await db.Definitions.AsNoTracking().ToListAsync(cancellation), mistakes);

        Mistakes = [.. mistakes];
    }

    private static bool IsFresh(Definition definition, List<DefinitionRow> stored, List<Mistake> mistakes)
    {
        var same = stored.FirstOrDefault(s => s.Key == definition.Procedure.Key && s.Version == definition.Procedure.Version);
        if (same is not null && same.Hash != ProcedureBook.HashOf(definition.Text))
        {
            mistakes.Add(new Mistake(definition.File, 1, "",
                $"流程 {same.Key} 第 {same.Version} 版已经发布，文本不能再改；请把 version 改为 {same.Version + 1}。已发布的文本继续有效。"));
        }

        return same is null;
    }

    private static ProcedureBook Stored(List<DefinitionRow> rows, List<Mistake> mistakes)
    {
        var book = ProcedureBook.Empty;
        var waiting = rows.Select(r => (Row: r, Calls: JsonSerializer.Deserialize<ImmutableSortedDictionary<string, int>>(r.Calls)!)).ToList();
        while (waiting.FindIndex(w => w.Calls.All(c => book.Find(c.Key, c.Value) is not null)) is var next and >= 0)
        {
            var (row, calls) = waiting[next];
            waiting.RemoveAt(next);
            if (ProcedureBook.HashOf(row.Text) != row.Hash)
            {
                mistakes.Add(new Mistake($"已发布的 {row.Key} 第 {row.Version} 版", 0, "", "数据库中的文本与发布时的校验值不符，被改动过，不再使用；请从备份恢复。"));
                continue;
            }

            if (ProcedureFile.Read(row.Text, $"已发布的 {row.Key} 第 {row.Version} 版", mistakes) is { } definition && book.Compile(definition, calls, mistakes) is { } compiled)
                book = book.With(compiled);
        }

        return book;
    }
}
