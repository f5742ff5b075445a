namespace Workflows.Host.SignIn;

/// <summary>
/// Lets attempts at one account come one after another: what is under way is not yet wrong, and counting it so locked out whoever signed in
/// at several places at one moment. Guesses sent side by side still all count.
/// </summary>
internal sealed class SignInTurns : IDisposable
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn; disposing what it gives ends it.</summary>
    /// <param name="name">The account's normalised name, known or not.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IDisposable> Wait(string name, CancellationToken cancellation)
    {
        var turn = turns[(uint)StringComparer.Ordinal.GetHashCode(name) % turns.Length];
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    public void Dispose() => Array.ForEach(turns, t => t.Dispose());

    private sealed class Turn(SemaphoreSlim taken) : IDisposable
    {
        public void Dispose() => taken.Release();
    }
}
