using System.Security.Cryptography;
using Workflows.Host.Start;
using Workflows.Proofs;

namespace Workflows.Host.Checkpoints;

/// <summary>
/// The key that checkpoints are signed with, in a folder that only the account running the host may look into: <c>signing.key</c> is
/// secret,
/// <c>known.keys</c> has every public key that was ever used here, one a line. Whoever takes both along elsewhere signs on there.
/// </summary>
internal sealed class CheckpointKeys(string folder, NoteAlgorithm algorithm)
{
    private const string Name = "workflows/";

    private readonly Lock gate = new();

    private string SecretFile => Path.Combine(folder, "signing.key");

    private string KnownFile => Path.Combine(folder, "known.keys");

    /// <summary>The key to sign with; made when there is none, and anew when another way of signing is wanted than it was made
    /// for.</summary>
    /// <exception cref="StartTrouble">The file was damaged.</exception>
    public NoteSigner Signer()
    {
        lock (gate)
        {
            if (!File.Exists(SecretFile))
                return Renew(null);

            var signer = NoteSigner.Parse(File.ReadAllText(SecretFile))
                ?? throw new StartTrouble($"签署检查点的钥匙 {SecretFile} 已损坏。", "请从备份中恢复这个文件；确已遗失的，移走它后用 checkpoint --new-key 换新。");
            return signer.Key.Algorithm == algorithm ? signer : Renew(signer.Key.Name);
        }
    }

    /// <summary>Every public key that was used here, the one in use last; none before the first checkpoint.</summary>
    public IReadOnlyList<NoteKey> Known() =>
        File.Exists(KnownFile) ? [.. File.ReadLines(KnownFile).Select(NoteKey.Parse).OfType<NoteKey>()] : [];

    /// <summary>A new key takes the place of the one there is; what was signed before is still known.</summary>
    public NoteSigner Renew()
    {
        lock (gate)
            return Renew(Known().Select(k => k.Name).FirstOrDefault());
    }

    /// <param name="name">The installation's name, which stays; null: it has none yet.</param>
    private NoteSigner Renew(string? name)
    {
        name ??= Name + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        NoteSigner? signer;
        do
            signer = NoteSigner.Of(name, algorithm, RandomNumberGenerator.GetBytes(NoteSigner.SecretLength));
        while (signer is null);

        PrivateFolder.Create(folder);
        // Known before it is used: a checkpoint never outlives the key that it is checked with.
        File.AppendAllText(KnownFile, signer.Key + "\n");
        Write(SecretFile, signer.ToText() + "\n");
        return signer;
    }

    private static void Write(string file, string text)
    {
        var half = file + ".part";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(half, options))
            writer.Write(text);
        File.Move(half, file, overwrite: true);
    }
}
