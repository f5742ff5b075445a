namespace Workflows.Storage;

/// <summary>
/// Lets the moves of this process write one after another where the database has a single writer anyway: whoever waits
/// in line goes on at once, while SQLite itself would only sleep and ask again.
/// </summary>
public sealed class WriteQueue(DatabaseChoice choice) : IDisposable
{
    private readonly SemaphoreSlim? turn = choice.IsPostgres ? null : new(1);

    /// <summary>Waits for the turn; disposing what is returned ends it.</summary>
    public async ValueTask<Turn> Enter(CancellationToken cancellation)
    {
        if (turn is not null)
            await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    public void Dispose() => turn?.Dispose();

    /// <summary>The turn of one writer.</summary>
    public sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
