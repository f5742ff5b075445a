using System.Globalization;
using System.Text;
using QRCoder;
using Workflows.Proofs;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Checkpoints;

/// <param name="Folder">Where they are kept on the server.</param>
/// <param name="Key">The public key that is signed with now, as one line; null before the first checkpoint.</param>
internal sealed record CheckpointPage(int Total, string Folder, string? Key, IReadOnlyList<CheckpointView> Items);

/// <param name="Size">How many lines the log had: one for every time that a chain was found further on.</param>
/// <param name="Root">Hexadecimal, eight digits together.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Kept">Does it lie in the folder?</param>
/// <param name="Stamped">Has a time stamping authority confirmed its moment?</param>
internal sealed record CheckpointView(long Number, DateTimeOffset At, long Size, string Root, string By, bool Kept, bool Stamped);

/// <param name="Note">The signed text, as the file has it.</param>
/// <param name="Key">The public key that it is checked with.</param>
internal sealed record CheckpointPaper(CheckpointView Checkpoint, string Note, string Key, QrPicture Code);

/// <summary>A QR code to be drawn: dark squares of side 1 as the path of an SVG.</summary>
/// <param name="Side">How many squares the picture is wide, its margin included.</param>
internal sealed record QrPicture(int Side, string Path)
{
    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var path = new StringBuilder();
        for (var row = 0; row < data.ModuleMatrix.Count; row++)
        {
            for (var column = 0; column < data.ModuleMatrix.Count; column++)
            {
                if (data.ModuleMatrix[row][column])
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return new QrPicture(data.ModuleMatrix.Count, path.ToString());
    }
}

/// <param name="Text">The checkpoint, as a file has it or as it was read from paper.</param>
internal sealed record CompareRequest(string Text);

/// <param name="Number">Of the checkpoint; 0 when it is none of ours.</param>
/// <param name="Chains">How many cases and ledgers it covers.</param>
internal sealed record CompareAnswer(long Number, DateTimeOffset? At, int Chains, IReadOnlyList<CompareBreach> Broken);

/// <param name="Case">Id; empty where it is about the checkpoints or the ledger, or where the case is gone.</param>
/// <param name="Number">Of the case; empty where it is about the checkpoints or the ledger.</param>
/// <param name="Seq">The row; 0 when it is about the whole.</param>
internal sealed record CompareBreach(string Case, string Number, long Seq, string What);
