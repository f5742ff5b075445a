using Microsoft.EntityFrameworkCore;
using Workflows.Organisation;
using Workflows.Storage.Checkpoints;

namespace Workflows.Storage;

/// <summary>The product's one database, on SQLite or PostgreSQL; made by a pooled factory, so it keeps no state of its own.</summary>
public sealed class WorkflowDb(DbContextOptions<WorkflowDb> options) : DbContext(options)
{
    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Discipline> Disciplines => Set<Discipline>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Term> Terms => Set<Term>();

    public DbSet<TermShift> TermShifts => Set<TermShift>();

    public DbSet<RegisterVoid> RegisterVoids => Set<RegisterVoid>();

    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<HistoryRow> History => Set<HistoryRow>();

    public DbSet<HistoryRuleRow> HistoryRules => Set<HistoryRuleRow>();

    public DbSet<ItemRow> WorkItems => Set<ItemRow>();

    public DbSet<DeadlineRow> Deadlines => Set<DeadlineRow>();

    public DbSet<MilestoneRow> Milestones => Set<MilestoneRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<MessageReadRow> MessageReads => Set<MessageReadRow>();

    public DbSet<AttachmentUseRow> AttachmentUses => Set<AttachmentUseRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<ReportTakingRow> ReportTakings => Set<ReportTakingRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();

    public DbSet<Publication> Publications => Set<Publication>();

    public DbSet<SettingDecision> SettingDecisions => Set<SettingDecision>();

    public DbSet<RecordRow> Records => Set<RecordRow>();

    public DbSet<RecordHead> RecordHeads => Set<RecordHead>();

    public DbSet<RememberedRow> Remembered => Set<RememberedRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        RegisterTables.Configure(modelBuilder);
        CaseTables.Configure(modelBuilder);
        Conventions.Apply(modelBuilder);
    }
}
