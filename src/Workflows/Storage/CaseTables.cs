using Microsoft.EntityFrameworkCore;
using Workflows.Storage.Checkpoints;

namespace Workflows.Storage;

/// <summary>How cases, their history, work items and deadlines lie in the database (scripts 0002 and later).</summary>
public static class CaseTables
{
    public static void Configure(ModelBuilder model)
    {
        var cases = model.Entity<CaseRow>().ToTable("cases");
        cases.HasKey(c => c.Id);
        cases.Property(c => c.Seq).IsConcurrencyToken();
        var history = model.Entity<HistoryRow>().ToTable("history");
        history.HasKey(h => new { h.CaseId, h.Seq });
        history.Ignore(h => h.Told);
        history.Property(h => h.Text).HasColumnName("events");
        model.Entity<HistoryRuleRow>().ToTable("history_rules").HasKey(r => new { r.CaseId, r.Seq, r.Rule });
        var items = model.Entity<ItemRow>().ToTable("work_items");
        items.HasKey(i => new { i.CaseId, i.Id });
        items.Property(i => i.Provisional).HasConversion<int>();
        model.Entity<DeadlineRow>().ToTable("deadlines").HasKey(d => new { d.CaseId, d.Key });
        model.Entity<MilestoneRow>().ToTable("milestones").HasKey(m => new { m.CaseId, m.Name });
        model.Entity<MessageRow>().ToTable("messages").HasKey(m => m.Id);
        model.Entity<MessageReadRow>().ToTable("message_reads").HasKey(m => new { m.Person, m.Message });
        model.Entity<AttachmentUseRow>().ToTable("attachment_uses").HasKey(a => new { a.Hash, a.CaseId });
        model.Entity<DraftRow>().ToTable("drafts").HasKey(d => new { d.CaseId, d.Item, d.Person });
        model.Entity<DefinitionRow>().ToTable("definitions").HasKey(d => new { d.Key, d.Version });
        model.Entity<Publication>().ToTable("publications").HasKey(p => new { p.Key, p.At });
        model.Entity<SettingDecision>().ToTable("setting_decisions").HasKey(d => new { d.Key, d.DecidedAt });
        ReportTable.Configure(model);
        Records(model);
        model.Entity<CheckpointRow>().ToTable("checkpoints").HasKey(c => c.Number);
        model.Entity<RememberedRow>().ToTable("remembered").HasKey(r => r.Name);
    }

    /// <summary>The records, for whoever keeps tables of its own beside the library's.</summary>
    public static void Records(ModelBuilder model)
    {
        model.Entity<RecordRow>().ToTable("records").HasKey(r => r.Seq);
        model.Entity<RecordHead>().ToTable("record_head");
    }
}
