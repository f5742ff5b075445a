using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Procedures;

namespace Workflows.Storage;

/// <summary>A definition as somebody sends it: a procedure or a part of one.</summary>
/// <param name="Name">What mistakes call the file.</param>
public sealed record DefinitionText(string Name, string Text);

/// <summary>What became of a text that was sent.</summary>
/// <param name="IsNew">False: this version is published already and says the same.</param>
public sealed record PublishedText(string Key, int Version, string Title, bool IsPart, bool IsNew);

/// <summary>Either every text is in force, or nothing has happened and there are mistakes.</summary>
public sealed record PublishResult(ImmutableArray<PublishedText> Texts, ImmutableArray<Mistake> Mistakes);

/// <summary>Publishes what people send, retires procedures and takes them up again, on record; the hosts' watch takes it up everywhere.</summary>
public sealed class Publisher(IDbContextFactory<WorkflowDb> contexts, Library library, TimeProvider time)
{
    /// <summary>Publishes all of the texts or none.</summary>
    /// <param name="texts">Parts may call each other, and what is published already.</param>
    /// <param name="person">Who publishes; a person's id.</param>
    /// <param name="check">True: says what would come of it; nothing is stored.</param>
    /// <exception cref="DbUpdateException">Somebody has published one of them at the same time.</exception>
    public async Task<PublishResult> Publish(
        IReadOnlyCollection<DefinitionText> texts, string person, string reason, bool check, CancellationToken cancellation = default)
    {
        var mistakes = new List<Mistake>();
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            var stored = await db.Definitions.AsNoTracking().ToListAsync(cancellation);
            var shared = SharedBy(texts, mistakes);
            var definitions = ProcedureBook.ReadAll(texts.Where(t => !DefinitionLayout.IsBeside(t.Name)).Select(t => (t.Name, t.Text)), shared, mistakes);
            var fresh = definitions.Where(d => Library.IsFresh(d, stored, mistakes)).ToImmutableArray();
            Library.AddLowered(definitions, stored, mistakes);
            var before = Library.Stored(stored, []);
            mistakes.AddRange(LintReports.Check(fresh, before).Concat(LintReports.CheckSteps(fresh, before)));
            var book = before.With(fresh, mistakes);
            if (mistakes.Count > 0)
                return new PublishResult([], [.. mistakes.OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)]);

            if (!check)
                await Store(db, [.. fresh.Select(d => book.Find(d.Procedure.Key, d.Procedure.Version)!)], person, reason, cancellation);
            return new PublishResult([.. definitions.Select(d => Told(d, fresh.Contains(d)))], []);
        }
    }

    /// <summary>停用, or 恢复; false when there is no such procedure or it stands so already.</summary>
    public async Task<bool> SetRetired(string key, bool retired, string person, string reason, CancellationToken cancellation = default)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        await using (db.ConfigureAwait(false))
        {
            // Another host may have done it a moment ago.
            await library.Renew(db, cancellation);
            if (library.Procedures.Find(key)?.Procedure is not { } procedure || library.Procedures.IsRetired(key) == retired)
                return false;

            var act = retired ? PublicationAct.Retire : PublicationAct.Resume;
            var done = new Publication(key, await Moment(db, [key], cancellation), act, procedure.Version, person, reason);
            await RecordBook.Save(db, [done], new(done.At, person, RecordWays.Publication, key, reason), cancellation);
            await library.Renew(db, cancellation);
        }

        return true;
    }

    /// <summary>What was sent to be shared; if nothing was, what the folder of this host shares. The same of templates.</summary>
    private Shared SharedBy(IReadOnlyCollection<DefinitionText> texts, ICollection<Mistake> mistakes)
    {
        var shared = texts.Where(t => Shared.IsFile(t.Name)).ToArray() is { Length: > 0 } sent
            ? sent.Aggregate(library.Shared.TemplatesAlone(), (all, one) => all.With(one.Text, one.Name, mistakes))
            : library.Shared;
        return texts.Where(t => DefinitionLayout.IsBeside(t.Name) && !Shared.IsFile(t.Name))
            .Aggregate(shared, (all, one) => all.WithAny(one.Name, one.Text, mistakes));
    }

    private async Task Store(
        WorkflowDb db, IReadOnlyCollection<Published> fresh, string person, string reason, CancellationToken cancellation)
    {
        var now = await Moment(db, [.. fresh.Select(f => f.Procedure.Key)], cancellation);
        object[] rows =
        [
            .. fresh.Select(one => new DefinitionRow(
                one.Procedure.Key, one.Procedure.Version, one.Text, one.Hash, JsonSerializer.Serialize(one.Calls), now)),
            .. fresh.Select(one => new Publication(one.Procedure.Key, now, PublicationAct.Publish, one.Procedure.Version, person, reason)),
        ];
        await RecordBook.Save(db, rows,
            new(now, person, RecordWays.Publication, string.Join('、', fresh.Select(f => f.Procedure.Key)), reason), cancellation);
        await library.Renew(db, cancellation);
    }

    /// <summary>Now; after whatever was done to one of them last, so that the newest row says how it stands, whatever clock wrote it.</summary>
    private async Task<DateTimeOffset> Moment(WorkflowDb db, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = await db.Publications.Where(p => keys.Contains(p.Key)).Select(p => (DateTimeOffset?)p.At).MaxAsync(cancellation);
        return last >= now ? last.Value.AddMicroseconds(1) : now;
    }

    private static PublishedText Told(Definition one, bool isNew) =>
        new(one.Procedure.Key, one.Procedure.Version, one.Procedure.Title, one.Procedure.IsPart, isNew);
}
