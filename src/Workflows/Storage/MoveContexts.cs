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

    private readonly ConcurrentBag<WorkflowDb> idle = [];
    private bool isDisposed;

    public async ValueTask<Lease> Rent(CancellationToken cancellation)
    {
        if (idle.TryTake(out var kept))
            return new Lease(this, kept);

        var db = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            PreparedStatements.Keep(db.Database.GetDbConnection());
            return new Lease(this, db);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref isDisposed, true);
        while (idle.TryTake(out var kept))
            CloseNow(kept);
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

    private ValueTask Return(WorkflowDb db)
    {
        if (choice.IsPostgres || Volatile.Read(ref isDisposed) || idle.Count >= mostIdle || ReadOnlyConnections.Is(db.Database.GetDbConnection()))
            return Close(db);

        db.ChangeTracker.Clear();
        idle.Add(db);
        return ValueTask.CompletedTask;
    }

    /// <summary>One context in use; it goes back when it was said to be <see cref="Sound"/>, and is closed otherwise.</summary>
    public sealed class Lease(MoveContexts owner, WorkflowDb db) : IAsyncDisposable, IDisposable
    {
        public WorkflowDb Db => db;

        /// <summary>The move ended without an exception.</summary>
        public bool Sound { get; set; }

        public ValueTask DisposeAsync() => Sound ? owner.Return(db) : Close(db);

        /// <summary>Closes it at once.</summary>
        public void Dispose() => CloseNow(db);
    }
}
