namespace Workflows.Storage;

/// <summary>
/// Lets the moves of this process write one after another where the database has a single writer anyway: whoever waits
/// in line goes on at once, while SQLite itself would only sleep and ask again. They write through one connection, which
/// keeps the pages it knows from one move to the next; any other connection forgets its pages at every commit.
/// </summary>
public sealed class WriteQueue(DatabaseChoice choice, MoveContexts contexts) : IDisposable
{
    private readonly SemaphoreSlim? one = choice.IsPostgres ? null : new(1);
    private MoveContexts.Lease? writer;

    /// <summary>Waits for the turn; disposing what is returned ends it.</summary>
    /// <param name="own">The move's own context: on a server it writes through that.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask<Turn> Enter(WorkflowDb own, CancellationToken cancellation)
    {
        if (one is null)
            return new Turn(this, own);

        await one.WaitAsync(cancellation);
        try
        {
            if (writer is { IsOutdated: true })
                await GiveUp();
            writer ??= await contexts.Rent(cancellation);
            return new Turn(this, writer.Db);
        }
        catch
        {
            one.Release();
            throw;
        }
    }

    public void Dispose()
    {
        writer?.Dispose();
        one?.Dispose();
    }

    private async ValueTask Leave(bool isSound)
    {
        if (one is null)
            return;

        try
        {
            if (!isSound)
                await GiveUp();
        }
        finally
        {
            one.Release();
        }
    }

    private async ValueTask GiveUp()
    {
        var given = writer!;
        writer = null;
        await given.DisposeAsync();
    }

    /// <summary>The turn of one writer.</summary>
    public sealed class Turn(WriteQueue queue, WorkflowDb db) : IAsyncDisposable
    {
        /// <summary>What to write through.</summary>
        public WorkflowDb Db => db;

        /// <summary>Everything was written; otherwise the connection is given up.</summary>
        public bool Sound { get; set; }

        public ValueTask DisposeAsync() => queue.Leave(Sound);
    }
}
