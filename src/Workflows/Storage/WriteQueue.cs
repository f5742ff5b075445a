using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;

namespace Workflows.Storage;

/// <summary>What one move writes.</summary>
/// <param name="Rows">Writes its rows in the transaction of the context; it may be asked again when the first attempt was undone.</param>
/// <param name="Changes">What it changes in the register.</param>
public sealed record Writing(Func<WorkflowDb, Task> Rows, RegisterRows Changes)
{
    /// <summary>The rows that it takes out of the register.</summary>
    public ImmutableArray<RowTaken> Taken { get; init; } = [];

    /// <summary>Who takes such a row out, and why; asked once its rows are written.</summary>
    public Func<RowTaken, VoidGrounds> Grounds { get; init; } = _ => throw new InvalidOperationException("Nobody takes a row out with this.");

    /// <summary>The version of the register that it was decided on, where it holds on no other; null: on any.</summary>
    public long? DecidedOn { get; init; }

    /// <summary>The setting that is decided with it; asked once its rows are written. Null: none is.</summary>
    public Func<SettingDecision>? Decision { get; init; }

    /// <summary>A setting that is decided counts as a change of the register: every host looks at both again.</summary>
    public bool ChangesRegister => Changes.Count > 0 || !Taken.IsEmpty || Decision is not null;

    /// <summary>Asked under the register's lock, before anything is changed in it: does what was decided still hold?</summary>
    public Func<WorkflowDb, Task> Recheck { get; init; } = _ => Task.CompletedTask;

    /// <summary>Who changes the register with it; asked once its rows are written.</summary>
    public Func<Authorship> By { get; init; } = () => throw new InvalidOperationException("Nobody changes the register with this.");

    /// <summary>Its rows are one batch: a server makes that a transaction of its own.</summary>
    public bool IsOneBatch { get; init; }
}

/// <summary>
/// Writes the moves of this process where the database has a single writer anyway: while one transaction is being made durable
/// moves line up, and whoever comes first writes for all of them, in one transaction. Making it durable is the dearest part of
/// most moves, and costs several hardly more than one. All write through one connection, which keeps the pages it knows.
/// </summary>
public sealed class WriteQueue(DatabaseChoice choice, MoveContexts contexts, RegisterStore register) : IDisposable
{
    private readonly Lock gate = new();
    private List<Waiting> line = [];
    private bool isBusy;
    private MoveContexts.Lease? writer;

    /// <summary>Writes everything or nothing of it, and returns when it is durable. Whoever stands in line cannot leave it.</summary>
    /// <param name="own">The move's own context: on a server it writes through that, alone.</param>
    /// <param name="writing">What is to be written.</param>
    /// <param name="cancellation">Asked before standing in line.</param>
    /// <exception cref="DbUpdateException">Somebody else wrote the same row first.</exception>
    public async Task Write(WorkflowDb own, Writing writing, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (choice.IsPostgres)
        {
            // Sent alone, a batch is begun, written and committed on one way to the server and back.
            await (writing.IsOneBatch && !writing.ChangesRegister ? writing.Rows(own) : Together(own, [writing]));
            return;
        }

        var mine = new Waiting(writing);
        if (StandInLine(mine) || await mine.IsFirst.Task)
            await WriteLine();
        mine.Answer();
    }

    public void Dispose() => writer?.Dispose();

    /// <returns>True when nobody is writing: the newcomer does.</returns>
    private bool StandInLine(Waiting newcomer)
    {
        lock (gate)
        {
            line.Add(newcomer);
            return !isBusy && (isBusy = true);
        }
    }

    /// <summary>Writes for all who stand in line now, then lets the next ones begin.</summary>
    private async Task WriteLine()
    {
        List<Waiting> all;
        lock (gate)
            (all, line) = (line, []);
        try
        {
            await Write(all);
        }
#pragma warning disable CA1031 // Whoever is not known to be durable is told.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            foreach (var waiting in all.Where(w => !w.IsDurable))
                waiting.Failure ??= trouble;
        }
        finally
        {
            lock (gate)
            {
                isBusy = line.Count > 0;
                if (isBusy)
                    line[0].IsFirst.SetResult(true);
            }

            foreach (var waiting in all)
                waiting.IsFirst.TrySetResult(false);
        }
    }

    /// <summary>When one of several fails all are undone, and each is written alone: the others have nothing to do with it.</summary>
    private async Task Write(List<Waiting> all)
    {
        var failure = await Failure([.. all.Select(w => w.Writing)]);
        foreach (var waiting in all)
        {
            waiting.Failure = failure is null || all.Count == 1 ? failure : await Failure([waiting.Writing]);
            waiting.IsDurable = waiting.Failure is null;
        }
    }

    /// <summary>Why these could not be written; null when they are durable.</summary>
    private async Task<Exception?> Failure(Writing[] writings)
    {
        try
        {
            writer ??= await contexts.Rent(CancellationToken.None);
            await Together(writer.Db, writings);
            return null;
        }
        catch (DbUpdateException beaten)
        {
            return beaten;
        }
#pragma warning disable CA1031 // Whoever stands in line is told, each of them.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await GiveUp();
            return failure;
        }
    }

    private async Task Together(WorkflowDb db, Writing[] writings)
    {
        var transaction = await db.Database.BeginTransactionAsync();
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var writing in writings)
                await writing.Rows(db);
            var changes = Array.FindAll(writings, w => w.ChangesRegister);
            if (changes.Length > 0)
                await register.Commit(db, transaction, changes);
            else
                await transaction.CommitAsync();
        }
    }

    private async ValueTask GiveUp()
    {
        if (writer is not { } given)
            return;

        writer = null;
        await given.DisposeAsync();
    }

    /// <summary>A move that stands in line.</summary>
    private sealed class Waiting(Writing writing)
    {
        public Writing Writing => writing;

        /// <summary>True: it writes, for all in line; false: it was written.</summary>
        public TaskCompletionSource<bool> IsFirst { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Said only of what was committed: whatever else happens, nobody is answered whose move may be lost.</summary>
        public bool IsDurable { get; set; }

        /// <summary>Why it is not durable.</summary>
        public Exception? Failure { get; set; }

        public void Answer()
        {
            if (!IsDurable)
                ExceptionDispatchInfo.Throw(Failure!);
        }
    }
}
