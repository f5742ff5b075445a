using Workflows.Host.Start;
using Workflows.Proofs;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Checkpoints;

/// <summary>Makes checkpoints and keeps them in their folder; the same for a page, the clock and the command line.</summary>
internal sealed class CheckpointDesk(
    CheckpointLog log, CheckpointVerifier verifier, CheckpointKeys keys, CheckpointFolder folder, StampingAuthority authority,
    TimeProvider clock)
{
    /// <summary>How far back checkpoints that no authority has confirmed are asked about again.</summary>
    private const int MostUnstamped = 10;

    /// <summary>One on every Beijing day, beginning with the one on which the first case is there.</summary>
    public async Task<CheckpointMade> MakeDaily(CancellationToken cancellation) => await log.HasCases(cancellation)
        ? await Make("clock", last => last is null || Beijing.DayOf(last.At) < clock.Today(), takesAny: false, cancellation)
        : new(null, [], null);

    /// <param name="by">A person's id.</param>
    public Task<CheckpointMade> Make(string by, CancellationToken cancellation) => Make(by, _ => true, takesAny: false, cancellation);

    /// <summary>Signs from now on with a new key, also where the old one was lost.</summary>
    public Task<CheckpointMade> MakeWithNewKey(string by, CancellationToken cancellation)
    {
        keys.Renew();
        return Make(by, _ => true, takesAny: true, cancellation);
    }

    /// <summary>See <see cref="CheckpointLog.Prove"/>.</summary>
    public Task<LeafProof?> Prove(CaseRow row, CancellationToken cancellation) => log.Prove(row, cancellation);

    /// <summary>Signs another text of this installation.</summary>
    /// <param name="rest">What stands behind the installation's name; ends with a line feed.</param>
    public string Sign(string rest)
    {
        var signer = keys.Signer();
        return signer.Sign(signer.Key.Name + rest).ToString();
    }

    public string Folder => folder.Path;

    public NoteKey Key => keys.Signer().Key;

    public IReadOnlyList<NoteKey> KnownKeys => keys.Known();

    public bool IsKept(CheckpointRow row) => folder.Has(row.Number);

    /// <summary>Compares the database with a checkpoint that somebody kept, and with everything in a folder of them.</summary>
    /// <param name="beside">The folder that it lay in; null: the host's own.</param>
    /// <param name="trusted">The keys that somebody brought along; null: those that are known here.</param>
    public Task<Compared> Compare(
        KeptCheckpoint asked, CheckpointFolder? beside, IReadOnlyCollection<NoteKey>? trusted, CancellationToken cancellation)
    {
        // Of a checkpoint that was carried elsewhere alone, the lines lie in the host's own folder.
        var kept = (beside ?? folder).Read();
        return verifier.Compare(asked, kept.Any(k => k.Leaves.Length > 0) ? kept : folder.Read(), trusted
            ?? keys.Known(), authority.Trusted, cancellation);
    }

    /// <summary>Asks the authority about the newest checkpoints that it has not confirmed yet: it may have been out of reach.</summary>
    public async Task Stamp(CancellationToken cancellation)
    {
        if (authority.Address is null)
            return;

        foreach (var row in (await log.List(cancellation)).Take(MostUnstamped).Where(r => r.Stamp is null))
        {
            if (await authority.Stamp(row.Note, cancellation) is not { } token)
                return;
            await log.Stamp(row.Number, token, cancellation);
        }
    }

    /// <summary>Writes into the folder what is not there yet: another host made it, or the folder was out of reach.</summary>
    /// <exception cref="IOException">The folder is out of reach.</exception>
    public async Task Keep(CancellationToken cancellation)
    {
        if (!Directory.Exists(folder.Path))
            PrivateFolder.Create(folder.Path);
        var rows = (await log.List(cancellation)).Reverse().ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            if (!folder.Has(rows[i].Number))
                await folder.Keep(rows[i], await log.Leaves(i == 0 ? 0 : rows[i - 1].Size, rows[i].Size, cancellation), cancellation);
            if (rows[i].Stamp is { } stamp && !folder.HasStamp(rows[i].Number))
                await folder.KeepStamp(rows[i].Number, stamp, cancellation);
        }
    }

    private async Task<CheckpointMade> Make(string by, Func<CheckpointRow?, bool> isWanted, bool takesAny, CancellationToken cancellation)
    {
        var (signer, newest) = (keys.Signer(), folder.Newest());
        var gone = false;
        var made = await log.Make(signer, takesAny ? null : keys.Known(), by, last => isWanted(last)
            && !(gone = newest > (last?.Number ?? 0)), cancellation);
        if (gone)
        {
            return new(null, [], $"目录 {folder.Path} 里已有第 {newest} 号检查点，数据库里却没有：数据库被换成了较早的副本，或检查点被删除。"
                + "没有签署新的检查点，请立即核验（verify --against）。");
        }

        if (made.Row is { } row)
        {
            if (!Directory.Exists(folder.Path))
                PrivateFolder.Create(folder.Path);
            await folder.Keep(row, made.Leaves, cancellation);
            await Stamp(cancellation);
            await Keep(cancellation);
        }

        return made;
    }
}
