using System.Globalization;
using System.Text.Json;
using Workflows.Engine;
using Workflows.Host.Reporting;
using Workflows.Organisation;
using Workflows.Procedures;
using Workflows.Storage;

namespace Workflows.Host.Audit;

/// <summary>A case for the archive: everything that is needed to read it and to recompute its chain elsewhere, without this product.</summary>
/// <param name="Format">Grows when the shape changes.</param>
/// <param name="Chain">How the hashes are computed, in words.</param>
/// <param name="Definition">The published text that the case runs under.</param>
/// <param name="DefinitionHash">SHA-256 of the text, hexadecimal.</param>
/// <param name="Head">Hash of the last row.</param>
internal sealed record CaseExport(
    string Format, string Chain, string Case, string Number, string Title, string Unit, string UnitName, string Procedure, int Version,
    string? Definition, string? DefinitionHash, string Head, IReadOnlyList<ExportedMove> History)
{
    private const string HowChained =
        "每条记录的 hash = SHA-256(上一条的 hash；第一条用 32 个零字节 ‖ 事项编号 ‖ seq ‖ moveId 的 16 个字节 ‖ at ‖ person ‖ move ‖ events)。"
        + "文字按 UTF-8 编码，前面加字节数；字节数、seq 和 at（1970 年以来的微秒数）各写成 8 字节大端整数。";

    private static readonly JsonSerializerOptions indented = new(Json.Options) { WriteIndented = true };

    public static CaseExport Of(CaseRow row, IEnumerable<HistoryRow> history, Published? published, Register register) => new(
        "case-export/1", HowChained, row.Id, row.Number, row.Title, row.UnitId, register.Unit(row.UnitId)?.Name ?? row.UnitId, row.Procedure, row.Version,
        published?.Text, published?.Hash, Convert.ToHexStringLower(row.Head),
        [.. history.Select(h => new ExportedMove(
            h.Seq, h.Move, Convert.ToHexStringLower(h.MoveId), h.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            h.Person, register.NameOf(h.Person), h.Events, Convert.ToHexStringLower(h.Hash)))]);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, indented);
}

/// <param name="MoveId">16 bytes, hexadecimal.</param>
/// <param name="At">UTC, to the microsecond.</param>
/// <param name="Person">Id, or <c>clock</c>.</param>
/// <param name="Name">As the register knows the person now; not part of the chain.</param>
/// <param name="Events">What happened, word for word as it was hashed.</param>
internal sealed record ExportedMove(int Seq, string Move, string MoveId, string At, string Person, string Name, string Events, string Hash);
