using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Storage;

/// <summary>
/// Contexts for moves, their connection open. On SQLite it stays open from one move to the next with its statements prepared:
/// opening and preparing cost more than most moves write. A server's connections are kept by Npgsql.
/// </summary>
public sealed class MoveContexts(IDbContextFactory<WorkflowDb> contexts, DatabaseChoice choice) : IDisposable
{
    /// <summary>As many moves decide while others are being written; more hardly ever come at one moment.</summary>
    private static readonly int mostIdle = Math.Max(8, Environment.ProcessorCount);

    private readonly ConcurrentBag<(WorkflowDb Db, int Age)> idle = [];
    private int age;
    private bool isDisposed;

    public async ValueTask<Lease> Rent(CancellationToken cancellation)
    {
        while (idle.TryTake(out var kept))
        {
            if (kept.Age == Volatile.Read(ref age))
                return new Lease(this, kept.Db, kept.Age);
            await Close(kept.Db);
        }

        var began = Volatile.Read(ref age);
        var db = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            PreparedStatements.Keep(db.Database.GetDbConnection());
            return new Lease(this, db, began);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connections that are open now are used no more: the file they were opened on may not be what it was.</summary>
    public void Renew() => Interlocked.Increment(ref age);

    public void Dispose()
    {
        Volatile.Write(ref isDisposed, true);
        while (idle.TryTake(out var kept))
            CloseNow(kept.Db);
    }

    private static void CloseNow(WorkflowDb db)
    {
        PreparedStatements.Forget(db.Database.GetDbConnection());
        db.Dispose();
    }

    private static ValueTask Close(WorkflowDb db)
    {
        PreparedStatements.Forget(db.Database.GetDbConnection());
        return db.DisposeAsync();
    }

    private ValueTask Return(WorkflowDb db, int since)
    {
        if (choice.IsPostgres || Volatile.Read(ref isDisposed) || since != Volatile.Read(ref age) || idle.Count >= mostIdle || ReadOnlyConnections.Is(db.Database.GetDbConnection()))
            return Close(db);

        db.ChangeTracker.Clear();
        idle.Add((db, since));
        return ValueTask.CompletedTask;
    }

    /// <summary>One context in use; it goes back when it was said to be <see cref="Sound"/>, and is closed otherwise.</summary>
    public sealed class Lease(MoveContexts owner, WorkflowDb db, int since) : IAsyncDisposable, IDisposable
    {
        public WorkflowDb Db => db;

        /// <summary>It was opened before the last <see cref="Renew"/>.</summary>
        public bool IsOutdated => since != Volatile.Read(ref owner.age);

        /// <summary>The move ended without an exception.</summary>
        public bool Sound { get; set; }

        public ValueTask DisposeAsync() => Sound ? owner.Return(db, since) : Close(db);

        /// <summary>Closes it at once.</summary>
        public void Dispose() => CloseNow(db);
    }
}
