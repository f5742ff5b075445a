using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Workflows.Documents;
using Workflows.Engine;
using Workflows.Host.Attachments;
using Workflows.Host.Cases;
using Workflows.Host.Checkpoints;
using Workflows.Host.Documents;
using Workflows.Host.Start;
using Workflows.Procedures;
using Workflows.Rules;
using Workflows.Storage;
using Workflows.Storage.Checkpoints;

namespace Workflows.Host.Evidence;

/// <summary>What became of the wish for a package.</summary>
/// <param name="Number">The case's.</param>
/// <param name="Trouble">Why there is none, in Chinese; null when there is one.</param>
internal sealed record EvidenceMade(string Number, string? Trouble);

/// <summary>证据包: everything about one case in one file that proves itself, without this product and without a network.</summary>
internal sealed class EvidenceMaker(
    IDbContextFactory<WorkflowDb> contexts, Library library, Surroundings surroundings, Verifier verifier, AttachmentFiles attachments,
    CheckpointDesk checkpoints,
    TimeProvider clock)
{
    /// <param name="id">A case that is there.</param>
    /// <param name="by">Who asks; a person's id, or <c>clock</c>.</param>
    /// <param name="address">Of the case, for the code on its papers; null where no host serves.</param>
    public async Task<EvidenceMade> Write(string id, string by, string? address, Stream to, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (found, history, sealing) = await Sealed(db, id, by, cancellation);
        var row = found.Row;
        if (sealing.Proof is not { } proof)
            return new(row.Number, sealing.Trouble);
        if (await library.Of(db, row, cancellation) is not { } procedure
            || library.Procedures.Find(row.Procedure, row.Version) is not { } published)
            return new(row.Number, "事项所依据的流程定义已缺失，不能制作证据包。");

        var run = await surroundings.Start(db, by, found.Case, procedure, cancellation);
        var register = run.World.Register;
        var madeAt = Beijing.Clock(clock.GetUtcNow()).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var unit = register.Unit(row.UnitId)?.Name ?? row.UnitId;
        using var package = new EvidencePackage(to);
        package.Add("说明.html", "说明，也是查验的程序", PackageProgram.Page(row.Title, row.Number, unit, madeAt));
        package.Add("verify.py", "另一个查验的程序", PackageProgram.Python);
        package.AddJson("history.json", "历程", history.Select(h => new
        {
            h.Seq, moveId = Convert.ToHexStringLower(h.MoveId), at = Ledger.Microseconds(h.At), h.Person, h.Move, h.Events,
            hash = Convert.ToHexStringLower(h.Hash),
        }));
        package.AddJson("timeline.json", "历程的中文说明", Told(procedure, new Narrator(procedure, register), history));
        Definitions(package, published);
        package.AddJson("rules.json", "作出判断的规则", history.SelectMany(h => h.Told.OfType<RuleSpoke>().Select(e => Spoken(h, e))));
        package.AddJson("register.json", "名册中的记录", await EvidenceRegister.Of(db, register, row.UnitId, history, cancellation));
        var missing = await Attach(package, history, cancellation);
        await Print(package, run, row, address, cancellation);
        package.Add("checkpoint.txt", "检查点", proof.Note);
        if (proof.Stamp is { } stamp)
            package.Add("checkpoint.tsr", "检查点的时间戳", stamp);
        package.AddJson("proof.json", "列入检查点的证明",
            new { proof.Number, proof.Leaf, proof.Index, hashes = proof.Hashes.Select(Convert.ToHexStringLower) });
        package.Add("keys.txt", "签名的公钥", string.Concat(checkpoints.KnownKeys.Select(k => $"{k}\n")));
        package.AddJson("report.json", "四性检测", EvidenceReport.Of(await verifier.Verify(id, cancellation), history, missing, package.Files));
        var about = new
        {
            @case = row.Id, row.Number, row.Title, unit = row.UnitId, unitName = unit, row.Procedure, row.Version,
            procedureTitle = procedure.Title, row.OpenedOn,
            end = row.EndState is { } end ? Ends.TitleOf(procedure, end) : "办理中", madeAt, madeBy = by == Actor.Clock.Person ? "命令行"
                : register.NameOf(by),
        };
        package.Seal(about, sha => checkpoints.Sign($"/evidence\n{row.Id}\n{sha}\n"));
        return new(row.Number, null);
    }

    /// <summary>The case, its history, and the proof that a checkpoint covers the last row: where none does yet, one is made.</summary>
    private async Task<(StoredCase Found, List<HistoryRow> History, (LeafProof? Proof, string? Trouble) Sealing)> Sealed(
        WorkflowDb db, string id, string by, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            var found = (await CaseStore.Find(db, id))!;
            var history = (await CaseStore.History(db, id, cancellation)).FindAll(h => h.Seq <= found.Row.Seq);
            if (await checkpoints.Prove(found.Row, cancellation) is { } proof)
                return (found, history, (proof, null));
            if (again)
                return (found, history, (null, "事项刚刚又有人办理，请稍后再制作证据包。"));
            if ((await checkpoints.Make(by, cancellation)).Trouble is { } trouble)
                return (found, history, (null, trouble));
        }
    }

    private static IEnumerable<object> Told(Procedure procedure, Narrator narrator, List<HistoryRow> history)
    {
        var teller = new HistoryTeller(procedure, narrator);
        return history.Select(teller.Tell).Select(v => new
        {
            v.Seq, at = Beijing.Clock(v.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), v.Who, v.What,
            details = v.Details.Select(d => d.Label.Length == 0 ? d.Text : $"{d.Label}：{d.Text}")
                .Concat(v.Verdicts.Select(r => $"{(r.Holds ? "符合" : "不符合")}“{r.Title}”（{r.Article}）：{r.Because}"))
                .Concat(v.Attachments.Select(f => $"附件：{f.Name}")),
        });
    }

    private static object Spoken(HistoryRow row, RuleSpoke spoke)
    {
        var answer = spoke.Answer;
        var versions = RuleBook.Standard.All.Where(r => r.Id == answer.Rule).ToArray();
        var ruled = versions.FirstOrDefault(r => answer.InForceFrom is null || r.From == answer.InForceFrom);
        return new { row.Seq, spoke.On, answer, text = ruled?.About.Text };
    }

    /// <summary>The text and those that it calls, the called ones first.</summary>
    private void Definitions(EvidencePackage package, Published published)
    {
        var all = new List<Published>();
        Add(published);
        foreach (var one in all)
            package.Add(PathOf(one), $"流程定义：{one.Procedure.Title}", one.Text);
        package.AddJson("definitions.json", "流程定义的清单", all.Select(one => new
        {
            one.Procedure.Key, one.Procedure.Version, one.Procedure.Title, path = PathOf(one),
            calls = one.Calls.Select(c => $"{c.Key}@{c.Value}"),
        }));

        void Add(Published one)
        {
            foreach (var (key, version) in one.Calls)
                Add(library.Procedures.Find(key, version)!);
            if (!all.Contains(one))
                all.Add(one);
        }

        static string PathOf(Published one) => $"definitions/{one.Procedure.Key}-{one.Procedure.Version}.yaml";
    }

    /// <returns>The names of files that are not there any more, or another content.</returns>
    private async Task<IReadOnlyList<string>> Attach(EvidencePackage package, List<HistoryRow> history, CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var file in history.SelectMany(h => Materials.In(System.Text.Json.Nodes.JsonNode.Parse(h.Events))).DistinctBy(f => f.Hash))
        {
            var extension = Path.GetExtension(file.Name).ToLowerInvariant();
            if (attachments.Find(file.Hash) is not { } path
                || await package.AddFile($"attachments/{file.Hash}{(FileKind.ByExtension(extension.TrimStart('.')) is null ? "" : extension)}", file.Name, path, cancellation) != file.Hash)
                missing.Add(file.Name);
        }

        return missing;
    }

    private async Task Print(EvidencePackage package, Run run, CaseRow row, string? address, CancellationToken cancellation)
    {
        if (!Typeface.IsThere)
            return;

        await DocumentEndpoints.Turn.WaitAsync(cancellation);
        try
        {
            foreach (var template in Paper.Of(run, library.Documents))
                package.Add($"papers/{template.Name}.pdf", template.Title,
                    PdfPaper.Draw(Paper.Fill(run, row.Number, template), address ?? row.Number));
        }
        finally
        {
            DocumentEndpoints.Turn.Release();
        }
    }
}
