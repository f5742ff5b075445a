using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workflows.Documents;
using Workflows.Engine;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Rules;

namespace Workflows.Storage;

/// <summary>A folder of definitions as read: what it says, and what is wrong with it.</summary>
/// <param name="Unread">Keys that files name which could not be read: what was published of them stays in force.</param>
/// <param name="Calendar">Null when the folder has none.</param>
/// <param name="Stamp">What tells one state of the folder from the next; taken before anything was read.</param>
public sealed record DefinitionFolder(
    string Folder, string Stamp, Shared Shared, ImmutableArray<Definition> Definitions, ImmutableHashSet<string> Unread, WorkCalendar? Calendar,
    IReadOnlyList<Mistake> Mistakes);

/// <summary>
/// The procedures and calendars in force. Loading publishes what is new and refuses one that says something else without a new version;
/// what was published once stays in the database, so that a running case keeps the version it began with.
/// </summary>
public sealed partial class Library(IDbContextFactory<WorkflowDb> contexts, TimeProvider time)
{
    private string loadedStamp = "";
    private int published;
    private ImmutableHashSet<string> inFolder = [];

    /// <summary>What the definitions of the folder share by name.</summary>
    public Shared Shared { get; private set; } = Shared.None;

    public ProcedureBook Procedures { get; private set; } = ProcedureBook.Empty;

    /// <summary>Every setting with its default: the built-in ones, and those that the folder or a published text declares.</summary>
    public Settings Settings { get; private set; } = Settings.Standard;

    /// <summary>Every role: the built-in ones, and those that the folder or a published text declares.</summary>
    public RoleBook RoleBook { get; private set; } = RoleBook.BuiltIn;

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
        var stamp = FolderStamp.Of(folder);
        var shared = Shared.ReadFolder(folder, mistakes);
        var definitions = ProcedureBook.ReadFolder(folder, shared, mistakes);
        mistakes.AddRange(shared.IdleIn(folder));
        var read = definitions.Select(d => d.File).ToHashSet(StringComparer.Ordinal);
        var unread = DefinitionLayout.Definitions(folder).Where(f => !read.Contains(Path.GetRelativePath(folder, f)))
            .SelectMany(f => KeyInText().Matches(File.ReadAllText(f))).Select(m => m.Groups["key"].Value).ToImmutableHashSet();
        var calendars = DefinitionLayout.Calendar(folder);
        if (!Directory.Exists(calendars))
            return new DefinitionFolder(folder, stamp, shared, definitions, unread, null, mistakes);

        var (calendar, torn) = CalendarFile.ReadFolder(calendars);
        mistakes.AddRange(torn.Select(m => m with { File = Path.GetRelativePath(folder, m.File) }));
        return new DefinitionFolder(folder, stamp, shared, definitions, unread, calendar, mistakes);
    }

    /// <summary>What a case runs; what another host has published since the last look is fetched now. Null when it is nowhere.</summary>
    public ValueTask<Procedure?> Of(WorkflowDb db, CaseRow row, CancellationToken cancellation = default) =>
        Of(db, row.Procedure, row.Version, cancellation);

    /// <summary>One version of a procedure, in the same way.</summary>
    public async ValueTask<Procedure?> Of(WorkflowDb db, string key, int version, CancellationToken cancellation = default)
    {
        if (Procedures.Find(key, version) is { } known)
            return known.Procedure;

        await Renew(db, cancellation);
        return Procedures.Find(key, version)?.Procedure;
    }

    /// <summary>Puts in force what is published by now, without looking into the folder.</summary>
    public async Task Renew(WorkflowDb db, CancellationToken cancellation = default)
    {
        var stored = await db.Definitions.AsNoTracking().ToListAsync(cancellation);
        PutInForce(Stored(stored, []).WithRetired(Retired(stored, await Latest(db, cancellation))));
    }

    /// <summary>
    /// Looks whether files of the folder have changed, or another host has published something, since it was loaded; if so, loads it again.
    /// </summary>
    /// <returns>Whether it was loaded again.</returns>
    public async Task<bool> Refresh(string folder, CancellationToken cancellation = default)
    {
        if (FolderStamp.Of(folder) == loadedStamp && await Published(cancellation) == published)
            return false;
        await Load(folder, cancellation);
        return true;
    }

    /// <summary>Publishes what is new in a folder as read, and puts everything ever published in force.</summary>
    public async Task Load(DefinitionFolder read, CancellationToken cancellation = default)
    {
        try
        {
            await Publish(read, cancellation);
        }
        catch (DbUpdateException)
        {
            // Another host has published the same at the same time: now it is stored.
            await Publish(read, cancellation);
        }
    }

    private async Task Publish(DefinitionFolder read, CancellationToken cancellation = default)
    {
        var mistakes = read.Mistakes.ToList();
        Calendar = read.Calendar ?? Calendar;
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var stored = await db.Definitions.AsNoTracking().ToListAsync(cancellation);
            var acts = await db.Publications.CountAsync(cancellation);
            var latest = await Latest(db, cancellation);
            var book = Stored(stored, mistakes);
            var fresh = read.Definitions.Where(d => IsFresh(d, stored, mistakes)).ToArray();
            book = book.With(fresh, mistakes);
            var added = fresh.Select(d => book.Find(d.Procedure.Key, d.Procedure.Version)).OfType<Published>().ToArray();
            var now = time.GetUtcNow();
            var rows = added.Select(one => new DefinitionRow(
                one.Procedure.Key, one.Procedure.Version, one.Text, one.Hash, JsonSerializer.Serialize(one.Calls), now));
            await RecordBook.Save(db, [.. rows], new(now, "", RecordWays.Folder), cancellation);
            // What another host or a person publishes from now on is one more than this.
            published = stored.Count + added.Length + acts;
            inFolder = [.. read.Definitions.Select(d => d.Procedure.Key), .. read.Unread];
            Shared = read.Shared;
            PutInForce(book.WithRetired(Retired(stored, latest)));
            // What a person has published is ahead of the folder, and is meant to be.
            AddLowered(read.Definitions.Where(d => !latest.ContainsKey(d.Procedure.Key)), stored, mistakes);
        }

        Documents = DocumentFile.ReadFolder(read.Folder, Procedures, mistakes);
        Mistakes = [.. mistakes];
        loadedStamp = read.Stamp;
    }

    private async Task<int> Published(CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
            return await db.Definitions.CountAsync(cancellation) + await db.Publications.CountAsync(cancellation);
    }

    /// <summary>What a person did to a procedure last; of the others the folder decides.</summary>
    private static async Task<Dictionary<string, Publication>> Latest(WorkflowDb db, CancellationToken cancellation) =>
        (await db.Publications.AsNoTracking().ToListAsync(cancellation)).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.MaxBy(p => p.At)!);

    private IEnumerable<string> Retired(List<DefinitionRow> stored, Dictionary<string, Publication> latest) =>
        stored.Select(s => s.Key).Distinct().Where(k => latest.TryGetValue(k, out var last)
            ? last.Act == PublicationAct.Retire
            : !inFolder.Contains(k));

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
            PutInForce(Stored(await db.Definitions.AsNoTracking().ToListAsync(cancellation), mistakes));

        Mistakes = [.. mistakes];
    }

    /// <summary>Reads the papers of a folder for the procedures in force.</summary>
    public void LoadPapers(string folder)
    {
        var mistakes = new List<Mistake>();
        Documents = DocumentFile.ReadFolder(folder, Procedures, mistakes);
        Mistakes = [.. Mistakes, .. mistakes];
    }

    /// <summary>
    /// With what published texts declare, the newest version last, and over it what files do: a case goes on with what no file declares any
    /// more. Nothing is in force before what it names is known.
    /// </summary>
    private void PutInForce(ProcedureBook book)
    {
        Settings = book.All.Aggregate(Settings.Standard, (all, one) => all.Declaring(one.Procedure.Settings.Own))
            .Declaring(Shared.Settings.Select(s => s.Info));
        RoleBook = book.All.Aggregate(RoleBook.BuiltIn, (all, one) => all.With(one.Procedure.Roles.Own)).With(Shared.Roles);
        Procedures = book;
    }

    /// <summary>A folder whose newest version is older than a published one was put back by mistake, or its number was mistyped.</summary>
    internal static void AddLowered(IEnumerable<Definition> definitions, List<DefinitionRow> stored, List<Mistake> mistakes)
    {
        foreach (var newest in definitions.GroupBy(d => d.Procedure.Key).Select(g => g.MaxBy(d => d.Procedure.Version)!))
        {
            if (NewestOf(stored, newest.Procedure.Key) is var last && last > newest.Procedure.Version)
            {
                mistakes.Add(newest.MistakeAt("", ".version",
                    $"流程 {newest.Procedure.Key} 已发布到第 {last} 版，version 不能退回 {newest.Procedure.Version}；"
                    + $"要改动，请把 version 写为 {last + 1}。第 {last} 版继续有效。"));
            }
        }
    }

    private static int NewestOf(List<DefinitionRow> stored, string key) =>
        stored.Where(s => s.Key == key).Select(s => s.Version).DefaultIfEmpty().Max();

    [GeneratedRegex("""\bprocedure["']?\s*:\s*["']?(?<key>[\w-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyInText();

    internal static bool IsFresh(Definition definition, List<DefinitionRow> stored, List<Mistake> mistakes)
    {
        var same = stored.FirstOrDefault(s => s.Key == definition.Procedure.Key && s.Version == definition.Procedure.Version);
        // What cannot be read says nothing else, but nothing yet.
        if (same is not null && definition.Unreadable.IsEmpty && same.Hash != ProcedureBook.HashOf(definition.Text) && !definition.SaysTheSameAs(same.Text))
        {
            mistakes.Add(new Mistake(definition.File, 1, "",
                $"流程 {same.Key} 第 {same.Version} 版已经发布，内容不能再改；请把 version 改为 {same.Version + 1}。已发布的文本继续有效。"));
        }

        return same is null && NewestOf(stored, definition.Procedure.Key) < definition.Procedure.Version;
    }

    internal static ProcedureBook Stored(List<DefinitionRow> rows, List<Mistake> mistakes)
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
